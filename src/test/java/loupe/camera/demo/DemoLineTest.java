package loupe.camera.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.SampleSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoLineTest {
    private static final int REACH = 14;

    private final DemoLine line = new DemoLine(1, 0.3);

    @Test
    void aPartIsTheSameInAnyOrder() {
        DemoPart late = line.part(5);
        line.part(0);
        DemoPart again = new DemoLine(1, 0.3).part(5);
        assertThat(again.image()).isEqualTo(late.image());
        assertThat(again.mask()).isEqualTo(late.mask());
        assertThat(line.part(6).image()).isNotEqualTo(late.image());
    }

    @Test
    void goodPartsHaveAnEmptyMask() {
        DemoPart good = line.good(3);
        assertThat(good.isGood()).isTrue();
        assertThat(good.defectType()).isEqualTo(SampleSet.GOOD);
        assertThat(good.image().order()).isEqualTo(PixelOrder.BGR8);
        assertThat(good.image().bounds()).isEqualTo(good.maskImage().bounds());
        assertThat(area(good.mask())).isZero();
    }

    @Test
    void defectRateHoldsOverManyParts() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 120; i++) {
            seen.merge(line.part(i).defectType(), 1, Integer::sum);
        }
        // 120 parts, p = 0.3: 36 ± 3.5 standard deviations of 5.
        assertThat(120 - seen.get(SampleSet.GOOD)).isBetween(18, 54);
        for (DefectType type : DefectType.values()) {
            assertThat(seen).containsKey(type.id());
        }
        assertThat(new DemoLine(1, 0).part(0).isGood()).isTrue();
        assertThat(new DemoLine(1, 1).part(0).isGood()).isFalse();
    }

    /** The good twin of a part shows what the defect changed: it must be under the mask, and a person must see it. */
    @ParameterizedTest
    @EnumSource(DefectType.class)
    void everyDefectIsVisibleUnderItsMask(DefectType type) {
        for (int i = 0; i < 8; i++) {
            DemoPart bad = line.defect(i, type, i / 7.0);
            int[] change = change(line.good(i).image(), bad.image());
            double inside = 0;
            for (int k = 0; k < change.length; k++) {
                inside += bad.mask()[k] == 0 ? 0 : change[k];
                if (change[k] > 0) {
                    assertThat(isNearMask(bad.mask(), k))
                            .as("%s %d: pixel %d", type, i, k)
                            .isTrue();
                }
            }
            int area = area(bad.mask());
            assertThat(area).as("%s %d", type, i).isBetween(25, 640 * 480 / 40);
            assertThat(inside / area).as("%s %d", type, i).isGreaterThan(12);
        }
    }

    /** Guards against arithmetic that differs between machines. A change of the picture on purpose renews it. */
    @Test
    void bytesAreThoseStoredHere() {
        CRC32 sum = new CRC32();
        DemoLine first = new DemoLine(1, 0.15);
        sum.update(first.good(0).image().pixels());
        for (DefectType type : DefectType.values()) {
            DemoPart part = first.defect(1, type, 0.5);
            sum.update(part.image().pixels());
            sum.update(part.mask());
        }
        assertThat(Long.toHexString(sum.getValue())).isEqualTo("64abf7b9");
    }

    private static int[] change(Image a, Image b) {
        int[] change = new int[a.width() * a.height()];
        for (int i = 0; i < a.pixels().length; i++) {
            change[i / 3] = Math.max(change[i / 3], Math.abs((a.pixels()[i] & 255) - (b.pixels()[i] & 255)));
        }
        return change;
    }

    private static boolean isNearMask(byte[] mask, int at) {
        int x = at % 640;
        int y = at / 640;
        for (int v = Math.max(0, y - REACH); v <= Math.min(479, y + REACH); v++) {
            for (int u = Math.max(0, x - REACH); u <= Math.min(639, x + REACH); u++) {
                if (mask[v * 640 + u] != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int area(byte[] mask) {
        int area = 0;
        for (byte m : mask) {
            area += m & 1;
        }
        return area;
    }
}
