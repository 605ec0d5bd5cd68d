package loupe.ui.calibrate;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;

/** The policy page: rules on the left, the plots in the middle, what follows from them on the right. Binds only. */
final class PolicyPage extends BorderPane implements AutoCloseable {
    private static final int NEAREST = 24;

    private final CalibrateViewModel wizard;
    private final PolicyViewModel model;
    private final Texts texts;
    private final ScorePlot plot;
    private final CurvePlot curve = new CurvePlot();
    private final CallGallery gallery;
    private final Label plotTitle = Controls.label("", "card-title");
    private final Label curveTitle = Controls.label("", "card-title");
    private final Label curveNote = Controls.label(" ", "plot-word");
    private final Label galleryTitle = Controls.label("", "card-title");
    private final ToggleButton roc = new ToggleButton("ROC");
    private final ToggleButton pr = new ToggleButton("PR");

    PolicyPage(CalibrateViewModel wizard, Executor fx, Texts texts) {
        this.wizard = wizard;
        this.model = wizard.policy();
        this.texts = texts;
        this.plot = new ScorePlot(model, texts);
        this.gallery = new CallGallery(fx, texts, this::open);
        getStyleClass().add("policy-page");
        setLeft(scroll(new PolicyChooser(wizard, texts), "policy-side"));
        setCenter(middle());
        setRight(scroll(new ProofPanel(wizard, texts), "proof-side"));
        Follow.changes(this, model.groundProperty(), this::refreshGround);
        Follow.changes(this, model.standingProperty(), this::refreshStanding);
        Follow.changes(this, model.aurocProperty(), this::refreshCurve);
        refreshGround();
    }

    private static ScrollPane scroll(VBox content, String styleClass) {
        ScrollPane pane = new ScrollPane(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.getStyleClass().addAll("edge-to-edge", styleClass);
        return pane;
    }

    private VBox middle() {
        VBox histogram = new VBox(plotTitle, plot);
        histogram.getStyleClass().add("panel-card");
        VBox.setVgrow(plot, Priority.ALWAYS);
        VBox.setVgrow(histogram, Priority.ALWAYS);
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton button : List.of(roc, pr)) {
            button.setToggleGroup(group);
            button.getStyleClass().addAll("small", "plot-choice");
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(e -> {
                button.setSelected(true);
                refreshCurve();
            });
        }
        roc.setAccessibleText(texts.get("plot.roc"));
        pr.setAccessibleText(texts.get("plot.pr"));
        roc.setSelected(true);
        HBox head = new HBox(6, curveTitle, Controls.spacer(), roc, pr);
        head.setAlignment(Pos.CENTER_LEFT);
        curveTitle.setMinWidth(0);
        VBox left = new VBox(head, curveNote, curve);
        left.getStyleClass().addAll("panel-card", "curve-card");
        VBox.setVgrow(curve, Priority.ALWAYS);
        VBox right = new VBox(galleryTitle, gallery);
        right.getStyleClass().add("panel-card");
        VBox.setVgrow(gallery, Priority.ALWAYS);
        HBox below = new HBox(10, left, right);
        left.setPrefWidth(262);
        left.setMinWidth(196);
        HBox.setHgrow(right, Priority.ALWAYS);
        below.setPrefHeight(262);
        below.setMinHeight(180);
        VBox all = new VBox(10, histogram, below);
        all.getStyleClass().add("policy-middle");
        return all;
    }

    private void refreshGround() {
        Optional<Ground> ground = model.groundProperty().get();
        ground.ifPresent(g -> {
            plotTitle.setText(
                    texts.get("plot.title", g.board().good().length, g.board().defects().length));
            plot.show(g);
        });
        refreshStanding();
        refreshCurve();
    }

    private void refreshStanding() {
        Optional<Ground> ground = model.groundProperty().get();
        Optional<Standing> standing = model.standingProperty().get();
        if (ground.isEmpty() || standing.isEmpty()) {
            return;
        }
        Standing s = standing.get();
        boolean look = model.choice().lookProperty().get() && (s.review() < s.fail() || isByHand());
        plot.limits(s.review(), s.fail(), look);
        curve.at(s.confusion(), look);
        List<CloseCalls.Call> calls = ground.get().calls().at(s.review(), s.fail(), NEAREST);
        long mistakes =
                calls.stream().filter(c -> c.kind() != CloseCalls.Kind.CLOSE).count();
        galleryTitle.setText(texts.get("plot.mistakes", mistakes));
        gallery.show(calls);
    }

    private boolean isByHand() {
        return model.choice().kindProperty().get() == PolicyKind.BY_HAND;
    }

    private void refreshCurve() {
        Optional<Ground> ground = model.groundProperty().get();
        ground.ifPresent(g -> {
            boolean first = roc.isSelected();
            curve.show(
                    first ? g.roc() : g.precisionRecall(),
                    first,
                    texts.get(first ? "plot.alarms" : "plot.found"),
                    texts.get(first ? "plot.found" : "plot.precision"));
            model.standingProperty()
                    .get()
                    .ifPresent(s -> curve.at(
                            s.confusion(), model.choice().lookProperty().get() && s.review() < s.fail()));
        });
        Optional<PolicyViewModel.Auroc> auroc = model.aurocProperty().get();
        boolean oneClass = ground.filter(g -> g.roc().isEmpty()).isPresent();
        curveTitle.setText(
                oneClass
                        ? texts.get("plot.oneClass")
                        : auroc.map(a -> "AUROC " + texts.number(a.value(), 3)).orElse("ROC"));
        curveNote.setText(auroc.map(a -> texts.get(
                        "plot.auroc",
                        texts.number(a.interval().low(), 3),
                        texts.number(a.interval().high(), 3)))
                .orElse(" "));
    }

    private void open(int index) {
        wizard.open(gallery.calls(), index);
    }

    @Override
    public void close() {
        gallery.close();
    }
}
