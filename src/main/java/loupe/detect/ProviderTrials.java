package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.Reference;
import loupe.domain.Acceleration;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.ProviderMeasurement.ThreadTime;
import loupe.domain.ProviderTrial;
import loupe.domain.ProviderTrial.Parity;
import loupe.imaging.ImageCodec;

/**
 * Runs models on every execution provider of the runtime for real. Slow, up to minutes where TensorRT builds an engine:
 * work thread. Only the CPU has been measured by us; no machine with another provider was at hand.
 */
public final class ProviderTrials {
    private static final String COMPUTER = "this computer";
    private static final long LONGEST_NANOS = 4_000_000_000L;
    private static final int FEWEST_RUNS = 3;
    private static final int MOST_THREADS = 8;
    private static final Pattern LIBRARY = Pattern.compile(
            "([\\w.+-]+\\.(?:so(?:\\.\\d+)*|dll|dylib))(?=[^\\w]*(?:: cannot open|\\W+not found|\\W+which is"
                    + " missing|: The specified module))");
    private static final Pattern SHARED_PROVIDER = Pattern.compile("Failed to find (\\w+) shared provider");
    private static final List<Path> DRIVERS =
            List.of(Path.of("/sys/module/nvidia/version"), Path.of("/sys/module/amdgpu/version"));

    private ProviderTrials() {}

