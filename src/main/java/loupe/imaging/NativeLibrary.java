package loupe.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * OpenCV's native library for one platform: where it lies in the jar and what its bytes must be. Unpacked once into a
 * folder, where its SHA-256 is checked; at every later start a CRC finds a damaged file (a twentieth of the time:
 * damaged libraries crash the process, but who may write to the folder needs no forged one).
 *
 * @param os part of the path in the jar
 * @param arch part of the path in the jar
 * @param file name in the jar and in the cache
 * @param crc32 as in the jar's directory
 * @param sha256 lower-case hex digest
 */
record NativeLibrary(String os, String arch, String file, int crc32, String sha256) {
    static final String NAME = "OpenCV 4.9.0";

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String SO = "libopencv_java490.so";
    private static final String DYLIB = "libopencv_java490.dylib";
    private static final String DLL = "opencv_java490.dll";

    /** The jar org.openpnp:opencv:4.9.0-0; a new version of it needs new digests (NativesTest compares). */
    static final List<NativeLibrary> ALL = List.of(
            new NativeLibrary(
                    "linux",
                    "x86_64",
                    SO,
                    0x5c0632af,
                    "4698bfd0c5d8b032649a9edc32882dcc085c990964350a8ac8e27848fd8e1142"),
            new NativeLibrary(
                    "linux",
                    "ARMv8",
                    SO,
                    0x1fc9f7ac,
                    "8d34a5dedf71b5343176627f9d0ef70dda9540cd5050fa3088cba032e92cb396"),
            new NativeLibrary(
                    "linux",
                    "ARMv7",
                    SO,
                    0x41cd30ba,
                    "11045080e371f215e1db8b0d62ab6cdf505ca39fde0bfe8a9387abed4a8fd88a"),
            new NativeLibrary(
                    "windows",
                    "x86_64",
                    DLL,
                    0x164dcaac,
                    "ab87f37830a5fd4d1f2acee8be393e20a7da2027bb298ffef7d5080f8ced06df"),
            new NativeLibrary(
                    "windows",
                    "x86_32",
                    DLL,
                    0x449077b2,
                    "6ac61111cceed60ec9c4dcd37d20218d14c0cafe487dde32393caf8fa3b5d329"),
            new NativeLibrary(
                    "osx",
                    "x86_64",
                    DYLIB,
                    0x534ac79a,
                    "2fb0432d892c65e5e11734da13bb506545fbf6152dc9fadaafd87b0b55cac12f"),
            new NativeLibrary(
                    "osx",
                    "ARMv8",
                    DYLIB,
                    0x79051a86,
                    "95584d05e00814137140295154f267f0deb3a0839c7278aecb389a45781da77b"));

    static NativeLibrary ofThisPlatform() throws IOException {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch");
        return of(os, arch).orElseThrow(() -> new IOException("no build for " + os + " " + arch));
    }

    /** By the values of Java's {@code os.name} and {@code os.arch}. */
    static Optional<NativeLibrary> of(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String folder = os.contains("windows") ? "windows" : os.contains("mac") ? "osx" : "linux";
        String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "ARMv8";
            case "arm" -> "ARMv7";
            case "x86", "i386", "i686" -> "x86_32";
            default -> osArch;
        };
        return ALL.stream()
                .filter(l -> l.os.equals(folder) && l.arch.equals(arch))
                .findFirst();
    }

    /** The library as a checked file: in the cache folder, or where that cannot be written in a temporary folder. */
    Path locate() throws IOException {
        try {
            return locate(CacheFolder.path());
        } catch (IOException e) {
            Path temporary = Files.createTempDirectory("loupe-natives");
            LOG.warn("the cache folder cannot be used ({}); unpacking to {}", e.toString(), temporary);
            Path file = locate(temporary);
            temporary.toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        }
    }

    /** The library as a checked file below {@code cache}, unpacked when it is not there or not whole. */
    Path locate(Path cache) throws IOException {
        Path target = cache.resolve("opencv-4.9.0-" + sha256.substring(0, 12)).resolve(file);
        if (isWhole(target)) {
            return target.toAbsolutePath();
        }
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), file, ".part");
        try {
            unpack(part);
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
        return target.toAbsolutePath();
    }

    String resource() {
        return "/nu/pattern/opencv/" + os + "/" + arch + "/" + file;
    }

    private boolean isWhole(Path target) throws IOException {
        if (!Files.isReadable(target)) {
            return false;
        }
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(target), crc)) {
            copy(in, OutputStream.nullOutputStream());
        }
        return (int) crc.getValue() == crc32;
    }

    private void unpack(Path part) throws IOException {
        try (InputStream in = nu.pattern.OpenCV.class.getResourceAsStream(resource());
                OutputStream out = Files.newOutputStream(part)) {
            if (in == null) {
                throw new IOException("not in the class path: " + resource());
            }
            String found = digest(in, out);
            if (!found.equals(sha256)) {
                throw new IOException(resource() + " has the digest " + found);
            }
        }
    }

    /** Two processes may arrive here at once: both hold the same bytes, so whoever comes last changes nothing. */
    private void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!isWhole(target)) { // Windows does not replace a library that another process has loaded
                throw e;
            }
        }
    }

    private static String digest(InputStream in, OutputStream out) throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            copy(new DigestInputStream(in, sha), out);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] block = new byte[1 << 18];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            out.write(block, 0, n);
        }
    }
}
