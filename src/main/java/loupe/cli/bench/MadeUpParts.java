package loupe.cli.bench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DefectRegion;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.domain.Verdict;

/**
 * Inspections that never happened, two a second: of 100 one fails, two or three ask for a person, of 10,000 one is an
 * error; four of five belong to one recipe, the rest to another; lots of 10,000. Seeded.
 */
final class MadeUpParts {
    static final String OFTEN = "washer";
    static final String SELDOM = "nut";
    private static final int LOT = 10_000;
    private static final long PERIOD_MS = 500;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Recipe often = recipe(OFTEN);
    private final Recipe seldom = recipe(SELDOM);
    private final Image image;
    private final AnomalyMap map;

    /**
     * Prepares parts.
     *
     * @param image of every part
     */
    MadeUpParts(Image image) {
        this.image = image;
        float[] scores = new float[64 * 64];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextDouble();
        }
        this.map = new AnomalyMap(64, 64, scores, new Region(0, 0, 640, 480));
    }

    private static Recipe recipe(String id) {
        return new Recipe(
                id,
                1,
                id,
                "demo:",
                Optional.empty(),
                "0".repeat(64),
                new DecisionRule(0.9, 1.1, 1.1, 0, ScoreSource.MODEL),
                new DisplayScale(0, 1),
                Calibration.GOOD_PARTS_ONLY,
                Instant.EPOCH);
    }

    /** The part that came by at this place. */
    Inspection part(int number) {
        return part(number, outcome(number));
    }

    Inspection part(int number, Outcome outcome) {
        Instant at = at(number);
        float score = (float) random.nextDouble() + (outcome == Outcome.FAIL ? 1.1f : 0);
        boolean error = outcome == Outcome.ERROR;
        List<DefectRegion> regions = outcome == Outcome.FAIL
                ? List.of(new DefectRegion(new Region(1.5, 2.5, 30, 40), 900, 50, score, 10, 20, Optional.empty()))
                : List.of();
        Verdict verdict = error
                ? Verdict.error(FaultCode.CAM_02)
                : new Verdict(outcome, score, regions, Optional.empty(), Optional.empty());
        Prediction prediction = new Prediction(score, map, new Timings(1_000_000, 12_000_000, 300_000));
        return new Inspection(
                String.format("%011x-bead-%d", at.toEpochMilli(), number),
                new Frame(number, "bench", at, image),
                error ? Optional.empty() : Optional.of(prediction),
                verdict,
                number % 10 < 8 ? often : seldom,
                error ? "no picture" : "",
                at);
    }

    private static Outcome outcome(int number) {
        if (number % 10_000 == 5) {
            return Outcome.ERROR;
        }
        if (number % 100 == 7) {
            return Outcome.FAIL;
        }
        return number % 40 == 3 ? Outcome.REVIEW : Outcome.PASS;
    }

    static Instant at(int number) {
        return Instant.ofEpochMilli(1_700_000_000_000L + PERIOD_MS * number);
    }

    static String lot(int number) {
        return "L" + number / LOT;
    }
}
