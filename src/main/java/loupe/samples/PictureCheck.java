package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import loupe.imaging.Likeness;
import loupe.samples.PictureFinding.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at pictures before somebody teaches from them. What stands out is told by Tukey's outer fences (three quartile
 * distances beyond the quartiles) on brightness, contrast and a coarse grey pattern of the good parts: it finds what
 * went astray, not small defects. One thread.
 */
public final class PictureCheck {
    /** The phase told to {@link Progress}. */
    public static final String PHASE = "check.pictures";

    private static final Logger LOG = LoggerFactory.getLogger(PictureCheck.class);
    /** Among fewer pictures nothing is usual. */
    private static final int ENOUGH = 8;
    /** Quartile distances below these are noise: grey levels, and standard deviations of a picture. */
    private static final double GREY_LEVELS = 2;

    private static final double PATTERN = 0.04;

    private final List<Path> unreadable = new ArrayList<>();
    private final List<Look> looks = new ArrayList<>();
    private final List<PictureFinding> findings = new ArrayList<>();

    private PictureCheck() {}

    private record Look(Path file, boolean good, String size, boolean colour, Likeness likeness, String digest) {}

    /**
     * What was found.
     *
     * @param good readable pictures of good parts
     * @param defects readable pictures of defects
     * @param findings in the order of {@link Kind}
     */
    public record Report(int good, int defects, List<PictureFinding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Reads every picture once.
     *
     * @throws InspectionFault OPS-01 when cancelled
     */
    public static Report of(TeachingPictures pictures, Progress progress) {
        PictureCheck check = new PictureCheck();
        int total = pictures.good().size() + pictures.defects().size();
        int done = 0;
        for (Path file : pictures.good()) {
            check.look(file, true, progress, done++, total);
        }
        for (Sample defect : pictures.defects()) {
            check.look(defect.image(), false, progress, done++, total);
        }
        progress.update(PHASE, total, total);
        return check.report();
    }

    private void look(Path file, boolean good, Progress progress, int done, int total) {
        progress.checkCancelled();
        progress.update(PHASE, done, total);
        try {
            Image image = ImageCodec.read(file);
            boolean colour = image.order() == PixelOrder.BGR8 || image.order() == PixelOrder.RGB8;
            String size = image.width() + " × " + image.height();
            String digest = size + " " + image.order() + " " + SampleFiles.sha256(image.pixels());
            looks.add(new Look(file, good, size, colour, Likeness.of(image), digest));
        } catch (InspectionFault fault) {
            LOG.info("{} cannot be taught from: {}", file, fault.getMessage());
            unreadable.add(file);
        }
    }

    private Report report() {
        List<Look> good = looks.stream().filter(Look::good).toList();
        tell(Kind.UNREADABLE, unreadable, "");
        both(good);
        List<Look> single = copies(good);
        odd(Kind.SIZES, Look::size, Function.identity());
        odd(Kind.COLOURS, Look::colour, colour -> "");
        alike(single);
        if (good.size() >= ENOUGH) {
            outside(Kind.BRIGHTNESS, good, l -> l.likeness().brightness(), GREY_LEVELS);
            outside(Kind.CONTRAST, good, l -> l.likeness().contrast(), GREY_LEVELS);
            Likeness usual = Likeness.median(good.stream().map(Look::likeness).toList());
            // a picture that is nearer to the median than usual is nothing to tell of
            double median = median(good, usual);
            outside(Kind.LOOK, good, l -> Math.max(median, distance(l, usual)), PATTERN);
        }
        return new Report(good.size(), looks.size() - good.size(), findings);
    }

    private static double distance(Look look, Likeness usual) {
        return look.likeness().distance(usual, Double.MAX_VALUE);
    }

    private static double median(List<Look> good, Likeness usual) {
        double[] sorted =
                good.stream().mapToDouble(l -> distance(l, usual)).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void tell(Kind kind, List<Path> pictures, String usual) {
        if (!pictures.isEmpty()) {
            findings.add(new PictureFinding(kind, pictures, usual));
        }
    }

    /** The good one is told: that it is a defect somebody has said on purpose. */
    private void both(List<Look> good) {
        List<String> bad =
                looks.stream().filter(l -> !l.good()).map(Look::digest).toList();
        List<Path> found = good.stream()
                .filter(l -> bad.contains(l.digest()))
                .map(Look::file)
                .toList();
        tell(Kind.BOTH, found, "");
    }

    private List<Look> copies(List<Look> good) {
        Map<String, Look> first = new HashMap<>();
        List<Path> second = new ArrayList<>();
        List<Look> single = new ArrayList<>();
        for (Look look : good) {
            if (first.putIfAbsent(look.digest(), look) == null) {
                single.add(look);
            } else {
                second.add(look.file());
            }
        }
        tell(Kind.COPIES, second, "");
        return single;
    }

    private <T> void odd(Kind kind, Function<Look, T> property, Function<T, String> usual) {
        Map<T, Long> counts = looks.stream().collect(Collectors.groupingBy(property, Collectors.counting()));
        Comparator<Map.Entry<T, Long>> most = Map.Entry.comparingByValue();
        counts.entrySet().stream()
                .max(most.thenComparing(e -> e.getKey().toString()))
                .map(Map.Entry::getKey)
                .ifPresent(common -> {
                    List<Path> others = looks.stream()
                            .filter(l -> !property.apply(l).equals(common))
                            .map(Look::file)
                            .toList();
                    tell(kind, others, usual.apply(common));
                });
    }

    private void alike(List<Look> single) {
        List<Path> second = new ArrayList<>();
        NearDuplicates.groups(single.stream().map(Look::likeness).toList())
                .forEach(group ->
                        group.stream().skip(1).map(i -> single.get(i).file()).forEach(second::add));
        tell(Kind.ALIKE, second, "");
    }

    private void outside(Kind kind, List<Look> good, ToDoubleFunction<Look> figure, double least) {
        double[] values = good.stream().mapToDouble(figure).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted[(sorted.length - 1) / 4];
        double high = sorted[(3 * (sorted.length - 1) + 3) / 4];
        double step = 3 * Math.max(least, high - low);
        List<Path> found = IntStream.range(0, values.length)
                .boxed()
                .filter(i -> values[i] < low - step || values[i] > high + step)
                .sorted(Comparator.comparing(i -> -Math.max(low - values[i], values[i] - high)))
                .map(i -> good.get(i).file())
                .toList();
        boolean grey = kind != Kind.LOOK;
        tell(kind, found, grey ? Math.round(low) + " – " + Math.round(high) : "");
    }
}
