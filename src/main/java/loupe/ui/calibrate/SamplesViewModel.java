package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.Incoming;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.calibrate.LabelHistory.Act;
import loupe.ui.widget.FaultDialog;
import loupe.ui.widget.Latest;

/**
 * The sample set in work: which samples are shown and chosen, their labels, undo. A label is shown at once and written
 * in turn on a work thread; when that fails the set is shown as it lies on the disk. JavaFX thread.
 */
public final class SamplesViewModel {
    /** The kind of defect of those who do not care for kinds. */
    static final String ANY_DEFECT = "defect";

    private final SamplesDesk desk;
    private final Executor disk;
    private final Executor fx;
    private final SampleList list = new SampleList();
    private final LabelHistory history = new LabelHistory();
    private final LookAlikes alikes;
    private final SampleArrivals arrivals;
    private final ObjectProperty<String> defectType = new SimpleObjectProperty<>(ANY_DEFECT);
    private final ReadOnlyObjectWrapper<Optional<SampleStore>> store = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Latest<Object> changedOnDisk;
    private final Runnable onStore;
    private Optional<Path> wanted = Optional.empty();
    private int unwritten;

    /**
     * Wires the page.
     *
     * @param work threads for disk and pixels
     * @param fx runs tasks on the JavaFX thread
     */
    public SamplesViewModel(SamplesDesk desk, Executor work, Executor fx) {
        this.desk = desk;
        this.disk = new InTurn(work);
        this.fx = fx;
        this.alikes = new LookAlikes(work, fx, list::setGroups);
        this.arrivals = new SampleArrivals(desk, disk, fx, this);
        this.changedOnDisk = new Latest<>(fx, o -> reloadWhenWritten());
        this.onStore = () -> changedOnDisk.accept(this);
    }

    /** Opens the set in a folder; see {@link SampleStore#open} for what can be wrong. */
    public void open(Path set) {
        wanted = Optional.of(set);
        disk.execute(() -> attempt(() -> use(desk.shelf().open(set))));
    }

    /** Opens a set whose samples.json is damaged; the file is kept beside. */
    public void openWithoutFile(Path set) {
        disk.execute(() -> attempt(() -> use(desk.shelf().openWithoutFile(set))));
    }

    /** Shows a set; any thread. */
    void use(SampleStore opened) {
        List<InspectionFault> problems = opened.problems();
        fx.execute(() -> {
            close();
            store.set(Optional.of(opened));
            opened.addListener(onStore);
            fault.set(problems.stream().findFirst());
            reload();
            alikes.search(opened, list.all());
        });
    }

    /** Lets go of the set; it stays on disk. */
    public void close() {
        store.get().ifPresent(s -> s.removeListener(onStore));
        store.set(Optional.empty());
        alikes.clear();
        history.clear();
        list.clear();
        fault.set(Optional.empty());
    }

    private void reloadWhenWritten() {
        if (unwritten == 0) {
            reload();
        }
    }

    /** Shows what lies on the disk. */
    private void reload() {
        store.get().ifPresent(s -> list.setAll(s.cards()));
    }

    /** Samples were copied into the set; undo takes them out. */
    void arrived(List<SampleCard> added) {
        if (!added.isEmpty()) {
            history.did(new Act(List.of(), added));
        }
        reload();
        store.get().ifPresent(s -> alikes.search(s, list.all()));
    }

    /** Training images stay what they are. */
    public void labelGood() {
        label(SampleSet.GOOD);
    }

    /** A defect of the kind that is chosen at the moment. */
    public void labelBad() {
        label(chosenType());
    }

    public void unlabel() {
        label(SampleCard.UNLABELLED);
    }

    /** Labels what is chosen; a single one passes the focus on to the next. */
    private void label(String type) {
        Optional<SampleCard> focused = list.focused();
        boolean single = list.chosen().size() == 1;
        change(c -> c.type().equals(type) ? c : c.labelled(type, desk.signature()));
        boolean stayed = list.focused().map(SampleCard::name).equals(focused.map(SampleCard::name));
        if (single && stayed) {
            list.move(1, Selection.Mode.ONE);
        }
    }

