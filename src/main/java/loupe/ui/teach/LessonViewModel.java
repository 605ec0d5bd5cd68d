package loupe.ui.teach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.Method;
import loupe.app.TeachingPlan;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress.Training;
import loupe.imaging.ImageCodec;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.ui.widget.Job;
import loupe.ui.widget.Latest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A teaching under way: how far it is, how long it still takes, the loss, the preview. JavaFX thread. */
final class LessonViewModel {
    /** Losses kept for the line: when there are more, every two become their mean. */
    static final int LOSSES = 240;

    private static final Logger LOG = LoggerFactory.getLogger(LessonViewModel.class);
    private static final double ENOUGH_TO_TELL = 0.05;

    /**
     * How far it is.
     *
     * @param phase as the engine calls it; empty at first
     * @param share of the whole work, 0…1
     * @param elapsed seconds
     * @param left seconds, estimated; negative while unknown
     */
    record State(String phase, double share, double elapsed, double left) {
        static final State NONE = new State("", 0, 0, -1);
    }

    /**
     * A training by gradient, as far as it has come.
     *
     * @param step steps done
     * @param losses of the whole training, oldest first
     * @param preview part, repaired, difference
     */
    record Learning(long step, List<Double> losses, Optional<Image> preview) {
        static final Learning NONE = new Learning(0, List.of(), Optional.empty());

        Learning {
            losses = List.copyOf(losses);
        }

        /** The whole course as {@link #LOSSES} points, relative to the largest loss; empty before the first. */
        List<Double> line() {
            if (losses.isEmpty()) {
                return List.of();
            }
            double largest = losses.stream().mapToDouble(l -> l).max().orElse(1);
            List<Double> line = new ArrayList<>();
            for (int i = 0; i < LOSSES; i++) {
                double at = (losses.size() - 1) * i / (LOSSES - 1.0);
                double before = losses.get((int) at);
                double after = losses.get(Math.min(losses.size() - 1, (int) at + 1));
                line.add((before + (after - before) * (at - (int) at)) / Math.max(1e-12, largest));
            }
            return line;
        }
    }

    /** Which share of its work a phase is, roughly: the bar is not a promise. */
    private static Map<String, Double> phases(Method method) {
        Map<String, Double> phases = new LinkedHashMap<>();
        switch (method) {
            case NPAD -> {
                phases.put("teach.features", 0.5);
                phases.put("teach.statistics", 0.12);
                phases.put("teach.centroids", 0.1);
                phases.put("teach.heldout", 0.25);
                phases.put("teach.export", 0.03);
            }
            case TRANSFER -> {
                phases.put("teach.features", 0.55);
                phases.put("teach.head", 0.15);
                phases.put("teach.heldout", 0.27);
                phases.put("teach.export", 0.03);
            }
            case AUTOENCODER, CYCLEGAN -> {
                phases.put("teach.pictures", 0.02);
                phases.put("teach.start", 0.02);
                phases.put("teach.train", 0.94);
                phases.put("teach.scores", 0.02);
            }
        }
        return phases;
    }

    /** Whether it is a phase of teaching, by any method. */
    static boolean knows(String phase) {
        return Arrays.stream(Method.values()).anyMatch(m -> phases(m).containsKey(phase));
    }

