package loupe.ui.calibrate;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleCard;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import loupe.ui.widget.ThumbnailLoader.Thumbnail;
import loupe.ui.widget.TileGrid;

/** Thousands of samples as tiles; mouse and keys choose and label them as in a file manager. */
final class SampleGrid extends StackPane {
    /** Pictures kept in memory: 45 MB. */
    private static final int KEPT = 600;

    private final SamplesViewModel model;
    private final SampleList list;
    private final Texts texts;
    private final Runnable onOpen;
    private final TileGrid<SampleTile> grid;
    private final ThumbnailLoader thumbnails;

    /** {@code onOpen} opens the sample with the focus. */
    SampleGrid(SamplesViewModel model, Executor fx, Texts texts, Runnable onOpen) {
        this.model = model;
        this.list = model.list();
        this.texts = texts;
        this.onOpen = onOpen;
        this.grid = new TileGrid<>(SampleTile.WIDTH, SampleTile.HEIGHT, () -> new SampleTile(texts), new Source());
        this.thumbnails = new ThumbnailLoader(fx, KEPT, grid::refresh);
        grid.setAccessibleText(texts.get("samples.grid"));
        getChildren().add(grid);
        Follow.changes(this, list.lookProperty(), this::refresh);
    }

    TileGrid<SampleTile> tiles() {
        return grid;
    }

    ThumbnailLoader thumbnails() {
        return thumbnails;
    }

    private void refresh() {
        grid.refresh();
        if (list.focus() >= 0) {
            grid.reveal(list.focus());
        }
    }

    private final class Source implements TileGrid.Source<SampleTile> {
        @Override
        public int size() {
            return list.shown().size();
        }

        @Override
        public void fill(SampleTile tile, int index) {
            SampleCard card = list.shown().get(index);
            Optional<Thumbnail> thumbnail = model.storeProperty().get().flatMap(store -> {
                String key = store.folder() + "|" + card.name() + card.origin().sha256();
                return thumbnails.get(
                        key,
                        () -> ImageCodec.read(store.image(card)),
                        SampleTile.PICTURE_WIDTH,
                        SampleTile.PICTURE_HEIGHT);
            });
            Optional<Image> picture = thumbnail.flatMap(Thumbnail::picture);
            Optional<InspectionFault> fault =
                    thumbnail.flatMap(Thumbnail::fault).or(() -> model.alikes().fault(card.name()));
            Optional<String> trouble = fault.map(f -> picture.isEmpty()
                    ? f.whatHappened(texts.locale())
                    : f.code().id());
            boolean focused = index == list.focus();
            tile.show(card, picture, new SampleTile.State(list.isChosen(card), focused, list.group(card), trouble));
        }

        @Override
        public void pressed(int index, MouseEvent e) {
            list.go(index, mode(e.isShiftDown(), e.isShortcutDown()));
            if (e.getClickCount() == 2) {
                onOpen.run();
            }
        }
    }

    private static Selection.Mode mode(boolean shift, boolean control) {
        if (shift) {
            return Selection.Mode.RANGE;
        }
        return control ? Selection.Mode.TOGGLE : Selection.Mode.ONE;
    }

    /** True when the key was used. */
    boolean key(KeyEvent e) {
        boolean plain = !e.isShortcutDown() && !e.isAltDown();
        return plain ? go(e.getCode(), e.isShiftDown()) || label(e.getCode()) : shortcut(e.getCode());
    }

    private boolean shortcut(KeyCode code) {
        switch (code) {
            case A -> list.chooseAll();
            case Z -> model.undo();
            case Y -> model.redo();
            case SPACE -> list.go(list.focus(), Selection.Mode.TOGGLE);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean go(KeyCode code, boolean shift) {
        int last = list.shown().size() - 1;
        int to = switch (code) {
            case LEFT -> list.focus() - 1;
            case RIGHT -> list.focus() + 1;
            case UP -> list.focus() - grid.columns();
            case DOWN -> Math.min(last, list.focus() + grid.columns());
            case PAGE_UP -> list.focus() - grid.page();
            case PAGE_DOWN -> Math.min(last, list.focus() + grid.page());
            case HOME -> 0;
            case END -> last;
            default -> Integer.MIN_VALUE;
        };
        if (to == Integer.MIN_VALUE) {
            return false;
        }
        list.go(Math.max(0, to), mode(shift, false));
        return true;
    }

    private boolean label(KeyCode code) {
        switch (code) {
            case G -> model.labelGood();
            case B -> model.labelBad();
            case U -> model.unlabel();
            case P -> model.samePart();
            case DELETE -> model.removeChosen();
            case ENTER, M -> onOpen.run();
            default -> {
                return false;
            }
        }
        return true;
    }
}
