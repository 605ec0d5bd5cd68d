package loupe.ui.widget;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Scene;

/** How windows look: AtlantaFX Primer, its bridge for ControlsFX, and our sheets, which use only its colour tokens. */
public final class Look {
    private static final String[] SHEETS = {"controlsfx-bridge.css", "loupe.css"};

    private Look() {}

    /** Switches every window between dark and light. */
    public static void use(boolean dark) {
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /** Dresses a scene; every scene of Loupe goes through here. */
    public static Scene dress(Scene scene) {
        Stream.of(SHEETS)
                .map(name -> Objects.requireNonNull(Look.class.getResource(name), name)
                        .toExternalForm())
                .forEach(scene.getStylesheets()::add);
        return scene;
    }
}
