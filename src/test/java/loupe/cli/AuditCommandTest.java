package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import loupe.config.Home;
import loupe.trace.AuditLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();
    private Path file;

    @BeforeEach
    void threeActs() {
        file = new Home(folder).audit();
        AuditLog log = new AuditLog(file);
        for (int i = 1; i <= 3; i++) {
            log.add(new AuditLog.Act(Instant.EPOCH, "calibrate", "washer v" + i, "anna", "new\nlamp"));
        }
    }

    @Test
    void listsAndVerifies() throws Exception {
        assertThat(console.run("--home", folder, "audit")).isZero();
        assertThat(console.out()).contains("washer v3").contains("anna").contains("new lamp");
        assertThat(console.run("--home", folder, "audit", "--json")).isZero();
        assertThat(console.out()).contains("\"subject\" : \"washer v1\"");
        assertThat(console.run("--home", folder, "audit", "verify")).isZero();
        assertThat(console.out()).contains("3 acts in 3 lines: as they were written.");
        String head = new AuditLog(file).read().check().head();
        assertThat(console.out()).contains("Newest act: " + head);
        assertThat(console.run("--home", folder, "audit", "verify", "--head", head.toUpperCase(java.util.Locale.ROOT)))
                .isZero();
        assertThat(console.run("--home", folder, "audit", "verify", "--head", "0123456789abcdef"))
                .isEqualTo(1);
        assertThat(console.run("--home", folder, "audit", "verify", "--head", "xyz"))
                .isEqualTo(64);
    }

    @Test
    void saysTheFirstLineThatIsWrongAndEndsWithOne() throws Exception {
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, String.join("\n", lines.get(0).replace("anna", "otto"), lines.get(1), lines.get(2)));
        assertThat(console.run("--home", folder, "audit", "verify")).isEqualTo(1);
        assertThat(console.out()).contains("Line 2 does not follow").contains("NOT as they were written");
        assertThat(console.run("--home", folder, "audit")).isZero();
        assertThat(console.err()).contains("loupe audit verify");
        Files.writeString(file, String.join("\n", lines.subList(0, 2)) + "\n");
        assertThat(console.run("--home", folder, "audit", "verify")).isEqualTo(1);
        assertThat(console.out()).contains("lines at the end were removed or changed");
        Files.writeString(file, String.join("\n", lines.subList(1, 3)) + "\n");
        assertThat(console.run("--home", folder, "audit", "verify")).isEqualTo(1);
        assertThat(console.out()).contains("Line 1 is not the first");
    }
}
