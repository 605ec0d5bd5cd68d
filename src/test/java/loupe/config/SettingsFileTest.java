package loupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.config.Settings.Look;
import loupe.config.Settings.Theme;
import loupe.domain.Acceleration;
import loupe.domain.Acceleration.ConvSearch;
import loupe.domain.ArchivePolicy;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("settings.json");
    }

    @Test
    void beginsWithDefaults() {
        try (SettingsFile settings = SettingsFile.open(file)) {
            assertThat(settings.get()).isEqualTo(Settings.DEFAULT);
            assertThat(settings.fault()).isEmpty();
        }
        assertThat(file).as("nothing changed, nothing written").doesNotExist();
    }

    @Test
    void comesBackAsItWas() {
        Look look = new Look("zh", Theme.DARK, "inferno", 0.25, false, false);
        Settings wanted = Settings.DEFAULT
                .withSource("folder:/bilder/grün?loop=true")
                .withActiveRecipe("washer-m8")
                .withCompute(new Settings.Compute("cuda", new Acceleration(2, ConvSearch.EXHAUSTIVE, true, "/tmp/trt")))
                .withOperator("José \"J\" 李")
                .withLook(look)
                .withStorage(new Settings.Storage(ArchivePolicy.ALL, false, 7, 1234));
        try (SettingsFile settings = SettingsFile.open(file)) {
            settings.update(s -> wanted);
        }
        assertThat(SettingsFile.open(file).get()).isEqualTo(wanted);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void tellsListenersOfRealChangesOnly() {
        List<Settings> heard = new ArrayList<>();
        try (SettingsFile settings = SettingsFile.open(file)) {
            settings.addListener(heard::add);
            settings.update(s -> s);
            settings.update(s -> s.withLook(s.look().withTheme(Theme.LIGHT)));
            assertThat(heard).containsExactly(settings.get());
        }
    }

    @Test
    void toleratesUnknownKeysAndWrongValues() throws IOException {
        Files.writeString(file, """
                {"version": 99, "source": 5, "future": {"a": [1]}, "activeRecipe": "demo",
                 "look": {"theme": "purple", "overlayOpacity": 7, "contours": "no", "palette": "viridis"},
                 "storage": {"retentionDays": -4, "minimumFreeMegabytes": "lots", "archive": "all"}}""");
        Settings read = SettingsFile.open(file).get();
        assertThat(read.source()).isEqualTo(Settings.DEFAULT.source());
        assertThat(read.activeRecipe()).isEqualTo("demo");
        assertThat(read.look()).isEqualTo(new Look("", Theme.SYSTEM, "viridis", 1, true, true));
        assertThat(read.storage()).isEqualTo(new Settings.Storage(ArchivePolicy.ALL, true, 0, 500));
    }

    @Test
    void setsADamagedFileAside() throws IOException {
        for (String damage : List.of("", "{\"source\": ", "[]", "{} {}", "\0\0\0\0")) {
            Files.writeString(file, damage);
            SettingsFile settings = SettingsFile.open(file);
            assertThat(settings.get()).isEqualTo(Settings.DEFAULT);
            assertThat(settings.fault())
                    .hasValueSatisfying(f -> assertThat(f.code()).isEqualTo(FaultCode.CFG_01));
            assertThat(folder.resolve("settings.damaged.json")).hasContent(damage);
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void refusesAFileThatCannotBeSettings() throws IOException {
        Files.write(file, new byte[(int) Json.LIMIT + 1]);
        assertThat(SettingsFile.open(file).fault()).isPresent();
    }

    @Test
    void tellsWhenItCannotSave() throws IOException {
        Path blocked = Files.writeString(folder.resolve("in-the-way"), "").resolve("settings.json");
        SettingsFile settings = SettingsFile.open(blocked);
        settings.update(s -> s.withOperator("ada"));
        settings.close();
        assertThat(settings.get().operator()).as("counts all the same").isEqualTo("ada");
        assertThat(settings.fault())
                .hasValueSatisfying(f -> assertThat(f.code()).isEqualTo(FaultCode.CFG_02));
    }
}
