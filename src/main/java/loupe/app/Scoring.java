package loupe.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import loupe.calibrate.SampleSplit;
import loupe.domain.AnomalyMap;
import loupe.domain.DecisionRule;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.SampleSet.Sample;
import loupe.domain.ScoreSource;
import loupe.imaging.ImageCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labelled images scored exactly as on the line; nothing is decided and no map is kept.
 *
 * @param images in the order given, without those that failed
 * @param errors what went wrong with the others, file name first
 * @param pixel threshold on the map above which areas were measured, raw
 */
public record Scoring(List<ScoredImage> images, List<String> errors, double pixel) {
    /** The phase told to {@link Progress}. */
    public static final String PHASE = "calibrate.scores";

    /** Sees every image that could be scored, with its map, before both are forgotten. */
    public interface Onlooker {
        void see(Sample sample, Image image, AnomalyMap map);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Scoring.class);

    public Scoring {
        images = List.copyOf(images);
        errors = List.copyOf(errors);
    }

    /** Scores every image; areas are those above the recipe's pixel threshold. */
    public static Scoring of(List<Sample> samples, Inspector inspector, Progress progress) {
        return of(samples, inspector, inspector.recipe().rule().pixel(), (sample, image, map) -> {}, progress);
    }

    /**
     * Scores every image. One thread; the inspector stays open. An image that cannot be read or scored is an error
     * in the result, never an exception.
     *
     * @param pixel threshold on the map above which areas are measured, raw
     * @param onlooker sees every image and map
     * @throws InspectionFault OPS-01 when cancelled
     */
    public static Scoring of(
            List<Sample> samples, Inspector inspector, double pixel, Onlooker onlooker, Progress progress) {
        List<ScoredImage> images = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            progress.checkCancelled();
            progress.update(PHASE, i, samples.size());
            Sample sample = samples.get(i);
            try {
                images.add(score(sample, inspector, pixel, onlooker, progress));
            } catch (InspectionFault fault) {
                progress.checkCancelled(); // that would not be the image's fault
                LOG.warn("{} is left out: {}", sample.image(), fault.getMessage());
                errors.add(sample.image().getFileName() + ": " + fault.getMessage());
            }
        }
        progress.update(PHASE, samples.size(), samples.size());
        return new Scoring(images, errors, pixel);
    }

    /** The scores as a calibration wants them. */
    public Scores by(ScoreSource source) {
        return new Scores(
                source, pixel, images.stream().map(i -> i.with(source)).toList(), samplesSha256());
    }

    /**
     * Two halves of the parts, drawn evenly by type; images of one part stay together. The first has the odd one.
     *
     * @param seed same seed, same halves
     */
    public static List<List<Sample>> halves(List<Sample> samples, long seed) {
        List<String> parts = samples.stream().map(Sample::part).toList();
        List<String> types = samples.stream().map(Sample::type).toList();
        boolean[] first = SampleSplit.subset(parts, types, 0.5, seed);
        List<List<Sample>> halves = List.of(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < first.length; i++) {
            halves.get(first[i] ? 0 : 1).add(samples.get(i));
        }
        return halves;
    }

    /** Digest of what was labelled how: contents, types and parts, whatever the folder is called. */
    private String samplesSha256() {
        String lines = images.stream()
                .map(i -> i.fileSha256() + " " + i.sample().type() + " "
                        + i.sample().part().replaceFirst("^.*[/\\\\]", ""))
                .sorted()
                .collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static ScoredImage score(
            Sample sample, Inspector inspector, double pixel, Onlooker onlooker, Progress progress) {
        String digest = digest(sample.image());
        Image image = ImageCodec.read(sample.image());
        Frame frame = new Frame(1, sample.image().toString(), Instant.EPOCH, image);
        Inspection inspection = inspector.inspect(frame, progress);
        Optional<Prediction> prediction = inspection.prediction();
        if (prediction.isEmpty()) {
            throw new InspectionFault(FaultCode.MOD_09, inspection.faultText());
        }
        DecisionRule rule = inspector.recipe().rule();
        DecisionRule areas = rule.withRegions(pixel, rule.minimumArea());
        Map<ScoreSource, Float> scores = new EnumMap<>(ScoreSource.class);
        for (ScoreSource source : ScoreSource.values()) {
            float score = source.of(prediction.get(), source == ScoreSource.MAP_AREA ? areas : rule);
            if (!Float.isFinite(score)) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
            scores.put(source, score);
        }
        onlooker.see(sample, image, prediction.get().map());
        return new ScoredImage(sample, digest, scores);
    }

    private static String digest(Path file) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
