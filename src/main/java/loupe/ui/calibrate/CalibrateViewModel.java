package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import loupe.app.Proposal;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.SampleSet;
import loupe.domain.ScoreSource;
import loupe.imaging.HeatMapStyle;
import loupe.samples.SampleStore;

/**
 * The wizard: which page is in view, which may come next, and what is handed from page to page. Nothing is written
 * before the last page. JavaFX thread.
 */
public final class CalibrateViewModel {
    private final CalibrateDesk desk;
    private final SamplesViewModel samples;
    private final Executor work;
    private final Executor fx;
    private final Seat seat;
    private final ScoringViewModel scoring;
    private final PolicyViewModel policy;
    private final RegionsViewModel regions;
    private final ConfirmViewModel confirm;
    private final PartViewModel part;
    private final ObjectProperty<HeatMapStyle> overlay;
    private final SampleCall call;
    private final RecipePick pick;
    private final ObjectProperty<Recipe> recipe;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.SAMPLES);
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObjectProperty<KeptApart> kept = new SimpleObjectProperty<>(KeptApart.NOTHING);
    private final Candidates candidates = new Candidates();
    private Optional<ScoreSource> wanted = Optional.empty();
    private boolean hurried;

    /**
     * Wires the wizard.
     *
     * @param samples the first page
     * @param overlay how heat maps look, shared by all screens
     * @param work threads for models, disk and statistics
     * @param fx runs tasks on the JavaFX thread
     */
    public CalibrateViewModel(
            CalibrateDesk desk,
            SamplesViewModel samples,
            ObjectProperty<HeatMapStyle> overlay,
            Executor work,
            Executor fx,
            LongSupplier nanoTime) {
        this.desk = desk;
        this.samples = samples;
        this.overlay = overlay;
        this.work = work;
        this.fx = fx;
        this.seat = new Seat(desk.open(), work);
        this.scoring = new ScoringViewModel(seat, work, fx, nanoTime, this::onMeasured);
        this.policy = new PolicyViewModel(work, fx);
        SightViewModel sight = new SightViewModel(seat, desk.look(), fx, r -> again(Optional.of(r)));
        this.regions = new RegionsViewModel(seat, sight, work, fx);
        this.confirm = new ConfirmViewModel(desk, seat, fx);
        this.part = new PartViewModel(new PartLoader(seat, fx));
        this.pick = new RecipePick(desk.recipes(), work, fx, f -> fault.set(Optional.of(f)));
        this.recipe = pick.recipeProperty();
        this.call = new SampleCall(samples, desk.setOf(), work, fx, this::scoreNow);
        recipe.addListener((o, old, now) -> fault.set(Optional.empty()));
    }

    /** Reads the list of recipes again. */
    public void refreshRecipes() {
        pick.refresh();
    }

    /** Goes back; what was done on later pages is kept. */
    void back() {
        part.close();
        step.set(step.get().by(-1));
    }

    /** Goes on, where the page in view allows it. */
    void next() {
        if (!canGoOn()) {
            return;
        }
        part.close();
        Step to = step.get().by(1);
        step.set(to);
        enter(to);
    }

    /** Goes to a page that was seen before or that nothing bars. */
    void go(Step to) {
        while (step.get().compareTo(to) > 0) {
            back();
        }
        while (step.get().compareTo(to) < 0 && canGoOn()) {
            next();
        }
    }

    private void enter(Step to) {
        switch (to) {
            case SCORING -> score(false);
            case REGIONS -> policy.standingProperty().get().ifPresent(regions::enter);
            case CONFIRM -> proposal().ifPresent(confirm::propose);
            case SAMPLES, POLICY -> {}
        }
    }

    boolean canGoOn() {
        return switch (step.get()) {
            case SAMPLES -> recipe.get() != null && isMeasurable();
            case SCORING -> scoring.measuredProperty().get().isPresent();
            case POLICY -> policy.isUsable();
            case REGIONS -> true;
            case CONFIRM -> false;
        };
    }

    private boolean isMeasurable() {
        SampleCounts counts = samples.countsProperty().get();
        return samples.storeProperty().get().isPresent() && counts.good() + counts.bad() > 0;
    }

    /**
     * Scores the set with the recipe, unless that was just done.
     *
     * @param anew also when nothing has changed
     */
    void score(boolean anew) {
        Optional<SampleStore> store = samples.storeProperty().get();
        Recipe with = recipe.get();
        if (store.isEmpty() || with == null) {
            return;
        }
        work.execute(() -> samples.attempt(() -> {
            SampleSet set = store.get().set();
            fx.execute(() -> score(with, set, anew));
        }));
    }

    private void score(Recipe with, SampleSet set, boolean anew) {
        Optional<Measured> known = scoring.measuredProperty()
                .get()
                .filter(m -> m.recipe().equals(with) && m.subject().set().equals(set));
        boolean same = known.filter(m -> m.subject().kept().equals(kept.get())).isPresent();
        if (set.test().isEmpty()) {
            fault.set(Optional.of(new InspectionFault(FaultCode.CAL_06, set.name())));
            step.set(Step.SAMPLES);
        } else if (anew || !same) {
            confirm.clear();
            ScoreSource by =
                    known.map(m -> wanted.orElse(m.source())).orElse(with.rule().source());
            wanted = Optional.empty();
            scoring.start(with, set, kept.get(), by);
        } else if (hurried) {
            hurried = false;
            go(Step.POLICY);
        }
    }

    /** Compares another number with the limits; where that needs other looks at the images these are scored again. */
    void compare(ScoreSource by) {
        if (!scoring.compare(by)) {
            wanted = Optional.of(by);
            hurried = true;
            scoreNow();
        }
    }

    /** One click for a recipe that something has made uncalibrated: scores its set again and proposes limits. */
    void rescore() {
        hurried = true;
        if (isMeasurable()) {
            scoreNow();
        } else {
            call.ofRecipe(recipe.get(), this::noSet);
        }
    }

    /** The same with the samples of a folder. */
    void rescore(Path folder) {
        hurried = true;
        call.of(folder);
    }

    private void scoreNow() {
        step.set(Step.SCORING);
        score(true);
    }

    private void noSet() {
        hurried = false;
        fault.set(Optional.of(new InspectionFault(FaultCode.CAL_06, recipe.get().name())));
    }

    private void onMeasured(Measured made) {
        candidates.add(made);
        policy.load(made);
        regions.load(made);
        if (hurried) {
            hurried = false;
            go(Step.POLICY);
        }
    }

    /** What would be confirmed now. */
    Optional<Proposal> proposal() {
        return scoring.measuredProperty()
                .get()
                .flatMap(m -> policy.standingProperty().get())
                .flatMap(s -> regions.proposal(s.decision()))
                .map(p -> p.triedWith(candidates.on(p.samplesSha256())));
    }

    void open(List<CloseCalls.Call> gallery, int index) {
        scoring.measuredProperty().get().ifPresent(m -> part.open(m, gallery, index));
    }

    /** Begins anew: after a confirmation, or with a recipe that may be new. */
    public void again(Optional<Recipe> with) {
        with.ifPresent(recipe::set);
        confirm.clear();
        step.set(Step.SAMPLES);
        refreshRecipes();
    }

    /** Ends what runs and lets go of the model. */
    public void close() {
        scoring.cancel();
        seat.close();
    }

    SamplesViewModel samples() {
        return samples;
    }

    ScoringViewModel scoring() {
        return scoring;
    }

    PolicyViewModel policy() {
        return policy;
    }

    RegionsViewModel regions() {
        return regions;
    }

    ConfirmViewModel confirm() {
        return confirm;
    }

    PartViewModel part() {
        return part;
    }

    ObjectProperty<HeatMapStyle> overlayProperty() {
        return overlay;
    }

    ObservableList<Recipe> recipes() {
        return pick.recipes();
    }

    ObjectProperty<Recipe> recipeProperty() {
        return recipe;
    }

    /** Which parts do not set the limits. */
    ObjectProperty<KeptApart> keptProperty() {
        return kept;
    }

    /** The recipe as the line would judge with it. */
    Recipe onLine(Recipe of) {
        return desk.onLine().apply(of);
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
