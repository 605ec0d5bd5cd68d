package loupe.config;

import loupe.domain.Acceleration;
import loupe.domain.ArchivePolicy;

/**
 * What a person chose, for this data folder. Recipes hold what belongs to a product; these hold what belongs to the
 * workplace. Every value is in range: the constructors correct what is not.
 *
 * @param version of the file's layout
 * @param source address of the camera that the live line opens
 * @param activeRecipe id of the recipe that the live line runs; empty = none chosen yet
 * @param compute where models run
 * @param operator who signs overrides
 * @param lot that the parts on the line belong to, at most {@value #LONGEST_LOT} characters; empty = none
 * @param look what the screens look like
 * @param storage what is kept and for how long
 */
public record Settings(
        int version,
        String source,
        String activeRecipe,
        Compute compute,
        String operator,
        String lot,
        Look look,
        Storage storage) {
    public static final int VERSION = 1;
    /** Characters. */
    public static final int LONGEST_LOT = 64;

    public static final Settings DEFAULT = new Settings(
            VERSION,
            "demo:?rate=2&defects=0.15&seed=1",
            "",
            Compute.DEFAULT,
            System.getProperty("user.name", ""),
            "",
            Look.DEFAULT,
            Storage.DEFAULT);

    public Settings {
        String name = lot.strip();
        lot = name.substring(0, Math.min(LONGEST_LOT, name.length()));
    }

    /** Light, dark, or what the desktop says. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK
    }

    /**
     * How the screens look.
     *
     * @param language tag such as {@code de}; empty = the system's
     * @param theme light or dark
     * @param palette name of the heat map's palette, lower case
     * @param overlayOpacity 0 (picture only) … 1 (heat map only)
     * @param contours whether defect contours are drawn
     * @param classColours whether classes of defects have their own colours instead of the palette's
     */
    public record Look(
            String language,
            Theme theme,
            String palette,
            double overlayOpacity,
            boolean contours,
            boolean classColours) {
        public static final Look DEFAULT = new Look("", Theme.SYSTEM, "turbo", 0.55, true, true);

        public Look {
            overlayOpacity = Double.isNaN(overlayOpacity) ? 0.55 : Math.max(0, Math.min(1, overlayOpacity));
        }

        public Look withLanguage(String tag) {
            return new Look(tag, theme, palette, overlayOpacity, contours, classColours);
        }

        public Look withTheme(Theme other) {
            return new Look(language, other, palette, overlayOpacity, contours, classColours);
        }

        public Look withPalette(String name) {
            return new Look(language, theme, name, overlayOpacity, contours, classColours);
        }

        public Look withOverlayOpacity(double opacity) {
            return new Look(language, theme, palette, opacity, contours, classColours);
        }

        public Look withContours(boolean drawn) {
            return new Look(language, theme, palette, overlayOpacity, drawn, classColours);
        }

        public Look withClassColours(boolean painted) {
            return new Look(language, theme, palette, overlayOpacity, contours, painted);
        }
    }

    /**
     * Where models run.
     *
     * @param provider execution provider asked for; {@value #AUTO} = the fastest that gives what the CPU gives
     * @param acceleration options of the providers
     */
    public record Compute(String provider, Acceleration acceleration) {
        public static final String AUTO = "auto";
        public static final Compute DEFAULT = new Compute(AUTO, Acceleration.DEFAULT);

        public Compute withProvider(String name) {
            return new Compute(name, acceleration);
        }

        public Compute withAcceleration(Acceleration options) {
            return new Compute(provider, options);
        }

        public boolean isAuto() {
            return provider.strip().equalsIgnoreCase(AUTO);
        }
    }

    /**
     * What is kept of the inspected parts.
     *
     * @param archive of which parts picture and map are kept
     * @param lossless PNG when true, JPEG when false
     * @param retentionDays pictures older than this are deleted; 0 = never by age
     * @param minimumFreeMegabytes below this the oldest pictures go; when none is left the line stops
     */
    public record Storage(ArchivePolicy archive, boolean lossless, int retentionDays, long minimumFreeMegabytes) {
        public static final Storage DEFAULT = new Storage(ArchivePolicy.FAILS_AND_REVIEWS, true, 90, 500);

        public Storage {
            retentionDays = Math.max(0, retentionDays);
            minimumFreeMegabytes = Math.max(0, minimumFreeMegabytes);
        }
    }

    public Settings withSource(String address) {
        return new Settings(version, address, activeRecipe, compute, operator, lot, look, storage);
    }

    public Settings withActiveRecipe(String id) {
        return new Settings(version, source, id, compute, operator, lot, look, storage);
    }

    public Settings withCompute(Compute other) {
        return new Settings(version, source, activeRecipe, other, operator, lot, look, storage);
    }

    public Settings withOperator(String name) {
        return new Settings(version, source, activeRecipe, compute, name, lot, look, storage);
    }

    /** The next part on the line belongs to this lot. */
    public Settings withLot(String name) {
        return new Settings(version, source, activeRecipe, compute, operator, name, look, storage);
    }

    public Settings withLook(Look other) {
        return new Settings(version, source, activeRecipe, compute, operator, lot, other, storage);
    }

    public Settings withStorage(Storage other) {
        return new Settings(version, source, activeRecipe, compute, operator, lot, look, other);
    }
}
