/** Labelled scores to metrics, thresholds and bounds. Pure mathematics. */
package loupe.calibrate;
