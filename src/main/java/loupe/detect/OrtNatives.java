package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import loupe.imaging.CacheFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ONNX Runtime's native libraries in the cache folder. The runtime by itself unpacks 24 MB from its jar at every
 * start. Left alone: a folder named by the user ({@code -Donnxruntime.native.path}), and jars with GPU providers, whose
 * libraries must lie together.
 */
final class OrtNatives {
    static final String FOLDER = "onnxruntime.native.path";

    private static final Logger LOG = LoggerFactory.getLogger(OrtNatives.class);
    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private OrtNatives() {}

    /** Points the runtime to the cached libraries; without effect where they cannot be cached, or once it is loaded. */
    static void useCache() {
        if (System.getProperty(FOLDER) != null || resource("onnxruntime_providers_cuda") != null) {
            return;
        }
        try {
            cached(CacheFolder.path()).ifPresent(folder -> System.setProperty(FOLDER, folder.toString()));
        } catch (IOException e) {
            LOG.warn("ONNX Runtime is not cached and unpacks itself at every start", e);
        }
    }

    /** The folder below {@code cache} with whole copies of this platform's libraries; empty where the jar has none. */
    static Optional<Path> cached(Path cache) throws IOException {
        Path folder = null;
        for (String name : NAMES) {
            URL resource = resource(name);
            if (resource == null || !(resource.openConnection() instanceof JarURLConnection jar)) {
                return Optional.empty();
            }
            long crc = jar.getJarEntry().getCrc();
            folder = folder == null ? cache.resolve("onnxruntime-%08x".formatted(crc)) : folder;
            provide(resource, folder.resolve(System.mapLibraryName(name)), crc);
        }
        return Optional.of(folder.toAbsolutePath());
    }

    private static URL resource(String name) {
        return OrtEnvironment.class.getResource(
                "/ai/onnxruntime/native/" + platform() + "/" + System.mapLibraryName(name));
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String system = os.contains("windows") ? "win" : os.contains("mac") ? "osx" : "linux";
        return system + "-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }

    private static void provide(URL resource, Path target, long crc) throws IOException {
        if (Files.isReadable(target) && copy(Files.newInputStream(target), OutputStream.nullOutputStream()) == crc) {
            return;
        }
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "library", ".part");
        try {
            if (copy(resource.openStream(), Files.newOutputStream(part)) != crc) {
                throw new IOException("damaged: " + resource);
            }
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long copy(InputStream from, OutputStream to) throws IOException {
        try (CheckedInputStream in = new CheckedInputStream(from, new CRC32());
                OutputStream out = to) {
            byte[] block = new byte[1 << 20];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                out.write(block, 0, n);
            }
            return in.getChecksum().getValue();
        }
    }
}
