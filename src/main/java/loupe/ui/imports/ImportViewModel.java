package loupe.ui.imports;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.app.ImportDraft;
import loupe.app.KeptBackbones;
import loupe.app.KeptBackbones.Candidate;
import loupe.app.ModelImport;
import loupe.app.ParityDoctor;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.ui.widget.Job;

/** Import of a model, page by page: what it is, its fields, a try, ways of feeding, keeping. JavaFX thread. */
public final class ImportViewModel {
    private static final int REFERENCES = 5;

    private final ImportDesk desk;
    private final Executor work;
    private final Job<Looked> looking;
    private final SavingViewModel saving;
    private final PreviewViewModel preview;
    private final ParityViewModel parity;
    private final BackboneViewModel backbone;
    private final ReadOnlyObjectWrapper<Boolean> teaching = new ReadOnlyObjectWrapper<>(false);
    private final ReadOnlyObjectWrapper<Optional<Path>> file = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final FieldsViewModel fields = new FieldsViewModel();
    private final ObjectProperty<Optional<ImportDraft>> draft = fields.draftProperty();
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.MODEL);
    private final ObjectProperty<Optional<InspectionFault>> fault = fields.faultProperty();

    /** A model, and the network to teach with that it may be. */
    private record Looked(ImportDraft draft, Optional<Candidate> backbone) {}

    public ImportViewModel(ImportDesk desk, Executor work, Executor fx, LongSupplier nanoTime) {
        this.desk = desk;
        this.work = work;
        this.looking = new Job<>(work, fx, nanoTime);
        this.saving = new SavingViewModel(desk, work, fx, nanoTime);
        this.preview = new PreviewViewModel(desk, work, fx, nanoTime);
        this.parity = new ParityViewModel(desk, work, fx, nanoTime);
        this.backbone = new BackboneViewModel(desk, work, fx, nanoTime);
        preview.triedProperty()
                .addListener(
                        (o, old, now) -> now.map(t -> t.draft()).ifPresent(probed -> draft.set(Optional.of(probed))));
        draft.addListener((o, old, now) -> follow());
    }

    /** Whether one of these files is a model. */
    public static boolean isModel(File dropped) {
        return dropped.getName().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /** Files dropped while the screen is in view: a model begins anew, others are pictures to try or to compare. */
    public void onFilesDropped(List<File> files) {
        Optional<File> model = files.stream().filter(ImportViewModel::isModel).findFirst();
        if (model.isPresent()) {
            begin(model.get().toPath());
            return;
        }
        List<Path> paths = files.stream().map(File::toPath).toList();
        boolean single = files.size() == 1 && files.get(0).isFile() && step.get() != Step.PARITY;
        if (draft.get().isEmpty()) {
            return;
        }
        if (single && !files.get(0).getName().toLowerCase(Locale.ROOT).endsWith(".zip")) {
            preview.use(paths.get(0));
            go(Step.PREVIEW);
        } else {
            go(Step.PARITY);
            parity.drop(paths);
        }
    }

    /** Begins with a model; not before the one that is being stored is. */
    public void begin(Path model) {
        if (isKeeping()) {
            return;
        }
        clear(ModelImport.nameOf(model));
        fault.set(Optional.empty());
        step.set(Step.MODEL);
        file.set(Optional.of(model));
        looking.start(
                progress -> {
                    ImportDraft found = desk.assistant().look(model);
                    return new Looked(found, KeptBackbones.look(found));
                },
                this::looked,
                why -> fault.set(Optional.of(why)));
    }

    private void looked(Looked found) {
        backbone.load(found.backbone());
        draft.set(Optional.of(found.draft()));
        teachWithIt(found.draft().unknown().isPresent() && found.backbone().isPresent());
    }

    /** Whether the model is to be taught with, or to inspect with it. */
    void teachWithIt(boolean on) {
        teaching.set(on && backbone.candidateProperty().get().isPresent());
    }

    /** Keeps the model as a backbone and goes to teach with it. */
    void keepBackbone() {
        backbone.keep(this::leave);
    }

    /** Ends the import, but not while the model is being stored; what was stored stays. */
    public void leave() {
        if (!isKeeping()) {
            end();
        }
    }

    private void end() {
        clear("");
        file.set(Optional.empty());
        work.execute(desk.assistant()::close);
    }

    private void clear(String name) {
        looking.forget();
        saving.begin(name);
        backbone.load(Optional.empty());
        teaching.set(false);
        preview.clear();
        parity.clear();
        draft.set(Optional.empty());
    }

    private void follow() {
        draft.get().ifPresent(d -> {
            parity.follow(d);
            preview.follow(d);
            if (step.get() == Step.PREVIEW) {
                preview.load(d);
            }
        });
    }

    /** The page that comes next: what nobody needs to look at is passed over. */
    Step nextStep() {
        ImportDraft now = draft.get().orElseThrow();
        return switch (step.get()) {
            case MODEL -> now.asksDefects() ? Step.FIELDS : Step.PREVIEW;
            case FIELDS -> Step.PREVIEW;
            case PREVIEW -> isDoubtful(now) ? Step.PARITY : Step.SAVE;
            case PARITY, SAVE -> Step.SAVE;
        };
    }

    /** Nobody but labelled samples can say whether a model is fed as it was trained; here there is reason to ask. */
    private boolean isDoubtful(ImportDraft now) {
        boolean odd = preview.triedProperty()
                .get()
                .filter(t -> !t.warnings().isEmpty())
                .isPresent();
        return odd || now.isChanged() || now.unknown().isPresent();
    }

    /** Whether the next page can be gone to. */
    boolean canGoOn() {
        Optional<ImportDraft> now = draft.get();
        if (now.isEmpty() || isBusy() || teaching.get()) {
            return false;
        }
        return switch (step.get()) {
            case MODEL -> true;
            case FIELDS -> !now.get().asksDefects();
            case PREVIEW -> now.get().isAnswered() && preview.isTried(now.get());
            case PARITY -> now.get().isAnswered();
            case SAVE -> false;
        };
    }

    void next() {
        if (canGoOn()) {
            go(nextStep());
        }
    }

    void back() {
        go(Step.ALL.get(Math.max(0, step.get().index() - 1)));
    }

    /** Goes to a page; nowhere while something is stored, and not to the end before everything is answered. */
    void go(Step wanted) {
        boolean early = wanted.compareTo(Step.PREVIEW) > 0
                && draft.get().filter(ImportDraft::isAnswered).isEmpty();
        if (isBusy() || draft.get().isEmpty() || saving.storedProperty().get().isPresent() || early) {
            return;
        }
        teaching.set(false);
        step.set(wanted);
        if (wanted == Step.PREVIEW) {
            preview.load(draft.get().get());
        }
    }

    boolean isBusy() {
        return looking.isRunning() || isKeeping();
    }

    /** Whether a recipe or a backbone is being written: whoever asked for it hears what came of it. */
    boolean isKeeping() {
        return saving.isRunning() || backbone.isRunning();
    }

    /** Feeds the model as one row of the comparison does. */
    void take(ParityDoctor.Row row) {
        parity.base().ifPresent(base -> draft.set(Optional.of(base.fedAs(row))));
    }

    boolean canStore() {
        return draft.get().filter(ImportDraft::isAnswered).isPresent() && saving.isReady();
    }

    /** Keeps the model as an uncalibrated recipe, and perhaps goes on to calibrate it. */
    void store(boolean calibrate) {
        if (canStore()) {
            saving.store(draft.get().orElseThrow(), references(), recipe -> kept(recipe, calibrate));
        }
    }

    private List<Path> references() {
        Stream<Path> samples = parity.samplesProperty().get().stream().map(s -> s.image());
        return Stream.concat(preview.file().stream(), samples)
                .distinct()
                .limit(REFERENCES)
                .toList();
    }

    private void kept(Recipe recipe, boolean calibrate) {
        desk.onStored().run();
        if (calibrate) {
            desk.calibrate().accept(recipe);
            leave();
        }
    }

    /** Opens the wizard for what was stored. */
    void calibrate() {
        saving.storedProperty().get().ifPresent(desk.calibrate());
        leave();
    }

    public void close() {
        end();
    }

    PreviewViewModel preview() {
        return preview;
    }

    ParityViewModel parity() {
        return parity;
    }

    SavingViewModel saving() {
        return saving;
    }

    BackboneViewModel backbone() {
        return backbone;
    }

    /** True while the model is looked at as one to teach with. */
    ReadOnlyObjectProperty<Boolean> teachingProperty() {
        return teaching.getReadOnlyProperty();
    }

    /** The model in work; empty while no import is under way. */
    public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
        return file.getReadOnlyProperty();
    }

    FieldsViewModel fields() {
        return fields;
    }

    ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** Empty while nothing is read. */
    ReadOnlyObjectProperty<Optional<Job.Stand>> lookingProperty() {
        return looking.standProperty();
    }
}
