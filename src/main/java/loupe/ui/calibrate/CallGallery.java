package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import loupe.calibrate.Scored;
import loupe.domain.Outcome;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.ui.calibrate.CloseCalls.Call;
import loupe.ui.widget.PartThumbnail;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import loupe.ui.widget.TileGrid;

/** Every mistake and the closest calls as small pictures; a press opens one. */
final class CallGallery extends StackPane implements AutoCloseable {
    private static final double WIDTH = 82;
    private static final double HEIGHT = 62;
    private static final int KEPT = 600;

    private final Texts texts;
    private final IntConsumer onOpen;
    private final ThumbnailLoader loader;
    private final TileGrid<Tile> grid;
    private List<Call> calls = List.of();

    /** One picture that knows its place. */
    private static final class Tile extends StackPane {
        private final PartThumbnail thumbnail = new PartThumbnail(WIDTH, HEIGHT);
        private int index;

        Tile() {
            getChildren().add(thumbnail);
        }
    }

    CallGallery(Executor fx, Texts texts, IntConsumer onOpen) {
        this.texts = texts;
        this.onOpen = onOpen;
        this.loader = new ThumbnailLoader(fx, KEPT, this::refresh);
        this.grid = new TileGrid<>(WIDTH + 6, HEIGHT + 6, this::tile, new TileGrid.Source<>() {
            @Override
            public int size() {
                return calls.size();
            }

            @Override
            public void fill(Tile tile, int index) {
                CallGallery.this.fill(tile, index);
            }

            @Override
            public void pressed(int index, MouseEvent event) {
                onOpen.accept(index);
            }
        });
        grid.setAccessibleText(texts.get("plot.calls"));
        grid.setFocusTraversable(false);
        getChildren().add(grid);
        setMinSize(0, 0);
    }

    private Tile tile() {
        Tile tile = new Tile();
        tile.thumbnail.setOnAction(e -> onOpen.accept(tile.index));
        return tile;
    }

    void show(List<Call> other) {
        if (!other.equals(calls)) {
            calls = other;
            refresh();
        }
    }

    List<Call> calls() {
        return calls;
    }

    private void refresh() {
        grid.refresh();
    }

    private void fill(Tile tile, int index) {
        Call call = calls.get(index);
        Scored part = call.part();
        tile.index = index;
        Optional<ThumbnailLoader.Thumbnail> picture =
                loader.get(part.name(), () -> ImageCodec.read(Path.of(part.name())), (int) WIDTH, (int) HEIGHT);
        String text = typeName(part, texts) + " " + texts.number(part.score(), 2);
        tile.thumbnail.show(
                picture.flatMap(ThumbnailLoader.Thumbnail::picture).orElse(null), outcome(call), text, false);
        tile.thumbnail.setAccessibleText(texts.get("call." + call.kind()) + ": " + text);
    }

    static String typeName(Scored part, Texts texts) {
        return part.type().equals(SampleSet.GOOD) ? texts.get("call.good") : part.type();
    }

    /** Mistakes are framed like fails; the rest stays quiet. */
    private static Optional<Outcome> outcome(Call call) {
        return call.kind() == CloseCalls.Kind.CLOSE ? Optional.empty() : Optional.of(Outcome.FAIL);
    }

    @Override
    public void close() {
        loader.close();
    }
}
