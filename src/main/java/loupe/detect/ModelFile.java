package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.detect.profile.ModelFacts;
import loupe.detect.profile.ModelOutline;
import loupe.detect.profile.ProfileFile;
import loupe.detect.profile.Sidecars;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A model's bytes, read once: what is hashed is what is loaded. The bytes lie outside the Java heap, where the runtime
 * takes them without a copy.
 */
final class ModelFile {
    /** Largest model, external data included; also the limit of the format itself for one file. */
    static final long LIMIT = Integer.MAX_VALUE;

    private static final long MEGABYTE = 1_000_000;

    private final String name;
    private final Optional<Path> path;
    private final Optional<Path> data;
    private final ByteBuffer bytes;
    private final String sha256;
    private final ModelOutline outline;

    private ModelFile(String name, Optional<Path> path, ByteBuffer bytes) {
        this.name = name;
        this.path = path;
        this.data = path.map(ModelFile::dataFolder);
        this.bytes = bytes;
        this.sha256 = digest(bytes);
        this.outline = outline(name, bytes);
    }

    /**
     * Reads a file.
     *
     * @throws InspectionFault IMG-05 missing or not readable; MOD-01 not a model; MOD-03 too large; MOD-07 external
     *     data outside the model's folder
     */
    static ModelFile read(Path path) {
        return read(path, LIMIT);
    }

    static ModelFile read(Path path, long limit) {
        String name = String.valueOf(path.getFileName());
        if (Files.isDirectory(path)) {
            throw new InspectionFault(FaultCode.MOD_01, name, "it is a folder");
        }
        if (!Files.isReadable(path)) {
            throw new InspectionFault(FaultCode.IMG_05, path);
        }
        try {
            ModelFile file = new ModelFile(name, Optional.of(path.toAbsolutePath()), bytes(path, name, limit));
            ExternalData.check(name, file.data.orElseThrow().toRealPath(), file.outline.external(), limit);
            return file;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.MOD_01, e, name, String.valueOf(e.getMessage()));
        }
    }

    /** A model that is in memory; it cannot have external data. */
    static ModelFile of(byte[] model, String name) {
        ByteBuffer bytes = allocate(name, model.length, LIMIT).put(model).flip();
        ModelFile file = new ModelFile(name, Optional.empty(), bytes);
        for (String location : file.outline.external()) {
            throw new InspectionFault(FaultCode.MOD_07, name, location);
        }
        return file;
    }

    /** A model's weights lie beside it; where many models share a folder, in a folder of its own beside it. */
    private static Path dataFolder(Path model) {
        Path own = dataFolderOf(model);
        return Files.isDirectory(own) ? own : model.getParent();
    }

    static Path dataFolderOf(Path model) {
        return model.resolveSibling(model.getFileName() + "-data");
    }

    String name() {
        return name;
    }

    /** All that is known before it runs. */
    ModelFacts facts() {
        Path real = path.orElse(null);
        return new ModelFacts(name, outline, real == null ? Sidecars.NONE : Sidecars.in(real.getParent()));
    }

    /** Weights that lie in files of their own, by the names that the model gives them. */
    Map<String, Path> weights() {
        Map<String, Path> files = new TreeMap<>();
        outline.external().forEach(name -> files.put(name, data.orElseThrow().resolve(name)));
        return files;
    }

    /** Compares the weights beside it with the digests that were stored; MOD-05 when one is another. */
    void verify(ProfileFile stored) {
        weights().forEach((name, file) -> {
            if (!ProfileFile.digestOf(file).equals(stored.files().get(name))) {
                throw new InspectionFault(FaultCode.MOD_05, name);
            }
        });
    }

    Path folder() {
        return path.orElseThrow().getParent();
    }

    /** The profile somebody stored beside it. */
    Optional<ProfileFile> stored() {
        return path.flatMap(p -> ProfileFile.find(p, sha256));
    }

    String sha256() {
        return sha256;
    }

    long size() {
        return bytes.limit();
    }

    ModelOutline outline() {
        return outline;
    }

    /**
     * Lets the runtime load the model.
     *
     * @throws InspectionFault MOD-01 when it cannot, MOD-04 when only a newer runtime could
     */
    OrtSession createSession(OrtEnvironment environment, OrtSession.SessionOptions options) {
        try {
            if (data.isPresent()) { // measured: nothing outside it is opened, whatever the model says
                String key = "session.model_external_initializers_file_folder_path";
                options.addConfigEntry(key, data.get().toString());
            }
            return environment.createSession(bytes.duplicate(), options);
        } catch (OrtException e) {
            throw refused(e, environment.getVersion());
        }
    }

    private InspectionFault refused(OrtException e, String runtime) {
        String reason = Ort.reason(e);
        String lower = Ort.message(e).toLowerCase(Locale.ROOT);
        if (lower.contains("opset") && lower.contains("under development")) {
            return new InspectionFault(FaultCode.MOD_04, e, name, Long.toString(outline.opset()), runtime);
        }
        if (lower.contains("unsupported model ir version")) {
            String opset = outline.opset() + " (IR " + outline.irVersion() + ")";
            return new InspectionFault(FaultCode.MOD_04, e, name, opset, runtime);
        }
        if (lower.contains("escapes") || lower.contains("absolute path not allowed")) {
            return new InspectionFault(FaultCode.MOD_07, e, name, reason);
        }
        return new InspectionFault(FaultCode.MOD_01, e, name, reason);
    }

    private static ByteBuffer bytes(Path path, String name, long limit) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            long size = channel.size();
            if (size == 0) {
                throw new InspectionFault(FaultCode.MOD_01, name, "it is empty");
            }
            ByteBuffer bytes = allocate(name, size, limit);
            while (bytes.hasRemaining()) {
                if (channel.read(bytes) < 0) {
                    throw new InspectionFault(FaultCode.MOD_01, name, "it became shorter while it was read");
                }
            }
            return bytes.flip();
        }
    }

    private static ByteBuffer allocate(String name, long size, long limit) {
        if (size > limit) {
            throw tooLarge(name, size, limit, null);
        }
        try {
            return ByteBuffer.allocateDirect((int) size);
        } catch (OutOfMemoryError e) { // the machine's limit, not ours: the rest of Loupe is not short of memory
            throw tooLarge(name, size, Runtime.getRuntime().maxMemory(), e);
        }
    }

    static InspectionFault tooLarge(String name, long size, long limit, Throwable cause) {
        long megabytes = (size + MEGABYTE - 1) / MEGABYTE;
        return new InspectionFault(FaultCode.MOD_03, cause, name, megabytes, limit / MEGABYTE);
    }

    private static ModelOutline outline(String name, ByteBuffer bytes) {
        try {
            ModelOutline outline = OutlineReader.read(bytes);
            if (outline.outputs().isEmpty()) {
                throw new InspectionFault(FaultCode.MOD_01, name, "it is not an ONNX model");
            }
            return outline;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.MOD_01, e, name, "it is not an ONNX model: " + e.getMessage());
        }
    }

    private static String digest(ByteBuffer bytes) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes.duplicate());
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