    private final TeachDesk desk;
    private final Job<Taught> job;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NONE);
    private final ReadOnlyObjectWrapper<Learning> learning = new ReadOnlyObjectWrapper<>(Learning.NONE);
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Boolean> asking = new ReadOnlyObjectWrapper<>(false);
    private Method method = Method.NPAD;
    private Optional<Training> detail = Optional.empty();

    LessonViewModel(TeachDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.fx = fx;
        this.job = new Job<>(work, fx, nanoTime);
        job.standProperty().addListener((o, old, now) -> now.ifPresent(this::show));
    }

    /** Begins. */
    void start(Method by, Material material, TeachingPlan plan, Consumer<Taught> onTaught) {
        method = by;
        detail = Optional.empty();
        state.set(State.NONE);
        learning.set(Learning.NONE);
        fault.set(Optional.empty());
        asking.set(false);
        Watcher watcher = new Watcher(new Latest<>(fx, this::show));
        job.onDetail(watcher::hear);
        job.start(
                progress -> desk.engine().teaching().teach(by, material, plan, progress),
                taught -> {
                    asking.set(false);
                    onTaught.accept(taught);
                },
                why -> {
                    asking.set(false);
                    fault.set(Optional.of(why));
                });
    }

    private void show(Job.Stand now) {
        Map<String, Double> phases = phases(method);
        double begins = 0;
        for (Map.Entry<String, Double> phase : phases.entrySet()) {
            if (phase.getKey().equals(now.phase())) {
                break;
            }
            begins += phase.getValue();
        }
        boolean known = phases.containsKey(now.phase());
        double part = known ? phases.get(now.phase()) * Math.max(0, now.share()) : 0;
        double share = Math.max(state.get().share(), known ? Math.min(1, begins + part) : 0);
        state.set(new State(known ? now.phase() : state.get().phase(), share, now.seconds(), left(share, now)));
    }

    private double left(double share, Job.Stand now) {
        if (detail.isPresent() && now.phase().equals("teach.train")) {
            return detail.get().secondsToGo();
        }
        boolean tells = share > ENOUGH_TO_TELL && !method.isTrained();
        return tells ? now.seconds() * (1 - share) / share : -1;
    }

    private record News(Training training, Learning learning) {}

    private void show(News news) {
        if (job.isRunning()) {
            detail = Optional.of(news.training());
            learning.set(news.learning());
        }
    }

    /** Collects what a training tells; one work thread. */
    private static final class Watcher {
        private final Consumer<News> onNews;
        private final List<Double> losses = new ArrayList<>();
        private Optional<Image> preview = Optional.empty();
        private FileTime seen = FileTime.fromMillis(0);
        private int merged = 1;
        private int waiting;
        private double sum;

        Watcher(Consumer<News> onNews) {
            this.onNews = onNews;
        }

        void hear(Training training) {
            add(training.loss());
            training.preview().ifPresent(this::look);
            onNews.accept(new News(training, new Learning(training.step(), losses, preview)));
        }

        private void add(double loss) {
            if (!Double.isFinite(loss)) {
                return;
            }
            sum += loss;
            if (++waiting < merged) {
                return;
            }
            losses.add(sum / merged);
            sum = 0;
            waiting = 0;
            if (losses.size() > LOSSES) {
                List<Double> halved = new ArrayList<>();
                for (int i = 0; i + 1 < losses.size(); i += 2) {
                    halved.add((losses.get(i) + losses.get(i + 1)) / 2);
                }
                losses.clear();
                losses.addAll(halved);
                merged *= 2;
            }
        }

        private void look(Path file) {
            try {
                FileTime written = Files.getLastModifiedTime(file);
                if (!written.equals(seen)) {
                    preview = Optional.of(ImageCodec.read(file));
                    seen = written;
                }
            } catch (IOException | InspectionFault e) {
                LOG.debug("no preview: {}", e.getMessage()); // the next one will come
            }
        }
    }

    /** Somebody wants it to stop; asks back where something would be lost. */
    void wantsToStop() {
        if (method.isTrained()) {
            stop();
        } else {
            asking.set(job.isRunning());
        }
    }

    /** Nobody wants it to stop after all. */
    void goOn() {
        asking.set(false);
    }

    void stop() {
        asking.set(false);
        job.cancel();
    }

    boolean isRunning() {
        return job.isRunning();
    }

    boolean wasCancelled() {
        return fault.get().filter(f -> f.code() == FaultCode.OPS_01).isPresent();
    }

    Method method() {
        return method;
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Learning> learningProperty() {
        return learning.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> standProperty() {
        return job.standProperty();
    }

    /** Whether it has to be asked if it shall really stop. */
    ReadOnlyObjectProperty<Boolean> askingProperty() {
        return asking.getReadOnlyProperty();
    }
}
