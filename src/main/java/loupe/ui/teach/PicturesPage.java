package loupe.ui.teach;

import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import loupe.domain.SampleSet.Sample;
import loupe.samples.TeachingPictures;
import loupe.ui.teach.PictureReading.Role;
import loupe.ui.teach.PicturesViewModel.Caught;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.QuestionBar;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import org.kordamp.ikonli.feather.Feather;

/** Which pictures: good parts, perhaps known defects, and what the product is called. Binds only. */
final class PicturesPage extends VBox {
    private static final int[] CAPTURES = {20, 50, 100, 200};
    private static final int STRIP = 15;

    private final PicturesViewModel model;
    private final Texts texts;
    private final Label goodCount = Controls.label("", "teach-count");
    private final Label defectCount = Controls.label("", "teach-count");
    private final Label types = Cards.wrapped("text-muted");
    private final PictureStrip goodStrip;
    private final PictureStrip defectStrip;
    private final Button clearGood;
    private final Button clearDefects;
    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Label doing = Controls.label("", "text-muted");
    private final HBox working;
    private final Banner banner;
    private final Map<Role, StackPane> empty = new EnumMap<>(Role.class);

    PicturesPage(PicturesViewModel model, ThumbnailLoader loader, Texts texts) {
        super(12);
        this.model = model;
        this.texts = texts;
        this.goodStrip = new PictureStrip(loader, STRIP);
        this.defectStrip = new PictureStrip(loader, STRIP);
        this.clearGood = Controls.iconButton(Feather.TRASH_2, texts.get("pictures.clearGood"), model::clearGood);
        this.clearDefects =
                Controls.iconButton(Feather.TRASH_2, texts.get("pictures.clearDefects"), model::clearDefects);
        this.banner = new Banner(texts.locale());
        this.working = working();
        getStyleClass().add("teach-page");
        HBox cards = new HBox(14, goodCard(), defectCard());
        setVgrow(cards, Priority.ALWAYS);
        QuestionBar question = new QuestionBar(model.questionProperty(), model::answer, model::forgetQuestion, texts);
        getChildren().addAll(nameRow(), banner, question, working, cards);
        Follow.changes(this, model.picturesProperty(), this::refresh);
        Follow.changes(this, model.readingProperty(), this::refreshWork);
        Follow.changes(this, model.caughtProperty(), this::refreshWork);
        Follow.changes(this, model.faultProperty(), this::refreshWork);
        refresh();
        refreshWork();
    }

