package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();

    private int run(String text, String... more) throws Exception {
        Path file = Files.writeString(folder.resolve("s.csv"), text);
        Object[] args = new Object[more.length + 4];
        args[0] = "metrics";
        args[1] = file;
        args[2] = "--home";
        args[3] = folder.resolve("home");
        System.arraycopy(more, 0, args, 4, more.length);
        return console.run(args);
    }

    @Test
    void measuresAnybodysTable() throws Exception {
        assertThat(run("label,score,type\ngood,1\ngood,2\ngood,3\ndefect,3,dent\nng,4\n", "--json"))
                .isZero();
        JsonNode m = new ObjectMapper().readTree(console.out());
        assertThat(m.path("image_auroc").asDouble()).isEqualTo(5.5 / 6);
        assertThat(m.path("f1_max").asDouble()).isEqualTo(0.8);
        assertThat(m.path("f1_threshold").asDouble()).isEqualTo(3);
        assertThat(m.path("per_type").path("dent").path("image_auroc").asDouble())
                .isEqualTo(2.5 / 3);
        assertThat(m.path("per_type").has("ng")).isTrue();
        assertThat(run("label,score\ngood,1\nbad,2\n")).isZero();
        assertThat(console.out()).contains("image AUROC", "1.0000", "PG0");
    }

    @Test
    void whatIsMissingIsNull() throws Exception {
        assertThat(run("label,score\ngood,1\n", "--json")).isZero();
        JsonNode m = new ObjectMapper().readTree(console.out());
        assertThat(m.path("image_auroc").isNull()).isTrue();
        assertThat(m.path("good").asInt()).isEqualTo(1);
        assertThat(run("label,score\n", "--json")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n1,2", "label,score\ngood,NaN", "label,score\n,3", "label,score\ngood,-Infinity"})
    void whatIsWrongIsOneLineWithACode(String text) throws Exception {
        assertThat(run(text)).isEqualTo(2);
        assertThat(console.err()).contains("CAL-03");
    }
}
