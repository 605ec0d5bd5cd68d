package loupe.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;

/** Model files named by the digest of their content; a name that is here and verified cannot hold anything else. */
final class Models {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();

    Models(Path folder) {
        this.folder = folder;
    }

    String store(byte[] onnx) {
        String digest = hex(sha256().digest(onnx));
        store(digest, out -> out.write(onnx));
        return digest;
    }

    /** Copies a file whose digest is known. */
    void store(Path onnx, String digest) {
        store(digest, out -> Files.copy(onnx, out));
    }

    private void store(String digest, WholeFile.Content content) {
        Path file = file(digest);
        try {
            if (!Files.exists(file) || !digest.equals(digestOf(file))) {
                WholeFile.write(file, content);
                if (!digest.equals(digestOf(file))) {
                    throw new IOException("the disk gave back other bytes than were written");
                }
            }
            verified.add(digest);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    Path path(String digest) {
        if (!SHA256.matcher(digest).matches()) {
            throw new InspectionFault(FaultCode.MOD_05, digest);
        }
        Path file = file(digest);
        if (!Files.isRegularFile(file)) {
            throw new InspectionFault(FaultCode.MOD_05, file);
        }
        if (!verified.contains(digest)) {
            verify(file, digest);
            verified.add(digest);
        }
        return file;
    }

    private static void verify(Path file, String digest) {
        try {
            if (!digest.equals(digestOf(file))) {
                throw new InspectionFault(FaultCode.MOD_05, file);
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.MOD_05, e, file);
        }
    }

    private Path file(String digest) {
        return folder.resolve(digest + ".onnx");
    }

    /** Lower-case hex SHA-256 of a file. */
    static String digestOf(Path file) throws IOException {
        MessageDigest sha256 = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return hex(sha256.digest());
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
