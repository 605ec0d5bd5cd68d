package loupe.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import loupe.detect.FeatureNetwork;
import loupe.detect.GoldenVectors;
import loupe.detect.profile.InputScale;
import loupe.detect.profile.ProfileFile;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.train.backbone.Backbone;
import loupe.train.backbone.BackboneCard;
import loupe.train.backbone.Backbones;
import loupe.train.backbone.CardFile;
import loupe.train.backbone.Tap;
import loupe.train.backbone.Taps;
import loupe.train.npad.Npad;
import loupe.train.npad.NpadSettings;

/** Feature networks that a person brought, each with its card, in one folder of the data folder. Calls block. */
public final class KeptBackbones {
    private static final String ONNX = ".onnx";
    private static final String UNKNOWN = "unknown";
    private static final Set<String> JUDGES_NOTHING =
            Set.of("custom", "classifier", "ultralytics-classify", "mmdeploy-classification");
    private static final int FINEST = 4;
    private static final int COARSEST = 32;
    private static final int FEWEST_CHANNELS = 8;
    private static final int OF_A_STRIDE = 3;
    private static final int LONGEST = 80;
    private static final List<Double> HALF = List.of(127.5, 127.5, 127.5);
    private static final List<Double> NONE = List.of(0.0, 0.0, 0.0);
    private static final List<Double> ONE = List.of(1.0, 1.0, 1.0);

    private final Path folder;

    /** How a network was fed when it was trained. */
    public enum Feeding {
        /** As the card beside it says. */
        CARD,
        /** 0…1, the mean of ImageNet off, divided by its standard deviation. */
        IMAGENET,
        /** −1…1. */
        SYMMETRIC,
        /** 0…1. */
        UNIT,
        /** 0…255. */
        BYTES
    }

    /**
     * A model that can be taught with.
     *
     * @param file the model
     * @param card as it lies beside the model, or guessed; its taps are the proposed ones
     * @param choices every tap worth choosing, finest first
     * @param feeding as far as it is known or guessed
     * @param hasCard whether a card lies beside the model
     */
    public record Candidate(Path file, BackboneCard card, List<Tap> choices, Feeding feeding, boolean hasCard) {
        public Candidate {
            choices = List.copyOf(choices);
        }
    }

    /** What a person chose. */
    public record Choice(String name, List<Tap> taps, Feeding feeding) {
        public Choice {
            taps = List.copyOf(taps);
        }
    }

    public KeptBackbones(Path folder) {
        this.folder = folder;
    }

