package loupe.ui.teach;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import loupe.app.Method;
import loupe.app.TeachingPace;
import loupe.app.TeachingPlan;
import loupe.config.RecipeBook;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.samples.TeachingPictures;
import loupe.train.backbone.Backbones;
import loupe.ui.widget.Job;

/** Which method, with which settings, and how long it will take here: measured, not guessed. JavaFX thread. */
final class MethodsViewModel {
    /** As they are offered: the one to begin with first. */
    static final List<Method> ORDER = List.of(Method.NPAD, Method.TRANSFER, Method.AUTOENCODER, Method.CYCLEGAN);

    static final int USUAL_MINUTES = 20;
    static final int MOST_MINUTES = 12 * 60;

    /** Why a method cannot be used. */
    enum Lack {
        GOOD,
        DEFECTS,
        PYTORCH
    }

    /** What a method lacks. */
    record Missing(Lack lack, int found, int needed) {}

    private final TeachDesk desk;
    private final Job<TeachingPace> pacing;
    private final Job<Double> stepping;
    private final Map<Method, Double> steps = new ConcurrentHashMap<>();
    private final ObjectProperty<Method> chosen = new SimpleObjectProperty<>(Method.NPAD);
    private final IntegerProperty minutes = new SimpleIntegerProperty(USUAL_MINUTES);
    private final IntegerProperty seed = new SimpleIntegerProperty(1);
    private final StringProperty backbone = new SimpleStringProperty(Backbones.DEFAULT);
    private final BooleanProperty anyPose = new SimpleBooleanProperty(false);
    private final BooleanProperty resume = new SimpleBooleanProperty(false);
    private final ReadOnlyObjectWrapper<TeachingPictures> pictures = new ReadOnlyObjectWrapper<>(TeachingPictures.NONE);
    private final ReadOnlyObjectWrapper<Optional<TeachingPace>> pace = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Method>> stepped = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private String name = "";

    MethodsViewModel(TeachDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.pacing = new Job<>(work, fx, nanoTime);
        this.stepping = new Job<>(work, fx, nanoTime);
        backbone.addListener((o, old, now) -> measure());
        chosen.addListener((o, old, now) -> resume.set(canResume(chosen.get())));
        seed.addListener((o, old, now) -> resume.set(false)); // another seed is another training; more minutes are not
    }

    /** The pictures that are to be taught from, and the name of the product; begins to measure. */
    void load(TeachingPictures kept, String product) {
        name = product;
        boolean same = kept.equals(pictures.get());
        pictures.set(kept);
        if (missing(chosen.get()).isPresent()) {
            chosen.set(Method.NPAD);
        }
        resume.set(canResume(chosen.get()));
        if (!same || pace.get().isEmpty()) {
            measure();
        }
    }

    /** Finds out how fast this computer teaches with the backbone chosen. */
    private void measure() {
        pace.set(Optional.empty());
        fault.set(Optional.empty());
        if (missing(Method.NPAD).isPresent()) {
            return;
        }
        TeachingPictures from = pictures.get();
        TeachingPlan with = plan(Method.NPAD);
        pacing.start(
                progress -> desk.engine().pacing().measure(from, with, progress),
                made -> pace.set(Optional.of(made)),
                this::failed);
    }

    /** Finds out how many steps a minute a training takes: a dozen seconds of one. */
    void measureSteps(Method method) {
        fault.set(Optional.empty());
        pacing.cancel(); // both at once would measure each other
        TeachingPictures from = pictures.get();
        TeachingPlan with = plan(method);
        stepped.set(Optional.of(method));
        stepping.start(
                progress -> desk.engine().stepping().measure(method, from, with, progress),
                found -> {
                    steps.put(method, found);
                    stepped.set(Optional.empty());
                },
                why -> {
                    stepped.set(Optional.empty());
                    failed(why);
                });
    }

    /** A training has told how fast it was. */
    void learnedSteps(Method method, double perMinute) {
        steps.put(method, perMinute);
    }

    private void failed(InspectionFault why) {
        fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01));
    }

    /** Ends measuring. */
    void cancel() {
        pacing.cancel();
        stepping.cancel();
    }

    /** Why a method cannot be used with these pictures by this Loupe. */
    Optional<Missing> missing(Method method) {
        if (!method.isBuiltIn()) {
            return Optional.of(new Missing(Lack.PYTORCH, 0, 0));
        }
        int good = pictures.get().good().size();
        if (good < method.fewestGood()) {
            return Optional.of(new Missing(Lack.GOOD, good, method.fewestGood()));
        }
        int defects = pictures.get().defects().size();
        return defects < method.fewestDefects()
                ? Optional.of(new Missing(Lack.DEFECTS, defects, method.fewestDefects()))
                : Optional.empty();
    }

    /** About how long a method takes here, seconds; empty while it is not known, or where it is chosen. */
    OptionalDouble expected(Method method) {
        if (method.isTrained() || pace.get().isEmpty()) {
            return OptionalDouble.empty();
        }
        TeachingPictures from = pictures.get();
        double once = pace.get()
                .get()
                .expectedSeconds(method, from.good().size(), from.defects().size());
        return OptionalDouble.of(method == Method.TRANSFER && anyPose.get() ? 8 * once : once);
    }

    /** Steps a minute, where they are known. */
    OptionalDouble stepsPerMinute(Method method) {
        return steps.containsKey(method) ? OptionalDouble.of(steps.get(method)) : OptionalDouble.empty();
    }

    /** Whether a training of this name was stopped and can go on. */
    boolean canResume(Method method) {
        return method.isTrained() && desk.trainings().canResume(RecipeBook.idFor(name), method);
    }

    private Path folder(Method method) {
        return desk.trainings().folder(RecipeBook.idFor(name), method);
    }

    /** What was chosen, as the method wants it. */
    TeachingPlan plan(Method method) {
        TeachingPlan usual = TeachingPlan.DEFAULT;
        return new TeachingPlan(
                Optional.of(backbone.get()),
                usual.inputSize(),
                seed.get(),
                anyPose.get(),
                Optional.of(Duration.ofMinutes(minutes.get())),
                usual.gradient());
    }

    /** The same with the place where a training can be resumed. */
    TeachingPlan planInFolder(Method method) {
        return method.isTrained() ? plan(method).in(folder(method), resume.get() && canResume(method)) : plan(method);
    }

    boolean canTeach() {
        return missing(chosen.get()).isEmpty();
    }

    ObjectProperty<Method> chosenProperty() {
        return chosen;
    }

    IntegerProperty minutesProperty() {
        return minutes;
    }

    IntegerProperty seedProperty() {
        return seed;
    }

    /** Name or path. */
    StringProperty backboneProperty() {
        return backbone;
    }

    BooleanProperty anyPoseProperty() {
        return anyPose;
    }

    /** Whether a training that was stopped goes on. */
    BooleanProperty resumeProperty() {
        return resume;
    }

    ReadOnlyObjectProperty<TeachingPictures> picturesProperty() {
        return pictures.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<TeachingPace>> paceProperty() {
        return pace.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> pacingProperty() {
        return pacing.standProperty();
    }

    /** The method whose steps are being measured. */
    ReadOnlyObjectProperty<Optional<Method>> steppedProperty() {
        return stepped.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
