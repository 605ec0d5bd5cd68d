package loupe.ui.calibrate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.Proposal;
import loupe.calibrate.Decision;
import loupe.calibrate.Scored;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.ClassRule;
import loupe.domain.DecisionRule;
import loupe.domain.DefectRegion;
import loupe.domain.DisplayScale;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.imaging.HeatMapScene;
import loupe.ui.calibrate.PartLoader.Loaded;

/**
 * Where on a part a defect is shown: the threshold on the map, the smallest area worth showing, and how large an image
 * pixel is. None of it changes what passes. JavaFX thread.
 */
final class RegionsViewModel {
    private static final int CHOICE = 40;

    private final Seat seat;
    private final SightViewModel sight;
    private final PartLoader loader;
    private final Executor work;
    private final Executor fx;
    private final ObjectProperty<PixelRule> rule = new SimpleObjectProperty<>(PixelRule.REVIEW);
    private final DoubleProperty pixel = new SimpleDoubleProperty();
    private final DoubleProperty area = new SimpleDoubleProperty();
    private final ReadOnlyObjectWrapper<OptionalDouble> scale = new ReadOnlyObjectWrapper<>(OptionalDouble.empty());
    private final ReadOnlyObjectWrapper<Optional<Loaded>> preview = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PixelStudy>> study = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Measured> measured = Optional.empty();
    private Optional<Standing> standing = Optional.empty();
    private List<Scored> parts = List.of();
    private int at;
    private boolean asked;
    private boolean settling;

    RegionsViewModel(Seat seat, SightViewModel sight, Executor work, Executor fx) {
        this.seat = seat;
        this.sight = sight;
        this.loader = new PartLoader(seat, fx);
        this.work = work;
        this.fx = fx;
        rule.addListener((o, old, now) -> apply());
        area.addListener((o, old, now) -> apply());
        pixel.addListener((o, old, now) -> {
            if (!settling) {
                rule.set(PixelRule.BY_HAND);
            }
        });
    }

    /** Begins with another recipe or other samples. */
    void load(Measured other) {
        measured = Optional.of(other);
        asked = false;
        study.set(Optional.empty());
        preview.set(Optional.empty());
        fault.set(Optional.empty());
        DecisionRule now = other.recipe().rule();
        boolean byArea = other.source() == ScoreSource.MAP_AREA;
        boolean follows = now.pixel() == now.review() && !now.source().readsRegions() && !byArea;
        scale.set(other.recipe().millimetresPerPixel());
        settling = true;
        area.set(now.minimumArea());
        pixel.set(byArea ? other.trial().own().pixel() : now.pixel());
        rule.set(follows ? PixelRule.REVIEW : PixelRule.BY_HAND);
        settling = false;
    }

    /** The limits were decided: shows the closest calls under them. */
    void enter(Standing decided) {
        standing = Optional.of(decided);
        apply();
        measured.ifPresent(m -> {
            parts = candidates(m, decided);
            at = m.ground().board().defects().length / 2; // a defect of the usual kind
            show();
        });
    }

    /** All defects, the least conspicuous first, then the good parts nearest to a limit. */
    private static List<Scored> candidates(Measured m, Standing s) {
        Stream<Scored> defects =
                m.ground().parts().stream().filter(Scored::isDefect).sorted(Comparator.comparingDouble(Scored::score));
        Stream<Scored> good = m.ground().calls().at(s.review(), s.fail(), CHOICE).stream()
                .map(CloseCalls.Call::part)
                .filter(p -> !p.isDefect())
                .limit(CHOICE);
        return Stream.concat(defects, good).toList();
    }

    /** The maps of good parts are asked for once, when somebody wants the rule that needs them. */
    private void learn() {
        if (!asked) {
            asked = true;
            measured.ifPresent(this::learn);
        }
    }

    private void learn(Measured from) {
        seat.use(
                from.recipe(),
                inspector -> {
                    PixelStudy made = PixelStudy.of(from, inspector, () -> !measured.equals(Optional.of(from)));
                    fx.execute(() -> learnt(from, made));
                },
                f -> fx.execute(() -> fault.set(Optional.of(f))));
    }

    private void learnt(Measured from, PixelStudy made) {
        if (measured.equals(Optional.of(from))) {
            study.set(Optional.of(made));
            apply();
        }
    }

    private void apply() {
        if (settling) {
            return;
        }
        switch (rule.get()) {
            case REVIEW -> standing.filter(s -> Double.isFinite(s.review())).ifPresent(s -> setPixel(s.review()));
            case QUANTILE -> measured.flatMap(m -> boxed(m.quantile())).ifPresent(this::setPixel);
            case MASKS -> measured.flatMap(m -> boxed(m.onMasks())).ifPresent(this::setPixel);
            case BLOB -> study.get().ifPresentOrElse(this::searchBlob, this::learn);
            case BY_HAND -> {}
        }
    }

