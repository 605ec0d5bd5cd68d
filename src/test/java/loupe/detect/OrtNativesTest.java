package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtNativesTest {
    @TempDir
    Path cache;

    @Test
    void unpacksOnceAndRepairsWhatIsNotWhole() throws IOException {
        Path folder = OrtNatives.cached(cache).orElseThrow();
        Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
        byte[] whole = Files.readAllBytes(library);
        FileTime past = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(library, past);
        OrtNatives.cached(cache);
        assertThat(Files.getLastModifiedTime(library)).as("not written again").isEqualTo(past);

        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        Files.write(library, damaged);
        assertThat(OrtNatives.cached(cache)).contains(folder);
        assertThat(Files.mismatch(library, Files.write(cache.resolve("whole"), whole)))
                .isEqualTo(-1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            List.of(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni")));
        }
    }

    @Test
    void theRuntimeLoadsFromTheCache() {
        Ort.environment();
        assertThat(Path.of(System.getProperty(OrtNatives.FOLDER)))
                .isDirectoryContaining(f -> f.getFileName().toString().equals(System.mapLibraryName("onnxruntime")));
    }
}
