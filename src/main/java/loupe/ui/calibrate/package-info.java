/** Calibrate: sample sets, their labels and masks. */
package loupe.ui.calibrate;
