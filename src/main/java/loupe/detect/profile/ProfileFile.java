package loupe.detect.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;

/**
 * {@code model-profile.json}: how a model is fed and read, the digest of every file that belongs to it, and its golden
 * vectors. Lies beside the model; names in it are names in that folder.
 *
 * @param version of this format, {@link #VERSION}
 * @param model name of the model file
 * @param files name → lower-case hex SHA-256, the model among them
 * @param profile how to feed and read it
 * @param references golden vectors
 */
public record ProfileFile(
        int version, String model, Map<String, String> files, ModelProfile profile, List<Reference> references) {
    public static final int VERSION = 1;

    /** Name of the file where a folder holds one model; elsewhere it ends in this, behind the model's name. */
    public static final String NAME = "model-profile.json";

    private static final Pattern PLAIN_NAME = Pattern.compile("[^/\\\\:\\x00-\\x1f]{1,200}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public ProfileFile {
        files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
        references = List.copyOf(references);
        files.forEach(ProfileFile::check);
        if (version < 1 || !files.containsKey(model)) {
            throw new IllegalArgumentException("version " + version + ", model “" + model + "” of " + files.keySet());
        }
        for (Reference r : references) {
            if (!isName(r.picture())) {
                throw new IllegalArgumentException("a picture outside the folder: “" + r.picture() + "”");
            }
        }
    }

    private static void check(String name, String digest) {
        if (!isName(name) || !SHA256.matcher(digest).matches()) {
            throw new IllegalArgumentException("a file outside the folder, or no digest: “" + name + "” " + digest);
        }
    }

    /** Folders below are fine; nothing leaves this one. */
    private static boolean isName(String name) {
        return Arrays.stream(name.split("/", -1))
                .allMatch(n -> PLAIN_NAME.matcher(n).matches() && !n.equals("..") && !n.equals("."));
    }

    /**
     * Lower-case hex SHA-256 of a file.
     *
     * @throws InspectionFault IMG-05 when it cannot be read
     */
    public static String digestOf(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                sha256.update(block, 0, n);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, file);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Digest of the model. */
    public String modelSha256() {
        return files.get(model);
    }

    /** The same, stored under another model name. */
    public ProfileFile renamed(String other) {
        Map<String, String> named = new TreeMap<>(files);
        String digest = named.remove(model);
        named.put(other, digest);
        return new ProfileFile(version, other, named, profile, references);
    }

    /** Where the profile of a model lies that shares its folder with others. */
    public static Path beside(Path model) {
        String name = String.valueOf(model.getFileName()).replaceFirst("(?i)\\.onnx$", "");
        return model.resolveSibling(name + "." + NAME);
    }

    /**
     * The profile that lies beside a model and belongs to it: {@code <name>.model-profile.json}, else
     * {@code model-profile.json} with the model's digest.
     *
     * @throws InspectionFault MOD-12 when it cannot be read, MOD-05 when it belongs to another model of that name
     */
    public static Optional<ProfileFile> find(Path model, String sha256) {
        Path own = beside(model);
        if (Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS)) {
            ProfileFile file = read(own);
            if (!file.modelSha256().equals(sha256)) {
                throw new InspectionFault(FaultCode.MOD_05, own.getFileName());
            }
            return Optional.of(file);
        }
        return Optional.of(model.resolveSibling(NAME))
                .filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                .map(ProfileFile::read)
                .filter(file -> file.modelSha256().equals(sha256));
    }

    /**
     * Reads a file as a stranger's.
     *
     * @throws InspectionFault MOD-12 when it is damaged, names a path, or is of a newer format
     */
    public static ProfileFile read(Path path) {
        try {
            JsonNode tree = SafeJson.read(path);
            int version = tree.path("version").asInt(0);
            if (version > VERSION) {
                throw new IOException("it was written by a newer Loupe, format " + version);
            }
            return SafeJson.MAPPER.treeToValue(tree, ProfileFile.class);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InspectionFault(FaultCode.MOD_12, e, path.getFileName(), reason);
        }
    }

    /**
     * Writes the whole file or nothing.
     *
     * @throws InspectionFault CFG-02
     */
    public void write(Path path) {
        try {
            WholeFile.write(path, bytes());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, path, String.valueOf(e.getMessage()));
        }
    }

    private byte[] bytes() throws IOException {
        return SafeJson.MAPPER.writeValueAsBytes(this);
    }
}
