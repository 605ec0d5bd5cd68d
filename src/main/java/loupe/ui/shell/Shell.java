package loupe.ui.shell;

import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import loupe.ui.widget.Texts;

/** The window's frame: rail, the place in view, status bar; function keys go to places. */
final class Shell extends BorderPane {
    private final List<Place> places;
    private final Rail rail;
    private final StackPane content = new StackPane();
    private final Gate gate;
    private Consumer<String> onShow = id -> {};
    private Place shown;

    Shell(List<Place> places, Node statusBar, Gate gate, Texts texts) {
        this.places = List.copyOf(places);
        this.gate = gate;
        this.rail = new Rail(places, gate, texts, this::show);
        getStyleClass().add("shell");
        content.setMinSize(0, 0);
        setLeft(rail);
        setCenter(content);
        setBottom(statusBar);
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        show(places.get(0));
    }

    void show(String id) {
        places.stream().filter(p -> p.id().equals(id)).findFirst().ifPresent(this::show);
    }

    private void show(Place place) {
        rail.select(place);
        if (shown == null || !place.id().equals(shown.id()) || asks()) {
            shown = place;
            onShow.accept(place.id());
            content.getChildren().setAll(gate.viewOf(place));
        }
        requestFocus();
    }

    /** Who hears the id of every place that is gone to from now on. */
    void onShow(Consumer<String> listener) {
        onShow = listener;
    }

    /** Asks who one is; any place of the rail leads away. */
    void askWho() {
        content.getChildren().setAll(gate.lock(Optional.empty()));
        requestFocus();
    }

    private boolean asks() {
        return content.getChildren().stream().noneMatch(shown::is);
    }

    /** Files may be dropped anywhere on the window. */
    void takeDrops(Consumer<List<File>> receiver) {
        setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
            }
            e.consume();
        });
        setOnDragDropped(e -> {
            boolean files = e.getDragboard().hasFiles();
            if (files) {
                receiver.accept(e.getDragboard().getFiles());
            }
            e.setDropCompleted(files);
            e.consume();
        });
    }

    /** The keys belong to the place in view. */
    @Override
    public void requestFocus() {
        content.getChildren().get(0).requestFocus();
    }

    /** Id of the place in view. */
    String shownId() {
        return shown.id();
    }

    private void key(KeyEvent e) {
        for (Place place : places) {
            if (e.getCode() == place.key()) {
                show(place);
                e.consume();
                return;
            }
        }
        boolean plain =
                !(e.getTarget() instanceof TextInputControl) && !e.isControlDown() && !e.isAltDown() && !e.isMetaDown();
        if (plain && !asks() && shown.takes(e.getCode())) {
            e.consume();
        }
    }
}
