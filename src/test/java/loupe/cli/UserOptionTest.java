package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import loupe.access.Role;
import loupe.app.BrightModel;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.trace.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that change something ask who one is, where roles are on. */
class UserOptionTest {
    @TempDir
    Path folder;

    private final Console console = new Console();

    @BeforeEach
    void aRecipeAndTwoUsers() {
        try (Workstation station = Workstation.open(new Home(folder))) {
            BrightModel.store(station.recipes(), "bright", 0.9);
            station.access().begin("Ada", "correct horse".toCharArray());
            station.access().put("Eve", Role.ENGINEER, "battery staple".toCharArray());
        }
    }

    private int run(String typed, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
        try {
            return console.run(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void everybodyChangesTheOwnPassword() {
        assertThat(run("", "--home", folder, "password")).isEqualTo(64);
        String[] command = {"--home", folder.toString(), "password", "--user", "Eve"};
        assertThat(run("battery staple\nnew staples\nnew stables\n", (Object[]) command))
                .isEqualTo(64);
        assertThat(run("wrong\nnew staples\nnew staples\n", (Object[]) command)).isEqualTo(2);
        assertThat(console.err()).contains("ACC-02");
        assertThat(run("battery staple\nnew staples\nnew staples\n", (Object[]) command))
                .as(console.err())
                .isZero();
        assertThat(run("new staples\n", "--home", folder, "recipes", "--user", "Eve", "duplicate", "bright", "Copy"))
                .isZero();
        assertThat(console.run("--home", folder.resolve("none"), "password", "--user", "Eve"))
                .as("roles are off")
                .isEqualTo(64);
    }

    @Test
    void changingNeedsSomebodyWhoMay() {
        assertThat(run("", "--home", folder, "recipes"))
                .as("listing is for all")
                .isZero();
        assertThat(run("", "--home", folder, "recipes", "duplicate", "bright", "Copy"))
                .isEqualTo(2);
        assertThat(console.err()).contains("ACC-01").contains("engineer");
        assertThat(run("wrong\n", "--home", folder, "recipes", "--user", "Eve", "duplicate", "bright", "Copy"))
                .isEqualTo(2);
        assertThat(console.err()).contains("ACC-02");
        assertThat(run("battery staple\n", "--home", folder, "recipes", "duplicate", "bright", "Copy", "--user", "eve"))
                .isZero();
        assertThat(console.out()).contains("copy v1");
        assertThat(new AuditLog(new Home(folder).audit()).read().acts())
                .extracting(a -> a.act() + " " + a.subject())
                .endsWith("sign-in-refused Eve", "sign-in Eve");
    }
}
