package loupe.cli;

import java.util.Locale;

/** How a method is measured. */
enum Protocol {
    MVTEC,
    ZFN,
    ONE_VS_REST;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
