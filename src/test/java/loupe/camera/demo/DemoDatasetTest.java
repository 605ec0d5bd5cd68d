package loupe.camera.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDatasetTest {
    @TempDir
    Path folder;

    @Test
    void isADataSetThatLoupeReads() {
        List<Long> done = new ArrayList<>();
        DemoDataset.write(folder, 3, 2, 1, 4, (phase, n, total) -> done.add(n * 100 + total));
        SampleSet set = SampleFolders.read(folder);
        assertThat(set.training()).hasSize(3);
        assertThat(set.test()).hasSize(8);
        assertThat(set.test().stream().filter(SampleSet.Sample::isDefect))
                .hasSize(6)
                .allSatisfy(sample -> {
                    Image mask = ImageCodec.read(sample.mask().orElseThrow());
                    assertThat(mask.pixels()).contains((byte) 255).contains((byte) 0);
                    assertThat(mask.bounds())
                            .isEqualTo(ImageCodec.read(sample.image()).bounds());
                });
        assertThat(done).hasSize(11).startsWith(11L, 111L).endsWith(1011L);
        assertThat(ImageCodec.read(set.training().get(1)))
                .isEqualTo(new DemoLine(4, 0).good(1).image());
    }

    @Test
    void countAndRateShareTheParts() throws Exception {
        DemoDataset.write(folder, 10, 0.4, 1, Progress.NONE);
        assertThat(files("train/good")).isEqualTo(4);
        assertThat(files("test/good")).isEqualTo(2);
        assertThat(files("test/scratch") + files("test/dent") + files("test/stain") + files("test/chip"))
                .isEqualTo(4);
        assertThat(files("ground_truth/chip")).isEqualTo(1);
        assertThat(folder.resolve("test/crack")).doesNotExist();
    }

    @Test
    void stopsWhenAsked() {
        Progress stop = new Progress() {
            @Override
            public void update(String phase, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> DemoDataset.write(folder, 10, 0.4, 1, stop)).isInstanceOf(InspectionFault.class);
        assertThat(folder).isEmptyDirectory();
    }

    private long files(String sub) throws Exception {
        try (var list = Files.list(folder.resolve(sub))) {
            return list.count();
        }
    }
}
