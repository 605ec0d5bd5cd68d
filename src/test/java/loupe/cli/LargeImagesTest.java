package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.detect.TestGraph;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Tiling;
import loupe.imaging.ImageCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spot of six pixels in an image ten times as large as the model's input: lost when shrunk, found in tiles. */
class LargeImagesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Console console = new Console();
    private Path model;
    private Path picture;
    private RecipeBook book;

    @BeforeEach
    void spot() throws IOException {
        model = folder.resolve("model.onnx");
        long[] four = {4, 4};
        byte[] brightness = TestGraph.of(1, 3, 64, 64)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("AveragePool", "anomaly_map", List.of("grey"), "kernel_shape", four, "strides", four)
                .node("ReduceMax", "pred_score", List.of("anomaly_map"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("anomaly_map", TestGraph.FLOAT, 1, 1, 16, 16)
                .output("pred_score", TestGraph.FLOAT, 1)
                .contract()
                .bytes();
        Files.write(model, brightness);
        byte[] pixels = new byte[640 * 480];
        for (int y = 200; y < 208; y++) {
            for (int x = 400; x < 408; x++) {
                pixels[y * 640 + x] = (byte) 255;
            }
        }
        picture = folder.resolve("part.png");
        Files.write(picture, ImageCodec.png(new Image(640, 480, PixelOrder.GRAY8, pixels)));
        book = new RecipeBook(new Home(folder.resolve("home")).create(), Clock.systemUTC());
        book.save(new Recipe(
                "sheet",
                1,
                "Sheet",
                "usb:0",
                Optional.empty(),
                book.storeModel(brightness),
                new DecisionRule(0.5, 0.5, 0.5, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH));
    }

    @Test
    void tilesFindWhatShrinkingLoses() throws IOException {
        assertThat(inspect("--model", model).path("score").asDouble()).isLessThan(0.1);
        assertThat(inspect("--model", model, "--tiles", "1x").path("score").asDouble())
                .isCloseTo(1, within(1e-5));
        assertThat(inspect("--model", model, "--tiles", "640x480/0")
                        .path("score")
                        .asDouble())
                .as("one tile is the whole image")
                .isLessThan(0.1);
        JsonNode tiled = inspect("--recipe", "sheet", "--no-journal", "--tiles", "64/50%");
        assertThat(tiled.path("outcome").asText()).isEqualToIgnoringCase("fail");
        assertThat(tiled.path("regions").asInt()).isEqualTo(1);
    }

    @Test
    void aRegionIsSeenAtItsOwnResolution() throws IOException {
        assertThat(inspect("--model", model, "--region", "380,180,64,64")
                        .path("score")
                        .asDouble())
                .isCloseTo(1, within(1e-5));
        assertThat(inspect("--model", model, "--region", "0,0,64,64")
                        .path("score")
                        .asDouble())
                .isZero();
        assertThat(run("inspect", picture, "--model", model, "--region", "600,0,64,64"))
                .isEqualTo(LoupeCommand.FAULT);
        assertThat(console.out()).contains("REC-04");
    }

    @Test
    void aRecipeKeepsItsViewAsANewVersion() throws IOException {
        assertThat(run("recipes", "look", "sheet", "--tiles", "1x", "--region", "320,120,320,240"))
                .as(console.err())
                .isZero();
        assertThat(console.out())
                .contains("sheet v2")
                .contains("in tiles of 64×64")
                .contains("uncalibrated");
        Recipe second = book.find("sheet").orElseThrow();
        assertThat(second.tiling()).contains(new Tiling(64, 64, 0.25));
        assertThat(second.region()).contains(new Region(320, 120, 320, 240));
        assertThat(second.calibration()).isEqualTo(Calibration.UNCALIBRATED);
        JsonNode row = inspect("--recipe", "sheet");
        assertThat(row.path("score").asDouble()).isCloseTo(1, within(1e-5));
        assertThat(run("recipes", "look", "sheet", "--tiles", "off", "--region", "all"))
                .isZero();
        assertThat(book.find("sheet").orElseThrow().tiling()).isEmpty();
        assertThat(book.find("sheet").orElseThrow().region()).isEmpty();
        assertThat(inspect("--recipe", "sheet").path("outcome").asText()).isEqualToIgnoringCase("pass");
    }

    /** 640 / 64 = 10 image pixels in one of the model's, cells of 40; tiles of 64 × 8 / 4 = 128 show enough. */
    @Test
    void saysWhetherADefectCanBeSeen() throws IOException {
        assertThat(run("see", picture, "--model", model, "--defect", "8", "--json"))
                .isEqualTo(LoupeCommand.NOT_GOOD);
        JsonNode found = JSON.readTree(console.out());
        assertThat(found.path("standing").asText()).isEqualTo("blind");
        assertThat(found.path("model_pixels").asDouble()).isCloseTo(0.8, within(1e-9));
        assertThat(found.path("cells").asDouble()).isCloseTo(0.2, within(1e-9));
        assertThat(found.path("tiles").path("width").asInt()).isEqualTo(128);
        assertThat(found.path("tiles").path("looks").asInt()).isEqualTo(7 * 5);
        assertThat(run("see", picture, "--model", model, "--defect", "0.4mm", "--scale", 0.05, "--tiles", "128"))
                .as(console.err())
                .isZero();
        assertThat(console.out())
                .contains("0.4 mm (8 pixels)")
                .contains("35 looks")
                .contains("large enough");
        assertThat(run("see", picture, "--model", model, "--defect", "2")).isEqualTo(LoupeCommand.NOT_GOOD);
        assertThat(console.out()).contains("2 times closer");
        assertThat(run("see", picture, "--model", model, "--defect", "8", "--region", "300,100,128,128"))
                .as("a region is as good")
                .isZero();
        assertThat(run("see", picture, "--model", model, "--defect", "0.4mm")).isEqualTo(64);
        assertThat(run("see", picture, "--model", model, "--defect", "0")).isEqualTo(64);
    }

    @Test
    void whatMakesNoSenseIsSaid() {
        for (String wrong : List.of("8", "9000", "64/60%", "0x", "20x", "native", "64x", "-3")) {
            assertThat(run("inspect", picture, "--model", model, "--tiles", wrong))
                    .as(wrong)
                    .isEqualTo(64);
        }
        for (String wrong : List.of("1,2,3", "0,0,0,5", "a,b,c,d", "-1,0,5,5")) {
            assertThat(run("inspect", picture, "--model", model, "--region", wrong))
                    .as(wrong)
                    .isEqualTo(64);
        }
        assertThat(run("inspect", picture, "--recipe", "sheet", "--tiles", "1x"))
                .as("the journal would say something else than the recipe")
                .isEqualTo(64);
        assertThat(run("recipes", "look", "sheet")).isEqualTo(64);
    }

    private JsonNode inspect(Object... judge) throws IOException {
        Object[] all = new Object[judge.length + 3];
        all[0] = "inspect";
        all[1] = picture;
        all[2] = "--json";
        System.arraycopy(judge, 0, all, 3, judge.length);
        run(all);
        assertThat(console.out()).as(console.err()).startsWith("[");
        return JSON.readTree(console.out()).get(0);
    }

    private int run(Object... args) {
        Object[] all = new Object[args.length + 2];
        all[0] = "--home";
        all[1] = folder.resolve("home");
        System.arraycopy(args, 0, all, 2, args.length);
        return console.run(all);
    }
}