    /** Says that the chosen images show one and the same part: they count once. */
    public void samePart() {
        List<SampleCard> chosen = list.chosen();
        chosen.stream().findFirst().ifPresent(first -> change(c -> c.withPart(first.part())));
    }

    private void change(UnaryOperator<SampleCard> how) {
        List<SampleCard> before = new ArrayList<>();
        List<SampleCard> after = new ArrayList<>();
        for (SampleCard card : list.chosen()) {
            SampleCard changed = how.apply(card);
            if (!changed.equals(card)) {
                before.add(card);
                after.add(changed);
            }
        }
        if (!before.isEmpty()) {
            act(new Act(before, after));
        }
    }

    /** Takes what is chosen out of the set; undo brings it back. */
    public void removeChosen() {
        List<SampleCard> chosen = list.chosen();
        if (!chosen.isEmpty()) {
            act(new Act(chosen, List.of()));
        }
    }

    private void act(Act act) {
        history.did(act);
        apply(act);
    }

    public void undo() {
        history.undo().ifPresent(this::apply);
    }

    public void redo() {
        history.redo().ifPresent(this::apply);
    }

    private void apply(Act act) {
        list.exchange(act.before(), act.after());
        write(s -> {
            if (act.before().isEmpty()) {
                s.restore(act.after());
            } else if (act.after().isEmpty()) {
                s.remove(act.before());
            } else {
                s.replace(act.after());
            }
        });
    }

    /** Writes or deletes the ground truth of a sample. Whoever marks a defect says that the part has one. */
    void writeMask(SampleCard card, Optional<Image> mask) {
        list.find(card.name()).filter(c -> mask.isPresent() && !c.isDefect()).ifPresent(c -> {
            act(new Act(List.of(c), List.of(c.labelled(chosenType(), desk.signature()))));
        });
        alikes.forget(card.name());
        write(s -> s.writeMask(card, mask.map(ImageCodec::png)));
    }

    /** The kind of defect that B gives. */
    String chosenType() {
        return Incoming.typeName(Objects.requireNonNullElse(defectType.get(), ANY_DEFECT));
    }

    /** Something that changes the set on disk. */
    private interface Writing {
        void to(SampleStore store);
    }

    private void write(Writing writing) {
        store.get().ifPresent(s -> {
            unwritten++;
            disk.execute(() -> {
                boolean written = attempt(() -> writing.to(s));
                fx.execute(() -> written(written));
            });
        });
    }

    private void written(boolean well) {
        unwritten--;
        if (!well) {
            history.clear(); // what it tells of was not done
        }
        reloadWhenWritten();
        store.get().ifPresent(s -> alikes.search(s, list.all()));
    }

    /** Tells what went wrong; any thread. */
    boolean attempt(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuntimeException e) {
            InspectionFault why = FaultDialog.faultOf(e);
            fx.execute(() -> fault.set(Optional.of(why).filter(f -> f.code() != FaultCode.OPS_01)));
            return false;
        }
    }

    void clearFault() {
        fault.set(Optional.empty());
    }

    /** The set that somebody last asked for, also when it could not be opened. */
    Optional<Path> wanted() {
        return wanted;
    }

    /** Folders of the sets there are. */
    List<Path> sets() {
        return desk.shelf().list();
    }

    LabelHistory history() {
        return history;
    }

    LookAlikes alikes() {
        return alikes;
    }

    /** Files, folders, archives and the line's parts on their way into the set. */
    public SampleArrivals arrivals() {
        return arrivals;
    }

    SampleList list() {
        return list;
    }

    ObjectProperty<String> defectTypeProperty() {
        return defectType;
    }

    /** The set in work; empty before one is opened or made. */
    public ReadOnlyObjectProperty<Optional<SampleStore>> storeProperty() {
        return store.getReadOnlyProperty();
    }

    /** How many samples of which label. */
    public ReadOnlyObjectProperty<SampleCounts> countsProperty() {
        return list.countsProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
