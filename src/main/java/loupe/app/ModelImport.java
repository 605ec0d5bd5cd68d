package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import loupe.config.RecipeBook;
import loupe.detect.Detectors;
import loupe.detect.GoldenVectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelFacts;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reading;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;
import loupe.detect.profile.Reference;
import loupe.detect.profile.Suggestion;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Region;
import loupe.domain.ScoreSource;
import loupe.domain.WholeFile;
import loupe.imaging.ImageCodec;

/**
 * Takes a stranger's model into the recipe book: resolve, probe, freeze, store. The model's file is never changed, and
 * what is stored judges nothing until it is calibrated: every part is for review.
 */
public final class ModelImport {
    private static final int LARGEST_REFERENCE = 256;

    private ModelImport() {}

    /**
     * What a model gave for one picture.
     *
     * @param picture its name
     * @param lowest of the map
     * @param highest of the map
     * @param width of the map
     * @param height of the map
     */
    public record Probe(String picture, float score, float lowest, float highest, int width, int height) {}

    /**
     * How a model is fed and read: as its files tell, then as a person says.
     *
     * @param family as somebody says it is; empty = found out
     * @param sets {@code field=value}, in order
     * @throws InspectionFault as {@link Families#resolve}
     * @throws IllegalArgumentException when there is no such family or field, or a value does not fit
     */
    public static ModelProfile resolve(Path model, Optional<String> family, List<String> sets) {
        ModelFacts facts = Detectors.facts(model);
        ModelProfile profile =
                family.map(name -> Families.resolve(facts, name)).orElseGet(() -> Families.resolve(facts));
        for (String set : sets) {
            int equals = set.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("“" + set + "” is not FIELD=VALUE");
            }
            profile = ProfileJson.with(profile, set.substring(0, equals).strip(), set.substring(equals + 1));
        }
        return profile;
    }

    static boolean isModel(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    /**
     * Makes a recipe of a model that needs no answers; see {@link #store}.
     *
     * @throws InspectionFault MOD-02 when somebody must say first how it is read, MOD-xx, CFG-02
     */
    static Recipe unasked(RecipeBook book, Path model, Consumer<Recipe> before) {
        ModelProfile profile = resolve(model, Optional.empty(), List.of());
        try (OnnxDetector detector = Detectors.open(model, profile, ProviderPreference.CPU)) {
            ModelProfile read = asProbed(profile, probe(detector, Optional.empty()));
            String name = nameOf(model);
            if (read.equals(profile)) {
                return store(book, detector, model, name, List.of(), before);
            }
            try (OnnxDetector raw = Detectors.open(model, read, ProviderPreference.CPU)) {
                return store(book, raw, model, name, List.of(), before);
            }
        }
    }

    /** Opens a stranger's model once and closes it. */
    static void tryOut(Path model) {
        Detectors.open(model, ProviderPreference.CPU).close();
    }

    /** A name for people made from the file's. */
    public static String nameOf(Path model) {
        return String.valueOf(model.getFileName()).replaceFirst("(?i)\\.onnx$", "");
    }

    /** Runs the model on black, grey, white, noise and on a real image, if there is one. */
    public static List<Probe> probe(OnnxDetector detector, Optional<Path> real) {
        List<Probe> probes = new ArrayList<>();
        for (String name : List.of("black", "grey", "white", "noise")) {
            probes.add(probe(name, detector.predict(GoldenVectors.draw(name))));
        }
        real.ifPresent(
                file -> probes.add(probe(String.valueOf(file.getFileName()), detector.predict(ImageCodec.read(file)))));
        return List.copyOf(probes);
    }

    private static Probe probe(String name, Prediction p) {
        float lowest = Float.POSITIVE_INFINITY;
        for (float s : p.map().scores()) {
            lowest = Math.min(lowest, s);
        }
        return new Probe(
                name, p.score(), lowest, p.map().max(), p.map().width(), p.map().height());
    }

    /** What may be odd about what came out. */
    public enum Warning {
        LEAVES_UNIT("Scores or maps leave 0…1: these are no probabilities. Exported without validation set, or an"
                + " activation is missing (reading.activation); thresholds of the maker mean nothing."),
        ALL_ALIKE("Every probe has the same score: the model is saturated, or does not see what it is fed.");

        private final String text;

        Warning(String text) {
            this.text = text;
        }

        /** English sentences for a console. */
        public String text() {
            return text;
        }
    }

    /** What is odd about what came out. */
    public static List<Warning> oddities(ModelProfile profile, List<Probe> probes) {
        List<Warning> odd = new ArrayList<>();
        if (profile.reading().range() == Range.NORMALISED && leavesUnit(probes)) {
            odd.add(Warning.LEAVES_UNIT);
        }
        if (probes.stream().mapToDouble(Probe::score).distinct().count() == 1) {
            odd.add(Warning.ALL_ALIKE);
        }
        return List.copyOf(odd);
    }

    /** The same as English sentences. */
    public static List<String> warnings(ModelProfile profile, List<Probe> probes) {
        return oddities(profile, probes).stream().map(Warning::text).toList();
    }

    private static boolean leavesUnit(List<Probe> probes) {
        double hair = 1e-3;
        return probes.stream()
                .anyMatch(p -> Math.min(p.score(), p.lowest()) < -hair || Math.max(p.score(), p.highest()) > 1 + hair);
    }

    /** anomalib without a validation set passes raw values through: any score outside 0…1 means raw. */
    public static ModelProfile asProbed(ModelProfile profile, List<Probe> probes) {
        boolean raw = profile.family().startsWith("anomalib")
                && profile.reading().range() == Range.NORMALISED
                && leavesUnit(probes);
        return raw ? ProfileJson.with(profile, "reading.range", "raw").with(Suggestion.NONE) : profile;
    }

    /**
     * Keeps a model with its profile, weights and golden vectors, and makes a recipe of it that nobody calibrated.
     *
     * @param name of the recipe, for people
     * @param real up to five images that become references; only their middles are kept
     * @param before hears of the recipe right before it is stored; what it throws keeps it out of the book
     * @return the recipe; every part is for review until it is calibrated
     * @throws InspectionFault MOD-xx, CFG-02
     */
    static Recipe store(
            RecipeBook book, OnnxDetector detector, Path model, String name, List<Path> real, Consumer<Recipe> before) {
        Map<String, Image> pictures = middles(detector, real);
        List<Reference> references = GoldenVectors.freeze(detector, pictures);
        String digest = detector.info().sha256();
        book.storeModel(model, digest);
        Recipe recipe = recipe(book.freeId(name), name, detector);
        Path stored = book.modelPath(recipe);
        checkOthers(book, stored, detector);
        Map<String, String> files = new TreeMap<>(Map.of(String.valueOf(stored.getFileName()), digest));
        try {
            for (Map.Entry<String, Path> weight : Detectors.weights(model).entrySet()) {
                Path copy = Detectors.weightsFolder(stored).resolve(weight.getKey());
                WholeFile.write(copy, out -> Files.copy(weight.getValue(), out));
                files.put(weight.getKey(), ProfileFile.digestOf(copy));
            }
            for (Map.Entry<String, Image> picture : pictures.entrySet()) {
                Path file = stored.resolveSibling(picture.getKey());
                WholeFile.write(file, ImageCodec.png(picture.getValue()));
                files.put(picture.getKey(), ProfileFile.digestOf(file));
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, stored.getParent(), String.valueOf(e.getMessage()));
        }
        String file = String.valueOf(stored.getFileName());
        new ProfileFile(ProfileFile.VERSION, file, files, detector.profile(), references)
                .write(ProfileFile.beside(stored));
        before.accept(recipe);
        return book.save(recipe);
    }

    /** A model is read in one way: another would change what recipes judge that have it already. */
    private static void checkOthers(RecipeBook book, Path stored, OnnxDetector detector) {
        String digest = detector.info().sha256();
        boolean other = ProfileFile.find(stored, digest)
                .filter(f -> !f.profile().isSameAs(detector.profile()))
                .isPresent();
        Optional<Recipe> user =
                book.list().stream().filter(r -> r.modelSha256().equals(digest)).findFirst();
        if (other && user.isPresent()) {
            String reason = "the recipe " + user.get().id() + " reads this model in another way; put it away first";
            throw new InspectionFault(FaultCode.CFG_02, stored.getFileName(), reason);
        }
    }

    private static Map<String, Image> middles(OnnxDetector detector, List<Path> real) {
        Map<String, Image> pictures = new LinkedHashMap<>();
        String digest = detector.info().sha256();
        for (Path file : real.subList(0, Math.min(Reference.FEWEST, real.size()))) {
            Image image = ImageCodec.read(file);
            int w = Math.min(LARGEST_REFERENCE, image.width());
            int h = Math.min(LARGEST_REFERENCE, image.height());
            Region middle = new Region(Math.floorDiv(image.width() - w, 2), Math.floorDiv(image.height() - h, 2), w, h);
            pictures.put(digest + ".reference-" + (pictures.size() + 1) + ".png", image.crop(middle));
        }
        return pictures;
    }

    /** Limits that no part passes and none fails: a person looks at every one. */
    private static Recipe recipe(String id, String name, OnnxDetector detector) {
        double never = Double.POSITIVE_INFINITY;
        Reading reading = detector.profile().reading();
        ScoreSource source = reading.outputs().containsValue(Role.CLASS_MAP) ? ScoreSource.MAP_AREA : ScoreSource.MODEL;
        // a probability over a half is a region; it decides nothing
        double pixel =
                reading.tellsClasses() ? 0.5 : detector.profile().suggestion().pixel();
        DecisionRule open = new DecisionRule(-never, never, reading.tellsClasses() ? pixel : never, 0, source);
        return new Recipe(
                id,
                1,
                name,
                "",
                Optional.empty(),
                detector.info().sha256(),
                open,
                new DisplayScale(0, pixel > 0 ? pixel : 1),
                Calibration.UNCALIBRATED,
                Instant.EPOCH);
    }
}
