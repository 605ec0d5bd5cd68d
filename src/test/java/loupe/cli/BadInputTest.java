package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is dropped on Loupe: a row with a code, and the rest goes on. */
class BadInputTest {
    @TempDir
    static Path folder;

    private static final Console CONSOLE = new Console();
    private static Path model;

    @TempDir
    Path work;

    @BeforeAll
    static void teach() throws Exception {
        Path good = Files.createDirectories(folder.resolve("good"));
        for (int i = 0; i < 8; i++) {
            Files.write(good.resolve(i + ".png"), png(i, BufferedImage.TYPE_INT_RGB));
        }
        model = folder.resolve("model.onnx");
        assertThat(run("teach", "--good", good, "--out", model, "--size", 64)).isZero();
    }

    @Test
    void everyBadImageIsARowAndTheGoodOnesAreJudged() throws Exception {
        byte[] good = png(1, BufferedImage.TYPE_INT_RGB);
        file("a-good.png", good);
        file("b-cut.png", Arrays.copyOf(good, good.length / 2));
        file("c-empty.png", new byte[0]);
        file("d-text.png", "this is no picture".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        file("e-renamed.jpg", good);
        file("f-16bit.png", png(1, BufferedImage.TYPE_USHORT_GRAY));
        file("g-alpha.png", png(1, BufferedImage.TYPE_INT_ARGB));
        file("h-huge.png", hugeHeader());
        file("i-good.png", good);
        assertThat(inspect(work)).isEqualTo(2);
        Map<String, String> rows = errors();
        assertThat(rows).hasSize(9);
        assertThat(rows.get("b-cut.png")).startsWith("IMG-01 ");
        assertThat(rows.get("c-empty.png")).startsWith("IMG-04 ");
        assertThat(rows.get("d-text.png")).startsWith("IMG-03 ");
        assertThat(rows.get("h-huge.png")).startsWith("IMG-02 ").contains("60,000");
        for (String fine : new String[] {"a-good.png", "e-renamed.jpg", "f-16bit.png", "g-alpha.png", "i-good.png"}) {
            assertThat(rows.get(fine)).as(fine).isEmpty();
        }
        assertThat(CONSOLE.err()).contains("9 images: ", "4 error");
    }

    @Test
    void aMissingPathIsARowBesideTheOthers() throws Exception {
        file("good.png", png(1, BufferedImage.TYPE_INT_RGB));
        Files.createDirectories(work.resolve("empty"));
        assertThat(inspect(work.resolve("missing"), work.resolve("good.png"), work.resolve("empty")))
                .isEqualTo(2);
        Map<String, String> rows = errors();
        assertThat(rows.get("missing")).startsWith("IMG-05 ");
        assertThat(rows.get("good.png")).isEmpty();
        assertThat(rows.get("empty")).startsWith("IMG-08 ");
    }

    @Test
    void aFolderWithoutRightsIsARow() throws Exception {
        Path closed = Files.createDirectories(work.resolve("closed"));
        boolean changed = closed.toFile().setReadable(false);
        org.junit.jupiter.api.Assumptions.assumeTrue(
                changed && !Files.isReadable(closed), "skipped: rights do not bind this user");
        try {
            assertThat(inspect(closed)).isEqualTo(2);
            assertThat(errors().get("closed")).startsWith("IMG-05 ");
        } finally {
            assertThat(closed.toFile().setReadable(true)).isTrue();
        }
    }

    @Test
    void hostileArchivesAreRowsAndNothingLeavesTheirFolder() throws Exception {
        byte[] good = png(1, BufferedImage.TYPE_INT_RGB);
        Path fine = zip("fine.zip", Map.of("part.png", good));
        Path climbing = zip("climbing.zip", Map.of("../../escaped.png", good));
        Path bomb = zip("bomb.zip", Map.of("bomb.bmp", new byte[80 << 20]));
        Path broken = work.resolve("broken.zip");
        Files.write(broken, new byte[] {'P', 'K', 3, 4, 0, 0});
        assertThat(inspect(climbing, bomb, broken, fine)).isEqualTo(2);
        Map<String, String> rows = errors();
        assertThat(rows.get("climbing.zip")).startsWith("IMG-06 ");
        assertThat(rows.get("bomb.zip")).startsWith("IMG-07 ");
        assertThat(rows.get("broken.zip")).startsWith("IMG-01 ");
        assertThat(rows.get("part.png")).isEmpty();
        assertThat(CONSOLE.out()).contains("fine.zip!/part.png");
        assertThat(work.getParent().resolve("escaped.png")).doesNotExist();
    }

    @Test
    void aModelThatIsNoneIsAFault() throws Exception {
        Path none = work.resolve("none.onnx");
        Files.write(none, new byte[] {1, 2, 3, 4});
        assertThat(run("inspect", "--model", none, work)).isEqualTo(2);
        assertThat(CONSOLE.err()).startsWith("MOD-").hasLineCount(1);
        assertThat(run("evaluate", work, "--method", "npad")).isEqualTo(2);
        assertThat(CONSOLE.err()).startsWith("TEA-03 ");
        assertThat(run("teach", "--good", work.resolve("missing"), "--out", work.resolve("m.onnx")))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).startsWith("IMG-05 ");
        assertThat(run("teach", "--good", work, "--out", work.resolve("m.onnx"), "--backbone", "none"))
                .isEqualTo(2);
    }

    private static int inspect(Path... paths) {
        Object[] args = new Object[paths.length + 4];
        args[0] = "inspect";
        args[1] = "--model";
        args[2] = model;
        args[3] = "--json";
        System.arraycopy(paths, 0, args, 4, paths.length);
        return run(args);
    }

    private static int run(Object... args) {
        Object[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--home";
        all[args.length + 1] = folder.resolve("home");
        return CONSOLE.run(all);
    }

    /** File name → what went wrong; empty when the image was judged. */
    private static Map<String, String> errors() throws Exception {
        Map<String, String> rows = new HashMap<>();
        for (JsonNode row : new ObjectMapper().readTree(CONSOLE.out())) {
            String name = row.path("file").asText();
            rows.put(
                    name.substring(name.lastIndexOf('/') + 1), row.path("error").asText(""));
            assertThat(row.path("outcome").asText().equals("ERROR"))
                    .isEqualTo(row.path("score").isNull());
        }
        return rows;
    }

    private void file(String name, byte[] content) throws Exception {
        Files.write(work.resolve(name), content);
    }

    private Path zip(String name, Map<String, byte[]> entries) throws Exception {
        Path file = work.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(e.getKey()));
                zip.write(e.getValue());
            }
        }
        return file;
    }

    private static byte[] png(int seed, int type) throws Exception {
        BufferedImage image = new BufferedImage(96, 72, type);
        Random random = new Random(seed);
        for (int y = 0; y < 72; y++) {
            for (int x = 0; x < 96; x++) {
                int grey = 60 + x + random.nextInt(8);
                image.setRGB(x, y, 0xff000000 | grey << 16 | grey << 8 | (grey + y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** A complete PNG that says 60,000 × 60,000 and holds next to nothing. */
    private static byte[] hugeHeader() throws Exception {
        byte[] png = png(1, BufferedImage.TYPE_INT_RGB);
        ByteBuffer bytes = ByteBuffer.wrap(png);
        bytes.putInt(16, 60_000).putInt(20, 60_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        bytes.putInt(29, (int) crc.getValue());
        return png;
    }
}
