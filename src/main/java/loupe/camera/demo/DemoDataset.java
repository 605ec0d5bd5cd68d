package loupe.camera.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;

/**
 * Writes parts of the demo line as a labelled data set in the layout of MVTec AD: {@code train/good}, {@code
 * test/<type>} and {@code ground_truth/<type>/<number>_mask.png}. Existing files of the same name are replaced. The
 * phase told to {@link Progress} is {@code demo.write}.
 */
public final class DemoDataset {
    private final Path out;
    private final DemoLine line;
    private final long total;
    private final Progress progress;
    private long index;

    private DemoDataset(Path out, long seed, long total, Progress progress) {
        this.out = out;
        line = new DemoLine(seed, 0);
        this.total = total;
        this.progress = progress;
    }

    /**
     * Writes {@code perDefect} parts of every {@link DefectType} besides the good ones.
     *
     * @throws InspectionFault TRC-04 when the folder cannot be written, OPS-01 when cancelled
     */
    public static void write(Path out, int goodTrain, int testGood, int perDefect, long seed, Progress progress) {
        Map<DefectType, Integer> each = new EnumMap<>(DefectType.class);
        for (DefectType type : DefectType.values()) {
            each.put(type, perDefect);
        }
        write(out, new int[] {goodTrain, testGood}, each, seed, progress);
    }

    /**
     * Writes {@code count} parts of which a share of {@code defectRate} has a defect, the types in turn; two thirds of
     * the good ones are for teaching.
     *
     * @throws InspectionFault TRC-04 when the folder cannot be written, OPS-01 when cancelled
     */
    public static void write(Path out, int count, double defectRate, long seed, Progress progress) {
        int defects = (int) Math.round(count * defectRate);
        int train = (count - defects) * 2 / 3;
        Map<DefectType, Integer> each = new EnumMap<>(DefectType.class);
        DefectType[] types = DefectType.values();
        for (int i = 0; i < defects; i++) {
            each.merge(types[i % types.length], 1, Integer::sum);
        }
        write(out, new int[] {train, count - defects - train}, each, seed, progress);
    }

    private static void write(Path out, int[] good, Map<DefectType, Integer> each, long seed, Progress progress) {
        long total = (long) good[0]
                + good[1]
                + each.values().stream().mapToInt(n -> n).sum();
        DemoDataset set = new DemoDataset(out, seed, total, progress);
        try {
            set.good("train", good[0]);
            set.good("test", good[1]);
            for (Map.Entry<DefectType, Integer> e : each.entrySet()) {
                set.defects(e.getKey(), e.getValue());
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, out);
        }
    }

    private void good(String split, int count) throws IOException {
        Path folder = out.resolve(split).resolve(SampleSet.GOOD);
        for (int i = 0; i < count; i++) {
            step();
            save(
                    folder,
                    String.format(Locale.ROOT, "%03d.png", i),
                    line.good(index++).image());
        }
    }

    private void defects(DefectType type, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            step();
            DemoPart part = line.defect(index++, type);
            save(out.resolve("test").resolve(type.id()), String.format(Locale.ROOT, "%03d.png", i), part.image());
            save(
                    out.resolve("ground_truth").resolve(type.id()),
                    String.format(Locale.ROOT, "%03d_mask.png", i),
                    part.maskImage());
        }
    }

    private void step() {
        progress.checkCancelled();
        progress.update("demo.write", index, total);
    }

    private static void save(Path folder, String name, Image image) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name), ImageCodec.png(image));
    }
}