    private void searchBlob(PixelStudy in) {
        double allowed = area.get();
        work.execute(() -> {
            OptionalDouble found = in.largestBlob(allowed);
            fx.execute(() -> {
                if (rule.get() == PixelRule.BLOB && area.get() == allowed) {
                    found.ifPresent(this::setPixel);
                }
            });
        });
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private void setPixel(double value) {
        settling = true;
        pixel.set(value);
        settling = false;
    }

    /** Whether a rule has what it needs. */
    boolean isOffered(PixelRule wanted) {
        return switch (wanted) {
            case QUANTILE -> measured.filter(m -> m.quantile().isPresent()).isPresent();
            case BLOB ->
                measured.filter(m -> m.ground().board().good().length > 0).isPresent();
            case MASKS -> measured.filter(m -> m.onMasks().isPresent()).isPresent();
            case REVIEW -> !isFixed();
            case BY_HAND -> true;
        };
    }

    /** The score is made of what is above the pixel threshold: another threshold would be another score. */
    boolean isFixed() {
        return measured.filter(m -> m.source().readsRegions()).isPresent();
    }

    void step(int by) {
        if (!parts.isEmpty()) {
            at = Math.floorMod(at + by, parts.size());
            show();
        }
    }

    private void show() {
        if (measured.isEmpty() || at >= parts.size()) {
            return;
        }
        Scored part = parts.get(at);
        loader.load(measured.get(), part, this::loaded, f -> fault.set(Optional.of(f)));
    }

    private void loaded(Loaded part) {
        if (at < parts.size() && parts.get(at).equals(part.part())) {
            fault.set(Optional.empty());
            preview.set(Optional.of(part));
            measured.ifPresent(m -> sight.see(m.recipe(), part.image()));
        }
    }

    /** The regions of the part in view, those below the smallest area too. */
    List<DefectRegion> regions() {
        Optional<Recipe> recipe = measured.map(Measured::recipe);
        if (preview.get().isEmpty() || recipe.isEmpty() || standing.isEmpty()) {
            return List.of();
        }
        DecisionRule now = recipe.get().rule();
        DecisionRule all = new DecisionRule(0, 0, pixel.get(), 0, now.source(), now.classes());
        return recipe.get()
                .withRule(all, Calibration.UNCALIBRATED)
                .judge(preview.get().get().prediction())
                .regions();
    }

    /** Colours as the recipe will have them: 1 is the pixel threshold. */
    private DisplayScale display() {
        DisplayScale old = measured.map(m -> m.recipe().scale()).orElse(new DisplayScale(0, 1));
        return pixel.get() > old.zero() ? new DisplayScale(old.zero(), pixel.get()) : old;
    }

    /** A map in these colours, with the limits of single classes that the recipe has. */
    HeatMapScene.Heat heat(AnomalyMap map) {
        List<ClassRule> classes = measured.map(m -> m.recipe().rule().classes()).orElse(List.of());
        return new HeatMapScene.Heat(map, display(), classes);
    }

    /** What would be confirmed with these limits. */
    Optional<Proposal> proposal(Decision decision) {
        return measured.map(m -> m.proposal(decision, scale.get(), pixel.get(), area.get()));
    }

    /** A line on the image is so long in reality. */
    void measure(double pixels, double millimetres) {
        if (pixels > 0 && millimetres > 0 && Double.isFinite(millimetres / pixels)) {
            scale.set(OptionalDouble.of(millimetres / pixels));
        }
    }

    /** Range for a slider over the map values that matter: from the median good part to twice the limit. */
    double[] pixelRange() {
        DisplayScale old = measured.map(m -> m.recipe().scale()).orElse(new DisplayScale(0, 1));
        double limit = standing.map(Standing::fail).filter(Double::isFinite).orElse(old.one());
        double top = old.zero() + 2 * Math.max(Math.max(limit, old.one()) - old.zero(), 1e-6);
        return new double[] {old.zero(), Math.max(top, pixel.get())};
    }

    SightViewModel sight() {
        return sight;
    }

    int place() {
        return at + 1;
    }

    int count() {
        return parts.size();
    }

    ObjectProperty<PixelRule> ruleProperty() {
        return rule;
    }

    /** Threshold on the map, raw. */
    DoubleProperty pixelProperty() {
        return pixel;
    }

    /** Smallest region worth showing, image pixels². */
    DoubleProperty areaProperty() {
        return area;
    }

    /** Millimetres per image pixel; empty while nobody has measured it. */
    ReadOnlyObjectProperty<OptionalDouble> scaleProperty() {
        return scale.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Loaded>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<PixelStudy>> studyProperty() {
        return study.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
