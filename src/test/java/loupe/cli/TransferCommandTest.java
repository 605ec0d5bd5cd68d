package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transfer classifier and the protocols from the command line. */
@Tag("slow")
class TransferCommandTest {
    @TempDir
    static Path folder;

    private static final Console CONSOLE = new Console();
    private static Path set;

    @BeforeAll
    static void draw() throws IOException {
        set = folder.resolve("set");
        draw("train/good", 12, 0);
        draw("test/good", 10, 100);
        draw("test/dark", 8, 200);
        draw("test/light", 8, 300);
    }

    /** Noise with a spot whose light depends on the folder's last name. */
    private static void draw(String name, int count, long seed) throws IOException {
        Path to = Files.createDirectories(set.resolve(name));
        int spot = name.endsWith("dark") ? 10 : name.endsWith("light") ? 245 : 128;
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            byte[] pixels = new byte[64 * 64];
            for (int p = 0; p < pixels.length; p++) {
                boolean inside = Math.abs(p % 64 - 30) < 7 && Math.abs(p / 64 - 25) < 7;
                pixels[p] = (byte) Math.max(0, Math.min(255, (inside ? spot : 128) + 8 * random.nextGaussian()));
            }
            Files.write(to.resolve(i + ".png"), ImageCodec.png(new Image(64, 64, PixelOrder.GRAY8, pixels)));
        }
    }

    @Test
    void teachesAFileAndARecipeFromGoodPartsAndDefects() throws IOException {
        Path model = folder.resolve("m.onnx");
        assertThat(run(
                        "teach",
                        "--method",
                        "transfer",
                        "--good",
                        set,
                        "--defects",
                        set,
                        "--size",
                        64,
                        "--out",
                        model,
                        "--recipe",
                        "Spots",
                        "--json"))
                .as(CONSOLE.err())
                .isZero();
        JsonNode said = json(CONSOLE.out());
        assertThat(said.path("method").asText()).isEqualTo("transfer");
        assertThat(said.path("good_parts").asInt()).isEqualTo(12);
        assertThat(said.path("defects").asInt()).isEqualTo(16);
        assertThat(said.path("auroc_random").asDouble()).isGreaterThan(0.9);
        assertThat(said.path("auroc_unseen_type").path("dark").isNumber()).isTrue();
        assertThat(said.path("recipe").asText()).isEqualTo("spots v1");
        assertThat(run("inspect", "--model", model, "--csv", set.resolve("test/dark")))
                .isIn(0, 1);
        assertThat(CONSOLE.err()).contains("Provisional limits");
        assertThat(run(
                        "teach",
                        "--method",
                        "transfer",
                        "--good",
                        set,
                        "--defects",
                        set.resolve("test"),
                        "--size",
                        64,
                        "--out",
                        folder.resolve("again.onnx")))
                .isZero();
        assertThat(CONSOLE.out()).contains("auroc_random", "auroc_unseen_type.dark");
        assertThat(Files.mismatch(model, folder.resolve("again.onnx"))).isEqualTo(-1);
    }

    @Test
    void measuresDefectsThatItWasNotTaught() throws IOException {
        Path figures = folder.resolve("figures.json");
        assertThat(run("evaluate", set, "--method", "transfer", "--size", 64, "--protocol", "zfn", "--json", figures))
                .as(CONSOLE.err())
                .isZero();
        assertThat(CONSOLE.out()).contains("accuracy at ZFN, balanced");
        JsonNode tree = json(Files.readString(figures));
        assertThat(tree.path("images").asInt()).isEqualTo(26);
        assertThat(tree.path("image_auroc").asDouble()).isGreaterThan(0.9);
        assertThat(tree.path("zfn").path("accuracy_zfn").asDouble()).isBetween(0.5, 1.0);
        assertThat(run(
                        "evaluate",
                        set,
                        "--method",
                        "transfer",
                        "--size",
                        64,
                        "--defects-per-type",
                        3,
                        "--json",
                        figures))
                .as(CONSOLE.err())
                .isZero();
        assertThat(json(Files.readString(figures)).path("images").asInt()).isEqualTo(20);
    }

    @Test
    void everyClassIsNormalInTurn() throws IOException {
        Path figures = folder.resolve("rest.json");
        assertThat(run("evaluate", set.resolve("test"), "--protocol", "one-vs-rest", "--method", "npad", "--size", 64))
                .as("four images of a class are too few, and that is told")
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("TEA-01 ");
        Path classes = folder.resolve("classes");
        for (String name : new String[] {"good", "dark", "light"}) {
            Path from = set.resolve("test").resolve(name);
            for (int i = 0; i < 16; i++) {
                Path to = Files.createDirectories(classes.resolve("a " + name)).resolve(i + ".png");
                Files.copy(from.resolve(i % 8 + ".png"), to);
            }
        }
        for (String method : new String[] {"npad", "transfer"}) {
            assertThat(run(
                            "evaluate",
                            classes,
                            "--protocol",
                            "one-vs-rest",
                            "--method",
                            method,
                            "--size",
                            64,
                            "--json",
                            figures))
                    .as(CONSOLE.err())
                    .isZero();
            JsonNode tree = json(Files.readString(figures));
            assertThat(tree.path("classes")).hasSize(3);
            assertThat(tree.path("classes").get(0).path("good").asInt()).isEqualTo(8);
            assertThat(tree.path("classes").get(0).path("others").asInt()).isEqualTo(16);
            assertThat(tree.path("mean_auroc").asDouble()).isGreaterThan(0.9);
        }
    }

    @Test
    void whatMakesNoSenseIsRefused() throws IOException {
        Path out = folder.resolve("x.onnx");
        assertThat(run("teach", "--method", "transfer", "--good", set, "--out", out))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("TEA-11 ");
        Path one = Files.createDirectories(folder.resolve("one"));
        Files.copy(set.resolve("test/dark/0.png"), one.resolve("0.png"));
        assertThat(run("teach", "--method", "transfer", "--good", set, "--defects", one, "--out", out))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("TEA-11 ", "1 known");
        assertThat(run("teach", "--method", "npad", "--good", set, "--defects", set, "--out", out))
                .isEqualTo(64);
        assertThat(run("teach", "--method", "none", "--good", set, "--out", out))
                .isEqualTo(64);
        assertThat(run("evaluate", one.getParent(), "--protocol", "one-vs-rest", "--model", out))
                .isEqualTo(64);
        Path single = folder.resolve("single");
        Files.createDirectories(single.resolve("a"));
        Files.copy(set.resolve("test/dark/0.png"), single.resolve("a/0.png"));
        Files.copy(set.resolve("test/dark/1.png"), single.resolve("a/1.png"));
        assertThat(run("evaluate", single, "--protocol", "one-vs-rest", "--method", "npad"))
                .isEqualTo(2);
        assertThat(CONSOLE.err()).contains("TEA-03 ");
        assertThat(run("evaluate", set, "--method", "npad", "--defects-per-type", 3))
                .isEqualTo(64);
        assertThat(out).doesNotExist();
    }

    private static int run(Object... args) {
        Object[] all = new Object[args.length + 2];
        all[0] = "--home";
        all[1] = folder.resolve("home");
        System.arraycopy(args, 0, all, 2, args.length);
        return CONSOLE.run(all);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
