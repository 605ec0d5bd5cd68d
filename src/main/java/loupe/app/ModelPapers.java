package loupe.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.detect.Detectors;
import loupe.detect.ModelCard;
import loupe.detect.OnnxModels;
import loupe.detect.profile.ModelFacts;
import loupe.detect.profile.TensorPort;
import loupe.domain.InspectionFault;
import loupe.train.backbone.CardFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose a model is and what belongs to it.
 *
 * @param file the model
 * @param bytes its size, weights in other files not counted
 * @param sha256 lower-case hex digest of the file
 * @param producer who wrote the file; may be empty
 * @param opset version of the standard operator set; 0 when not declared
 * @param licence as its metadata or a file beside it says; empty when nothing says it
 * @param inputs name, type and shape of each
 * @param outputs name, type and shape of each
 * @param siblings names of the files beside it that belong to it
 */
public record ModelPapers(
        Path file,
        long bytes,
        String sha256,
        String producer,
        long opset,
        Optional<String> licence,
        List<String> inputs,
        List<String> outputs,
        List<String> siblings) {
    private static final Logger LOG = LoggerFactory.getLogger(ModelPapers.class);
    private static final List<String> KEYS = List.of("license", "licence", "license_name");
    private static final List<String> FILES = List.of("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING");
    private static final String UNKNOWN = "unknown";
    private static final int LONGEST = 120;
    private static final int FIRST_BYTES = 4096;

    public ModelPapers {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        siblings = List.copyOf(siblings);
    }

    static ModelPapers of(Path model, ModelFacts facts) {
        ModelCard card = OnnxModels.describe(model);
        List<String> siblings = new ArrayList<>();
        facts.sidecars().present().forEach(p -> siblings.add(String.valueOf(p.getFileName())));
        siblings.addAll(Detectors.weights(model).keySet());
        return new ModelPapers(
                model,
                card.bytes(),
                card.sha256(),
                card.producer(),
                card.opset(),
                licence(model, facts),
                card.inputs().stream().map(TensorPort::toString).toList(),
                card.outputs().stream().map(TensorPort::toString).toList(),
                siblings);
    }

    /** Name of the file. */
    public String name() {
        return String.valueOf(file.getFileName());
    }

    /** As the model's metadata says, or its card, or its metadata.json, or the first line of a licence beside it. */
    private static Optional<String> licence(Path model, ModelFacts facts) {
        Map<String, String> metadata = facts.outline().metadata();
        Stream<String> said = metadata.entrySet().stream()
                .filter(e -> KEYS.contains(e.getKey().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getValue);
        return said.map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .or(() -> ofCard(CardFile.beside(model)))
                .or(() -> KEYS.stream()
                        .flatMap(k -> facts.sidecars().word(k).stream())
                        .findFirst())
                .or(() -> FILES.stream()
                        .flatMap(f -> firstLine(model.resolveSibling(f)).stream())
                        .findFirst())
                .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…");
    }

    private static Optional<String> ofCard(Path card) {
        if (!Files.isRegularFile(card, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(CardFile.read(card).licence()).filter(l -> !l.equals(UNKNOWN));
        } catch (InspectionFault e) { // some other program's file of that name
            LOG.debug("{} is no card", card, e);
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Path licence) {
        if (!Files.isRegularFile(licence, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(licence)) {
            String text = new String(in.readNBytes(FIRST_BYTES), StandardCharsets.UTF_8);
            return text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", licence, e);
            return Optional.empty();
        }
    }
}
