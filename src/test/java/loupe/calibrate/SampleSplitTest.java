package loupe.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleSplitTest {
    private final List<String> parts = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();

    SampleSplitTest() {
        Random random = new Random(1);
        for (int p = 0; p < 100; p++) {
            String label = p < 80 ? "good" : p < 95 ? "scratch" : "dent";
            for (int i = 0; i <= random.nextInt(3); i++) {
                parts.add("part" + p);
                labels.add(label);
            }
        }
    }

    @Test
    void noPartIsInTwoFoldsAndEveryLabelIsInAll() {
        int[] folds = SampleSplit.folds(parts, labels, 5, 7);
        Map<String, Set<Integer>> ofPart = new HashMap<>();
        Map<String, Set<String>> ofLabel = new HashMap<>();
        for (int i = 0; i < folds.length; i++) {
            ofPart.computeIfAbsent(parts.get(i), k -> new HashSet<>()).add(folds[i]);
            ofLabel.computeIfAbsent(labels.get(i) + folds[i], k -> new HashSet<>())
                    .add(parts.get(i));
        }
        assertThat(ofPart.values()).allMatch(f -> f.size() == 1);
        for (int f = 0; f < 5; f++) {
            assertThat(ofLabel.get("good" + f)).hasSize(16);
            assertThat(ofLabel.get("scratch" + f)).hasSize(3);
            assertThat(ofLabel.get("dent" + f)).hasSize(1);
        }
    }

    @Test
    void theSeedDecidesAndTheOrderDoesNot() {
        int[] folds = SampleSplit.folds(parts, labels, 4, 7);
        assertThat(SampleSplit.folds(parts, labels, 4, 7)).isEqualTo(folds);
        assertThat(SampleSplit.folds(parts, labels, 4, 8)).isNotEqualTo(folds);
        List<Integer> order = new ArrayList<>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            order.add(i);
        }
        int[] turned = SampleSplit.folds(
                order.stream().map(parts::get).toList(),
                order.stream().map(labels::get).toList(),
                4,
                7);
        for (int i = 0; i < turned.length; i++) {
            assertThat(turned[i]).isEqualTo(folds[order.get(i)]);
        }
    }

    @Test
    void aSubsetTakesTheShareOfEveryLabel() {
        boolean[] half = SampleSplit.subset(parts, labels, 0.5, 3);
        Map<String, Set<String>> in = new HashMap<>();
        for (int i = 0; i < half.length; i++) {
            if (half[i]) {
                in.computeIfAbsent(labels.get(i), k -> new HashSet<>()).add(parts.get(i));
            }
        }
        assertThat(in.get("good")).hasSize(40);
        assertThat(in.get("scratch")).hasSize(8);
        assertThat(in.get("dent")).hasSize(3);
        assertThat(Arrays.equals(half, SampleSplit.subset(parts, labels, 0.5, 4)))
                .isFalse();
    }

    @Test
    void impossibleSplitsAreRefused() {
        assertThatThrownBy(() -> SampleSplit.folds(List.of("a"), List.of("good"), 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SampleSplit.subset(parts, labels, Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
