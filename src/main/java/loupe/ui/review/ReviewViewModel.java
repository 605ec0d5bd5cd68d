package loupe.ui.review;

import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.FileReview.Entry;
import loupe.domain.AnomalyMap;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.Repair;
import loupe.imaging.HeatMapStyle;
import loupe.trace.VerdictOverride;
import loupe.ui.widget.Batch;
import loupe.ui.widget.FaultDialog;

/**
 * Decides what becomes of dropped files: they are queued, inspected one after the other on the work thread, and listed
 * as they come. JavaFX thread.
 */
public final class ReviewViewModel {
    /** How far the files in work are. */
    record Work(int done, int total, boolean running) {
        static final Work NONE = new Work(0, 0, false);
    }

    /** The row in the viewer, with its pixels. */
    record Opened(
            ReviewItem item,
            Image image,
            Optional<AnomalyMap> map,
            Optional<boolean[]> mask,
            Optional<Repair> repair) {}

    /** Maps kept in memory, bytes: 2,000 of 64 × 64. */
    private static final long MAPS = 32L << 20;

    private final ReviewDesk desk;
    private final Executor work;
    private final Executor fx;
    private final ObservableList<ReviewItem> items = FXCollections.observableArrayList();
    private final ObservableList<Recipe> recipes = FXCollections.observableArrayList();
    private final ObjectProperty<Recipe> recipe = new SimpleObjectProperty<>();
    private final ObjectProperty<HeatMapStyle> overlay;
    private final ReadOnlyObjectWrapper<Work> progress = new ReadOnlyObjectWrapper<>(Work.NONE);
    private final ReadOnlyObjectWrapper<Optional<ReviewItem>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Opened>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final List<List<Path>> queue = new ArrayList<>();
    private final Intake intake;
    private final MapShelf maps;
    private final RowOpener opener;
    private volatile boolean cancelled;
    private volatile int wanted;
    private int sheet;

    public ReviewViewModel(ReviewDesk desk, ObjectProperty<HeatMapStyle> overlay, Executor work, Executor fx) {
        this(desk, overlay, work, fx, MAPS);
    }

    ReviewViewModel(
            ReviewDesk desk, ObjectProperty<HeatMapStyle> overlay, Executor work, Executor fx, long bytesOfMaps) {
        this.maps = new MapShelf(bytesOfMaps);
        this.opener = new RowOpener(desk, maps, gone -> fx.execute(() -> fault.set(Optional.of(gone))));
        this.desk = desk;
        this.overlay = overlay;
        this.work = work;
        this.fx = fx;
        this.intake = new Intake(desk.scratch());
    }

    /**
     * Reads the list of recipes again; keeps the choice where it still exists.
     *
     * @param made chosen instead, unless another one has judged what is in the table
     */
    public void refreshRecipes(Optional<Recipe> made) {
        work.execute(() -> {
            List<Recipe> all = desk.recipes().get();
            fx.execute(() -> {
                Optional<Recipe> wanted =
                        items.isEmpty() && made.isPresent() ? made : Optional.ofNullable(recipe.get());
                String chosen = wanted.map(Recipe::id).orElse("");
                recipes.setAll(all);
                recipe.set(all.stream()
                        .filter(r -> r.id().equals(chosen))
                        .findFirst()
                        .orElse(all.isEmpty() ? null : all.get(0)));
                startNext();
            });
        });
    }

    /** Takes files, folders and zip archives; what is in work goes on first. */
    public void onFilesDropped(List<File> files) {
        queue.add(files.stream().map(File::toPath).toList());
        fault.set(Optional.empty());
        if (recipe.get() == null) {
            refreshRecipes(Optional.empty());
        } else {
            startNext();
        }
    }

    private void startNext() {
        if (progress.get().running() || queue.isEmpty()) {
            return;
        }
        if (recipe.get() == null) {
            queue.clear();
            fault.set(Optional.of(new InspectionFault(FaultCode.REC_01, "")));
            return;
        }
        List<Path> next = queue.remove(0);
        Recipe judge = recipe.get();
        int first = items.size() + 1;
        int onto = sheet;
        cancelled = false;
        progress.set(new Work(0, 0, true));
        Batch<ReviewItem> batch = new Batch<>(fx, news -> add(news, onto));
        work.execute(() -> run(next, new ReviewJob(desk, judge, maps, () -> cancelled, batch), first));
    }

