package loupe.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import loupe.domain.DisplayScale;
import loupe.domain.WholeFile;
import loupe.train.Taught;
import loupe.train.gradient.Checkpoint;
import loupe.train.repair.RepairFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingsTest {
    private static final Duration LATER = Trainings.KEPT.plusDays(1);

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void name() {
        root = temp.resolve("training");
    }

    private Trainings after(Duration time) {
        return new Trainings(root, Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC));
    }

    private static void write(Path file) throws IOException {
        WholeFile.write(file, new byte[] {1});
    }

    private static RepairFolder begun(Path folder) throws IOException {
        RepairFolder files = new RepairFolder(folder);
        write(files.good().resolve("000000.png"));
        Files.createDirectories(files.defects());
        write(files.home().resolve("logs/loupe.log"));
        return files;
    }

    private RepairFolder stopped(String name) throws IOException {
        RepairFolder files = begun(root.resolve(name));
        write(Checkpoint.beside(files.model()));
        write(files.preview());
        return files;
    }

    private static RepairFolder ended(Path folder) throws IOException {
        RepairFolder files = begun(folder);
        write(Checkpoint.beside(files.model()));
        write(files.model());
        write(files.result());
        return files;
    }

    @Test
    void whatHasEndedGoesAfterAWhileAndWhatWasStoppedStays() throws IOException {
        Path stopped = stopped("washer-autoencoder").path();
        Path ended = ended(root.resolve("flange-autoencoder")).path();
        RepairFolder died = begun(root.resolve("gear-cyclegan"));
        write(died.model().resolveSibling("model.onnx.checkpoint.part"));
        after(Trainings.KEPT.minusDays(1)).tidy();
        assertThat(root).isDirectoryContaining(p -> p.equals(ended)).isDirectoryContaining(p -> p.equals(died.path()));
        after(LATER).tidy();
        assertThat(root).exists();
        try (var left = Files.list(root)) {
            assertThat(left).as("nothing to go on from, or nothing left to do").containsExactly(stopped);
        }
        assertThat(Checkpoint.beside(new RepairFolder(stopped).model())).exists();
    }

    @Test
    void whatIsAtWorkStays() throws IOException {
        RepairFolder again = ended(root.resolve("flange-autoencoder"));
        FileTime now = FileTime.from(Instant.now().plus(LATER));
        Files.setLastModifiedTime(again.good(), now); // going on begins by laying out the pictures
        after(LATER).tidy();
        assertThat(again.model()).exists();
        assertThat(again.result()).exists();
    }

    @Test
    void whatIsNoTrainingStays() throws IOException {
        Path pictures = root.resolve("mine/good/a.png");
        write(pictures);
        RepairFolder noted = ended(root.resolve("noted-autoencoder"));
        write(noted.path().resolve("notes.txt"));
        Path file = root.resolve("list.txt");
        write(file);
        Files.createDirectories(root.resolve("empty"));
        after(LATER).tidy();
        assertThat(List.of(pictures, noted.model(), noted.result(), file, root.resolve("empty")))
                .allSatisfy(p -> assertThat(p).exists());
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        RepairFolder outside = ended(temp.resolve("outside-autoencoder"));
        Files.createDirectories(root);
        Path link = Files.createSymbolicLink(root.resolve("washer-autoencoder"), outside.path());
        RepairFolder inside = ended(root.resolve("flange-autoencoder"));
        Files.delete(inside.good().resolve("000000.png"));
        Files.delete(inside.good());
        Files.createSymbolicLink(inside.good(), outside.good());
        after(LATER).tidy();
        assertThat(link).isSymbolicLink();
        assertThat(inside.model()).exists();
        after(LATER).giveUp(link);
        assertThat(link).isSymbolicLink();
        after(LATER).giveUp(inside.path());
        assertThat(inside.path()).doesNotExist();
        assertThat(outside.model()).exists();
        assertThat(outside.good().resolve("000000.png")).exists();
        Path linked = Files.createSymbolicLink(temp.resolve("linked"), root);
        RepairFolder other = ended(root.resolve("other-autoencoder"));
        new Trainings(linked, Clock.fixed(Instant.now().plus(LATER), ZoneOffset.UTC)).tidy();
        assertThat(other.model()).exists();
    }

    @Test
    void withoutAnyThereIsNothingToDo() {
        after(LATER).tidy();
        after(LATER).giveUp(root.resolve("washer-autoencoder"));
        assertThat(root).doesNotExist();
    }

    @Test
    void whatIsGivenUpGoesAtOnceAndOnlyHere() throws IOException {
        Trainings trainings = after(Duration.ZERO);
        RepairFolder given = ended(trainings.folder("washer", Method.AUTOENCODER));
        RepairFolder elsewhere = ended(temp.resolve("elsewhere"));
        trainings.giveUp(given.path());
        trainings.giveUp(elsewhere.path());
        trainings.giveUp(root.resolve("../elsewhere"));
        assertThat(given.path()).doesNotExist();
        assertThat(elsewhere.model()).exists();
    }

    @Test
    void aComparisonGoesWhenNoTrainingInItWasStopped() throws IOException {
        Path done = comparison("done");
        Path stopped = comparison("stopped");
        KeptCandidate waiting = KeptCandidate.open(stopped.resolve("autoencoder"), "b");
        write(Checkpoint.beside(begun(waiting.training()).model()));
        List<Path> others = List.of(
                comparison("a").resolve("painted/mine.png"),
                comparison("b").resolve("npad/mine.txt"),
                comparison("c").resolve("notes.txt"),
                comparison("d").resolve("pictures/good/a.png"));
        for (Path other : others) {
            write(other);
        }
        after(Trainings.KEPT.minusDays(1)).tidy();
        assertThat(done).exists();
        after(LATER).tidy();
        assertThat(done).doesNotExist();
        assertThat(KeptCandidate.find(stopped.resolve("npad")).isTaught()).isTrue();
        assertThat(waiting.isBegun()).isTrue();
        assertThat(others).allSatisfy(p -> assertThat(p).exists());
        for (String id : List.of("a", "b", "c", "d")) {
            assertThat(KeptCandidate.find(root.resolve(id + "-compared/npad")).isTaught())
                    .as("files of others in %s", id)
                    .isTrue();
        }
    }

    /** With one candidate that is taught, and a painted defect. */
    private Path comparison(String id) throws IOException {
        Path folder = after(Duration.ZERO).comparison(id);
        KeptCandidate taught = KeptCandidate.open(folder.resolve("npad"), "a");
        taught.keep(
                new Taught(
                        new byte[10],
                        new float[] {1},
                        new float[] {1},
                        new DisplayScale(0, 1),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        model -> {}),
                7);
        write(folder.resolve("painted/00003--1-0a1b2c3d.png"));
        write(folder.resolve("painted/00003--1-0a1b2c3d-mask.png"));
        return folder;
    }
}
