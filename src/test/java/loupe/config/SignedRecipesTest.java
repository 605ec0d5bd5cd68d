package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a signature of a recipe file is worth: what can be done to a signed file by somebody without the key. */
class SignedRecipesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ENTRIES = List.of("recipe.json", "good.json", "model.onnx");

    @TempDir
    Path folder;

    private final List<Optional<VerifyKey>> signers = new ArrayList<>();
    private StationKey key;
    private Path file;
    private Path other;

    @BeforeEach
    void twoSignedFiles() {
        Home there = new Home(folder.resolve("there")).create();
        key = StationKey.in(there.stationKey());
        RecipeBook book = new RecipeBook(there, Clock.systemUTC());
        file = export(book, there, "washer");
        other = export(book, there, "flange");
    }

    private Path export(RecipeBook book, Home home, String id) {
        Recipe recipe = book.save(
                new Recipe(
                        id,
                        1,
                        id,
                        "usb:0",
                        Optional.empty(),
                        book.storeModel(("model of " + id).getBytes(StandardCharsets.UTF_8)),
                        new DecisionRule(0.5, 0.8, 0.7, 3, ScoreSource.MODEL),
                        new DisplayScale(0, 1),
                        Calibration.GOOD_PARTS_ONLY,
                        Instant.EPOCH),
                new float[] {0.1f, 0.2f});
        Path target = folder.resolve(id + ".loupe");
        new RecipeFile(book, home.cache()).write(target, recipe, "Loupe", key);
        return target;
    }

    private Recipe read(Path from) {
        Home here = new Home(folder.resolve("here")).create();
        return new RecipeFile(new RecipeBook(here, Clock.systemUTC()), here.cache())
                .read(from, model -> {}, signers::add, coming -> {})
                .recipe();
    }

    private FaultCode refusal(Map<String, byte[]> contents) throws IOException {
        Path made = zip(contents);
        InspectionFault fault = catchThrowableOfType(InspectionFault.class, () -> read(made));
        assertThat(fault).isNotNull();
        assertThat(new RecipeBook(new Home(folder.resolve("here")), Clock.systemUTC()).isEmpty())
                .isTrue();
        return fault.code();
    }

    private Path zip(Map<String, byte[]> contents) throws IOException {
        Path made = folder.resolve("made.loupe");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(made))) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return made;
    }

    private static Map<String, byte[]> contents(Path file) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return contents;
    }

    /** A manifest that fits the contents, as a forger would write it. */
    private static Map<String, byte[]> withManifest(Map<String, byte[]> contents) throws Exception {
        ObjectNode manifest = (ObjectNode) JSON.readTree(contents.get("manifest.json"));
        var entries = manifest.putArray("entries");
        for (Map.Entry<String, byte[]> e : contents.entrySet()) {
            if (!e.getKey().equals("manifest.json") && !e.getKey().equals("signature.json")) {
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(e.getValue());
                entries.addObject()
                        .put("name", e.getKey())
                        .put("bytes", e.getValue().length)
                        .put("sha256", HexFormat.of().formatHex(sum));
            }
        }
        contents.put("manifest.json", JSON.writeValueAsBytes(manifest));
        return contents;
    }

    private static byte[] changed(byte[] content) {
        byte[] changed = content.clone();
        changed[content.length / 2] ^= 1;
        return changed;
    }

    @Test
    void anUntouchedFileTellsWhoSignedIt() {
        assertThat(read(file).id()).isEqualTo("washer");
        assertThat(signers).containsExactly(Optional.of(key.verifyKey()));
    }

    @Test
    void aFileWithoutSignatureIsReadAndSaidToHaveNone() throws IOException {
        Map<String, byte[]> contents = contents(file);
        contents.remove("signature.json");
        assertThat(read(zip(contents)).id()).isEqualTo("washer");
        assertThat(signers).containsExactly(Optional.empty());
    }

    @Test
    void everyEntryIsCovered() throws Exception {
        for (String name : ENTRIES) {
            Map<String, byte[]> plain = contents(file);
            plain.put(name, changed(plain.get(name)));
            assertThat(refusal(plain)).as(name).isEqualTo(FaultCode.REC_07);
            assertThat(refusal(withManifest(plain))).as(name + " and manifest").isEqualTo(FaultCode.REC_11);
        }
        Map<String, byte[]> manifest = contents(file);
        String text = new String(manifest.get("manifest.json"), StandardCharsets.UTF_8);
        manifest.put("manifest.json", text.replace("Loupe", "loupe").getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(manifest)).isEqualTo(FaultCode.REC_11);
        assertThat(signers).isEmpty();
    }

    @Test
    void entriesCanBeNeitherAddedNorLeftOut() throws Exception {
        Map<String, byte[]> added = contents(file);
        added.put("extra.txt", new byte[1]);
        assertThat(refusal(added)).isEqualTo(FaultCode.REC_07);
        Map<String, byte[]> known = contents(file);
        known.put("model-profile.json", "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(known))
                .as("a name that is allowed, not in the manifest")
                .isEqualTo(FaultCode.REC_06);
        assertThat(refusal(withManifest(known))).isEqualTo(FaultCode.REC_11);
        Map<String, byte[]> less = contents(file);
        less.remove("good.json");
        assertThat(refusal(less)).isEqualTo(FaultCode.REC_06);
        assertThat(refusal(withManifest(less))).isEqualTo(FaultCode.REC_11);
    }

    @Test
    void aSignatureBelongsToOneFile() throws Exception {
        Map<String, byte[]> swapped = contents(file);
        swapped.put("signature.json", contents(other).get("signature.json"));
        assertThat(refusal(swapped)).isEqualTo(FaultCode.REC_11);
        StationKey forger = StationKey.in(folder.resolve("forger.json"));
        Map<String, byte[]> renamed = contents(file);
        String signature = new String(renamed.get("signature.json"), StandardCharsets.UTF_8);
        renamed.put(
                "signature.json",
                signature
                        .replace(key.verifyKey().hex(), forger.verifyKey().hex())
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(renamed)).as("another’s name over the signature").isEqualTo(FaultCode.REC_11);
        Map<String, byte[]> plainManifest = contents(file);
        ObjectNode bare = (ObjectNode) JSON.readTree(plainManifest.get("signature.json"));
        bare.put("signature", HexFormat.of().formatHex(key.sign(plainManifest.get("manifest.json"))));
        plainManifest.put("signature.json", JSON.writeValueAsBytes(bare));
        assertThat(refusal(plainManifest)).as("signed for another purpose").isEqualTo(FaultCode.REC_11);
    }

    @Test
    void whoSignsAnewIsSeenByTheKey() throws Exception {
        StationKey forger = StationKey.in(folder.resolve("forger.json"));
        Map<String, byte[]> contents = contents(file);
        contents.put("signature.json", ParcelSignature.of(forger, contents.get("manifest.json")));
        read(zip(contents));
        assertThat(signers).containsExactly(Optional.of(forger.verifyKey()));
    }

    @Test
    void whatIsNoSignatureIsRefused() throws Exception {
        for (String bad : List.of("", "{}", "[]", "{\"version\":2}")) {
            Map<String, byte[]> contents = contents(file);
            contents.put("signature.json", bad.getBytes(StandardCharsets.UTF_8));
            assertThat(refusal(contents)).as(bad).isEqualTo(FaultCode.REC_06);
        }
        Map<String, byte[]> large = contents(file);
        large.put("signature.json", new byte[ParcelSignature.LIMIT + 1]);
        assertThat(refusal(large)).isEqualTo(FaultCode.REC_07);
        Map<String, byte[]> half = contents(file);
        ObjectNode node = (ObjectNode) JSON.readTree(half.get("signature.json"));
        half.put("signature.json", JSON.writeValueAsBytes(node.put("signature", "abcd")));
        assertThat(refusal(half)).isEqualTo(FaultCode.REC_11);
    }
}
