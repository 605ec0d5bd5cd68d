package loupe.train.backbone;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.train.backbone.BackboneCard.Layout;
import loupe.train.graph.ForeignGraph;

/** Opens backbones by path or by the short name of a shipped one. */
public final class Backbones {
    /** The backbone that Loupe ships and teaches with unless told otherwise. */
    public static final String DEFAULT = "loupe-features-s";

    private static final List<Double> IMAGENET_MEAN = List.of(0.485, 0.456, 0.406);
    private static final List<Double> IMAGENET_STD = List.of(0.229, 0.224, 0.225);
    private static final long LARGEST = 1L << 30;

    private Backbones() {}

    /**
     * Opens a path that exists, else a shipped backbone of this name.
     *
     * @throws InspectionFault MOD-10 when there is none, or when it cannot be used
     */
    public static Backbone open(String pathOrName) {
        Path path = Path.of(pathOrName);
        if (Files.isRegularFile(path)) {
            return open(path);
        }
        return folders().stream()
                .map(f -> f.resolve(pathOrName + ".onnx"))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(Backbones::open)
                .orElseThrow(() -> new InspectionFault(FaultCode.MOD_10, pathOrName, "there is no such file"));
    }

    /**
     * Opens a backbone; without a card beside it, one is guessed (see {@link #guess}).
     *
     * @throws InspectionFault MOD-01, MOD-10
     */
    public static Backbone open(Path model) {
        byte[] bytes = read(model);
        ForeignGraph graph = ForeignGraph.parse(model.toString(), bytes);
        String sha256 = sha256(bytes);
        Path cardFile = CardFile.beside(model);
        BackboneCard card = Files.isRegularFile(cardFile) ? CardFile.read(cardFile) : guess(model, graph, sha256);
        if (!card.sha256().isEmpty() && !card.sha256().equals(sha256)) {
            throw new InspectionFault(FaultCode.MOD_10, model, "the file is not the one its card was written for");
        }
        return new Backbone(card, graph, sha256);
    }

    /**
     * A card for a classifier that has none: taps found, ImageNet normalisation supposed. The note says that it is a
     * guess.
     *
     * @throws InspectionFault MOD-10 when no taps at strides 8 and 16 can be found
     */
    public static BackboneCard guess(Path model, ForeignGraph graph, String sha256) {
        List<Tap> taps = Taps.propose(graph);
        if (taps.isEmpty()) {
            throw new InspectionFault(
                    FaultCode.MOD_10,
                    model,
                    "no features at strides 8 or 16 were found; write " + CardFile.beside(model)
                            + " with name, taps [{tensor, channels, stride}], mean, std, scale, layout, licence");
        }
        long[] dims = graph.inputDims();
        boolean nhwc = dims.length == 4 && dims[3] == 3 && dims[1] != 3;
        String name = stem(model);
        boolean symmetric = name.toLowerCase(Locale.ROOT).matches(".*(_|-|\\b)tf2?(_|-|\\b|\\.).*");
        List<Double> half = List.of(127.5, 127.5, 127.5);
        return new BackboneCard(
                name,
                taps,
                symmetric ? half : IMAGENET_MEAN,
                symmetric ? half : IMAGENET_STD,
                symmetric ? 255 : 1,
                nhwc ? Layout.NHWC : Layout.NCHW,
                false,
                0,
                "unknown",
                sha256,
                "Guessed: taps by stride, normalisation " + (symmetric ? "x/127.5 − 1" : "of ImageNet")
                        + ". Correct this card where the network was trained differently.",
                Map.of());
    }

    /** Every backbone that is shipped or was put beside the shipped ones, sorted by name. */
    public static List<Path> list() {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders()) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(f -> f.toString().endsWith(".onnx")).forEach(found::add);
            } catch (IOException e) {
                throw new InspectionFault(FaultCode.IMG_05, e, folder);
            }
        }
        return found.stream().sorted().toList();
    }

    private static List<Path> folders() {
        List<Path> candidates = new ArrayList<>();
        String install = System.getProperty("loupe.install", "");
        if (!install.isEmpty()) {
            candidates.add(Path.of(install, "onnx-models"));
        }
        besideProgram(candidates);
        candidates.add(Path.of("onnx-models"));
        return candidates.stream().filter(Files::isDirectory).limit(1).toList();
    }

    private static void besideProgram(List<Path> candidates) {
        try {
            Path code = Path.of(Backbones.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (code.getParent() != null && code.getParent().getParent() != null) {
                candidates.add(code.getParent().getParent().resolve("onnx-models")); // lib/loupe.jar → onnx-models
            }
        } catch (URISyntaxException e) {
            throw new InspectionFault(FaultCode.SYS_02, e, e.getMessage());
        }
    }

    private static byte[] read(Path model) {
        try {
            if (Files.size(model) > LARGEST) {
                throw new InspectionFault(FaultCode.MOD_03, model, Files.size(model) >> 20, LARGEST >> 20);
            }
            return Files.readAllBytes(model);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.MOD_10, e, model, "it cannot be read");
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String stem(Path model) {
        String file = String.valueOf(model.getFileName());
        return file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
    }
}
