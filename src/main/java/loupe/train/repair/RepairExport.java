package loupe.train.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * From trained numbers to the detector's file. Held-out pictures are scored by the file itself, as the line will;
 * where they give statistics to it, each by those of all others.
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
        RepairGraph.Trained trained = new RepairGraph.Trained(network, values);
        Contract contract = new Contract(method).input(side).training(facts);
        Optional<ResidualNorm> norm = Optional.empty();
        put(folder.model(), RepairGraph.write(trained, side, score, norm, contract.metadata()));
        List<Image> good = new ArrayList<>(pictures.heldOut());
        if (score == RepairGraph.Score.TOP) {
            good.addAll(pictures.training());
        }
        List<float[]> maps = new ArrayList<>();
        float[] scores = new float[pictures.heldOut().size()];
        try (Detector detector = Detectors.open(folder.model(), ProviderPreference.AUTO)) {
            for (int i = 0; i < good.size(); i++) {
                done.accept((long) i * scores.length / good.size());
                Prediction prediction = detector.predict(good.get(i));
                maps.add(prediction.map().scores());
                if (i < scores.length) {
                    scores[i] = prediction.score();
                }
            }
        }
        if (score == RepairGraph.Score.TOP) {
            norm = Optional.of(ResidualNorm.of(maps));
            maps = ResidualNorm.eachByTheOthers(maps, scores.length);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = top(maps.get(i), RepairGraph.topCount(side));
            }
        }
        put(folder.model(), RepairGraph.write(trained, side, score, norm, contract.metadata()));
        try (Detector detector = Detectors.open(folder.model(), ProviderPreference.AUTO)) {
            contract.scores(scores)
                    .reference(side, noise -> detector.predict(noise).score());
        }
        put(folder.model(), RepairGraph.write(trained, side, score, norm, contract.metadata()));
        RepairResult result = result(scores, maps);
        result.write(folder.result());
        return result;
    }

    private static float top(float[] map, int count) {
        float[] sorted = map.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int i = sorted.length - count; i < sorted.length; i++) {
            sum += sorted[i];
        }
        return (float) (sum / count);
    }

    private RepairResult result(float[] scores, List<float[]> maps) {
        float[] peaks = new float[scores.length];
        List<float[]> sampled = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            float[] all = maps.get(i);
            peaks[i] = top(all, 1);
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
