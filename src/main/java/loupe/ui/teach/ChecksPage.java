package loupe.ui.teach;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.app.Method;
import loupe.samples.PictureCheck;
import loupe.samples.PictureFinding;
import loupe.samples.TeachingPictures;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Cards;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Job;
import loupe.ui.widget.Texts;
import loupe.ui.widget.ThumbnailLoader;
import org.kordamp.ikonli.feather.Feather;

/** What is odd about the pictures; each finding can be left out. Binds only. */
final class ChecksPage extends VBox {
    private static final int STRIP = 10;

    private final ChecksViewModel model;
    private final ThumbnailLoader loader;
    private final Texts texts;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label looking = Controls.label("", "text-muted");
    private final Button cancel;
    private final Button again;
    private final HBox working;
    private final Label summary = Cards.wrapped("drop-title");
    private final Label enough = Cards.wrapped("text-muted");
    private final Banner banner;
    private final VBox list = new VBox(10);
    private final List<PictureStrip> strips = new ArrayList<>();

    ChecksPage(ChecksViewModel model, ThumbnailLoader loader, Texts texts) {
        super(12);
        this.model = model;
        this.loader = loader;
        this.texts = texts;
        this.cancel = Controls.button(Feather.X, texts.get("teach.cancel"), model::cancel);
        this.again = Controls.button(Feather.REFRESH_CW, texts.get("checks.again"), model::again);
        this.banner = new Banner(texts.locale());
        bar.setPrefWidth(320);
        bar.setAccessibleText(texts.get("step.CHECKS"));
        this.working = new HBox(14, bar, looking, Controls.spacer(), again, cancel);
        working.setAlignment(Pos.CENTER_LEFT);
        setId("teach-checks");
        getStyleClass().add("teach-page");
        list.getStyleClass().add("teach-scrolled");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(summary, enough, working, banner, scroll);
        Follow.changes(this, model.standProperty(), this::refreshWork);
        Follow.changes(this, model.faultProperty(), this::refreshWork);
        Follow.changes(this, model.reportProperty(), this::refresh);
        Follow.changes(this, model.leftOutProperty(), this::refreshSummary);
        refresh();
    }

    private void refreshWork() {
        Optional<Job.Stand> stand = model.standProperty().get();
        boolean stopped = model.wasCancelled();
        Controls.show(stand.isPresent() || stopped, working);
        Controls.show(stand.isPresent(), cancel, bar);
        Controls.show(stopped, again);
        stand.ifPresent(s -> bar.setProgress(Math.max(0, s.share())));
        looking.setText(
                stopped
                        ? texts.get("checks.cancelled")
                        : stand.map(s -> texts.get("checks.looking", s.done(), s.total()))
                                .orElse(""));
        banner.show(stopped ? Optional.empty() : model.faultProperty().get());
    }

    private void refresh() {
        Optional<PictureCheck.Report> report = model.reportProperty().get();
        strips.clear();
        list.getChildren()
                .setAll(report.map(PictureCheck.Report::findings).orElse(List.of()).stream()
                        .map(this::row)
                        .toList());
        refreshSummary();
        refreshWork();
    }

    private Node row(PictureFinding finding) {
        boolean useless = finding.kind().useless();
        Label title = Cards.wrapped("card-heading");
        title.setText(texts.get("finding." + finding.kind(), finding.pictures().size()));
        title.setGraphic(Controls.icon(useless ? Feather.ALERT_TRIANGLE : Feather.INFO));
        title.setGraphicTextGap(10);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        CheckBox out = new CheckBox(texts.get("checks.leaveOut"));
        out.setAccessibleText(texts.get("checks.leaveOut") + ": " + title.getText());
        out.setMinWidth(USE_PREF_SIZE);
        out.setSelected(model.leftOutProperty().get().contains(finding.kind()));
        out.setDisable(finding.kind() == PictureFinding.Kind.UNREADABLE);
        out.setOnAction(e -> model.leaveOut(finding.kind(), out.isSelected()));
        HBox head = new HBox(12, title, out);
        head.setAlignment(Pos.CENTER_LEFT);
        Label means = Cards.wrapped("text-muted");
        means.setText(texts.get("findingMeans." + finding.kind(), finding.usual()));
        PictureStrip strip = new PictureStrip(loader, STRIP);
        strip.show(finding.pictures());
        strips.add(strip);
        VBox row = new VBox(8, head, means, strip);
        int more = finding.pictures().size() - STRIP;
        if (more > 0) {
            row.getChildren().add(Controls.label(texts.get("checks.more", more), "text-muted"));
        }
        row.getStyleClass().addAll("panel-card", useless ? "finding-serious" : "finding");
        return row;
    }

    private void refreshSummary() {
        Optional<PictureCheck.Report> report = model.reportProperty().get();
        Controls.show(report.isPresent(), summary, enough);
        report.ifPresent(r -> {
            TeachingPictures kept = model.kept();
            int good = kept.good().size();
            int defects = kept.defects().size();
            summary.setText(
                    r.findings().isEmpty()
                            ? texts.get("checks.fine", good, defects)
                            : texts.get("checks.found", r.findings().size(), good, defects));
            int fewest = Method.NPAD.fewestGood();
            enough.setText(
                    good < fewest
                            ? texts.get("checks.tooFew", good, fewest)
                            : texts.get(good < 30 ? "checks.few" : "checks.enough", good));
        });
    }

    /** Something was decoded. */
    void loaded() {
        strips.forEach(PictureStrip::refresh);
    }
}