    private HBox nameRow() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(model.nameProperty());
        name.setId("teach-name");
        name.setPrefColumnCount(24);
        name.setAccessibleText(texts.get("pictures.name"));
        name.setPromptText(texts.get("pictures.namePrompt"));
        Label label = Controls.label(texts.get("pictures.name"), "text-muted");
        label.setLabelFor(name);
        label.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(10, label, name);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox working() {
        bar.setPrefWidth(220);
        bar.setAccessibleText(texts.get("pictures.reading"));
        HBox row = new HBox(
                12,
                bar,
                doing,
                Controls.spacer(),
                Controls.button(Feather.X, texts.get("teach.cancel"), model::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private VBox goodCard() {
        Button folder = Controls.button(
                Feather.FOLDER_PLUS, texts.get("pictures.goodFolder"), () -> folder("pictures.goodFolder", Role.GOOD));
        folder.getStyleClass().add("accent");
        HBox buttons = new HBox(8, folder, capture(), clearGood);
        return card("good", Feather.CHECK_CIRCLE, Role.GOOD, List.of(goodCount, goodStrip, buttons));
    }

    private VBox defectCard() {
        Button folder = Controls.button(
                Feather.FOLDER_PLUS,
                texts.get("pictures.defectFolder"),
                () -> folder("pictures.defectFolder", Role.DEFECTS));
        HBox buttons = new HBox(8, folder, clearDefects);
        return card("defects", Feather.ALERT_TRIANGLE, Role.DEFECTS, List.of(defectCount, types, defectStrip, buttons));
    }

    /** A place to drop files on: what lies there says what they are. */
    private VBox card(String id, Feather icon, Role role, List<Node> content) {
        Label title = Controls.label(texts.get("pictures." + id), "drop-title");
        title.setGraphic(Controls.icon(icon));
        title.setGraphicTextGap(10);
        Label note = Cards.wrapped("text-muted");
        note.setText(texts.get("pictures." + id + "Note"));
        StackPane gap = new StackPane(Controls.icon(Feather.UPLOAD_CLOUD));
        gap.getStyleClass().add("teach-empty");
        gap.setMinHeight(0);
        gap.setPrefHeight(0);
        empty.put(role, gap);
        VBox.setVgrow(gap, Priority.ALWAYS);
        VBox card = new VBox(12, title, note);
        card.getChildren().addAll(content.subList(0, content.size() - 1));
        card.getChildren().addAll(gap, content.get(content.size() - 1));
        card.getStyleClass().addAll("panel-card", "teach-drop");
        card.setId("teach-" + id);
        HBox.setHgrow(card, Priority.ALWAYS);
        card.setMinWidth(0);
        card.setPrefWidth(400);
        card.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        card.setOnDragDropped(e -> {
            if (e.getDragboard().hasFiles()) {
                model.drop(
                        e.getDragboard().getFiles().stream().map(File::toPath).toList(), dropped(role));
                e.setDropCompleted(true);
                e.consume();
            }
        });
        return card;
    }

    /** A whole data set may be dropped on the good parts while there are none. */
    private Role dropped(Role role) {
        return role == Role.GOOD && model.picturesProperty().get().all().isEmpty() ? Role.ANY : role;
    }

    private MenuButton capture() {
        MenuButton menu = new MenuButton(texts.get("pictures.capture"), Controls.icon(Feather.CAMERA));
        menu.setAccessibleText(texts.get("pictures.capture"));
        for (int count : CAPTURES) {
            MenuItem item = new MenuItem(texts.get("pictures.captureParts", count));
            item.setOnAction(e -> model.capture(count));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void folder(String title, Role role) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get(title));
        Optional.ofNullable(chooser.showDialog(getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(f -> model.drop(List.<Path>of(f), dropped(role)));
    }

    private void refresh() {
        TeachingPictures now = model.picturesProperty().get();
        int good = now.good().size();
        int defects = now.defects().size();
        goodCount.setText(good == 0 ? texts.get("pictures.noGood") : texts.get("pictures.count", good));
        defectCount.setText(defects == 0 ? texts.get("pictures.noDefects") : texts.get("pictures.count", defects));
        types.setText(now.types().size() > 1 ? String.join(" · ", now.types()) : "");
        types.setVisible(!types.getText().isEmpty());
        types.setManaged(types.isVisible());
        clearGood.setVisible(good > 0);
        clearDefects.setVisible(defects > 0);
        empty.get(Role.GOOD).getChildren().get(0).setVisible(good == 0);
        empty.get(Role.DEFECTS).getChildren().get(0).setVisible(defects == 0);
        goodStrip.show(now.good());
        defectStrip.show(now.defects().stream().map(Sample::image).toList());
    }

    private void refreshWork() {
        Optional<Caught> caught = model.caughtProperty().get();
        boolean busy = caught.isPresent() || model.readingProperty().get().isPresent();
        working.setVisible(busy);
        working.setManaged(busy);
        bar.setProgress(caught.map(c -> c.done() / (double) c.wanted()).orElse(ProgressBar.INDETERMINATE_PROGRESS));
        doing.setText(caught.map(c -> texts.get("pictures.caught", c.done(), c.wanted()))
                .orElseGet(() -> texts.get("pictures.reading")));
        banner.show(model.faultProperty().get());
    }

    /** Something was decoded. */
    void loaded() {
        goodStrip.refresh();
        defectStrip.refresh();
    }
}
