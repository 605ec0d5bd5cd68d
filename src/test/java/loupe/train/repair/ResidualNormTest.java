package loupe.train.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualNormTest {
    private static final int PLACES = 64;

    /** One place has much grain in every picture; a picture may be darker than another. */
    private static List<float[]> maps(int count) {
        Random random = new Random(5);
        List<float[]> maps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float light = 0.5f + random.nextFloat();
            float[] map = new float[PLACES];
            for (int k = 0; k < PLACES; k++) {
                map[k] = light * (k == 7 ? 20 : 1) * (0.8f + 0.4f * random.nextFloat());
            }
            maps.add(map);
        }
        return maps;
    }

    @Test
    void aPictureIsJudgedByTheOthersAlone() {
        List<float[]> maps = maps(9);
        ResidualNorm all = ResidualNorm.of(maps, 3);
        List<float[]> left = all.eachByTheOthers(maps, 5);
        for (int i = 0; i < 5; i++) {
            List<float[]> others = new ArrayList<>(maps);
            others.remove(i);
            ResidualNorm alone = ResidualNorm.of(others, 3);
            // typical grain and unit are of all pictures: one more or less hardly moves a median
            float[] deviation = alone.deviation().clone();
            for (int k = 0; k < PLACES; k++) {
                deviation[k] *= (float) (all.unit() / alone.unit());
            }
            ResidualNorm same = new ResidualNorm(all.typical(), all.unit(), alone.mean(), deviation);
            assertThat(left.get(i)).containsExactly(same.apply(maps.get(i)), within(0.05f));
        }
    }

    @Test
    void whatGoodPicturesShowIsNoDefectAndWhatTheyDoNotShowIs() {
        ResidualNorm norm = ResidualNorm.of(maps(40), 3);
        float[] good = maps(41).get(40);
        assertThat(norm.apply(good)[7]).isBetween(-2f, 2f);
        float[] bad = good.clone();
        bad[30] = good[7];
        assertThat(norm.apply(bad)[30]).isGreaterThan(10);
        float[] dark = good.clone();
        for (int k = 0; k < PLACES; k++) {
            dark[k] /= 3;
        }
        assertThat(norm.apply(dark)[7]).as("less light is no defect").isLessThan(2);
    }

    @Test
    void oneIsWhatTheHighestOfAGoodPictureTypicallyShow() {
        List<float[]> maps = maps(41);
        ResidualNorm norm = ResidualNorm.of(maps, 1);
        double[] scores = maps.stream()
                .mapToDouble(map -> {
                    float[] values = norm.apply(map);
                    Arrays.sort(values);
                    return (double) values[PLACES - 1];
                })
                .sorted()
                .toArray();
        assertThat(norm.unit()).isGreaterThan(1);
        assertThat(scores[20]).isCloseTo(1, within(1e-5));
    }

    @Test
    void onePictureOrOneWithoutGrainGivesFiniteValues() {
        ResidualNorm one = ResidualNorm.of(maps(1), 3);
        for (float[] map : List.of(maps(2).get(1), new float[PLACES])) {
            for (float value : one.apply(map)) {
                assertThat(value).isFinite();
            }
        }
        for (float value : ResidualNorm.of(List.of(new float[PLACES]), 3).apply(new float[PLACES])) {
            assertThat(value).isFinite();
        }
    }

    /** What a network never makes too dark leaves nothing in that look, but for one picture. */
    @Test
    void aLookThatMostPicturesDoNotHaveGivesFiniteValues() {
        float[] bright = new float[PLACES];
        Arrays.fill(bright, 0, 5, 1e4f);
        ResidualNorm norm = ResidualNorm.of(List.of(new float[PLACES], bright, new float[PLACES]), 3);
        for (float[] map : List.of(bright, new float[PLACES])) {
            for (float value : norm.apply(map)) {
                assertThat(value).isFinite();
            }
        }
        assertThat(norm.apply(bright)[0]).isGreaterThan(norm.apply(bright)[PLACES - 1]);
    }
}
