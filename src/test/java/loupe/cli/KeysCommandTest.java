package loupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import loupe.app.BrightModel;
import loupe.app.Workstation;
import loupe.config.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recipe travels from one station to another that learns to trust it. */
class KeysCommandTest {
    @TempDir
    Path folder;

    private final Console console = new Console();
    private Path there;
    private Path here;
    private Path file;

    @BeforeEach
    void exported() {
        there = folder.resolve("there");
        here = folder.resolve("here");
        file = folder.resolve("bright.loupe");
        try (Workstation station = Workstation.open(new Home(there))) {
            BrightModel.store(station.recipes(), "bright", 0.9);
        }
        assertThat(console.run("--home", there, "recipes", "export", "bright", file))
                .isZero();
    }

    private int here(Object... words) {
        Object[] all = new Object[words.length + 3];
        all[0] = "--home";
        all[1] = here;
        all[2] = "recipes";
        System.arraycopy(words, 0, all, 3, words.length);
        return console.run(all);
    }

    private Path unsigned() throws IOException {
        Path made = folder.resolve("unsigned.loupe");
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.getName().equals("signature.json")) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    zip.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return made;
    }

    @Test
    void saysWhoSignedAndTakesWhatIsAllowed() throws Exception {
        assertThat(here("import", file)).isZero();
        assertThat(console.out()).contains("signed by an unknown key");
        assertThat(console.err()).contains("loupe recipes keys trust");
        assertThat(here("import", unsigned())).isZero();
        assertThat(console.out()).contains("not signed");
        assertThat(here("keys", "require")).isZero();
        assertThat(here("import", file)).isEqualTo(2);
        assertThat(console.err()).contains("REC-13");
        assertThat(here("import", unsigned())).isEqualTo(2);
        assertThat(console.err()).contains("REC-12");
        assertThat(console.run("--home", there, "recipes", "keys", "own")).isZero();
        String key = console.out().strip();
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(here("keys", "trust", key, "Line 1")).isZero();
        assertThat(here("keys")).isZero();
        assertThat(console.out()).contains("Line 1").contains(key).contains("Only recipe files");
        assertThat(here("import", file)).isZero();
        assertThat(console.out()).contains("signed by the trusted key “Line 1”");
        assertThat(here("keys", "forget", "Line 1")).isZero();
        assertThat(here("import", file)).isEqualTo(2);
        assertThat(here("keys", "forget", "Line 1")).isEqualTo(64);
        assertThat(here("keys", "require", "--off")).isZero();
        assertThat(here("import", file)).isZero();
        assertThat(console.run("--home", there, "recipes", "import", file)).isZero();
        assertThat(console.out()).contains("signed by this station");
        assertThat(console.run("--home", here, "audit")).isZero();
        assertThat(console.out()).contains("trust-key").contains("forget-key").contains("require-signatures");
    }

    @Test
    void aDamagedListIsNotAnEmptyOne() throws Exception {
        assertThat(here("keys", "require")).isZero();
        Files.writeString(new Home(here).trustedKeys(), "{");
        assertThat(here("import", file)).isEqualTo(2);
        assertThat(console.err()).contains("REC-14");
        assertThat(here("keys", "trust", "nonsense", "x")).isEqualTo(64);
    }
}
