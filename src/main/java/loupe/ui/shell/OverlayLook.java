package loupe.ui.shell;

import java.util.Arrays;
import java.util.Locale;
import loupe.config.Settings;
import loupe.imaging.HeatMapStyle;
import loupe.imaging.Palette;

/** The heat map's look as the settings remember it. */
final class OverlayLook {
    private OverlayLook() {}

    static HeatMapStyle style(Settings.Look look) {
        Palette palette = Arrays.stream(Palette.values())
                .filter(p -> p.name().equalsIgnoreCase(look.palette()))
                .findFirst()
                .orElse(Palette.TURBO);
        return HeatMapStyle.DEFAULT
                .withOpacity(look.overlayOpacity())
                .withPalette(palette)
                .withContour(look.contours())
                .withClassColours(look.classColours());
    }

    static Settings.Look remember(Settings.Look look, HeatMapStyle style) {
        return look.withOverlayOpacity(style.opacity())
                .withPalette(style.palette().name().toLowerCase(Locale.ROOT))
                .withContours(style.contour())
                .withClassColours(style.classColours());
    }
}
