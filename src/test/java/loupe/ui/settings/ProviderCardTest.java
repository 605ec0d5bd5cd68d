package loupe.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import loupe.config.SettingsFile;
import loupe.domain.ProviderMeasurement;
import loupe.ui.Screens;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Every kind of row at once, and a computer as it could be, with invented figures. */
@ExtendWith(ApplicationExtension.class)
class ProviderCardTest {
    @TempDir
    static Path folder;

    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
    }

    @Test
    void fitsInEveryLanguageAndBothThemes() {
        for (boolean dark : new boolean[] {true, false}) {
            for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.GERMAN, Locale.CHINESE}) {
                show(ProvidersViewModelTest.INVENTED, "providers-all", dark, locale);
                show(ProvidersViewModelTest.WITH_GPU, "providers", dark, locale);
            }
        }
    }

    private void show(ProviderMeasurement measured, String name, boolean dark, Locale locale) {
        try (SettingsFile file = SettingsFile.open(folder.resolve("settings.json"))) {
            StackPane page = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                Look.use(dark);
                ProvidersViewModel model =
                        new ProvidersViewModel(ProvidersViewModelTest.desk(measured, file, () -> {}), Runnable::run);
                ProviderCard card = new ProviderCard(model, Texts.of(SettingsView.class, locale));
                StackPane made = new StackPane(card);
                made.getStyleClass().add("settings-page");
                Screens.show(stage, made, 900, 700);
                Screens.show(stage, new StackPane(made), 900, (int) Math.ceil(card.prefHeight(864)) + 36);
                return made;
            });
            WaitForAsyncUtils.waitForFxEvents();
            assertThat(Screens.nameless(page)).isEmpty();
            Screens.save(stage.getScene(), name + "-" + (dark ? "dark" : "light") + "-" + locale.getLanguage());
        }
    }
}
