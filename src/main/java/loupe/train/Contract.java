package loupe.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/**
 * The metadata of an exported file (contract version 1). No date: the same teaching must give the same bytes; when it
 * was taught stands in the recipe.
 */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double[] QUANTILES = {0, 0.5, 0.9, 0.95, 0.99, 1};
    private static final int REFERENCES = 3;

    private final SortedMap<String, String> metadata = new TreeMap<>();

    /** Starts with the method's name, for example {@code npad}. */
    public Contract(String method) {
        metadata.put("loupe.contract", "1");
        metadata.put("loupe.method", method);
    }

    /** The network's input: a square of so many pixels a side, scaled from the whole image. */
    public Contract input(int size) {
        return put("loupe.input", Map.of("width", size, "height", size, "resize", "area", "crop", "none"));
    }

    /** What was taught from and how; every value is one that JSON knows. */
    public Contract training(Map<String, ?> facts) {
        return put("loupe.training", facts);
    }

    /** Quantiles of the image scores of good parts, each by a model that had not seen it. */
    public Contract scores(float[] heldOut) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (double q : QUANTILES) {
            quantiles.put(String.valueOf(q), Quantiles.of(heldOut, q));
        }
        return put("loupe.scores", quantiles);
    }

    /** Scores of noise that anybody can draw again: {@code new java.util.Random(seed).nextBytes}, RGB8, input size. */
    public Contract reference(int size, Function<Image, Float> score) {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (long seed = 1; seed <= REFERENCES; seed++) {
            Map<String, Object> vector = new LinkedHashMap<>();
            vector.put("image", "java.util.Random.nextBytes RGB8");
            vector.put("seed", seed);
            vector.put("score", score.apply(noise(size, seed)));
            vectors.add(vector);
        }
        return put("loupe.reference", vectors);
    }

    /** Random pixels, always the same for a seed. */
    public static Image noise(int side, long seed) {
        byte[] pixels = new byte[side * side * 3];
        new Random(seed).nextBytes(pixels);
        return new Image(side, side, PixelOrder.RGB8, pixels);
    }

    private Contract put(String key, Object value) {
        try {
            metadata.put(key, JSON.writeValueAsString(value instanceof Map<?, ?> map ? new TreeMap<>(map) : value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    public SortedMap<String, String> metadata() {
        return metadata;
    }
}
