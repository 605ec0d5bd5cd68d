package loupe.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.OverlayTools;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** The journal: table on the left; on the right the part in view, the trend, or what other limits would do. */
public final class HistoryView extends BorderPane {
    private final HistoryViewModel model;
    private final Texts texts;
    private final HistoryTable table;
    private final PartPane part;
    private final StackPane pages;
    private final List<ToggleButton> choices = new ArrayList<>();

    /** {@code wrong} hears that somebody calls the verdict on the part in view wrong. */
    public HistoryView(HistoryViewModel model, FramePainter painter, Executor fx, Texts shared, Runnable wrong) {
        this.model = model;
        this.texts = shared.forScreen(HistoryView.class);
        this.table = new HistoryTable(model, texts);
        this.part = new PartPane(model, painter, fx, texts, wrong);
        this.pages = new StackPane(
                part,
                new TrendPane(model.trend(), texts),
                new WhatIfPane(model, texts),
                new ShadowPane(model.shadow(), texts, this::openPart));
        getStyleClass().add("history");
        Banner banner = new Banner(texts.locale());
        VBox top = new VBox(8, new FilterBar(model, texts), banner);
        top.getStyleClass().add("history-top");
        setTop(top);
        VBox right = new VBox(10, choice(), pages);
        right.getStyleClass().add("history-right");
        VBox.setVgrow(pages, Priority.ALWAYS);
        SplitPane split = new SplitPane(table, right);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.5);
        setCenter(split);
        Follow.changes(
                this,
                model.faultProperty(),
                () -> banner.show(model.faultProperty().get()));
        // what happened meanwhile is read when somebody looks
        sceneProperty().addListener((o, old, now) -> {
            if (now != null) {
                model.refresh();
            }
        });
    }

    private HBox choice() {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox(
                6,
                page(group, Feather.IMAGE, "history.part", 0),
                page(group, Feather.TRENDING_UP, "history.trend", 1),
                page(group, Feather.SLIDERS, "history.whatIf", 2),
                page(group, Feather.COPY, "history.shadow", 3));
        row.getChildren().forEach(page -> choices.add((ToggleButton) page));
        choices.get(model.choices().page()).fire();
        return row;
    }

    private void openPart(String inspectionId) {
        model.select(inspectionId);
        choices.get(0).fire();
    }

    /** Shows what the candidate beside the line has found. */
    public void showShadow() {
        choices.get(choices.size() - 1).fire();
    }

    private ToggleButton page(ToggleGroup group, Ikon icon, String key, int index) {
        ToggleButton button = Controls.toggle(icon, texts.get(key));
        button.setToggleGroup(group);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> {
            button.setSelected(true);
            show(index);
        });
        return button;
    }

    private void show(int index) {
        model.choices().setPage(index);
        List<Node> all = pages.getChildren();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).setVisible(i == index);
        }
    }

    /** The keys of this screen. True when the key was used. */
    public boolean handleKey(KeyCode code) {
        switch (code) {
            case G -> part.override(true);
            case B -> part.override(false);
            case RIGHT, DOWN -> model.step(1);
            case LEFT, UP -> model.step(-1);
            case S -> part.toggleBeside();
            case C -> OverlayTools.toggleContour(model.overlayProperty());
            case PLUS, ADD, EQUALS -> part.canvas().zoom(1.25);
            case MINUS, SUBTRACT -> part.canvas().zoom(0.8);
            case DIGIT0, NUMPAD0 -> part.canvas().fit();
            case DIGIT1, NUMPAD1 -> part.canvas().toggleZoom();
            default -> {
                return false;
            }
        }
        return true;
    }
}
