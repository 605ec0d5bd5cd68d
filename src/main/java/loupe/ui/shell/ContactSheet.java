package loupe.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.TilePane;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.imaging.HeatMapStyle;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.PartThumbnail;
import loupe.ui.widget.Picture;
import loupe.ui.widget.Texts;

/** A sheet of small pictures that fills while parts are looked at: every few parts one. */
final class ContactSheet extends TilePane {
    private static final int COUNT = 24;
    private static final int WIDTH = 108;
    private static final int HEIGHT = 81;

    private final Supplier<ImageSequence> source;
    private final FramePainter painter;
    private final Executor fx;
    private final List<PartThumbnail> tiles = new ArrayList<>();
    private ImageSequence parts;
    private int asked;

    /**
     * An empty sheet.
     *
     * @param source of all parts; asked once, on the painter's thread
     */
    ContactSheet(Supplier<ImageSequence> source, FramePainter painter, Texts texts, Executor fx) {
        super(10, 10);
        this.source = source;
        this.painter = painter;
        this.fx = fx;
        setPrefColumns(6);
        getStyleClass().add("contact-sheet");
        for (int i = 0; i < COUNT; i++) {
            PartThumbnail tile = new PartThumbnail(WIDTH, HEIGHT);
            tile.setFocusTraversable(false);
            tile.setMouseTransparent(true);
            tile.setAccessibleText(texts.get("first.part", i + 1));
            tiles.add(tile);
        }
        getChildren().addAll(tiles);
    }

    /** Fills the sheet up to the share of parts that were looked at. */
    void show(long seen, long of) {
        if (seen == 0) {
            asked = 0;
        }
        int wanted = of <= 0 ? 0 : (int) Math.min(COUNT, seen * COUNT / of);
        while (asked < wanted) {
            int tile = asked++;
            int part = (int) (tile * of / COUNT);
            painter.thumbnail(
                    () -> Picture.of(load(part)),
                    HeatMapStyle.DEFAULT,
                    WIDTH,
                    HEIGHT,
                    image -> fx.execute(() -> put(tile, image)));
        }
    }

    private Image load(int part) {
        parts = parts == null ? source.get() : parts;
        return parts.load(part);
    }

    private void put(int tile, WritableImage image) {
        tiles.get(tile).show(image, Optional.empty(), "", false);
    }
}
