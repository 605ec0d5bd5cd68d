package loupe.imaging;

import loupe.domain.DefectClass;

/**
 * Eight colours for classes that people with any colour vision tell apart: those of Okabe and Ito ("Color Universal
 * Design", 2008) but black, which would hide the picture; instead Tol's wine ("Colour Schemes", 2021). The ninth class
 * begins anew, so a name always stands beside a colour.
 */
public final class ClassColours {
    private static final int[] COLOURS = {
        0xffd55e00, // vermillion
        0xff56b4e9, // sky blue
        0xfff0e442, // yellow
        0xffcc79a7, // reddish purple
        0xff009e73, // bluish green
        0xffe69f00, // orange
        0xff0072b2, // blue
        0xff882255, // wine
    };

    /** How many there are. */
    public static final int COUNT = COLOURS.length;

    private ClassColours() {}

    /** The colour of a class, everywhere the same: 0xAARRGGBB, opaque. */
    public static int argb(DefectClass kind) {
        return COLOURS[kind.index() % COUNT];
    }
}
