package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import loupe.app.BrightModel;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.config.RecipeBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code loupe live --headless --shadow R}: the same as the window's pane, as text. */
@Timeout(120)
class LiveShadowTest {
    @TempDir
    Path folder;

    private final Console console = new Console();

    @BeforeEach
    void recipes() {
        RecipeBook book = new RecipeBook(new Home(folder).create(), Clock.systemUTC());
        BrightModel.store(book, "lenient", 0.999);
        BrightModel.store(book, "strict", 0.02);
    }

    @Test
    void printsCountsTestAndDisagreements() {
        assertThat(run("--shadow", "strict", "--seconds", 2)).as(console.err()).isZero();
        assertThat(console.out())
                .contains("every frame accounted for", "strict v1", "lenient v1", "SHADOW NOT GOOD", "PART")
                .contains("disagree", "Exact McNemar test", "Disagreement is not error");
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        assertThat(run("--shadow", "strict", "--seconds", 2, "--json"))
                .as(console.err())
                .isZero();
        JsonNode node = new ObjectMapper().readTree(console.out()).path("shadow");
        assertThat(node.path("candidate").asText()).isEqualTo("strict v1");
        assertThat(node.path("only_line_good").asInt())
                .isEqualTo(node.path("parts").asInt())
                .isPositive();
        assertThat(node.path("disagreements")).hasSize(node.path("parts").asInt());
    }

    @Test
    void aRecipeThatIsNotThereIsAFault() {
        assertThat(run("--shadow", "nobody", "--seconds", 1)).isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("REC-01", "nobody");
    }

    /** Who may run the line may not choose its pictures, nor who looks on. */
    @Test
    void sourceAndShadowNeedAnEngineerWhereRolesAreOn() {
        try (Workstation station = Workstation.open(new Home(folder))) {
            station.settings().update(s -> s.withSource("demo:?rate=10"));
            station.access().begin("Ada", "correct horse".toCharArray());
        }
        assertThat(run("--seconds", 1)).isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("ACC-01");
        Object[] alone = {"live", "--headless", "--home", folder, "--recipe", "lenient", "--seconds", 1};
        assertThat(console.run(Stream.concat(Stream.of(alone), Stream.of("--shadow", "strict"))
                        .toArray()))
                .isEqualTo(LoupeCommand.FAULT);
        assertThat(console.err()).contains("ACC-01");
        assertThat(console.run(alone)).as(console.err()).isZero();
    }

    private int run(Object... more) {
        Stream<Object> live = Stream.of("live", "--headless", "--home", folder, "--recipe", "lenient");
        Stream<Object> line = Stream.of("--source", "demo:?rate=10", "--every=60");
        return console.run(
                Stream.concat(Stream.concat(live, line), Stream.of(more)).toArray());
    }
}
