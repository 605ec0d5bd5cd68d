package loupe.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import loupe.samples.PictureFinding.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCheckTest {
    @TempDir
    Path folder;

    private final List<Path> good = new ArrayList<>();
    private final List<Sample> defects = new ArrayList<>();

    @BeforeEach
    void twentyParts() throws IOException {
        for (int i = 0; i < 20; i++) {
            good.add(write("part%02d.png".formatted(i), part(i, 96, 72, 0, 1)));
        }
    }

    /** A ramp that differs from part to part in noise of coarse patches. */
    private static Image part(int seed, int width, int height, int brighter, double contrast) {
        Random random = new Random(seed);
        double[] patches = random.doubles(64).toArray();
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width;
            int y = i / width;
            double value = 90.0 * x / width + 60 * patches[8 * (8 * y / height) + 8 * x / width] - 75;
            pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(115 + contrast * value + brighter)));
        }
        return new Image(width, height, PixelOrder.GRAY8, pixels);
    }

    private Path write(String name, Image image) throws IOException {
        return Files.write(folder.resolve(name), ImageCodec.png(image));
    }

    private PictureCheck.Report report() {
        return PictureCheck.of(new TeachingPictures(good, defects), Progress.NONE);
    }

    private List<Path> found(Kind kind) {
        return report().findings().stream()
                .filter(f -> f.kind() == kind)
                .flatMap(f -> f.pictures().stream())
                .toList();
    }

    @Test
    void nothingIsSaidOfPicturesThatAreFine() throws IOException {
        defects.add(new Sample(write("bad.png", part(77, 96, 72, 0, 1)), "scratch", Optional.empty()));
        PictureCheck.Report report = report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.good()).isEqualTo(20);
        assertThat(report.defects()).isEqualTo(1);
    }

    @Test
    void filesThatCannotBeDecodedAreNamedAndNotCounted() throws IOException {
        good.add(3, Files.write(folder.resolve("cut.png"), new byte[] {1, 2, 3}));
        assertThat(found(Kind.UNREADABLE)).containsExactly(folder.resolve("cut.png"));
        assertThat(report().good()).isEqualTo(20);
    }

    @Test
    void aPictureOfAnotherSizeAndACopyAreFound() throws IOException {
        good.add(write("large.png", part(31, 128, 96, 0, 1)));
        good.add(Files.copy(good.get(4), folder.resolve("again.png")));
        assertThat(found(Kind.SIZES)).containsExactly(folder.resolve("large.png"));
        assertThat(report().findings())
                .filteredOn(f -> f.kind() == Kind.SIZES)
                .first()
                .extracting(PictureFinding::usual)
                .isEqualTo("96 × 72");
        assertThat(found(Kind.COPIES)).containsExactly(folder.resolve("again.png"));
        assertThat(found(Kind.ALIKE)).isEmpty();
    }

    @Test
    void aLittleBrighterIsTheSamePartAgain() throws IOException {
        good.add(write("again.png", part(5, 96, 72, 2, 1)));
        assertThat(found(Kind.ALIKE)).containsExactly(folder.resolve("again.png"));
        assertThat(found(Kind.COPIES)).isEmpty();
    }

    @Test
    void whatIsGoodAndDefectiveIsTold() {
        defects.add(new Sample(good.get(7), "scratch", Optional.empty()));
        assertThat(found(Kind.BOTH)).containsExactly(good.get(7));
    }

    @Test
    void darkFlatAndForeignPicturesStandOut() throws IOException {
        Path dark = write("dark.png", part(40, 96, 72, -60, 1));
        Path flat = write("flat.png", part(41, 96, 72, 0, 0.2));
        byte[] wheel = new byte[96 * 72];
        for (int i = 0; i < wheel.length; i++) {
            wheel[i] = (byte) (Math.hypot(i % 96 - 48, i / 96.0 - 36) < 20 ? 170 : 95);
        }
        Path foreign = write("foreign.png", new Image(96, 72, PixelOrder.GRAY8, wheel));
        good.addAll(List.of(dark, flat, foreign));
        assertThat(found(Kind.BRIGHTNESS)).containsExactly(dark);
        assertThat(found(Kind.CONTRAST)).contains(flat).doesNotContain(dark);
        assertThat(found(Kind.LOOK)).containsExactly(foreign);
    }

    @Test
    void amongFewNothingIsUsual() throws IOException {
        good.subList(5, 20).clear();
        good.add(write("dark.png", part(40, 96, 72, -60, 1)));
        assertThat(report().findings()).isEmpty();
    }

    @Test
    void canBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void update(String phase, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> PictureCheck.of(new TeachingPictures(good, defects), cancelled))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.OPS_01));
    }

    @Test
    void ofASplitSetOnlyThePicturesToTeachFromAreTaken() {
        Incoming train = new Incoming(Path.of("a.png"), "good", true, "", Optional.empty());
        Incoming test = new Incoming(Path.of("b.png"), "good", false, "", Optional.empty());
        Incoming bad = new Incoming(Path.of("c.png"), "scratch", false, "", Optional.empty());
        Incoming unknown = new Incoming(Path.of("d.png"), SampleCard.UNLABELLED, false, "", Optional.empty());
        TeachingPictures split = TeachingPictures.of(List.of(train, test, bad, unknown), true);
        assertThat(split.good()).containsExactly(Path.of("a.png"));
        assertThat(split.types()).containsExactly("scratch");
        assertThat(TeachingPictures.of(List.of(unknown), true).good()).containsExactly(Path.of("d.png"));
        assertThat(TeachingPictures.of(List.of(unknown), false).types()).containsExactly("defect");
        assertThat(split.plus(split)).isEqualTo(split);
        assertThat(split.without(List.of(Path.of("c.png"))).defects()).isEmpty();
    }
}
