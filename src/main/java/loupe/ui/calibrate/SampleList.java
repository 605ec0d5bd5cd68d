package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.imaging.NaturalOrder;
import loupe.samples.SampleCard;

/** Which samples there are, which of them are shown, and which are chosen. JavaFX thread. */
final class SampleList {
    private final Map<String, SampleCard> cards = new TreeMap<>(new NaturalOrder());
    private final ObservableList<SampleCard> shown = FXCollections.observableArrayList();
    private final Selection selection = new Selection();
    private final ObjectProperty<SampleFilter> filter =
            new SimpleObjectProperty<>(SampleFilter.of(SampleFilter.Kind.ALL));
    private final ReadOnlyObjectWrapper<SampleCounts> counts = new ReadOnlyObjectWrapper<>(SampleCounts.NONE);
    /** A new value whenever what is shown, chosen, or how a sample looks has changed. */
    private final ReadOnlyObjectWrapper<Object> look = new ReadOnlyObjectWrapper<>(new Object());

    private Map<String, Integer> groups = Map.of();

    SampleList() {
        filter.addListener(o -> show());
    }

    /** Takes other samples; what is still there stays chosen. */
    void setAll(Collection<SampleCard> all) {
        cards.clear();
        all.forEach(c -> cards.put(c.name(), c));
        show();
    }

    /** Exchanges samples; either may be empty. */
    void exchange(List<SampleCard> before, List<SampleCard> after) {
        before.forEach(c -> cards.remove(c.name()));
        after.forEach(c -> cards.put(c.name(), c));
        show();
    }

    void clear() {
        groups = Map.of();
        selection.clear();
        filter.set(SampleFilter.of(SampleFilter.Kind.ALL));
        setAll(List.of());
    }

    /** Takes the groups of samples that look alike, by name. */
    void setGroups(Map<String, Integer> alike) {
        groups = Map.copyOf(alike);
        show();
    }

    private void show() {
        Set<String> alike = groups.keySet();
        List<SampleCard> now = new ArrayList<>(cards.values().stream()
                .filter(c -> filter.get().shows(c, alike))
                .toList());
        if (filter.get().kind() == SampleFilter.Kind.DUPLICATES) {
            now.sort((a, b) -> Integer.compare(group(a), group(b))); // stable: by name within a group
        }
        selection.show(now.stream().map(SampleCard::name).toList());
        long duplicates = cards.keySet().stream().filter(alike::contains).count();
        counts.set(SampleCounts.of(cards.values(), (int) duplicates));
        shown.setAll(now);
        touch();
    }

    void touch() {
        look.set(new Object());
    }

    /** Moves the focus. */
    void move(int by, Selection.Mode mode) {
        go(Math.max(0, selection.focus() + by), mode);
    }

    void go(int index, Selection.Mode mode) {
        selection.go(index, mode);
        touch();
    }

    void chooseAll() {
        selection.all();
        touch();
    }

    boolean isChosen(SampleCard card) {
        return selection.contains(card.name());
    }

    /** Index in the list shown; −1 when it is empty. */
    int focus() {
        return selection.focus();
    }

    Optional<SampleCard> focused() {
        int at = selection.focus();
        return at >= 0 && at < shown.size() ? Optional.of(shown.get(at)) : Optional.empty();
    }

    List<SampleCard> chosen() {
        return selection.names().stream()
                .map(cards::get)
                .filter(Objects::nonNull)
                .toList();
    }

    Optional<SampleCard> find(String name) {
        return Optional.ofNullable(cards.get(name));
    }

    List<SampleCard> all() {
        return List.copyOf(cards.values());
    }

    /** Number of the group of look-alikes from 1; 0 for a sample that looks like no other. */
    int group(SampleCard card) {
        return groups.getOrDefault(card.name(), 0);
    }

    /** Kinds of defects there are. */
    Set<String> types() {
        return counts.get().types().keySet();
    }

    ObservableList<SampleCard> shown() {
        return shown;
    }

    ObjectProperty<SampleFilter> filterProperty() {
        return filter;
    }

    ReadOnlyObjectProperty<SampleCounts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Object> lookProperty() {
        return look.getReadOnlyProperty();
    }
}
