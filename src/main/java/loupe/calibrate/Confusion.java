package loupe.calibrate;

/**
 * What became of labelled parts.
 *
 * @param goodPass good parts passed: right
 * @param goodReview good parts shown to a person
 * @param goodFail good parts thrown away: over-kill
 * @param defectPass defects passed: escapes
 * @param defectReview defects shown to a person
 * @param defectFail defects failed: right
 */
public record Confusion(int goodPass, int goodReview, int goodFail, int defectPass, int defectReview, int defectFail) {
    public int good() {
        return goodPass + goodReview + goodFail;
    }

    public int defects() {
        return defectPass + defectReview + defectFail;
    }

    /** Good parts that fail without being looked at. */
    public Rate overkill() {
        return new Rate(goodFail, good());
    }

    /** Good parts that do not pass: reviewed or failed. */
    public Rate falseAlarms() {
        return new Rate(goodReview + goodFail, good());
    }

    /** Defects that pass. */
    public Rate escapes() {
        return new Rate(defectPass, defects());
    }

    /** Parts of this sample that a person has to look at; on the line see {@link #reviewLoad(double)}. */
    public Rate reviewLoad() {
        return new Rate(goodReview + defectReview, good() + defects());
    }

    /**
     * Share of all parts on a line that a person has to look at; NaN when the class that decides it is empty.
     *
     * @param defectRate true share of defects on the line, 0…1
     */
    public double reviewLoad(double defectRate) {
        double ofGood = new Rate(goodReview, good()).value();
        double ofDefects = new Rate(defectReview, defects()).value();
        return (defectRate == 1 ? 0 : (1 - defectRate) * ofGood) + (defectRate == 0 ? 0 : defectRate * ofDefects);
    }

    /** Good parts passed and defects not passed. */
    public Rate correct() {
        return new Rate(goodPass + defectReview + defectFail, good() + defects());
    }
}
