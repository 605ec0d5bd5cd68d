package loupe.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import loupe.config.SettingsFile;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayLookTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasChosenOverThePictureIsThereAtTheNextStart(boolean on) {
        HeatMapStyle chosen = HeatMapStyle.DEFAULT
                .withOpacity(0.25)
                .withPalette(Palette.INFERNO)
                .withContour(!on)
                .withClassColours(on);
        try (SettingsFile settings = SettingsFile.open(folder.resolve("settings.json"))) {
            settings.update(s -> s.withLook(OverlayLook.remember(s.look(), chosen)));
        }
        try (SettingsFile settings = SettingsFile.open(folder.resolve("settings.json"))) {
            assertThat(OverlayLook.style(settings.get().look())).isEqualTo(chosen);
        }
    }

    @Test
    void beginsWithTheColoursOfClasses() {
        try (SettingsFile settings = SettingsFile.open(folder.resolve("settings.json"))) {
            assertThat(OverlayLook.style(settings.get().look()).classColours()).isTrue();
        }
    }
}
