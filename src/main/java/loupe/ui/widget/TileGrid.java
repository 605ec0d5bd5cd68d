package loupe.ui.widget;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A grid of equal tiles that scrolls up and down. Only what is seen has nodes: tens of thousands of entries cost as
 * much as a screenful. JavaFX thread.
 *
 * @param <N> node of one tile
 */
public final class TileGrid<N extends Node> extends Region {
    /** Fills tiles and hears of the mouse. */
    public interface Source<N> {
        int size();

        /** Shows an entry in a tile that showed another before. */
        void fill(N tile, int index);

        /** A tile was pressed. */
        void pressed(int index, MouseEvent event);
    }

    private static final double GAP = 10;

    private final Supplier<N> factory;
    private final Source<N> source;
    private final double tileWidth;
    private final double tileHeight;
    private final ScrollBar bar = new ScrollBar();
    private final Map<Integer, N> seen = new HashMap<>();
    private final Deque<N> spare = new ArrayDeque<>();
    private final Rectangle clip = new Rectangle();
    private int made;

    /** Tiles of this size in pixels. */
    public TileGrid(double tileWidth, double tileHeight, Supplier<N> factory, Source<N> source) {
        this.tileWidth = tileWidth;
        this.tileHeight = tileHeight;
        this.factory = factory;
        this.source = source;
        bar.setOrientation(Orientation.VERTICAL);
        bar.valueProperty().addListener(o -> requestLayout());
        getChildren().add(bar);
        getStyleClass().add("tile-grid");
        setAccessibleRole(AccessibleRole.LIST_VIEW);
        setFocusTraversable(true);
        setClip(clip);
        setOnScroll(e -> {
            scrollTo(bar.getValue() - e.getDeltaY() * 2);
            e.consume();
        });
        setOnMousePressed(e -> {
            requestFocus();
            int index = indexAt(e.getX(), e.getY());
            if (index >= 0 && e.getButton() == MouseButton.PRIMARY) {
                source.pressed(index, e);
            }
        });
    }

    /** Shows every visible entry anew; the place stays where it can. */
    public void refresh() {
        seen.forEach((index, tile) -> {
            if (index < source.size()) { // each keeps its tile: styles of another entry would be seen for a moment
                source.fill(tile, index);
            }
        });
        requestLayout();
    }

    /** Entries side by side. */
    public int columns() {
        double room = getWidth() - GAP - bar.prefWidth(-1);
        return Math.max(1, (int) ((room + GAP / 2) / (tileWidth + GAP)));
    }

    /** Entries that a page up or down passes over. */
    public int page() {
        return columns() * Math.max(1, (int) (getHeight() / (tileHeight + GAP)));
    }

    /** Scrolls as little as needed to show an entry. */
    public void reveal(int index) {
        int row = index / columns();
        double top = GAP + row * (tileHeight + GAP);
        if (top - GAP < bar.getValue()) {
            scrollTo(top - GAP);
        } else if (top + tileHeight + GAP > bar.getValue() + getHeight()) {
            scrollTo(top + tileHeight + GAP - getHeight());
        }
    }

    /** How many tiles were ever made; for tests. */
    public int tilesMade() {
        return made;
    }

    private void scrollTo(double y) {
        measure();
        bar.setValue(Math.max(0, Math.min(bar.getMax(), y)));
        requestLayout();
    }

    private int rows() {
        return (source.size() + columns() - 1) / columns();
    }

    private void measure() {
        double whole = GAP + rows() * (tileHeight + GAP);
        bar.setMax(Math.max(0, whole - getHeight()));
        bar.setVisibleAmount(whole <= 0 ? 1 : bar.getMax() * Math.min(1, getHeight() / whole));
        bar.setUnitIncrement(tileHeight / 2);
        bar.setBlockIncrement(getHeight());
        bar.setVisible(bar.getMax() > 0);
        if (bar.getValue() > bar.getMax()) {
            bar.setValue(bar.getMax());
        }
    }

    private int indexAt(double x, double y) {
        int column = (int) ((x - GAP) / (tileWidth + GAP));
        int row = (int) ((y + bar.getValue() - GAP) / (tileHeight + GAP));
        int index = row * columns() + column;
        return x >= GAP && column < columns() && index < source.size() ? index : -1;
    }

    @Override
    protected void layoutChildren() {
        clip.setWidth(getWidth());
        clip.setHeight(getHeight());
        measure();
        double w = bar.prefWidth(-1);
        bar.resizeRelocate(getWidth() - w, 0, w, getHeight());
        double y = bar.getValue();
        int columns = columns();
        int first = Math.max(0, (int) ((y - GAP) / (tileHeight + GAP))) * columns;
        int last = Math.min(source.size(), ((int) ((y + getHeight()) / (tileHeight + GAP)) + 1) * columns);
        Iterator<Map.Entry<Integer, N>> old = seen.entrySet().iterator();
        while (old.hasNext()) {
            Map.Entry<Integer, N> entry = old.next();
            if (entry.getKey() < first || entry.getKey() >= last) {
                retire(entry.getValue());
                old.remove();
            }
        }
        for (int i = first; i < last; i++) {
            int row = i / columns;
            N tile = seen.computeIfAbsent(i, this::tile);
            tile.resizeRelocate(
                    GAP + i % columns * (tileWidth + GAP),
                    Math.rint(GAP + row * (tileHeight + GAP) - y),
                    tileWidth,
                    tileHeight);
        }
        bar.toFront();
    }

    private void retire(N tile) {
        tile.setVisible(false);
        spare.push(tile);
    }

    private N tile(int index) {
        N tile = spare.isEmpty() ? make() : spare.pop();
        tile.setVisible(true);
        source.fill(tile, index);
        return tile;
    }

    private N make() {
        N tile = factory.get();
        tile.setManaged(false);
        made++;
        getChildren().add(tile);
        return tile;
    }
}
