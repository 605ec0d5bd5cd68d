package loupe.ui.shell;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import loupe.domain.InspectionFault;
import loupe.ui.widget.Banner;
import loupe.ui.widget.Controls;
import loupe.ui.widget.Follow;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Notices above every screen, at most two at a time: the others follow when these are closed. */
final class NoticeBar extends VBox {
    private static final int MOST = 2;

    private final Notices notices;
    private final Texts texts;

    NoticeBar(Notices notices, Texts texts) {
        this.notices = notices;
        this.texts = texts;
        getStyleClass().add("notices");
        Follow.changes(this, notices.open(), () -> refresh());
        refresh();
    }

    private void refresh() {
        getChildren()
                .setAll(notices.open().stream().limit(MOST).map(this::banner).toList());
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private Banner banner(InspectionFault fault) {
        Banner banner = new Banner(texts.locale());
        banner.show(Optional.of(fault));
        Button close = Controls.button(Feather.X, texts.get("notice.close"), () -> notices.close(fault));
        close.setMinWidth(USE_PREF_SIZE);
        banner.getChildren().add(close);
        return banner;
    }
}
