package loupe.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import loupe.config.RecipeBook;
import loupe.detect.TestGraph;
import loupe.domain.Calibration;
import loupe.domain.DecisionRule;
import loupe.domain.DisplayScale;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;

/** Recipes with a real, tiny model that measures brightness: score = mean of the brightest 4×4 block, 0…1. */
public final class BrightModel {
    public static final String SOURCE = "demo:?rate=0&defects=0.3&seed=7";

    private BrightModel() {}

    static byte[] onnx() {
        return onnx(64);
    }

    private static byte[] onnx(int side) {
        long[] four = {4, 4};
        return TestGraph.of(-1, 3, side, side)
                .node("ReduceMean", "grey", List.of("input"), "axes", new long[] {1}, "keepdims", 1L)
                .node("AveragePool", "anomaly_map", List.of("grey"), "kernel_shape", four, "strides", four)
                .node("ReduceMax", "pred_score", List.of("anomaly_map"), "axes", new long[] {1, 2, 3}, "keepdims", 0L)
                .output("anomaly_map", TestGraph.FLOAT, -1, 1, -1, -1)
                .output("pred_score", TestGraph.FLOAT, -1)
                .contract()
                .bytes();
    }

    /** Stores a recipe that fails parts from this score on. */
    public static Recipe store(RecipeBook book, String id, double fail) {
        return store(book, id, fail, 64);
    }

    /** The same with a model of its own: one that sees pictures of {@code side} × {@code side}. */
    static Recipe store(RecipeBook book, String id, double fail, int side) {
        return book.save(new Recipe(
                id,
                1,
                id,
                SOURCE,
                Optional.empty(),
                book.storeModel(onnx(side)),
                new DecisionRule(fail, fail, fail, 0, ScoreSource.MODEL),
                new DisplayScale(0, fail),
                Calibration.UNCALIBRATED,
                Instant.EPOCH));
    }
}
