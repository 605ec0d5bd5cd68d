package loupe.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.app.FileReview.Entry;
import loupe.domain.FaultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[] {1});
    }

    private List<Entry> read(Path... dropped) {
        return new Intake(folder.resolve("scratch")).read(List.of(dropped));
    }

    @Test
    void walksFoldersAndLeavesMasksOut() throws IOException {
        Path part = file("set/test/scratch/001.png");
        Path mask = file("set/ground_truth/scratch/001_mask.png");
        Path alone = file("set/a.png");
        Path beside = file("set/a_mask.png");
        assertThat(read(folder.resolve("set"))).extracting(Entry::file).containsExactlyInAnyOrder(part, alone);
        assertThat(Intake.maskOf(part)).contains(mask);
        assertThat(Intake.maskOf(alone)).contains(beside);
        assertThat(Intake.maskOf(beside)).isEmpty();
    }

    @Test
    void unpacksArchives() throws IOException {
        Path zip = folder.resolve("parts.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("in/1.png"));
            out.write(1);
        }
        file("scratch/archive-1/of-an-earlier-session.png");
        assertThat(read(zip)).extracting(Entry::name).containsExactly("parts.zip/in/1.png");
    }

    @Test
    void whatCannotBeOpenedIsAnEntryAndTheRestGoesOn() throws IOException {
        Path good = file("1.png");
        Path broken = Files.write(folder.resolve("broken.zip"), new byte[] {1, 2, 3});
        List<Entry> entries = read(folder.resolve("missing.png"), broken, good);
        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).fault().orElseThrow().code()).isEqualTo(FaultCode.IMG_05);
        assertThat(entries.get(1).fault()).isPresent();
        assertThat(entries.get(2).fault()).isEmpty();
    }
}
