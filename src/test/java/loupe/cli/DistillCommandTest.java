package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import loupe.Await;
import loupe.NeedsPyTorch;
import loupe.app.TrainingProcess;
import loupe.train.backbone.TinyTeacher;
import loupe.train.gradient.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as people run it: the work is done in a process of its own. */
@Tag("slow")
@NeedsPyTorch
class DistillCommandTest {
    @TempDir
    private Path folder;

    private final Console console = new Console();

    @BeforeEach
    void teacherAndPictures() throws IOException {
        TinyTeacher.write(folder.resolve("teacher.onnx"));
        TinyTeacher.pictures(Files.createDirectory(folder.resolve("pictures")), 24);
    }

    @Test
    void trainsAndTellsHowItWent() {
        assertThat(run("a.onnx")).as(console.err()).isZero();
        assertThat(console.out()).contains("held-out error").contains("a.onnx");
        assertThat(folder.resolve("a.json")).content().contains("\"complete\" : true");
        assertThat(run("b.onnx", "--json")).isZero();
        assertThat(console.out().lines().filter(l -> l.contains("\"step\":20"))).hasSize(1);
        assertThat(folder.resolve("b.onnx")).hasSameBinaryContentAs(folder.resolve("a.onnx"));
    }

    @Test
    void killedAndResumedEqualsUninterrupted() {
        assertThat(run("whole.onnx")).as(console.err()).isZero();
        List<String> worker = words("cut.onnx", "--worker", "--save-every", "0");
        List<String> lines = new ArrayList<>();
        TrainingProcess process = TrainingProcess.start(worker, 1024, logs());
        int code = process.follow(line -> {
            lines.add(line);
            process.kill(); // SIGKILL after the first line, which is step 10 of 20
        });
        assertThat(code).as("killed").isNotZero();
        assertThat(lines).isNotEmpty();
        assertThat(Checkpoint.beside(folder.resolve("cut.onnx"))).exists();
        assertThat(run("cut.onnx", "--resume")).as(console.err()).isZero();
        assertThat(folder.resolve("cut.onnx")).hasSameBinaryContentAs(folder.resolve("whole.onnx"));
    }

    @Test
    void whatIsStoppedWritesItsCheckpointFirst() {
        List<String> worker = words("stopped.onnx", "--worker", "--steps", "1000000", "--save-every", "1e9");
        try (TrainingProcess process = TrainingProcess.start(worker, 1024, logs())) {
            assertThat(process.follow(line -> process.stop())).isEqualTo(LoupeCommand.FAULT);
        }
        assertThat(Checkpoint.read(Checkpoint.beside(folder.resolve("stopped.onnx")))
                        .step())
                .isGreaterThanOrEqualTo(10);
    }

    /** PyTorch computes while the process that watches it is killed; Java must not crash over that. */
    @Test
    void aWorkerWhoseParentDiesWritesItsCheckpointAndEnds() {
        List<String> parent = words("orphan.onnx", "--json", "--steps", "1000000", "--save-every", "1e9");
        TrainingProcess process = TrainingProcess.start(parent, 1024, logs());
        List<ProcessHandle> family = new ArrayList<>();
        process.follow(line -> {
            family.addAll(ProcessHandle.current().descendants().toList());
            process.kill();
        });
        assertThat(family).as("a parent and its worker").hasSizeGreaterThanOrEqualTo(2);
        Await.until(() -> family.stream().noneMatch(ProcessHandle::isAlive), Duration.ofSeconds(60));
        assertThat(Checkpoint.beside(folder.resolve("orphan.onnx"))).exists();
        assertThat(logs()).isDirectoryNotContaining("glob:**training-crash*");
        for (ProcessHandle one : family) {
            assertThat(Path.of("hs_err_pid" + one.pid() + ".log")).doesNotExist();
        }
    }

    private Path logs() {
        return folder.resolve("home").resolve("logs");
    }

    @Test
    void faultsOfTheOtherProcessReachTheExitCode() {
        List<String> words = words("x.onnx", "--resume");
        assertThat(console.run(words.toArray())).isEqualTo(LoupeCommand.FAULT);
        assertThat(run("x.onnx", "--crop", "65")).isEqualTo(LoupeCommand.NOT_UNDERSTOOD);
        assertThat(console.err()).contains("crop 65");
        assertThat(run("x.onnx", "--student", "xl")).isEqualTo(LoupeCommand.NOT_UNDERSTOOD);
    }

    private int run(String out, String... more) {
        return console.run(words(out, more).toArray());
    }

    private List<String> words(String out, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--home",
                folder.resolve("home").toString(),
                "distill",
                "--teacher",
                folder.resolve("teacher.onnx").toString(),
                "--images",
                folder.resolve("pictures").toString(),
                "--out",
                folder.resolve(out).toString()));
        words.addAll(List.of("--student", "xs", "--batch", "4", "--seed", "7"));
        words.addAll(List.of(more));
        if (!words.contains("--steps")) {
            words.addAll(List.of("--steps", "20"));
        }
        if (!words.contains("--crop")) {
            words.addAll(List.of("--crop", "64"));
        }
        return words;
    }
}
