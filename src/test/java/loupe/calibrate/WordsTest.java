package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Words ENGLISH = new Words(Locale.ENGLISH);

    /** A number and its percent sign stay on one line. */
    private static String spaced(String text) {
        return text.replace('\u00a0', ' ');
    }

    /** The sentence of the specification, to the letter. */
    @Test
    void theHonestyMeter() {
        assertThat(spaced(ENGLISH.honesty(new Rate(0, 30))))
                .isEqualTo("0 of 30 known defects missed: with 95 % confidence fewer than 9.5 % of similar defects "
                        + "escape. 29 more would prove 5 %.");
        assertThat(spaced(ENGLISH.honesty(new Rate(0, 59)))).contains("4.95 %").doesNotContain("more");
        assertThat(ENGLISH.honesty(new Rate(0, 0))).contains("nothing is known");
        assertThat(spaced(new Words(Locale.GERMAN).honesty(new Rate(0, 30))))
                .isEqualTo("0 von 30 bekannten Fehlern übersehen: Mit 95 % Vertrauen entgehen weniger als 9,5 % "
                        + "ähnlicher Fehler. 29 weitere würden 5 % beweisen.");
        assertThat(new Words(Locale.CHINESE).honesty(new Rate(0, 30)))
                .contains("9.5%")
                .contains("29");
    }

    @Test
    void numbersKeepTheDigitsThatMatter() {
        assertThat(Stream.of(0.259, 0.0951, 0.0495, 0.01, 0.001, 3.3e-5, 0.0, 1.0, 0.123456)
                        .map(ENGLISH::share)
                        .map(WordsTest::spaced))
                .containsExactly("25.9 %", "9.5 %", "4.95 %", "1 %", "0.10 %", "0.0033 %", "0 %", "100 %", "12.3 %");
        assertThat(ENGLISH.share(Double.NaN)).isEqualTo("–");
        assertThat(ENGLISH.number(0.000123456)).isEqualTo("0.0001235");
        assertThat(ENGLISH.number(Double.POSITIVE_INFINITY)).isEqualTo("∞");
        assertThat(spaced(ENGLISH.rate(new Rate(1, 10)))).isEqualTo("1 of 10, 10 % (0.25 % to 44.5 %)");
    }

    @Test
    void everythingCanBeSaidInEveryLanguage() {
        List<Policy> policies = Stream.of(
                        "zero-miss",
                        "zero-miss:0.1",
                        "misses=1",
                        "false-alarms=0.01",
                        "false-alarms=0.01:0.9",
                        "cost=9:1:0.1",
                        "f1",
                        "tail=1e-4",
                        "good-only")
                .map(Policy::parse)
                .toList();
        float[] good = new float[400];
        for (int i = 0; i < good.length; i++) {
            good[i] = (float) Math.sqrt(i);
        }
        Scoreboard board = Scoreboard.of(good, new float[] {19, 22, 30});
        for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN, Locale.CHINESE)) {
            Words words = new Words(locale);
            for (Policy policy : policies) {
                Limit limit = policy.limit(board);
                assertThat(words.of(policy)).isNotBlank().doesNotContain("{");
                assertThat(words.of(limit.guarantee())).isNotBlank().doesNotContain("{");
            }
            for (Caution.Kind kind : Caution.Kind.values()) {
                assertThat(words.of(Caution.of(kind, 0.25, 0.5)))
                        .isNotBlank()
                        .doesNotContain("{2")
                        .doesNotContain("{3");
            }
        }
    }

    @Test
    void everyLanguageHasTheSameKeys() throws IOException {
        for (String bundle : List.of("calibrate/words", "report/certificate")) {
            assertThat(keys(bundle, "_de").keySet()).isEqualTo(keys(bundle, "").keySet());
            assertThat(keys(bundle, "_zh").keySet()).isEqualTo(keys(bundle, "").keySet());
        }
    }

    private static Properties keys(String bundle, String language) throws IOException {
        Properties p = new Properties();
        try (Reader in =
                Files.newBufferedReader(Path.of("src/main/resources/loupe/" + bundle + language + ".properties"))) {
            p.load(in);
        }
        return p;
    }
}
