package loupe.imaging.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticDefectsTest {
    private final SyntheticDefects defects = new SyntheticDefects(5);

    @ParameterizedTest
    @EnumSource(
            value = PixelOrder.class,
            names = {"GRAY8", "BGR8", "RGB8"})
    void maskAndDifferenceAgree(PixelOrder order) {
        Image good = textured(160, 120, order);
        byte[] before = good.pixels().clone();
        for (int index = 0; index < 60; index++) {
            Corrupted bad = defects.corrupt(good, index);
            assertThat(bad.image().order()).isEqualTo(order);
            double sum = 0;
            int area = 0;
            for (int i = 0; i < bad.mask().length; i++) {
                int most = 0;
                for (int c = 0; c < order.channels(); c++) {
                    int k = i * order.channels() + c;
                    most = Math.max(
                            most,
                            Math.abs((good.pixels()[k] & 255) - (bad.image().pixels()[k] & 255)));
                }
                if (bad.mask()[i] == 0) {
                    assertThat(most).isZero();
                } else {
                    sum += most;
                    area++;
                }
            }
            assertThat(area).as(bad.kind()).isBetween(6, 160 * 120 / 4);
            assertThat(sum / area).as(bad.kind()).isGreaterThan(6);
        }
        assertThat(good.pixels()).isEqualTo(before);
    }

    @Test
    void repeatsFromSeedAndIndexInAnyOrder() {
        Image good = textured(64, 64, PixelOrder.BGR8);
        Corrupted late = defects.corrupt(good, 9);
        defects.corrupt(good, 3);
        Corrupted again = new SyntheticDefects(5).corrupt(good, 9);
        assertThat(again.image()).isEqualTo(late.image());
        assertThat(again.mask()).isEqualTo(late.mask());
        assertThat(new SyntheticDefects(6).corrupt(good, 9).image()).isNotEqualTo(late.image());
    }

    @Test
    void everyShapeAndTextureOccurs() {
        Image good = textured(160, 160, PixelOrder.RGB8);
        Set<String> words = new HashSet<>();
        Set<Integer> counts = new HashSet<>();
        for (int index = 0; index < 120; index++) {
            String kind = defects.corrupt(good, index).kind();
            words.addAll(Set.copyOf(Arrays.asList(kind.split("[+-]"))));
            counts.add(kind.split("\\+").length);
        }
        assertThat(words)
                .containsExactlyInAnyOrder(
                        "blob",
                        "patches",
                        "scratch",
                        "ellipse",
                        "rectangle",
                        "elastic",
                        "colour",
                        "noise",
                        "paste",
                        "blur");
        assertThat(counts).containsExactlyInAnyOrder(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"16,16", "16,300", "37,19"})
    void smallAndFlatImagesWork(int width, int height) {
        Image flat = new Image(width, height, PixelOrder.GRAY8, new byte[width * height]);
        for (int index = 0; index < 40; index++) {
            Corrupted bad = defects.corrupt(flat, index);
            int area = 0;
            for (byte m : bad.mask()) {
                area += m & 1;
            }
            assertThat(area).isGreaterThanOrEqualTo(6);
            assertThat(bad.image()).isNotEqualTo(flat);
        }
    }

    @Test
    void refusesWhatItCannotPaint() {
        Image small = new Image(15, 40, PixelOrder.GRAY8, new byte[600]);
        Image deep = new Image(20, 20, PixelOrder.GRAY16, new byte[800]);
        assertThatThrownBy(() -> defects.corrupt(small, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> defects.corrupt(deep, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Image textured(int width, int height, PixelOrder order) {
        byte[] pixels = new byte[width * height * order.channels()];
        Draws draws = new Draws(1, 1);
        for (int i = 0; i < pixels.length; i++) {
            int p = i / order.channels();
            int checks = ((p % width) / 4 + p / width / 4) % 2 * 70;
            pixels[i] = (byte) (80 + checks + draws.below(12));
        }
        return new Image(width, height, order, pixels);
    }
}
