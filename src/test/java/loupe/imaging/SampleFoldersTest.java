package loupe.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import loupe.Shared;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFoldersTest {
    @TempDir
    Path root;

    @Test
    void readsMvtecSorted() throws Exception {
        touch("train/good/b.png", "train/good/a.PNG", "train/good/notes.txt", "train/good/.hidden.png");
        touch("test/good/1.png", "test/scratch/2.png", "test/scratch/10.jpg", "ground_truth/scratch/2_mask.png");
        SampleSet set = SampleFolders.read(root);
        assertThat(set.training()).extracting(p -> p.getFileName().toString()).containsExactly("a.PNG", "b.png");
        assertThat(set.test())
                .extracting(s -> s.type() + "/" + s.image().getFileName())
                .containsExactly("good/1.png", "scratch/2.png", "scratch/10.jpg");
        assertThat(set.test()).extracting(s -> s.mask().isPresent()).containsExactly(false, true, false);
        assertThat(set.test()).extracting(SampleSet.Sample::isDefect).containsExactly(false, true, true);
        assertThat(set.name()).isEqualTo(root.getFileName().toString());
    }

    @Test
    void readsAPlainFolderAsGoodParts() throws Exception {
        touch("2.png", "1.jpg");
        SampleSet set = SampleFolders.read(root);
        assertThat(set.training()).extracting(p -> p.getFileName().toString()).containsExactly("1.jpg", "2.png");
        assertThat(set.test()).isEmpty();
    }

    @Test
    void trainOrTestAloneIsEnough() throws Exception {
        touch("test/good/1.png");
        assertThat(SampleFolders.read(root).training()).isEmpty();
        assertThat(SampleFolders.read(root).test()).hasSize(1);
    }

    @Test
    void asksInsteadOfGuessing() throws Exception {
        assertFault(FaultCode.TEA_03, root);
        assertFault(FaultCode.IMG_05, root.resolve("missing"));
        touch("1.png", "other/2.png");
        assertFault(FaultCode.TEA_03, root);
    }

    @Test
    void refusesAWrongMvtecLayout() throws Exception {
        touch("a/train/good/1.png", "a/train/bad/1.png");
        assertFault(FaultCode.TEA_03, root.resolve("a"));
        touch("b/train/good/1.png", "b/2.png");
        assertFault(FaultCode.TEA_03, root.resolve("b"));
        touch("c/test/good/1.png", "c/test/2.png");
        assertFault(FaultCode.TEA_03, root.resolve("c"));
        touch("d/test/dent/1.png", "d/ground_truth/dents/1_mask.png");
        assertFault(FaultCode.TEA_03, root.resolve("d"));
        touch("e/test/dent/1.png", "e/ground_truth/dent/1-mask.png");
        assertFault(FaultCode.TEA_03, root.resolve("e"));
    }

    @Test
    void readsCookies() {
        SampleSet set = SampleFolders.read(Shared.require("data/cookies"));
        assertThat(set.training()).hasSize(31);
        assertThat(set.test().stream().filter(s -> !s.isDefect())).hasSize(14);
        assertThat(set.test().stream().filter(SampleSet.Sample::isDefect)).hasSize(40);
        assertThat(set.test().stream().filter(s -> s.mask().isPresent())).hasSize(32);
    }

    private static void assertFault(FaultCode code, Path folder) {
        assertThatThrownBy(() -> SampleFolders.read(folder))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private void touch(String... files) throws Exception {
        for (String file : files) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }
}
