package loupe.train.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.Prediction;
import loupe.domain.WholeFile;
import loupe.train.Contract;
import loupe.train.Disk;
import loupe.train.Quantiles;

/**
 * From trained numbers to the detector's file. Held-out pictures are scored by the file itself, as the line will.
 *
 * @param method name of the method, as the contract has it
 * @param score how pictures are scored
 * @param network to export
 * @param facts of the training, for the file's metadata
 */
record RepairExport(String method, RepairGraph.Score score, RepairNetwork network, Map<String, Object> facts) {
    /** Of every map so many values go into the quantiles. */
    private static final int SAMPLED = 4096;

    private static final double HIGH = 0.999;

    RepairResult write(RepairFolder folder, RepairPictures pictures, Map<String, float[]> values, LongConsumer done) {
        int side = pictures.side();
        Contract contract = new Contract(method).input(side).training(facts);
        put(folder.model(), RepairGraph.write(network, values, side, score, contract.metadata()));
        RepairResult result;
        try (Detector detector = Detectors.open(folder.model(), ProviderPreference.AUTO)) {
            result = scores(detector, pictures.heldOut(), done);
            contract.scores(result.heldOutScores())
                    .reference(side, noise -> detector.predict(noise).score());
        }
        put(folder.model(), RepairGraph.write(network, values, side, score, contract.metadata()));
        result.write(folder.result());
        return result;
    }

    private RepairResult scores(Detector detector, List<Image> heldOut, LongConsumer done) {
        float[] scores = new float[heldOut.size()];
        float[] peaks = new float[heldOut.size()];
        List<float[]> sampled = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            done.accept(i);
            Prediction prediction = detector.predict(heldOut.get(i));
            scores[i] = prediction.score();
            peaks[i] = prediction.map().max();
            float[] all = prediction.map().scores();
            float[] some = new float[Math.min(all.length, SAMPLED)];
            for (int k = 0; k < some.length; k++) {
                some[k] = all[(int) ((long) k * all.length / some.length)];
            }
            sampled.add(some);
        }
        float[] values = Quantiles.join(sampled);
        double zero = Quantiles.of(values, 0.5);
        double one = Math.max(Quantiles.of(values, HIGH), zero + 1e-9);
        return new RepairResult(scores, peaks, new DisplayScale(zero, one), new TreeMap<>(facts));
    }

    private static void put(Path file, byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw Disk.fault(e, file);
        }
    }
}
