package loupe.station;

import java.util.Map;
import loupe.domain.Outcome;

/**
 * What a run has done so far, as one consistent snapshot.
 *
 * @param offered frames the camera made, including those skipped; at the end {@code offered = inspected + skipped}
 * @param inspected frames that became an inspection
 * @param skipped frames replaced by newer ones, in the camera or in the mailbox, or left when a fault ended the run
 * @param outages times the camera failed; each is one ERROR inspection without a picture
 * @param outcomes number of inspections per outcome, outages included
 * @param cameraFps frames per second over the last frames; 0 before the second
 * @param p50Ms median time of one inspection, milliseconds; 0 before the first
 * @param p95Ms 95th percentile of the same
 * @param frameAgeMs time since the newest frame arrived, milliseconds; −1 before the first
 * @param queued frames waiting to be inspected
 */
public record StationStats(
        long offered,
        long inspected,
        long skipped,
        long outages,
        Map<Outcome, Long> outcomes,
        double cameraFps,
        double p50Ms,
        double p95Ms,
        double frameAgeMs,
        int queued) {

    public static final StationStats NONE = new StationStats(0, 0, 0, 0, Map.of(), 0, 0, 0, -1, 0);

    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Share of inspected parts that passed, 0…1; 1 before the first part. */
    public double yieldShare() {
        return inspected == 0 ? 1 : count(Outcome.PASS) / (double) inspected;
    }
}