    private void run(List<Path> paths, ReviewJob job, int first) {
        Optional<InspectionFault> failed = Optional.empty();
        try {
            List<Entry> entries = intake.read(paths);
            fx.execute(() -> progress.set(new Work(0, entries.size(), true)));
            if (entries.isEmpty()) {
                throw new InspectionFault(FaultCode.IMG_08, paths.get(0).getFileName());
            }
            job.run(entries, first);
        } catch (RuntimeException e) {
            failed = Optional.of(FaultDialog.faultOf(e));
        }
        Optional<InspectionFault> what = failed;
        fx.execute(() -> end(what));
    }

    private void add(List<ReviewItem> news, int onto) {
        if (onto != sheet) {
            return; // cleared meanwhile
        }
        items.addAll(news);
        Work now = progress.get();
        progress.set(new Work(now.done() + news.size(), now.total(), now.running()));
        if (selected.get().isEmpty()) {
            select(items.get(0));
        }
    }

    private void end(Optional<InspectionFault> what) {
        Work now = progress.get();
        progress.set(new Work(now.done(), now.total(), false));
        fault.set(what);
        startNext();
    }

    /** Stops after the picture in work; what is queued is forgotten. */
    public void cancel() {
        cancelled = true;
        queue.clear();
    }

    /** Empties the table; the journal keeps its rows. */
    public void clear() {
        cancel();
        sheet++;
        items.clear();
        maps.clear();
        selected.set(Optional.empty());
        opened.set(Optional.empty());
        fault.set(Optional.empty());
        if (!progress.get().running()) {
            progress.set(Work.NONE);
        }
    }

    /** Opens a row in the viewer; its file is read again on the work thread. */
    void select(ReviewItem item) {
        boolean same = selected.get().filter(s -> s.number() == item.number()).isPresent();
        selected.set(Optional.of(item));
        if (!same) {
            wanted = item.number();
            work.execute(() -> load(item));
        }
    }

    /** Opens rows with their repaired picture from now on, the one in view too. */
    public void lookAtRepairs(boolean looks) {
        opener.lookAtRepairs(looks);
        selected.get().filter(s -> looks).ifPresent(item -> work.execute(() -> load(item)));
    }

    private void load(ReviewItem item) {
        Optional<Opened> result = opener.open(item, () -> wanted == item.number());
        fx.execute(() -> {
            boolean still =
                    selected.get().filter(s -> s.number() == item.number()).isPresent();
            if (still && result.isPresent()) {
                opened.set(result);
            }
        });
    }

    /** Goes to a neighbour in the order of the rows given. */
    void step(List<ReviewItem> order, int by) {
        int at = selected.get()
                .map(s -> order.stream().map(ReviewItem::number).toList().indexOf(s.number()))
                .orElse(-1);
        int to = Math.max(0, Math.min(order.size() - 1, at + by));
        if (!order.isEmpty()) {
            select(order.get(to));
        }
    }

    /** A person's word on the row in view, added to the journal; the verdict itself stays. */
    void override(boolean good, String reason) {
        selected.get().ifPresent(item -> {
            VerdictOverride word = new VerdictOverride(
                    item.inspection().id(), Instant.now(), desk.operator().get(), good, reason.strip());
            work.execute(() -> desk.overrides().accept(word));
            ReviewItem changed = item.withOverride(word);
            items.replaceAll(i -> i.number() == item.number() ? changed : i);
            selected.set(Optional.of(changed));
        });
    }

    /** Runs an export on the work thread and tells when it failed. */
    void export(Runnable writing) {
        work.execute(() -> {
            try {
                writing.run();
            } catch (RuntimeException e) {
                fx.execute(() -> fault.set(Optional.of(FaultDialog.faultOf(e))));
            }
        });
    }

    ObservableList<ReviewItem> items() {
        return items;
    }

    /** Whether a model of any row tells kinds of defects apart. */
    boolean tellsClasses() {
        return items.stream().anyMatch(ReviewItem::classed);
    }

    ObservableList<Recipe> recipes() {
        return recipes;
    }

    ObjectProperty<Recipe> recipeProperty() {
        return recipe;
    }

    ObjectProperty<HeatMapStyle> overlayProperty() {
        return overlay;
    }

    ReadOnlyObjectProperty<Work> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ReviewItem>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Opened>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** The part in the viewer with its pixels. */
    public Optional<Inspection> shownPart() {
        return opened.get().map(o -> {
            Inspection i = o.item().inspection();
            Frame frame =
                    new Frame(i.frame().id(), i.frame().camera(), i.frame().at(), o.image());
            return new Inspection(i.id(), frame, i.prediction(), i.verdict(), i.recipe(), i.faultText(), i.at());
        });
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
