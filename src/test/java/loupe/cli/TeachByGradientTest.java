package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.NeedsPyTorch;
import loupe.app.TrainingProcess;
import loupe.camera.demo.DemoLine;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Progress;
import loupe.imaging.ImageCodec;
import loupe.train.repair.RepairFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that train by gradient, as people run them: the work is done in a process of its own. */
@Tag("slow")
@NeedsPyTorch
class TeachByGradientTest {
    private static final int GOOD = 10;

    @TempDir
    private Path folder;

    private final Console console = new Console();

    @BeforeEach
    void goodParts() throws IOException {
        DemoLine line = new DemoLine(7, 0);
        Path good = Files.createDirectories(folder.resolve("good"));
        for (int i = 0; i < GOOD; i++) {
            Files.write(good.resolve(i + ".png"), ImageCodec.png(line.good(i).image()));
        }
    }

    @Test
    void teachesInspectsAndLeavesNothingBehind() {
        assertThat(teach("a.onnx", "--steps", "2", "--size", "128", "--threads", "1"))
                .as(console.err())
                .isZero();
        assertThat(console.out()).contains("autoencoder").contains("repair_error");
        assertThat(folder.resolve("a.onnx")).exists();
        assertThat(folder.resolve("a.onnx.training")).doesNotExist();
        Console other = new Console();
        int code = other.run("--home", home(), "inspect", "--model", path("a.onnx"), path("good/0.png"));
        assertThat(code).as(other.err()).isLessThan(LoupeCommand.FAULT);
    }

    @Test
    void killedAndResumedEqualsUninterrupted() {
        Path whole = trained("whole", "--steps", "4").model();
        RepairFolder cut = filled("cut");
        List<String> words = words(cut, "--steps", "4", "--save-every", "0");
        List<String> lines = new ArrayList<>();
        try (TrainingProcess process = TrainingProcess.start(words, 1024, folder.resolve("logs"))) {
            process.follow(line -> {
                lines.add(line);
                if (lines.size() == 2) { // the checkpoint of step 1 is written by now
                    process.kill();
                }
            });
        }
        assertThat(lines.get(0)).contains("\"phase\":\"teach.train\"", "\"step\"", "\"loss\"", "\"eta_seconds\"");
        assertThat(cut.model()).doesNotExist();
        String[] resumed = words(cut, "--steps", "4", "--resume").toArray(String[]::new);
        assertThat(run(List.of(resumed))).isZero();
        assertThat(cut.model()).hasSameBinaryContentAs(whole);
    }

    /** Nobody made a recipe of it before Loupe was closed. */
    @Test
    void aTrainingThatHasEndedGivesItsModelAgain() throws IOException {
        RepairFolder files = trained("ended", "--steps", "2");
        byte[] before = Files.readAllBytes(files.model());
        assertThat(files.isFinished()).isTrue();
        Files.delete(files.model());
        assertThat(run(words(files, "--steps", "2", "--resume"))).isZero();
        assertThat(files.model()).hasBinaryContent(before);
    }

    @Test
    void saysWhatIsWrongWithTheImages() throws IOException {
        Path few = Files.createDirectories(folder.resolve("few"));
        Files.copy(folder.resolve("good/0.png"), few.resolve("0.png"));
        assertThat(console.run("--home", home(), "teach", "--method", "autoencoder", "--good", few, "--out", path("x")))
                .isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("TEA-01 1 good images found; teaching needs at least 8.");
        for (int i = 0; i < 3; i++) {
            Files.write(folder.resolve("good/" + i + ".png"), new byte[] {1, 2, 3});
        }
        assertThat(teach("x", "--steps", "1", "--size", "128")).isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("TEA-01 7 good images found");
        Path none = Files.createDirectories(folder.resolve("none"));
        assertThat(console.run(
                        "--home", home(), "teach", "--method", "autoencoder", "--good", none, "--out", path("x")))
                .isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("TEA-03").contains("nor an image");
    }

    @Test
    void brokenDefectsDoNotCountAsGoodParts() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        for (int i = 0; i < 3; i++) {
            Files.write(broken.resolve(i + ".png"), new byte[] {1, 2, 3});
        }
        int code = console.run(
                "--home",
                home(),
                "teach",
                "--method",
                "cyclegan",
                "--good",
                path("good"),
                "--defects",
                broken,
                "--out",
                path("z.onnx"),
                "--steps",
                "1",
                "--size",
                "128",
                "--threads",
                "1");
        assertThat(code).as(console.err()).isZero();
        assertThat(folder.resolve("z.onnx")).exists();
    }

    @Test
    void withoutACheckpointNothingIsResumed() {
        assertThat(teach("y.onnx", "--steps", "1", "--size", "128", "--resume")).isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("TEA-06");
    }

    private RepairFolder filled(String name) {
        RepairFolder files = new RepairFolder(folder.resolve(name));
        DemoLine line = new DemoLine(7, 0);
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < GOOD; i++) {
            images.add(line.good(i).image());
        }
        RepairFolder.fill(files.good(), ImageSequence.of(images), 128, Progress.NONE);
        return files;
    }

    private RepairFolder trained(String name, String... more) {
        RepairFolder files = filled(name);
        assertThat(run(words(files, more))).isZero();
        return files;
    }

    private int run(List<String> words) {
        try (TrainingProcess process = TrainingProcess.start(words, 1024, folder.resolve("logs"))) {
            return process.follow(line -> {});
        }
    }

    private List<String> words(RepairFolder files, String... more) {
        List<String> words = new ArrayList<>(List.of("--home", home(), "train", "--method", "autoencoder"));
        words.addAll(List.of("--folder", files.path().toString(), "--batch", "2", "--threads", "1"));
        words.addAll(List.of(more));
        return words;
    }

    private int teach(String out, String... more) {
        List<Object> words = new ArrayList<>(List.of("--home", home(), "teach", "--method", "autoencoder"));
        words.addAll(List.of("--good", path("good"), "--out", path(out)));
        words.addAll(List.of(more));
        return console.run(words.toArray());
    }

    private String home() {
        return path("home");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
