package loupe.calibrate;

/**
 * What mistakes cost, in any one currency, and how often defects really come: without that rate no threshold is
 * cheapest.
 *
 * @param miss a defect that escapes, ≥ 0
 * @param falseAlarm a good part thrown away, ≥ 0
 * @param review looking at one part, ≥ 0; NaN = nobody reviews, one threshold only
 * @param defectRate true share of defects on the line, 0 &lt; rate &lt; 1
 */
public record CostModel(double miss, double falseAlarm, double review, double defectRate) {
    public CostModel {
        if (!(miss >= 0) || !(falseAlarm >= 0) || review < 0 || !(defectRate > 0 && defectRate < 1)) {
            throw new IllegalArgumentException(
                    "costs " + miss + ", " + falseAlarm + ", " + review + ", defect rate " + defectRate);
        }
        if (!Double.isFinite(miss) || !Double.isFinite(falseAlarm) || Double.isInfinite(review)) {
            throw new IllegalArgumentException("costs must be finite");
        }
    }

    public boolean hasReview() {
        return !Double.isNaN(review);
    }

    /** Expected cost of one part on the line. The reviewer is taken to be right. NaN when a class is empty. */
    public double perPart(Confusion c) {
        double look = hasReview() ? review : 0;
        double goodCost = falseAlarm * c.overkill().value() + look * c.goodReview() / c.good();
        double defectCost = miss * c.escapes().value() + look * c.defectReview() / c.defects();
        return (1 - defectRate) * goodCost + defectRate * defectCost;
    }

    /**
     * The thresholds of least expected cost among the observed scores and “flag nothing”; of equally cheap ones the
     * lowest, which lets fewer defects escape. O(N).
     *
     * @return review and fail threshold; equal without review
     */
    double[] cheapest(Scoreboard board) {
        Search search = new Search();
        float[] good = board.good();
        float[] defects = board.defects();
        int i = 0;
        int j = 0;
        float last = 0;
        while (i < good.length || j < defects.length) {
            float g = i < good.length ? good[i] : Float.POSITIVE_INFINITY;
            float b = j < defects.length ? defects[j] : Float.POSITIVE_INFINITY;
            last = Math.min(g, b);
            search.look(last, (double) (good.length - i) / good.length, (double) j / defects.length);
            while (i < good.length && good[i] <= last) {
                i++;
            }
            while (j < defects.length && defects[j] <= last) {
                j++;
            }
        }
        search.look(Math.nextUp(last), 0, 1);
        return new double[] {search.review, search.fail};
    }

    /**
     * The cost is a sum of what depends on T_review and what depends on T_fail, so one walk upwards finds the best
     * pair with T_review ≤ T_fail.
     */
    private final class Search {
        private double lowest = Double.POSITIVE_INFINITY;
        private double lowestReview = Double.POSITIVE_INFINITY;
        private double candidate;
        private double review;
        private double fail;

        void look(double threshold, double falseAlarms, double missed) {
            double flagged = (1 - defectRate) * falseAlarms + defectRate * (1 - missed);
            double looks = hasReview() ? CostModel.this.review * flagged : 0;
            double asReview = defectRate * miss * missed + looks;
            if (!hasReview() || asReview < lowestReview) {
                lowestReview = asReview;
                candidate = threshold;
            }
            double cost = lowestReview + (1 - defectRate) * falseAlarm * falseAlarms - looks;
            if (cost < lowest) {
                lowest = cost;
                review = candidate;
                fail = threshold;
            }
        }
    }
}
