package loupe.ui.calibrate;

import loupe.calibrate.Confusion;
import loupe.calibrate.Decision;

/**
 * What two limits do on the samples.
 *
 * @param decision the limits with their reasons
 * @param confusion counts
 * @param costPerPart expected on the line; NaN when a class is missing
 */
record Standing(Decision decision, Confusion confusion, double costPerPart) {
    double review() {
        return decision.review();
    }

    double fail() {
        return decision.fail();
    }
}
