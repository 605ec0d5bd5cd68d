package loupe.train.repair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
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
import loupe.train.repair.RepairGraph.Look;

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

    /** So many good pictures give statistics at most: 200 MB of maps of 256 × 256 pictures. */
    private static final int MOST = 600;

    RepairResult write(RepairFolder folder, RepairPictures pictures, Map<String, float[]> values, LongConsumer done) {
        int side = pictures.side();
        RepairGraph.Trained trained = new RepairGraph.Trained(network, values);
        Residuals residuals = residuals(RepairGraph.draft(trained, side, score), pictures, done);
        int count = residuals.sums.length;
        Map<Look, RepairGraph.Normal> normals = new EnumMap<>(Look.class);
        List<float[]> maps;
        float[] scores = residuals.sums;
        if (score != RepairGraph.Score.SUM) {
            int highest = score.places(side);
            maps = standardised(residuals, count, highest, normals);
            for (int i = 0; i < count; i++) {
                scores[i] = Quantiles.meanOfHighest(maps.get(i), highest);
            }
        } else {
            List<float[]> dark = residuals.looks.get(Look.DARK_SPOTS);
            maps = joined(dark, residuals.looks.get(Look.LIGHT_SPOTS), Double::sum);
        }
        Contract contract = new Contract(method).input(side).training(facts).scores(scores);
        put(folder.model(), RepairGraph.write(trained, side, score, normals, contract.metadata()));
        try (Detector detector = Detectors.open(folder.model(), ProviderPreference.AUTO)) {
            contract.reference(side, noise -> detector.predict(noise).score());
        }
        put(folder.model(), RepairGraph.write(trained, side, score, normals, contract.metadata()));
        RepairResult result = result(scores, maps);
        result.write(folder.result());
        return result;
    }

    /** Of the held-out pictures, then of those trained on; sums of squares of the held-out ones only. */
    private record Residuals(Map<Look, List<float[]>> looks, List<float[]> lights, float[] sums) {}

    /**
     * The held-out pictures' maps.
     *
     * @param residuals are divided by their noise in place: with all good pictures memory counts
     * @param normals takes what is normal of every look
     */
    private static List<float[]> standardised(
            Residuals residuals, int heldOut, int highest, Map<Look, RepairGraph.Normal> normals) {
        List<float[]> joined = List.of();
        for (Look look : residuals.looks.keySet()) {
            List<float[]> maps = residuals.looks.get(look);
            NoiseCurve noise = NoiseCurve.of(maps, residuals.lights);
            for (int i = 0; i < maps.size(); i++) {
                maps.set(i, noise.divide(maps.get(i), residuals.lights.get(i)));
            }
            ResidualNorm places = ResidualNorm.of(maps, highest);
            normals.put(look, new RepairGraph.Normal(noise, places));
            List<float[]> own = places.eachByTheOthers(maps, heldOut);
            joined = joined.isEmpty() ? own : joined(joined, own, Math::max);
        }
        return joined;
    }

    private static List<float[]> joined(List<float[]> a, List<float[]> b, DoubleBinaryOperator how) {
        List<float[]> joined = new ArrayList<>();
        for (int k = 0; k < a.size(); k++) {
            float[] map = new float[a.get(k).length];
            for (int i = 0; i < map.length; i++) {
                map[i] = (float) how.applyAsDouble(a.get(k)[i], b.get(k)[i]);
            }
            joined.add(map);
        }
        return joined;
    }

    private Residuals residuals(byte[] draft, RepairPictures pictures, LongConsumer done) {
        List<Image> good = new ArrayList<>(pictures.heldOut());
        if (score != RepairGraph.Score.SUM) {
            good.addAll(some(pictures.training(), MOST - good.size()));
        }
        float[] sums = new float[pictures.heldOut().size()];
        Map<Look, List<float[]>> looks = new EnumMap<>(Look.class);
        List<float[]> lights = new ArrayList<>();
        try (FeatureNetwork network = FeatureNetwork.open(draft, pictures.side(), pictures.side())) {
            for (int i = 0; i < good.size(); i++) {
                done.accept((long) i * sums.length / good.size());
                Map<String, float[]> outputs = network.extract(good.get(i)).stream()
                        .collect(Collectors.toMap(FeatureMap::name, FeatureMap::values));
                for (Look look : score.looks()) {
                    looks.computeIfAbsent(look, l -> new ArrayList<>()).add(outputs.get(look.name()));
                }
                lights.add(outputs.get("light"));
                if (i < sums.length) {
                    sums[i] = outputs.get("sum")[0];
                }
            }
        }
        return new Residuals(looks, lights, sums);
    }

    /** At most so many, evenly chosen. */
    private static List<Image> some(List<Image> all, int room) {
        int count = Math.max(0, Math.min(all.size(), room));
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private RepairResult result(float[] scores, List<float[]> maps) {
        float[] peaks = new float[scores.length];
        List<float[]> sampled = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            float[] all = maps.get(i);
            peaks[i] = Quantiles.meanOfHighest(all, 1);
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