    /** Those that were kept, sorted by name. */
    public List<Path> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ONNX)).sorted().toList();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, folder);
        }
    }

    /** Whether one can teach with a model: it describes pictures and has features at useful strides. */
    public static Optional<Candidate> look(ImportDraft draft) {
        if (!JUDGES_NOTHING.contains(draft.family())) {
            return Optional.empty();
        }
        Path file = draft.papers().file();
        try {
            Backbone network = Backbones.open(file);
            boolean hasCard = Files.isRegularFile(CardFile.beside(file));
            BackboneCard card = fitting(network.card(), draft, hasCard);
            return Optional.of(new Candidate(file, card, choices(network), feeding(card, draft, hasCard), hasCard));
        } catch (InspectionFault e) {
            if (e.code() == FaultCode.MOD_10 || e.code() == FaultCode.MOD_01 || e.code() == FaultCode.MOD_03) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Its size where it has a fixed one, and its licence where its papers know it. */
    private static BackboneCard fitting(BackboneCard card, ImportDraft draft, boolean hasCard) {
        int side = draft.fixedSide();
        String licence =
                card.licence().equals(UNKNOWN) ? draft.papers().licence().orElse(UNKNOWN) : card.licence();
        return new BackboneCard(
                card.name(),
                card.taps(),
                card.mean(),
                card.std(),
                card.scale(),
                card.layout(),
                card.pooled(),
                hasCard || side == 0 ? card.inputSize() : side,
                licence,
                draft.papers().sha256(),
                card.note(),
                card.training());
    }

    private static Feeding feeding(BackboneCard card, ImportDraft draft, boolean hasCard) {
        if (hasCard) {
            return Feeding.CARD;
        }
        if (draft.normalisesInside()) {
            return draft.value("scale.white").startsWith("255") ? Feeding.BYTES : Feeding.UNIT;
        }
        return card.mean().equals(HALF) ? Feeding.SYMMETRIC : Feeding.IMAGENET;
    }

    /** The last tensors of each stride, where features are ripest, outputs of the graph, and what the card names. */
    private static List<Tap> choices(Backbone network) {
        List<String> outputs = network.graph().outputNames();
        Map<Integer, List<Tap>> byStride = new TreeMap<>();
        for (Tap tap : Taps.all(network.graph())) {
            if (tap.stride() >= FINEST && tap.stride() <= COARSEST && tap.channels() >= FEWEST_CHANNELS) {
                byStride.computeIfAbsent(tap.stride(), s -> new ArrayList<>()).add(tap);
            }
        }
        network.card().taps().forEach(t -> byStride.computeIfAbsent(t.stride(), s -> new ArrayList<>()));
        List<Tap> chosen = new ArrayList<>();
        byStride.forEach((stride, taps) -> {
            for (int i = 0; i < taps.size(); i++) {
                Tap tap = taps.get(i);
                boolean wanted = network.card().taps().contains(tap) || outputs.contains(tap.tensor());
                if (wanted || i >= taps.size() - OF_A_STRIDE) {
                    chosen.add(tap);
                }
            }
            network.card().taps().stream()
                    .filter(t -> t.stride() == stride && !chosen.contains(t))
                    .forEach(chosen::add);
        });
        return chosen;
    }

    /**
     * Tries a network with the taps chosen and keeps its file with a card.
     *
     * @return where it lies
     * @throws InspectionFault MOD-xx when it does not run so, CFG-02 when it cannot be written
     */
    public Path keep(Candidate candidate, Choice choice) {
        Backbone network = Backbones.open(candidate.file());
        BackboneCard card = card(candidate, choice);
        Backbone chosen = new Backbone(card, network.graph(), network.sha256());
        try (FeatureNetwork taps = Npad.taps(chosen, NpadSettings.suiting(chosen))) {
            taps.extract(GoldenVectors.draw("checker"));
        }
        Path target = free(choice.name(), network.sha256());
        try {
            WholeFile.write(target, out -> Files.copy(candidate.file(), out));
            if (!ProfileFile.digestOf(target).equals(network.sha256())) {
                throw new IOException("the file changed while it was copied");
            }
            WholeFile.write(CardFile.beside(target), CardFile.text(card).getBytes(StandardCharsets.UTF_8));
            return target;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, target, String.valueOf(e.getMessage()));
        }
    }

    private static BackboneCard card(Candidate candidate, Choice choice) {
        BackboneCard was = candidate.card();
        List<Double> mean = switch (choice.feeding()) {
            case CARD -> was.mean();
            case IMAGENET -> InputScale.IMAGENET.mean();
            case SYMMETRIC -> HALF;
            case UNIT, BYTES -> NONE;
        };
        List<Double> std = switch (choice.feeding()) {
            case CARD -> was.std();
            case IMAGENET -> InputScale.IMAGENET.std();
            case SYMMETRIC -> HALF;
            case UNIT, BYTES -> ONE;
        };
        double scale = switch (choice.feeding()) {
            case CARD -> was.scale();
            case IMAGENET, UNIT -> 1;
            case SYMMETRIC, BYTES -> 255;
        };
        return new BackboneCard(
                choice.name(),
                choice.taps(),
                mean,
                std,
                scale,
                was.layout(),
                was.pooled(),
                was.inputSize(),
                was.licence(),
                was.sha256(),
                candidate.hasCard() ? was.note() : "",
                was.training());
    }

    /** A name of its own, or that of the same file. */
    private Path free(String name, String sha256) {
        String plain = name.strip().replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+", "");
        String stem = plain.isEmpty() ? "backbone" : plain.substring(0, Math.min(LONGEST, plain.length()));
        for (int i = 1; ; i++) {
            Path file = folder.resolve(i == 1 ? stem + ONNX : stem + "-" + i + ONNX);
            if (!Files.exists(file) || ProfileFile.digestOf(file).equals(sha256)) {
                return file;
            }
        }
    }
}