    /**
     * Runs a detector on every provider and compares it with the CPU on the reference pictures: those that Loupe draws
     * and those that lie beside the model.
     *
     * @param base options and threads; which provider it names is ignored
     * @param runs measured on each at most, ≥ 1; slow models are run less often
     * @param progress told of each provider by its name
     * @throws InspectionFault when it does not even run on the CPU; OPS-01
     */
    public static List<ProviderTrial> of(Path model, ProviderPreference base, int runs, Progress progress) {
        ModelFile file = ModelFile.read(model);
        Map<String, Image> pictures = pictures(file);
        List<Reference> expected;
        try (OnnxDetector cpu = Detectors.open(model, base.on(Provider.CPU))) {
            expected = GoldenVectors.freeze(cpu, pictures);
        }
        List<ProviderTrial> trials = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            progress.update(provider.label(), trials.size(), Provider.values().length);
            progress.checkCancelled();
            try (OnnxDetector detector = OnnxDetector.open(file, OnnxDetector.profile(file), base.on(provider))) {
                Parity parity = parity(expected, GoldenVectors.freeze(detector, pictures), detector.tolerance());
                double[] times = times(detector, runs, progress);
                trials.add(ran(provider, times, Optional.of(parity), detector.nodes()));
            } catch (InspectionFault fault) {
                trials.add(failed(provider, fault));
            }
        }
        return List.copyOf(trials);
    }

    /** The same with a model of one node: what this computer can run on. Nothing is compared. */
    public static List<ProviderTrial> ofThisComputer(ProviderPreference base, int runs) {
        ModelFile identity = ModelFile.of(HexFormat.of().parseHex(OnnxModels.IDENTITY), COMPUTER);
        Feed feed = Feed.plain("input", 1, 1, List.of("output"));
        List<ProviderTrial> trials = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            Providers.Opened opened;
            try {
                opened = Providers.open(identity, feed, base.on(provider));
            } catch (InspectionFault fault) {
                trials.add(failed(provider, fault));
                continue;
            }
            try (OnnxNetwork network = opened.network()) {
                double[] times = times(runs, Progress.NONE, () -> {
                    long start = System.nanoTime();
                    network.run();
                    return System.nanoTime() - start;
                });
                trials.add(ran(provider, times, Optional.empty(), opened.nodes()));
            }
        }
        return List.copyOf(trials);
    }

    /** Times a model on the CPU with one, two, four … threads, up to the number of processors or 8. */
    public static List<ThreadTime> threads(Path model, int runs, Progress progress) {
        int most = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        List<ThreadTime> times = new ArrayList<>();
        for (int count = 1; count <= most; count = count < most ? Math.min(most, 2 * count) : most + 1) {
            progress.update(Provider.CPU.label(), count, most);
            progress.checkCancelled();
            try (OnnxDetector detector = Detectors.open(model, ProviderPreference.CPU.withThreads(count))) {
                times.add(new ThreadTime(count, percentile(times(detector, runs, progress), 0.1)));
            }
        }
        return List.copyOf(times);
    }

    /**
     * What a measurement depends on besides the model: another text means that it has to be made again.
     *
     * @param options of the providers
     */
    public static String basis(Acceleration options) {
        return String.join(
                "; ",
                runtime(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "driver " + driver(),
                Runtime.getRuntime().availableProcessors() + " processors",
                options.words());
    }

    /** The runtime, its version and the execution providers that it was built with. */
    public static String runtime() {
        String built = OrtEnvironment.getAvailableProviders().stream()
                .map(OrtProvider::toString)
                .sorted()
                .collect(Collectors.joining(" "));
        return "ONNX Runtime " + Ort.environment().getVersion() + " with " + built;
    }

    /** Version of the graphics driver as far as files tell; on Windows the time of its library. */
    private static String driver() {
        Path windows = Path.of(String.valueOf(System.getenv("SystemRoot")), "System32", "nvcuda.dll");
        try {
            for (Path file : DRIVERS) {
                if (Files.isReadable(file)) {
                    return Files.readString(file).strip();
                }
            }
            return Files.exists(windows) ? Files.getLastModifiedTime(windows).toString() : "none";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Map<String, Image> pictures(ModelFile file) {
        Map<String, Image> pictures = new LinkedHashMap<>();
        for (Reference r : file.stored().map(ProfileFile::references).orElse(List.of())) {
            if (!GoldenVectors.DRAWN.contains(r.picture())) {
                pictures.put(r.picture(), ImageCodec.read(file.folder().resolve(r.picture())));
            }
        }
        return pictures;
    }

    static Parity parity(List<Reference> expected, List<Reference> given, double tolerance) {
        double worst = 0;
        int same = 0;
        for (int i = 0; i < given.size(); i++) {
            double off = expected.get(i).differenceTo(given.get(i));
            worst = Math.max(worst, off);
            same += off <= tolerance ? 1 : 0;
        }
        return new Parity(given.size(), same, worst, tolerance);
    }

    private static double[] times(OnnxDetector detector, int runs, Progress progress) {
        Image image = GoldenVectors.draw("noise");
        return times(runs, progress, () -> detector.predict(image).timings().total());
    }

    /** Milliseconds, sorted. */
    private static double[] times(int runs, Progress progress, LongSupplier nanos) {
        double[] times = new double[runs];
        long end = System.nanoTime() + LONGEST_NANOS;
        int done = 0;
        while (done < runs && (done < FEWEST_RUNS || System.nanoTime() < end)) {
            progress.checkCancelled();
            times[done++] = nanos.getAsLong() / 1e6;
        }
        double[] sorted = Arrays.copyOf(times, done);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Nearest rank. */
    private static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static ProviderTrial ran(
            Provider provider, double[] times, Optional<Parity> parity, Map<String, Integer> nodes) {
        double p50 = percentile(times, 0.5);
        double p95 = percentile(times, 0.95);
        return new ProviderTrial(provider.label(), true, "", Optional.empty(), p50, p95, parity, nodes);
    }

    private static ProviderTrial failed(Provider provider, InspectionFault fault) {
        if (fault.code() == FaultCode.OPS_01) {
            throw fault;
        }
        boolean fellBack = fault.code() == FaultCode.MOD_13;
        Map<String, Integer> nodes = fellBack
                ? Map.of(
                        Provider.CPU.label(),
                        Integer.parseInt(String.valueOf(fault.args().get(1))))
                : Map.of();
        String reason = fault.code() == FaultCode.MOD_08
                ? String.valueOf(fault.args().get(1))
                : fault.whatHappened(Locale.ENGLISH);
        return ProviderTrial.failed(provider.label(), reason, missing(reason), nodes);
    }

    /** The library that a loader's message complains of. */
    static Optional<String> missing(String message) {
        Matcher file = LIBRARY.matcher(message);
        if (file.find()) {
            return Optional.of(file.group(1));
        }
        Matcher shared = SHARED_PROVIDER.matcher(message);
        return shared.find()
                ? Optional.of(System.mapLibraryName(
                        "onnxruntime_providers_" + shared.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
