package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesTest {
    @TempDir
    private Path cache;

    @Test
    void loadsAsOftenAsAsked() {
        Natives.load();
        Natives.load();
        assertThat(org.opencv.core.Core.getNumberOfCPUs()).isPositive();
    }

    @Test
    @Tag("slow")
    void theTableIsThatOfTheJar() throws Exception {
        for (NativeLibrary library : NativeLibrary.ALL) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            CRC32 crc = new CRC32();
            try (InputStream in = nu.pattern.OpenCV.class.getResourceAsStream(library.resource());
                    InputStream summed = new CheckedInputStream(in, crc)) {
                byte[] block = new byte[1 << 16];
                for (int n = summed.read(block); n >= 0; n = summed.read(block)) {
                    sha.update(block, 0, n);
                }
            }
            assertThat(HexFormat.of().formatHex(sha.digest()))
                    .as(library.resource())
                    .isEqualTo(library.sha256());
            assertThat((int) crc.getValue()).as(library.resource()).isEqualTo(library.crc32());
        }
    }

    @Test
    void unpacksOnceAndRepairsDamage() throws IOException {
        NativeLibrary library = NativeLibrary.ofThisPlatform();
        Path file = library.locate(cache);
        long size = Files.size(file);
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, old);
        assertThat(library.locate(cache)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).as("not unpacked again").isEqualTo(old);

        try (var damaged = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            damaged.setLength(size / 2);
        }
        assertThat(library.locate(cache)).isEqualTo(file).hasSize(size);
        try (var left = Files.list(file.getParent())) {
            assertThat(left).as("no half files stay").containsExactly(file);
        }
    }

    @Test
    @Tag("slow")
    void manyAtOnceAgree() throws Exception {
        NativeLibrary library = NativeLibrary.ofThisPlatform();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Path>> calls =
                    List.of(() -> library.locate(cache), () -> library.locate(cache), () -> library.locate(cache));
            List<Path> found = new ArrayList<>();
            for (Future<Path> f : pool.invokeAll(calls)) {
                found.add(f.get());
            }
            assertThat(found).containsOnly(library.locate(cache));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aCacheThatCannotBeWrittenIsAnError() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "in the way");
        NativeLibrary library = NativeLibrary.ofThisPlatform();
        assertThatThrownBy(() -> library.locate(file)).isInstanceOf(IOException.class);
        String before = System.getProperty("loupe.cache");
        System.setProperty("loupe.cache", file.toString());
        try {
            Path temporary = library.locate();
            assertThat(temporary).isRegularFile().doesNotHaveToString(file.toString());
            Files.delete(temporary);
        } finally {
            if (before == null) {
                System.clearProperty("loupe.cache");
            } else {
                System.setProperty("loupe.cache", before);
            }
        }
    }

    @Test
    void knowsPlatforms() {
        assertThat(NativeLibrary.of("Windows 11", "amd64").orElseThrow().file()).endsWith(".dll");
        assertThat(NativeLibrary.of("Mac OS X", "aarch64").orElseThrow().resource())
                .contains("osx/ARMv8");
        assertThat(NativeLibrary.of("Linux", "aarch64").orElseThrow().arch()).isEqualTo("ARMv8");
        assertThat(NativeLibrary.of("Linux", "riscv64")).isEmpty();
    }

    @Test
    void theCacheFollowsThePlatform() {
        Properties p = new Properties();
        p.setProperty("user.home", "/home/ada");
        p.setProperty("os.name", "Linux");
        assertThat(CacheFolder.path(p, Map.of())).isEqualTo(Path.of("/home/ada/.cache/loupe"));
        assertThat(CacheFolder.path(p, Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo(Path.of("/c/loupe"));
        p.setProperty("os.name", "Mac OS X");
        assertThat(CacheFolder.path(p, Map.of())).isEqualTo(Path.of("/home/ada/Library/Caches/Loupe"));
        p.setProperty("os.name", "Windows 11");
        assertThat(CacheFolder.path(p, Map.of("LOCALAPPDATA", "/l"))).isEqualTo(Path.of("/l/Loupe/cache"));
        assertThat(CacheFolder.path(p, Map.of())).isEqualTo(Path.of("/home/ada/AppData/Local/Loupe/cache"));
        p.setProperty("loupe.cache", "/mine");
        assertThat(CacheFolder.path(p, Map.of())).isEqualTo(Path.of("/mine"));
    }
}
