package loupe.train.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.NeedsPyTorch;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;
import loupe.train.gradient.Checkpoint;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@NeedsPyTorch
class DistillationTest {
    private static final Student TINY = new Student("tiny", 16, List.of(16, 16, 16), List.of(0, 1, 1));

    @TempDir
    private Path folder;

    private Path teacher;
    private List<Path> pictures;

    @BeforeEach
    void teacherAndPictures() throws IOException {
        teacher = TinyTeacher.write(folder.resolve("teacher.onnx"));
        pictures = TinyTeacher.pictures(Files.createDirectory(folder.resolve("pictures")), 40);
    }

    @Test
    void sameSeedSameFile() throws IOException {
        Path first = train("first.onnx", settings(12, 7), false, new ArrayList<>());
        Path second = train("second.onnx", settings(12, 7), false, new ArrayList<>());
        Path other = train("other.onnx", settings(12, 8), false, new ArrayList<>());
        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(CardFile.beside(first)).hasSameTextualContentAs(CardFile.beside(second));
        assertThat(Files.readAllBytes(other)).isNotEqualTo(Files.readAllBytes(first));
    }

    @Test
    void whatIsResumedEqualsWhatWasNeverStopped() {
        Path whole = train("whole.onnx", settings(20, 7), false, new ArrayList<>());
        assertThatThrownBy(() -> open("cut.onnx", settings(20, 7)).run(false, 0, step -> {
                    if (step.step() == 9) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");
        List<Long> steps = new ArrayList<>();
        Path cut = train("cut.onnx", settings(20, 7), true, steps);
        assertThat(steps.get(0)).as("goes on from the checkpoint after step 8").isEqualTo(9);
        assertThat(cut).hasSameBinaryContentAs(whole);
        assertThat(CardFile.beside(cut)).hasSameTextualContentAs(CardFile.beside(whole));
    }

    @Test
    void learnsAndTellsItsHeldOutError() {
        List<Double> before = errors("short.onnx", 2);
        List<Double> after = errors("long.onnx", 150);
        for (int tap = 0; tap < 3; tap++) {
            assertThat(after.get(tap)).as("tap " + tap).isLessThan(0.85).isLessThan(before.get(tap));
        }
        Map<String, Object> facts =
                Backbones.open(folder.resolve("long.onnx")).card().training();
        assertThat(facts)
                .containsEntry("teacher", "tiny")
                .containsEntry("complete", true)
                .containsEntry("steps", 150)
                .containsEntry("seed", 7)
                .containsKeys("teacher_sha256", "teacher_licence", "images", "held_out_error", "engine", "threads");
    }

    /** The teacher's features as they are, not standardised: the share of their variance that is not predicted. */
    @Test
    void theExportedFileGivesTheTeachersOwnScale() {
        Path student = train("scale.onnx", settings(150, 7), false, new ArrayList<>());
        Image picture = ImageCodec.read(pictures.get(3));
        List<FeatureMap> wanted = features(teacher, picture);
        List<FeatureMap> given = features(student, picture);
        assertThat(given).as("strides 8 and 16").hasSize(2);
        for (int tap = 1; tap < 3; tap++) {
            float[] t = wanted.get(tap).values();
            float[] s = given.get(tap - 1).values();
            double mean = 0;
            for (float v : t) {
                mean += v / t.length;
            }
            double error = 0;
            double variance = 0;
            for (int i = 0; i < t.length; i++) {
                error += (s[i] - t[i]) * (double) (s[i] - t[i]);
                variance += (t[i] - mean) * (t[i] - mean);
            }
            assertThat(error / variance).as("tap " + tap).isLessThan(0.9);
        }
    }

    private static List<FeatureMap> features(Path model, Image picture) {
        Backbone backbone = Backbones.open(model);
        GraphWriter graph = new GraphWriter("taps", backbone.graph().hostOpset());
        Tensor fed = backbone.feed(graph, graph.input("input", 1, 3, 64, 64));
        List<Tap> taps = backbone.card().taps();
        List<Tensor> tensors = backbone.graph()
                .embed(graph, "b/", fed, taps.stream().map(Tap::tensor).toList());
        for (int i = 0; i < taps.size(); i++) {
            int side = 64 / taps.get(i).stride();
            graph.output("tap" + i, tensors.get(i), 1, taps.get(i).channels(), side, side);
        }
        try (FeatureNetwork network = FeatureNetwork.open(graph.toBytes(new TreeMap<>()), 64, 64)) {
            return network.extract(picture);
        }
    }

    @Test
    void beginsWithTheWeightsOfAnotherTraining() {
        List<Double> learned = errors("long.onnx", 150);
        Optional<Path> origin = Optional.of(Checkpoint.beside(folder.resolve("long.onnx")));
        DistillSettings gentle = new DistillSettings(TINY, 64, 4, 2, 0, 1e-6, 8, 1);
        Path out = folder.resolve("begun.onnx");
        try (Distillation run = new Distillation(Backbones.open(teacher), pictures, gentle, out, origin)) {
            List<Double> begun = run.run(false, 60, step -> {});
            for (int tap = 0; tap < 3; tap++) {
                assertThat(begun.get(tap)).as("tap " + tap).isCloseTo(learned.get(tap), within(0.15));
            }
        }
        assertThat(Backbones.open(out).card().training().get("begun_from").toString())
                .contains("seed=7")
                .contains("step=150");
        Student other = new Student("other", 16, List.of(16, 16, 16), List.of(0, 1, 1));
        DistillSettings settings = new DistillSettings(other, 64, 4, 2, 0, 1e-6, 8, 1);
        assertThatThrownBy(() -> new Distillation(Backbones.open(teacher), pictures, settings, out, origin))
                .hasMessageContaining("TEA-06")
                .hasMessageContaining("tiny");
    }

    @Test
    void anotherTrainingsCheckpointIsRefused() {
        train("x.onnx", settings(3, 7), false, new ArrayList<>());
        assertThatThrownBy(() -> open("x.onnx", settings(3, 8)).run(true, 60, step -> {}))
                .isInstanceOf(InspectionFault.class)
                .hasMessageContaining("TEA-06")
                .hasMessageContaining("seed=7");
        assertThatThrownBy(() -> open("missing.onnx", settings(3, 8)).run(true, 60, step -> {}))
                .hasMessageContaining("TEA-06");
    }

    @Test
    void aDamagedPhotographIsPassedOverAndNothingButDamagedOnesAreAFault() throws IOException {
        Files.writeString(pictures.get(5), "no picture");
        Files.write(pictures.get(6), new byte[0]);
        train("some.onnx", settings(12, 7), false, new ArrayList<>());
        for (Path picture : pictures) {
            Files.write(picture, new byte[0]);
        }
        assertThatThrownBy(() -> train("none.onnx", settings(12, 7), false, new ArrayList<>()))
                .isInstanceOf(InspectionFault.class)
                .hasMessageContaining("IMG-04");
    }

    @Test
    void tooFewPicturesAreRefused() {
        assertThatThrownBy(() -> new Distillation(
                        Backbones.open(teacher),
                        pictures.subList(0, 19),
                        settings(3, 1),
                        folder.resolve("x.onnx"),
                        Optional.empty()))
                .hasMessageContaining("TEA-01");
    }

    private static DistillSettings settings(long steps, long seed) {
        return new DistillSettings(TINY, 64, 4, steps, 0, 0.004, seed, 1);
    }

    private Distillation open(String out, DistillSettings settings) {
        return new Distillation(Backbones.open(teacher), pictures, settings, folder.resolve(out), Optional.empty());
    }

    private Path train(String out, DistillSettings settings, boolean resume, List<Long> steps) {
        try (Distillation run = open(out, settings)) {
            run.run(resume, 60, step -> steps.add(step.step()));
        }
        return folder.resolve(out);
    }

    private List<Double> errors(String out, long steps) {
        try (Distillation run = open(out, settings(steps, 7))) {
            return run.run(false, 60, step -> {});
        }
    }
}
