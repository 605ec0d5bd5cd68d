package loupe.ui.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.WrongVerdicts.Judged;
import loupe.domain.InspectionFault;
import loupe.imaging.HeatMapStyle;
import loupe.trace.JournalFilter;
import loupe.trace.JournalRow;
import loupe.trace.VerdictOverride;
import loupe.ui.widget.FaultDialog;

/**
 * Decides which rows of the journal are listed and which part is open. Pages are read on the work thread; what comes
 * after the filter was changed again is thrown away. JavaFX thread.
 */
public final class HistoryViewModel {
    /** Rows read at once. */
    static final int PAGE = 200;

    private static final int LOTS = 50;

    private final HistoryDesk desk;
    private final Executor work;
    private final Executor fx;
    private final Versions versions;
    private final PartOpener opener;
    private final ObjectProperty<HeatMapStyle> overlay;
    private final ObservableList<HistoryRow> rows = FXCollections.observableArrayList();
    private final ObservableList<String> recipes = FXCollections.observableArrayList();
    private final ObservableList<String> lots = FXCollections.observableArrayList();
    private final ObservableList<String> classes = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<JournalFilter> filter = new ReadOnlyObjectWrapper<>(JournalFilter.ALL);
    private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<Optional<HistoryRow>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<OpenedPart>> opened = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Choices choices = new Choices();
    private final TrendViewModel trend;
    private final WhatIfViewModel whatIf;
    private final ShadowViewModel shadow;
    private int sheet;
    private boolean loading;
    private boolean complete;

    public HistoryViewModel(HistoryDesk desk, ObjectProperty<HeatMapStyle> overlay, Executor work, Executor fx) {
        this.desk = desk;
        this.overlay = overlay;
        this.work = work;
        this.fx = fx;
        this.versions = new Versions(desk.recipes());
        this.opener = new PartOpener(desk.archive());
        this.trend = new TrendViewModel(desk, versions, this::inBackground, fx);
        this.whatIf = new WhatIfViewModel(desk, versions, this::inBackground, fx);
        this.shadow = new ShadowViewModel(desk.shadow(), desk.journal(), this::inBackground, fx);
    }

    /** Reads everything anew, from the newest part on. */
    public void refresh() {
        sheet++;
        loading = false;
        complete = false;
        fault.set(Optional.empty());
        load(Optional.empty());
        int wanted = sheet;
        JournalFilter now = filter.get();
        inBackground(() -> {
            long all = desk.journal().count(now);
            List<String> names = desk.journal().recipes();
            List<String> known = desk.journal().lots(LOTS);
            List<String> kinds = desk.journal().classes();
            fx.execute(() -> {
                if (wanted == sheet) {
                    count.set(all);
                    setIfOther(recipes, names);
                    setIfOther(lots, known);
                    setIfOther(classes, kinds);
                }
            });
        });
        trend.load(now);
        whatIf.load(now);
    }

    /** A list that is set anew loses the choice made in it. */
    private static void setIfOther(ObservableList<String> list, List<String> now) {
        if (!list.equals(now)) {
            list.setAll(now);
        }
    }

    /** The next page; nothing happens while one is read or when there is none. */
    void more() {
        if (!complete && !rows.isEmpty()) {
            load(Optional.of(rows.get(rows.size() - 1).row()));
        }
    }

    private void load(Optional<JournalRow> last) {
        if (loading) {
            return;
        }
        loading = true;
        int wanted = sheet;
        JournalFilter now = filter.get();
        inBackground(() -> {
            List<HistoryRow> page = dress(desk.journal().page(now, last, PAGE));
            fx.execute(() -> add(page, wanted, last.isEmpty()));
        });
    }

    private List<HistoryRow> dress(List<JournalRow> page) {
        Map<String, VerdictOverride> words =
                desk.journal().latestOverrides(page.stream().map(JournalRow::id).toList());
        return page.stream()
                .map(row -> new HistoryRow(
                        row,
                        versions.find(row.decidedBy().recipe(), row.decidedBy().version()),
                        Optional.ofNullable(words.get(row.id()))))
                .toList();
    }

