package loupe.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No dead strings: every text exists in every language, every used key exists, every key is used. */
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/loupe/ui");
    private static final Path RESOURCES = Path.of("src/main/resources/loupe/ui");
    private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z]+(?:\\.[a-zA-Z]*)+)\"");
    private static final Pattern ASKED = Pattern.compile("(?:texts|shared)\\.get\\(\\s*\"([^\"]+)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "review",
                "teach",
                "calibrate",
                "history",
                "recipes",
                "imports",
                "settings",
                "shell",
                "widget"
            })
    void everyLanguageHasTheSameKeys(String screen) throws IOException {
        Set<String> english = keys(screen, "");
        assertThat(keys(screen, "_de")).as("German").isEqualTo(english);
        assertThat(keys(screen, "_zh")).as("Chinese").isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "review",
                "teach",
                "calibrate",
                "history",
                "recipes",
                "imports",
                "settings",
                "shell",
                "widget"
            })
    void everyUsedKeyExists(String screen) throws IOException {
        Set<String> known = new TreeSet<>(keys(screen, ""));
        known.addAll(keys("widget", ""));
        assertThat(found(ASKED, source(screen)).filter(k -> !k.endsWith(".")))
                .as("add the missing keys to " + screen + "/messages*.properties")
                .allMatch(known::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live",
                "review",
                "teach",
                "calibrate",
                "history",
                "recipes",
                "imports",
                "settings",
                "shell",
                "widget"
            })
    void everyKeyIsUsed(String screen) throws IOException {
        String text = screen.equals("widget") ? source(".") : source(screen);
        List<String> used =
                Stream.concat(found(LITERAL, text), found(ASKED, text)).toList();
        assertThat(keys(screen, ""))
                .as("remove the unused keys")
                .allMatch(key -> used.stream().anyMatch(u -> u.endsWith(".") ? key.startsWith(u) : covers(u, key)));
    }

    /** A literal is the key, or the key with a fixed ending such as ".tip" that the code appends. */
    private static boolean covers(String used, String key) {
        return key.equals(used) || key.equals(used + ".tip");
    }

    private static Stream<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(r -> r.group(1));
    }

    private static String source(String screen) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(screen))) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .sorted()
                    .map(TextsTest::read)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> keys(String screen, String language) throws IOException {
        Properties properties = new Properties();
        try (Reader in =
                Files.newBufferedReader(RESOURCES.resolve(screen).resolve("messages" + language + ".properties"))) {
            properties.load(in);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }
}
