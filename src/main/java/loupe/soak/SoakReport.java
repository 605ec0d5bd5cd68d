package loupe.soak;

import java.util.List;

/**
 * What a soak found.
 *
 * @param plan what was wanted
 * @param seconds that it took, accounting not included
 * @param disk where the data folder lay and how it could be filled
 * @param processes of the station, one after the other
 * @param runs of the line
 * @param p95Ms 95th percentile of one inspection, median over the samples, milliseconds
 * @param faults in the order in which they were done
 * @param ledger what became of every picture
 * @param trends of memory, threads and handles
 * @param surprises what happened and nobody had ordered
 */
public record SoakReport(
        SoakPlan plan,
        double seconds,
        String disk,
        int processes,
        int runs,
        double p95Ms,
        List<Struck> faults,
        Ledger ledger,
        List<Trend> trends,
        List<String> surprises) {

    /** True when every picture is accounted for, the line came back after every fault and nothing else happened. */
    public boolean isGood() {
        return ledger.balances() && surprises.isEmpty();
    }
}
