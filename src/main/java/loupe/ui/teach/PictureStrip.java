package loupe.ui.teach;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.layout.FlowPane;
import javafx.scene.shape.Rectangle;
import loupe.imaging.ImageCodec;
import loupe.ui.widget.FxImages;
import loupe.ui.widget.PartThumbnail;
import loupe.ui.widget.ThumbnailLoader;

/** A few pictures of a longer list, small. They fill while they are decoded. */
final class PictureStrip extends FlowPane {
    private static final int WIDTH = 88;
    private static final int HEIGHT = 66;

    private final ThumbnailLoader loader;
    private final int most;
    private final List<PartThumbnail> tiles = new ArrayList<>();
    private List<Path> files = List.of();

    /** Shows at most so many; whoever owns the loader calls {@link #refresh} when something was loaded. */
    PictureStrip(ThumbnailLoader loader, int most) {
        super(6, 6);
        this.loader = loader;
        this.most = most;
        setMinHeight(0); // in a small window the last rows give way
        Rectangle room = new Rectangle();
        room.widthProperty().bind(widthProperty());
        room.heightProperty().bind(heightProperty());
        setClip(room);
    }

    void show(List<Path> wanted) {
        List<Path> shown = List.copyOf(wanted.subList(0, Math.min(most, wanted.size())));
        if (!shown.equals(files)) {
            files = shown;
            tiles.clear();
            files.forEach(f -> tiles.add(tile(f)));
            getChildren().setAll(tiles);
        }
        refresh();
    }

    private static PartThumbnail tile(Path file) {
        PartThumbnail tile = new PartThumbnail(WIDTH, HEIGHT);
        tile.setFocusTraversable(false);
        tile.setAccessibleText(String.valueOf(file.getFileName()));
        tile.setTooltip(new Tooltip(file.toString()));
        return tile;
    }

    /** Asks for the pictures again; those that are there are shown. */
    void refresh() {
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            PartThumbnail tile = tiles.get(i);
            Optional<ThumbnailLoader.Thumbnail> there =
                    loader.get(file.toString(), () -> ImageCodec.read(file), WIDTH, HEIGHT);
            Image picture = there.flatMap(ThumbnailLoader.Thumbnail::picture)
                    .orElse(there.isPresent() ? FxImages.of(loupe.domain.Image.NONE) : null);
            String trouble = there.flatMap(ThumbnailLoader.Thumbnail::fault)
                    .map(f -> f.code().id())
                    .orElse("");
            tile.show(picture, Optional.empty(), trouble, false);
        }
    }
}
