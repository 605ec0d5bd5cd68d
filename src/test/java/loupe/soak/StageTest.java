package loupe.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import loupe.Await;
import loupe.config.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a soak does when the station's process or its files are gone although nobody took them. */
class StageTest {
    @TempDir
    Path folder;

    private Home home;
    private StreamServer stream;
    private Disk disk;
    private Stage stage;

    @BeforeEach
    void set() throws IOException, InterruptedException {
        home = new Home(folder.resolve("home"));
        stream = new StreamServer(serial -> new byte[0], 5);
        disk = Disk.make(folder.resolve("disk"), 1);
        stage = new Stage(stream, disk, home, folder.resolve("station.err"));
    }

    @AfterEach
    void close() throws IOException {
        stage.close();
        stream.close();
        disk.close();
    }

    /** The folder was not made by a soak: the process refuses it and ends. */
    @Test
    void anOrderToAProcessThatEndedByItselfIsNoFaultOfTheSoak() throws Exception {
        stage.startProcess();
        Await.until(() -> !stage.station().isAlive(), Duration.ofMinutes(1));
        assertThatCode(() -> stage.order("detector FAIL")).doesNotThrowAnyException();
        stage.startLine();
        stage.kill();
        assertThat(stage.runs()).extracting(RunRecord::ending).containsExactly(RunRecord.Ending.BROKEN);
        assertThat(stage.surprises()).singleElement().asString().contains("ended by itself");
    }

    @Test
    void aPictureThatVanishesIsNotSpoilt() throws IOException {
        assertThat(stage.spoilNewest()).as("no archive").isEmpty();
        Path day = Files.createDirectories(home.archive().resolve("2026-01-01"));
        Path old = Files.write(day.resolve("a.jpg"), new byte[10]);
        try (FileChannel open = stage.spoilNewest().orElseThrow()) {
            assertThat(open.size()).isEqualTo(Files.size(old));
        }
        assumeTrue(linked(day.resolve("b.jpg")), "no links here");
        assertThat(stage.spoilNewest()).as("listed, and gone when it is opened").isEmpty();
    }

    private static boolean linked(Path link) {
        try {
            Files.createSymbolicLink(link, link.resolveSibling("gone.jpg"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void nothingIsStartedForASoakThatAPersonEnds() {
        stage.abort();
        assertThatThrownBy(stage::startProcess).hasMessageContaining("is being ended");
    }
}
