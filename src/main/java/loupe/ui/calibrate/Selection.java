package loupe.ui.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which samples of a list are chosen, by name, as in a file manager: one has the focus, a range reaches from the anchor
 * to it. Pure.
 */
final class Selection {
    /** How a step or a click changes what is chosen. */
    enum Mode {
        /** Only this one. */
        ONE,
        /** From the anchor to this one. */
        RANGE,
        /** This one too, or no longer. */
        TOGGLE
    }

    private List<String> order = List.of();
    private final Set<String> chosen = new LinkedHashSet<>();
    private int focus = -1;
    private int anchor = -1;

    /** Takes another list; what is still in it stays chosen, and where the focus is gone the next one has it. */
    void show(List<String> names) {
        String focused = focus >= 0 && focus < order.size() ? order.get(focus) : "";
        String anchored = anchor >= 0 && anchor < order.size() ? order.get(anchor) : "";
        order = List.copyOf(names);
        chosen.retainAll(Set.copyOf(order));
        int there = order.indexOf(focused);
        focus = there >= 0 ? there : Math.min(Math.max(0, focus), order.size() - 1);
        int anchorThere = order.indexOf(anchored);
        anchor = anchorThere >= 0 ? anchorThere : focus;
        if (chosen.isEmpty() && focus >= 0) {
            chosen.add(order.get(focus));
        }
    }

    void go(int index, Mode mode) {
        if (order.isEmpty()) {
            return;
        }
        focus = Math.max(0, Math.min(order.size() - 1, index));
        String name = order.get(focus);
        switch (mode) {
            case ONE -> {
                chosen.clear();
                chosen.add(name);
                anchor = focus;
            }
            case TOGGLE -> {
                if (!chosen.remove(name)) {
                    chosen.add(name);
                }
                anchor = focus;
            }
            case RANGE -> {
                chosen.clear();
                int from = Math.max(0, anchor);
                chosen.addAll(order.subList(Math.min(from, focus), Math.max(from, focus) + 1));
            }
        }
    }

    void all() {
        chosen.addAll(order);
    }

    void clear() {
        order = List.of();
        chosen.clear();
        focus = -1;
        anchor = -1;
    }

    boolean contains(String name) {
        return chosen.contains(name);
    }

    /** Names in the order of the list. */
    List<String> names() {
        List<String> names = new ArrayList<>(order);
        names.retainAll(chosen);
        return names;
    }

    int size() {
        return chosen.size();
    }

    /** Index of the one with the focus; −1 in an empty list. */
    int focus() {
        return focus;
    }
}
