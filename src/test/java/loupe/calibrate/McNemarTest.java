package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
    /**
     * Expected: {@code scipy.stats.binomtest(min(b, c), b + c, 0.5).pvalue} of SciPy 1.17.1. 150 and 86 are the
     * approval ratings in Agresti, Categorical Data Analysis, table 10.1, of which R's {@code mcnemar.exact} says
     * 3.716e-05.
     */
    @ParameterizedTest
    @CsvSource({
        "14, 3, 0.012725830078125",
        "3, 14, 0.012725830078125",
        "150, 86, 3.7159361395713866e-05",
        "59, 6, 4.964650327128616e-12",
        "5, 12, 0.143463134765625",
        "0, 6, 0.03125",
        "1, 5, 0.21875",
        "121, 59, 4.4344492637551645e-06",
        "2000, 2100, 0.12206497999113655",
        "0, 1, 1",
        "7, 7, 1",
        "0, 0, 1"
    })
    void isTheExactTest(long onlyFirst, long onlySecond, double expected) {
        double p = new McNemar(1000, onlyFirst, onlySecond, 20).p();
        assertThat(p).isCloseTo(expected, within(1e-9 * expected + 1e-18));
    }

    @Test
    void onlyDisagreementsCount() {
        McNemar table = McNemar.NONE
                .plus(true, true)
                .plus(true, false)
                .plus(false, true)
                .plus(false, false);
        assertThat(table.plus(true, false)).isEqualTo(new McNemar(1, 2, 1, 1));
        assertThat(table.parts()).isEqualTo(4);
        assertThat(table.disagreements()).isEqualTo(2);
        assertThatThrownBy(() -> new McNemar(0, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSentenceIsHonest() {
        Words words = new Words(Locale.ENGLISH);
        assertThat(words.of(new McNemar(1187, 14, 3, 0)))
                .contains("1,204 parts", "14 : 3", "p = 0.013", "judge differently", "not error");
        assertThat(words.of(new McNemar(1187, 5, 3, 0))).contains("may be chance", "not error");
        assertThat(words.of(new McNemar(12, 0, 0, 3))).contains("15 parts").doesNotContain("p =");
        assertThat(new Words(Locale.GERMAN).of(new McNemar(1187, 14, 3, 0))).contains("p = 0,013", "kein Fehler");
        assertThat(new Words(Locale.CHINESE).of(new McNemar(1187, 14, 3, 0))).contains("p = 0.013", "不等于错误");
    }
}
