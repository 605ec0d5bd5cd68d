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
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import loupe.calibrate.Scored;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Prediction;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
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
 */
public record Scoring(List<ScoredImage> images, List<String> errors) {
    /** The phase told to {@link Progress}. */
    public static final String PHASE = "calibrate.scores";

    private static final Logger LOG = LoggerFactory.getLogger(Scoring.class);

    public Scoring {
        images = List.copyOf(images);
        errors = List.copyOf(errors);
    }

    /**
     * Scores every image. One thread; the inspector stays open. An image that cannot be read or scored is an error
     * in the result, never an exception.
     *
     * @throws InspectionFault OPS-01 when cancelled
     */
    public static Scoring of(List<Sample> samples, Inspector inspector, Progress progress) {
        return of(samples, inspector, Optional.empty(), progress);
    }

    /** The same, and every map is shown to {@code maps} before it is forgotten. */
    public static Scoring of(List<Sample> samples, Inspector inspector, Optional<MapRules> maps, Progress progress) {
        List<ScoredImage> images = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            progress.checkCancelled();
            progress.update(PHASE, i, samples.size());
            Sample sample = samples.get(i);
            try {
                images.add(score(sample, inspector, maps));
            } catch (InspectionFault fault) {
                LOG.warn("{} is left out: {}", sample.image(), fault.getMessage());
                errors.add(sample.image().getFileName() + ": " + fault.getMessage());
            }
        }
        progress.update(PHASE, samples.size(), samples.size());
        return new Scoring(images, errors);
    }

    /** The scores as a calibration wants them. */
    public List<Scored> scored(ScoreSource source) {
        return images.stream().map(i -> i.with(source)).toList();
    }

    /**
     * Two halves of the parts, drawn separately for every type; images of one part stay together. The first has the
     * odd one. Errors stay with the first.
     *
     * @param seed same seed, same halves
     */
    public List<Scoring> halves(long seed) {
        Map<String, Map<String, List<ScoredImage>>> types = new TreeMap<>();
        Map<String, String> typeOf = new HashMap<>();
        for (ScoredImage image : images) {
            String type = image.sample().type();
            typeOf.merge(image.sample().part(), type, (a, b) -> a.equals(SampleSet.GOOD) ? b : a);
        }
        for (ScoredImage image : images) {
            String part = image.sample().part();
            types.computeIfAbsent(typeOf.get(part), t -> new TreeMap<>())
                    .computeIfAbsent(part, p -> new ArrayList<>())
                    .add(image);
        }
        List<ScoredImage> first = new ArrayList<>();
        List<ScoredImage> second = new ArrayList<>();
        Random random = new Random(seed);
        types.values().forEach(parts -> {
            List<List<ScoredImage>> drawn = new ArrayList<>(parts.values());
            Collections.shuffle(drawn, random);
            for (int i = 0; i < drawn.size(); i++) {
                (2 * i < drawn.size() ? first : second).addAll(drawn.get(i));
            }
        });
        return List.of(new Scoring(first, errors), new Scoring(second, List.of()));
    }

    /** Digest of what was labelled how: contents, types and parts, whatever the folder is called. */
    public String samplesSha256() {
        String lines = images.stream()
                .map(i -> i.fileSha256() + " " + i.sample().type() + " "
                        + i.sample().part().replaceFirst("^.*[/\\\\]", ""))
                .sorted()
                .collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static ScoredImage score(Sample sample, Inspector inspector, Optional<MapRules> maps) {
        String digest = digest(sample.image());
        Image image = ImageCodec.read(sample.image());
        Frame frame = new Frame(1, sample.image().toString(), Instant.EPOCH, image);
        Inspection inspection = inspector.inspect(frame);
        Optional<Prediction> prediction = inspection.prediction();
        if (prediction.isEmpty()) {
            throw new InspectionFault(FaultCode.MOD_09, inspection.faultText());
        }
        double pixel = inspector.recipe().rule().pixel();
        Map<ScoreSource, Float> scores = new EnumMap<>(ScoreSource.class);
        for (ScoreSource source : ScoreSource.values()) {
            float score = source.of(prediction.get(), pixel);
            if (!Float.isFinite(score)) {
                throw new InspectionFault(FaultCode.MOD_06);
            }
            scores.put(source, score);
        }
        maps.ifPresent(m -> m.add(sample, image, prediction.get().map()));
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
