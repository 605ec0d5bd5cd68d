package loupe.soak;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import loupe.config.Home;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void neverTouchesADataFolderThatNoSoakMade() {
        Home home = new Home(folder);
        BufferedReader orders = new BufferedReader(new StringReader("end\n"));
        assertThatThrownBy(() -> Rehearsal.run(home, orders, new PrintWriter(new StringWriter())))
                .hasMessageContaining("CFG-02")
                .hasMessageContaining("not made by loupe soak");
    }
}
