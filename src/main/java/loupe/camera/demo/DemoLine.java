package loupe.camera.demo;

import loupe.domain.SampleSet;
import loupe.imaging.defect.Draws;

/**
 * Parts of a simulated line, by number: the same seed and number always give the same bytes, in any order and on any
 * machine. A good part and a defective one of the same number differ only by the defect. Safe for any thread.
 */
public final class DemoLine {
    /** Mean change over the mask in grey levels; the sensor's noise is about 2. */
    private static final double VISIBLE = 16;

    private static final int TRIES = 30;

    /** Lathe and table are those of one station, whatever the seed: what was taught on some parts holds for all. */
    private static final long STATION = 1;

    private final long seed;
    private final double defectRate;
    private final Studio studio;

    /** {@code defectRate} is the share of parts with a defect, 0…1. */
    public DemoLine(long seed, double defectRate) {
        this.seed = seed;
        this.defectRate = defectRate;
        studio = new Studio(STATION);
    }

    /** The part that comes by at {@code index} ≥ 0: good or not, as the defect rate has it. */
    public DemoPart part(long index) {
        Draws fate = new Draws(seed ^ 0xFA7E, index);
        if (!fate.chance(defectRate)) {
            return good(index);
        }
        DefectType[] types = DefectType.values();
        return defect(index, types[fate.below(types.length)]);
    }

    public DemoPart good(long index) {
        Scene scene = new Scene(seed, index, studio.lathe);
        return new DemoPart(
                studio.photograph(scene, Patch.NONE), SampleSet.GOOD, new byte[Studio.WIDTH * Studio.HEIGHT]);
    }

    /** A part with the given defect; its place, size and severity are drawn from the seed. */
    public DemoPart defect(long index, DefectType type) {
        return defect(index, type, new Draws(seed ^ 0x5E7E, index).uniform());
    }

    /** A part with a defect of a given severity: 0 = small and faint, but visible to a careful person; 1 = gross. */
    public DemoPart defect(long index, DefectType type, double severity) {
        Scene scene = new Scene(seed, index, studio.lathe);
        Patch patch = visible(type, severity, scene, new Draws(seed ^ 0xDEFEC7, index));
        return new DemoPart(studio.photograph(scene, patch), type.id(), patch.fullMask());
    }

    /** A defect that nobody can see would be a wrong label: draws again, a little stronger. */
    private Patch visible(DefectType type, double severity, Scene scene, Draws draws) {
        Patch patch = Blemish.draw(type, severity, scene, draws);
        boolean isPlain = type == DefectType.MISSING_HOLE;
        for (int i = 1; i <= TRIES && !isPlain && studio.contrast(scene, patch) < VISIBLE; i++) {
            patch = Blemish.draw(type, Math.min(1, severity + 0.1 * i), scene, draws);
        }
        return patch;
    }
}
