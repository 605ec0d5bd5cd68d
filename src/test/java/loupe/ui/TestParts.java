package loupe.ui;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.camera.demo.DefectType;
import loupe.camera.demo.DemoLine;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.Repair;
import loupe.domain.ScoreSource;
import loupe.domain.Timings;
import loupe.imaging.Thumbnails;

/** Invented parts for tests of screens: a grey disc with a hot spot as strong as asked. */
public final class TestParts {
    public static final Recipe RECIPE = new Recipe(
            "washer",
            3,
            "Washer M8",
            "demo:",
            Optional.empty(),
            "00",
            new DecisionRule(0.9, 1.1, 1.1, 0, ScoreSource.MODEL),
            new DisplayScale(0.1, 1.1),
            Calibration.GOOD_PARTS_ONLY,
            Instant.EPOCH);

    private TestParts() {}

    /** A part whose relative score is {@code score}: 0 = median good, 1 = limit. */
    public static Inspection part(long number, double score) {
        int n = 64;
        float raw = (float) (0.1 + score);
        float[] map = new float[n * n];
        for (int i = 0; i < map.length; i++) {
            double d = Math.hypot(i % n - 44, i / (double) n - 20);
            map[i] = (float) (0.1 + (raw - 0.1) * Math.exp(-d * d / 20));
        }
        Image image = disc(640, 480);
        AnomalyMap anomaly = new AnomalyMap(n, n, map, new Region(0, 0, 640, 480));
        Prediction prediction = new Prediction(raw, anomaly, Timings.ZERO);
        Frame frame = new Frame(number, "test", Instant.EPOCH, image);
        return new Inspection(
                "id" + number, frame, Optional.of(prediction), RECIPE.judge(prediction), RECIPE, "", Instant.EPOCH);
    }

    /** A part with a defect, from a model that can say how it should look. */
    public static Inspection repairable(long number) {
        DemoLine line = new DemoLine(20_26, 0);
        Image bad = line.defect(number, DefectType.SCRATCH, 1).image();
        Image good = Thumbnails.of(line.good(number).image(), 256, 256);
        Inspection usual = part(number, 1.6);
        Prediction said = usual.prediction().orElseThrow();
        Repair repair = new Repair(bad.bounds(), Optional.of(good));
        AnomalyMap map = said.map().covering(bad.bounds());
        Prediction prediction = new Prediction(said.score(), map, Timings.ZERO, Optional.of(repair));
        Frame frame = new Frame(number, "test", Instant.EPOCH, bad);
        return new Inspection(
                usual.id(), frame, Optional.of(prediction), RECIPE.judge(prediction), RECIPE, "", Instant.EPOCH);
    }

    /** What the line says when the camera is gone. */
    public static Inspection outage(long number) {
        InspectionFault fault = new InspectionFault(FaultCode.CAM_02, "test");
        Frame frame = new Frame(number, "test", Instant.EPOCH, Image.NONE);
        return new Inspection(
                "id" + number,
                frame,
                Optional.empty(),
                loupe.domain.Verdict.error(fault.code()),
                RECIPE,
                fault.getMessage(),
                Instant.EPOCH);
    }

    public static List<Inspection> parts(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(i -> part(i, i % 7 == 0 ? 1.6 : i % 5 == 0 ? 0.9 : 0.2 + 0.1 * (i % 3)))
                .toList();
    }

    private static Image disc(int w, int h) {
        byte[] pixels = new byte[w * h];
        for (int i = 0; i < pixels.length; i++) {
            double r = Math.hypot(i % w - w / 2.0, i / (double) w - h / 2.0);
            pixels[i] = (byte) (r < 200 && r > 60 ? 150 + 20 * Math.sin(r) : 50);
        }
        return new Image(w, h, PixelOrder.GRAY8, pixels);
    }
}
