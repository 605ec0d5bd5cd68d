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
import java.util.stream.IntStream;
import loupe.detect.Detectors;
import loupe.detect.FeatureMap;
import loupe.detect.FeatureNetwork;
import loupe.detect.ProviderPreference;
import loupe.domain.Detector;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.WholeFile;
import loupe.train.Contract;
import loupe.train.Disk;
import loupe.train.Quantiles;

/**
 * From trained numbers to the detector's file. Held-out pictures are scored by the file's own graph, as on the line;
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
        Residuals residuals = residuals(RepairGraph.draft(trained, side, score), pictures, done);
        Optional<RepairGraph.Normal> normal = Optional.empty();
        List<float[]> maps = residuals.maps;
        float[] scores = residuals.scores;
        if (score == RepairGraph.Score.TOP) {
            NoiseCurve noise = NoiseCurve.of(residuals.maps, residuals.lights);
            List<float[]> divided = residuals.divided(noise);
            normal = Optional.of(new RepairGraph.Normal(noise, ResidualNorm.of(divided)));
            maps = ResidualNorm.eachByTheOthers(divided, scores.length);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = top(maps.get(i), RepairGraph.topCount(side));
            }
        }
        Contract contract = new Contract(method).input(side).training(facts).scores(scores);
        put(folder.model(), RepairGraph.write(trained, side, score, normal, contract.metadata()));
        try (Detector detector = Detectors.open(folder.model(), ProviderPreference.AUTO)) {
            contract.reference(side, noise -> detector.predict(noise).score());
        }
        put(folder.model(), RepairGraph.write(trained, side, score, normal, contract.metadata()));
        RepairResult result = result(scores, maps);
        result.write(folder.result());
        return result;
    }

    /** Of the held-out pictures, then of those trained on; scores of the held-out ones only. */
    private record Residuals(List<float[]> maps, List<float[]> lights, float[] scores) {
        List<float[]> divided(NoiseCurve noise) {
            return IntStream.range(0, maps.size())
                    .mapToObj(i -> noise.divide(maps.get(i), lights.get(i)))
                    .toList();
        }
    }

    private Residuals residuals(byte[] draft, RepairPictures pictures, LongConsumer done) {
        List<Image> good = new ArrayList<>(pictures.heldOut());
        if (score == RepairGraph.Score.TOP) {
            good.addAll(pictures.training());
        }
        Residuals residuals = new Residuals(
                new ArrayList<>(),
                new ArrayList<>(),
                new float[pictures.heldOut().size()]);
        try (FeatureNetwork network = FeatureNetwork.open(draft, pictures.side(), pictures.side())) {
            for (int i = 0; i < good.size(); i++) {
                done.accept((long) i * residuals.scores.length / good.size());
                List<FeatureMap> outputs = network.extract(good.get(i));
                residuals.maps.add(outputs.get(0).values());
                residuals.lights.add(outputs.get(2).values());
                if (i < residuals.scores.length) {
                    residuals.scores[i] = outputs.get(1).values()[0];
                }
            }
        }
        return residuals;
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
