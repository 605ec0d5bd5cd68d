package loupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks in {@code src/jmh/java} are run by hand; this keeps them from rotting meanwhile. */
@Tag("slow")
class BenchmarksCompileTest {
    @TempDir
    Path classes;

    @Test
    void everyBenchmarkCompiles() throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (Stream<Path> all = Files.walk(Path.of("src", "jmh", "java"));
                StandardJavaFileManager files = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            List<Path> sources =
                    all.filter(f -> f.toString().endsWith(".java")).sorted().toList();
            assertThat(sources).hasSizeGreaterThan(3);
            List<String> options = List.of(
                    "-proc:none",
                    "-Xlint:all,-options,-path",
                    "-Werror",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    classes.toString());
            boolean compiled = compiler.getTask(
                            null, files, said, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.getDiagnostics().toString()).isTrue();
        }
    }
}
