package loupe.domain;

/** How far the thresholds of a recipe can be defended. */
public enum Calibration {
    /** Nobody set thresholds for this model, region and camera; everything judged is provisional. */
    UNCALIBRATED,
    /** Thresholds from held-out good parts: false alarms are bounded, nothing is known about escapes. */
    GOOD_PARTS_ONLY,
    /** Thresholds from labelled good parts and defects. */
    CALIBRATED
}
