package loupe.ui.teach;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import loupe.app.Candidate;
import loupe.app.ComparisonRow;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.TaughtFigures;
import loupe.app.TeachingPace;
import loupe.app.Trainings;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.samples.SampleStore;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.ui.TestParts;

/** A desk without an engine: teaching, measuring and comparing are what a test says. */
final class TeachBench {
    private final Path folder;

    final List<Consumer<Inspection>> listeners = new ArrayList<>();
    final List<Lesson> stored = new ArrayList<>();
    final List<String> gone = new ArrayList<>();

    TeachDesk.Teaching teaching = (method, material, plan, progress) -> taught(material);
    TeachDesk.Comparing comparing = (job, listener, progress) -> List.of();
    long now;

    static Taught taught(Material material) {
        float[] scores = new float[material.good().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 0.1f + 0.01f * i;
        }
        return new Taught(
                new byte[1000],
                scores,
                scores,
                new DisplayScale(0.1, 0.3),
                List.of(),
                List.of(2),
                Map.of("teach.train", 30.0),
                Map.of("steps", 600, "engine", "PyTorch 2.7.1 on cpu", "threads", 1, "seed", 1),
                model -> {});
    }

    TeachBench(Path folder) {
        this.folder = folder;
    }

    /** The desk that hears of it all. */
    TeachDesk desk() {
        TeachDesk.Engine engine = new TeachDesk.Engine(
                (method, material, plan, progress) -> teaching.teach(method, material, plan, progress),
                (t, method, pictures, progress) -> new TaughtFigures(
                        "CPU",
                        OptionalDouble.of(9),
                        OptionalDouble.of(12),
                        5,
                        1000,
                        OptionalDouble.of(0.98),
                        Optional.empty()),
                (pictures, plan, progress) ->
                        new TeachingPace(8, Map.of("teach.features", 1.6, "teach.statistics", 4.0)),
                (method, pictures, plan, progress) -> 90.0,
                (job, listener, progress) -> comparing.run(job, listener, progress));
        return new TeachDesk(
                folder.resolve("scratch"),
                () -> "usb:0",
                name -> SampleStore.create(folder.resolve("set"), name),
                listeners::add,
                listeners::remove,
                new Trainings(folder.resolve("training"), Clock.systemUTC()),
                engine,
                (lesson, t) -> {
                    stored.add(lesson);
                    return TestParts.RECIPE;
                },
                recipe -> gone.add("live"),
                recipe -> gone.add("calibrate"));
    }

    static ComparisonRow row(Candidate candidate) {
        if (candidate.method() == Method.AUTOENCODER) {
            return new ComparisonRow(
                    candidate, Optional.empty(), Optional.of(new InspectionFault(FaultCode.TEA_10, "full")));
        }
        ComparisonRow.Figures figures = new ComparisonRow.Figures(
                3,
                3,
                0,
                OptionalDouble.of(0.9),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(7),
                OptionalDouble.of(9),
                1000,
                Map.of());
        return new ComparisonRow(candidate, Optional.of(figures), Optional.empty());
    }
}
