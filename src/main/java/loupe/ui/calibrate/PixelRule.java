package loupe.ui.calibrate;

/** How the threshold on the map is found. */
enum PixelRule {
    /** The same as the review limit: what passes shows no contour. */
    REVIEW,
    /** 0.1 % of all values of good maps lie above. */
    QUANTILE,
    /** No good part has a blob above the smallest area. */
    BLOB,
    /** Best balance against the masks. */
    MASKS,
    BY_HAND
}
