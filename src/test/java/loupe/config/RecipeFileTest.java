package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes that travel, and files that only look like them. */
class RecipeFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final byte[] MODEL = "not really a network".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Home there;
    private Home here;
    private Recipe recipe;
    private Path file;
    private final List<Path> checked = new ArrayList<>();
    private final List<Optional<VerifyKey>> signers = new ArrayList<>();

    @BeforeEach
    void export() {
        there = new Home(folder.resolve("there")).create();
        here = new Home(folder.resolve("here")).create();
        RecipeBook book = book(there);
        recipe = book.save(
                new Recipe(
                        "washer",
                        1,
                        "Scheibe “M8” 垫圈",
                        "usb:0",
                        Optional.empty(),
                        book.storeModel(MODEL),
                        new DecisionRule(0.5, 0.8, 0.7, 3, ScoreSource.MODEL),
                        new DisplayScale(0, 1),
                        Calibration.GOOD_PARTS_ONLY,
                        NOW),
                new float[] {0.3f, 0.1f, 0.2f});
        file = folder.resolve("washer.loupe");
        new RecipeFile(book, there.cache()).write(file, recipe, "Loupe 1", StationKey.in(there.stationKey()));
    }

    @AfterEach
    void nothingIsLeftInTheCache() throws IOException {
        for (Home home : List.of(there, here)) {
            try (Stream<Path> left = Files.list(home.cache())) {
                assertThat(left).isEmpty();
            }
        }
    }

    private static RecipeBook book(Home home) {
        return new RecipeBook(home, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Recipe read(Path from) {
        return new RecipeFile(book(here), here.cache())
                .read(from, checked::add, signers::add, coming -> {})
                .recipe();
    }

    private InspectionFault refusal(Path from) {
        InspectionFault fault = catchThrowableOfType(InspectionFault.class, () -> read(from));
        assertThat(fault).isNotNull();
        assertThat(book(here).list()).isEmpty();
        try (Stream<Path> models = Files.list(here.models())) {
            assertThat(models).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return fault;
    }

    @Test
    void arrivesAsItWasSent() {
        Recipe arrived = read(file);
        assertThat(arrived).isEqualTo(recipe);
        assertThat(book(here).goodScores(arrived)).containsExactly(0.1f, 0.2f, 0.3f);
        assertThat(book(here).modelPath(arrived)).hasBinaryContent(MODEL);
        assertThat(checked).hasSize(1);
    }

    @Test
    void neverReplacesARecipe() {
        assertThat(read(file).id()).isEqualTo("washer");
        Recipe second = read(file);
        assertThat(second.id()).isEqualTo("washer-2");
        assertThat(second.version()).isEqualTo(1);
        assertThat(book(here).versions("washer")).containsExactly(1);
    }

    @Test
    void theSameRecipeGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.loupe");
        new RecipeFile(book(there), there.cache()).write(again, recipe, "Loupe 1", StationKey.in(there.stationKey()));
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
    }

    @Test
    void aModelThatDoesNotOpenIsNotKept() {
        InspectionFault broken = new InspectionFault(FaultCode.MOD_01, "model.onnx", "no");
        InspectionFault fault = catchThrowableOfType(
                InspectionFault.class,
                () -> new RecipeFile(book(here), here.cache())
                        .read(
                                file,
                                m -> {
                                    throw broken;
                                },
                                signer -> {},
                                coming -> {}));
        assertThat(fault).isSameAs(broken);
        assertThat(book(here).list()).isEmpty();
        assertThat(here.models()).isEmptyDirectory();
    }

    @Test
    void refusesWhatDoesNotBelongThere() throws IOException {
        assertThat(refusal(with("../evil.onnx", new byte[3])).code()).isEqualTo(FaultCode.REC_07);
        assertThat(refusal(with("/etc/passwd", new byte[3])).code()).isEqualTo(FaultCode.REC_07);
        assertThat(refusal(with("x/model.onnx", new byte[3])).code()).isEqualTo(FaultCode.REC_07);
        Map<String, byte[]> many = contents();
        for (int i = 0; i < 50; i++) {
            many.put("f" + i, new byte[1]);
        }
        assertThat(refusal(zip(many)).whatHappened(java.util.Locale.ENGLISH)).contains("more than 6 entries");
    }

    @Test
    void refusesContentThatWasChanged() throws IOException {
        for (String name : List.of("recipe.json", "model.onnx", "good.json")) {
            Map<String, byte[]> contents = contents();
            byte[] content = contents.get(name).clone();
            content[content.length / 2] ^= 1;
            contents.put(name, content);
            assertThat(refusal(zip(contents)).code()).as(name).isEqualTo(FaultCode.REC_07);
        }
    }

    @Test
    void refusesAModelThatTheRecipeWasNotMadeWith() throws IOException {
        assertThat(refusal(with("model.onnx", new byte[] {1})).whatHappened(java.util.Locale.ENGLISH))
                .contains("made with another model");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        for (String name : List.of("manifest.json", "recipe.json", "model.onnx")) {
            Map<String, byte[]> contents = contents();
            contents.remove(name);
            InspectionFault fault = refusal(zip(contents));
            assertThat(fault.code()).isEqualTo(FaultCode.REC_06);
            assertThat(fault.getMessage()).contains(name);
        }
    }

    @Test
    void refusesBombs() throws IOException {
        byte[] zeros = new byte[80 << 20];
        assertThat(refusal(with("model.onnx", zeros)).code()).isEqualTo(FaultCode.REC_07);
        assertThat(refusal(with("recipe.json", new byte[2 << 20])).code()).isEqualTo(FaultCode.REC_07);
        // the table of contents says 20 bytes, the manifest too, but a megabyte comes out
        byte[] lying = Files.readAllBytes(zip(manifest(contents("model.onnx", new byte[1 << 20]), 20)));
        int at = tableEntry(lying, "model.onnx");
        lying[at + 24] = 20;
        lying[at + 25] = 0;
        lying[at + 26] = 0;
        assertThat(refusal(Files.write(folder.resolve("lying.loupe"), lying)).code())
                .isIn(FaultCode.REC_06, FaultCode.REC_07);
    }

    @Test
    void refusesLinksTwinsAndLockedEntries() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = tableEntry(bytes, "model.onnx");
        byte[] link = bytes.clone();
        link[at + 5] = 3;
        link[at + 41] = (byte) 0xa1;
        assertThat(refusal(Files.write(folder.resolve("link.loupe"), link)).getMessage())
                .contains("is a link");
        byte[] locked = bytes.clone();
        locked[at + 8] |= 1;
        assertThat(refusal(Files.write(folder.resolve("locked.loupe"), locked)).getMessage())
                .contains("is encrypted");
        byte[] twin = bytes.clone();
        int other = tableEntry(bytes, "good.json");
        System.arraycopy("good.json".getBytes(StandardCharsets.UTF_8), 0, twin, other + 46, 9);
        byte[] twins = Files.readAllBytes(zip(renamed("good.json", "recipe.jsOn")));
        int second = tableEntry(twins, "recipe.jsOn");
        twins[second + 46 + 9] = 'o';
        assertThat(refusal(Files.write(folder.resolve("twins.loupe"), twins)).getMessage())
                .contains("comes twice");
    }

    @Test
    void readsNoFutureAndNoGarbage() throws IOException {
        Map<String, byte[]> future = contents();
        ObjectNode manifest = (ObjectNode) JSON.readTree(future.get("manifest.json"));
        future.put("manifest.json", JSON.writeValueAsBytes(manifest.put("format", 2)));
        assertThat(refusal(zip(future)).code()).isEqualTo(FaultCode.REC_08);
        future.put("manifest.json", "[]".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(zip(future)).code()).isEqualTo(FaultCode.REC_06);
        assertThat(refusal(folder.resolve("none.loupe")).code()).isEqualTo(FaultCode.REC_06);
        assertThat(refusal(Files.write(folder.resolve("empty.loupe"), new byte[0]))
                        .code())
                .isEqualTo(FaultCode.REC_06);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length += 37) {
            Path cut = Files.write(folder.resolve("cut.loupe"), java.util.Arrays.copyOf(whole, length));
            assertThat(refusal(cut).code()).isEqualTo(FaultCode.REC_06);
        }
    }

    /** Where the table of contents has the entry of this name. */
    private static int tableEntry(byte[] zip, String name) {
        byte[] letters = name.getBytes(StandardCharsets.UTF_8);
        for (int i = zip.length - 46 - letters.length; i >= 0; i--) {
            boolean entry = zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2;
            if (entry && java.util.Arrays.equals(zip, i + 46, i + 46 + letters.length, letters, 0, letters.length)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                if (!entry.getName().equals("signature.json")) { // what is changed here is not signed
                    contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
        }
        return contents;
    }

    private Map<String, byte[]> contents(String name, byte[] content) throws IOException {
        Map<String, byte[]> contents = contents();
        contents.put(name, content);
        return contents;
    }

    private Map<String, byte[]> renamed(String name, String other) throws IOException {
        Map<String, byte[]> contents = contents();
        contents.put(other, contents.remove(name));
        return contents;
    }

    /** Contents with one more or another entry and a manifest that knows it. */
    private Path with(String name, byte[] content) throws IOException {
        return zip(manifest(contents(name, content), -1));
    }

    /** A manifest that fits; {@code modelBytes} ≥ 0 is a lie about the model. */
    private static Map<String, byte[]> manifest(Map<String, byte[]> contents, long modelBytes) throws IOException {
        ObjectNode manifest = (ObjectNode) JSON.readTree(contents.get("manifest.json"));
        ArrayNode entries = manifest.putArray("entries");
        contents.forEach((name, content) -> {
            if (!name.equals("manifest.json")) {
                long bytes = name.equals("model.onnx") && modelBytes >= 0 ? modelBytes : content.length;
                entries.addObject().put("name", name).put("bytes", bytes).put("sha256", sha256(content));
            }
        });
        contents.put("manifest.json", JSON.writeValueAsBytes(manifest));
        return contents;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path zip(Map<String, byte[]> contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return Files.write(folder.resolve("made.loupe"), bytes.toByteArray());
    }
}
