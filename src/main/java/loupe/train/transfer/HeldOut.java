package loupe.train.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import loupe.train.Ranks;
import loupe.train.Stopwatch;
import loupe.train.transfer.Examples.Example;

/**
 * Heads that were fitted without a part of the examples, and what they say of that part.
 *
 * @param examples dealt to folds
 * @param heads one for every fold, fitted without it
 */
record HeldOut(Examples examples, List<Head> heads) {

    /**
     * How a head is fitted.
     *
     * @param l2 penalty of the linear weights
     * @param isHidden true = with a hidden layer
     * @param seed of what is drawn for it
     */
    record Form(double l2, boolean isHidden, long seed) {}

    /** Fits a head without every fold. */
    static HeldOut fit(Examples examples, Form form) {
        return fit(examples, form, (i, fold) -> examples.fold(i) != fold);
    }

    /** Fits heads without a type of defects, and without a fold of the good parts. */
    private static HeldOut fitWithout(String type, Examples examples, Form form) {
        return fit(
                examples,
                form,
                (i, fold) ->
                        examples.get(i).isDefect() ? !examples.get(i).type().equals(type) : examples.fold(i) != fold);
    }

    private static HeldOut fit(Examples examples, Form form, BiPredicate<Integer, Integer> taught) {
        List<Head> heads = IntStream.range(0, TransferSettings.FOLDS)
                .parallel()
                .mapToObj(fold -> head(examples, form, i -> taught.test(i, fold)))
                .toList();
        return new HeldOut(examples, heads);
    }

    /** A head fitted to some of the examples. */
    static Head head(Examples examples, Form form, IntPredicate taught) {
        int[] indices = IntStream.range(0, examples.size()).filter(taught).toArray();
        float[][] rows = new float[indices.length][];
        boolean[] bad = new boolean[indices.length];
        for (int i = 0; i < indices.length; i++) {
            rows[i] = examples.pooled(indices[i]);
            bad[i] = examples.get(indices[i]).isDefect();
        }
        Logistic linear = Logistic.fit(rows, bad, form.l2());
        Optional<HiddenLayer> hidden =
                form.isHidden() ? Optional.of(HiddenLayer.fit(linear, rows, bad, form.seed())) : Optional.empty();
        return Head.of(linear, hidden);
    }

    /** The head that has not seen an example. */
    Head without(int index) {
        return heads.get(examples.fold(index));
    }

    float[] scores(int[] indices) {
        float[] scores = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            scores[i] = without(indices[i]).score(examples.pooled(indices[i]));
        }
        return scores;
    }

    /** Of defects against good parts, all held out, as they are. */
    double auroc(IntPredicate defects) {
        int[] good = examples.upright(e -> !e.isDefect());
        int[] bad = IntStream.of(examples.upright(Example::isDefect))
                .filter(defects)
                .toArray();
        return Ranks.auroc(scores(good), scores(bad));
    }

    /**
     * How well every type of defect is found when no defect of this type was taught.
     *
     * @return image AUROC by type; without those beside which too few defects are left
     */
    static SortedMap<String, Double> unseen(Examples examples, Form form, Stopwatch watch) {
        int[] defects = examples.upright(Example::isDefect);
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int i : defects) {
            counts.merge(examples.get(i).type(), 1, Integer::sum);
        }
        SortedMap<String, Double> found = new TreeMap<>();
        int tried = 0;
        for (Map.Entry<String, Integer> type : counts.entrySet()) {
            watch.at("teach.heldout", tried++, counts.size());
            if (defects.length - type.getValue() >= TransferSettings.FEWEST_DEFECTS) {
                String name = type.getKey();
                IntPredicate own = i -> examples.get(i).type().equals(name);
                found.put(name, fitWithout(name, examples, form).auroc(own));
            }
        }
        return found;
    }
}
