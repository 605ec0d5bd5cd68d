package loupe.ui.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import loupe.domain.Inspection;
import loupe.imaging.HeatMapStyle;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.PartThumbnail;
import loupe.ui.widget.Picture;
import loupe.ui.widget.RelativeScore;
import loupe.ui.widget.Texts;

/** The last parts as thumbnails, newest at the right, as many as fit. A click holds a part. */
final class PartStrip extends Pane {
    private static final int WIDTH = 124;
    private static final int HEIGHT = 92;
    private static final int CELL = WIDTH + 8;
    private static final int GAP = 8;
    private static final HeatMapStyle STYLE = HeatMapStyle.DEFAULT.withContour(false);

    private final FramePainter painter;
    private final Executor fx;
    private final Texts texts;
    private final Consumer<Inspection> onChoose;
    private final List<PartThumbnail> cells = new ArrayList<>();
    private final Map<String, WritableImage> pictures = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private HeatMapStyle style = STYLE;
    private List<Inspection> parts = List.of();
    private Optional<Inspection> held = Optional.empty();

    PartStrip(FramePainter painter, Executor fx, Texts texts, Consumer<Inspection> onChoose) {
        this.painter = painter;
        this.fx = fx;
        this.texts = texts;
        this.onChoose = onChoose;
        getStyleClass().add("part-strip");
        setMinSize(0, HEIGHT + 8);
        setPrefHeight(HEIGHT + 8);
        widthProperty().addListener(o -> refresh());
    }

    /** Paints in the colours of the large picture; what is there already is painted again. */
    void use(HeatMapStyle overlay) {
        HeatMapStyle next = STYLE.withPalette(overlay.palette()).withClassColours(overlay.classColours());
        if (!next.equals(style)) {
            style = next;
            asked.clear();
            refresh();
        }
    }

    void show(List<Inspection> newestLast, Optional<Inspection> heldPart) {
        parts = List.copyOf(newestLast);
        held = heldPart;
        Set<String> ids = new HashSet<>();
        parts.forEach(i -> ids.add(i.id()));
        pictures.keySet().retainAll(ids);
        asked.retainAll(ids);
        refresh();
    }

    private void refresh() {
        int room = Math.max(1, (int) ((getWidth() + GAP) / (CELL + GAP)));
        int count = Math.min(room, parts.size());
        while (cells.size() < count) {
            PartThumbnail cell = new PartThumbnail(WIDTH, HEIGHT);
            cells.add(cell);
            getChildren().add(cell);
        }
        double stretch = (getWidth() - room * CELL) / Math.max(1, room - 1);
        for (int i = 0; i < cells.size(); i++) {
            PartThumbnail cell = cells.get(i);
            cell.setVisible(i < count);
            if (i < count) {
                cell.relocate(Math.rint(i * (CELL + stretch)), 0);
                fill(cell, parts.get(parts.size() - count + i));
            }
        }
    }

    private void fill(PartThumbnail cell, Inspection part) {
        if (asked.add(part.id())) {
            painter.thumbnail(
                    () -> Picture.of(part), style, WIDTH, HEIGHT, image -> fx.execute(() -> painted(part.id(), image)));
        }
        boolean selected = held.filter(h -> h.id().equals(part.id())).isPresent();
        double score = RelativeScore.of(part.verdict().score(), part.recipe());
        String caption =
                texts.integer(part.frame().id()) + (Double.isFinite(score) ? " · " + texts.number(score, 2) : "");
        cell.show(pictures.get(part.id()), Optional.of(part.outcome()), caption, selected);
        cell.setAccessibleText(texts.outcome(part.outcome()) + " " + caption);
        cell.setOnAction(e -> onChoose.accept(part));
    }

    private void painted(String id, WritableImage image) {
        if (asked.contains(id)) {
            pictures.put(id, image);
            refresh();
        }
    }
}