    private void add(List<HistoryRow> page, int wanted, boolean first) {
        if (wanted != sheet) {
            return;
        }
        loading = false;
        complete = page.size() < PAGE;
        if (first) {
            rows.setAll(page);
            boolean stays = selected.get().isPresent()
                    && page.stream()
                            .anyMatch(r ->
                                    r.row().seq() == selected.get().get().row().seq());
            if (!stays) {
                selected.set(Optional.empty());
                opened.set(Optional.empty());
                page.stream().findFirst().ifPresent(this::select);
            }
        } else {
            rows.addAll(page);
        }
    }

    /** Changes the filter and reads anew. */
    void filter(UnaryOperator<JournalFilter> change) {
        JournalFilter changed = change.apply(filter.get());
        if (!changed.equals(filter.get())) {
            filter.set(changed);
            refresh();
        }
    }

    Choices choices() {
        return choices;
    }

    /** Opens a part from the archive. */
    void select(HistoryRow row) {
        boolean same =
                selected.get().filter(s -> s.row().seq() == row.row().seq()).isPresent();
        selected.set(Optional.of(row));
        if (!same) {
            inBackground(() -> {
                OpenedPart part = opener.open(row);
                fx.execute(() -> {
                    if (isSelected(row)) {
                        opened.set(Optional.of(part));
                    }
                });
            });
        }
    }

    /** The part in view as it was judged, with its archived picture; empty before it is read. */
    public Optional<Judged> shownPart() {
        return opened.get().filter(p -> isSelected(p.row())).map(OpenedPart::judged);
    }

    private boolean isSelected(HistoryRow row) {
        return selected.get().filter(s -> s.row().seq() == row.row().seq()).isPresent();
    }

    /** Opens a part that need not be in the table. */
    void select(String inspectionId) {
        inBackground(() -> desk.journal().byId(inspectionId).ifPresent(row -> {
            HistoryRow dressed = dress(List.of(row)).get(0);
            fx.execute(() -> select(dressed));
        }));
    }

    /** Goes to a neighbour in the table. */
    void step(int by) {
        int at = -1;
        for (int i = 0; i < rows.size(); i++) {
            at = isSelected(rows.get(i)) ? i : at;
        }
        if (!rows.isEmpty()) {
            select(rows.get(Math.max(0, Math.min(rows.size() - 1, at + by))));
        }
        if (at + by >= rows.size()) {
            more();
        }
    }

    /** A person's word on the part in view, added to the journal; the verdict itself stays. */
    void override(boolean good, String reason) {
        selected.get().ifPresent(row -> {
            VerdictOverride word = new VerdictOverride(
                    row.row().id(), Instant.now(), desk.operator().get(), good, reason.strip());
            inBackground(() -> desk.overrides().accept(word));
            HistoryRow changed = row.withWord(word);
            rows.replaceAll(r -> r.row().seq() == row.row().seq() ? changed : r);
            selected.set(Optional.of(changed));
        });
    }

    /** Runs a job on the work thread and tells when it failed. */
    void inBackground(Runnable job) {
        work.execute(() -> {
            try {
                job.run();
            } catch (RuntimeException e) {
                fx.execute(() -> {
                    loading = false;
                    fault.set(Optional.of(FaultDialog.faultOf(e)));
                });
            }
        });
    }

    HistoryExport export() {
        return new HistoryExport(desk, opener);
    }

    ObservableList<HistoryRow> rows() {
        return rows;
    }

    ObservableList<String> recipes() {
        return recipes;
    }

    ObservableList<String> lots() {
        return lots;
    }

    ObservableList<String> classes() {
        return classes;
    }

    TrendViewModel trend() {
        return trend;
    }

    ShadowViewModel shadow() {
        return shadow;
    }

    WhatIfViewModel whatIf() {
        return whatIf;
    }

    ObjectProperty<HeatMapStyle> overlayProperty() {
        return overlay;
    }

    ReadOnlyObjectProperty<JournalFilter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /** Rows of the filter, in the table or not. */
    ReadOnlyLongProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<HistoryRow>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<OpenedPart>> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
