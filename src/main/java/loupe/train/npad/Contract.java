package loupe.train.npad;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/**
 * The metadata of an exported file (contract version 1). No date: the same teaching must give the same bytes; when it
 * was taught stands in the recipe.
 */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double[] QUANTILES = {0, 0.5, 0.9, 0.95, 0.99, 1};
    private static final int REFERENCES = 3;

    private final SortedMap<String, String> metadata = new TreeMap<>();

    Contract() {
        metadata.put("loupe.contract", "1");
        metadata.put("loupe.method", "npad");
    }

    Contract input(int size) {
        return put("loupe.input", Map.of("width", size, "height", size, "resize", "area", "crop", "none"));
    }

    Contract training(Map<String, ?> facts) {
        return put("loupe.training", facts);
    }

    Contract scores(float[] heldOut) {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (double q : QUANTILES) {
            quantiles.put(String.valueOf(q), Quantiles.of(heldOut, q));
        }
        return put("loupe.scores", quantiles);
    }

    /** Scores of noise that anybody can draw again: {@code new java.util.Random(seed).nextBytes}, RGB8, input size. */
    Contract reference(Features network, Fitted fitted, Mixture mixture) {
        List<Map<String, Object>> vectors = new ArrayList<>();
        int grid = fitted.side();
        for (long seed = 1; seed <= REFERENCES; seed++) {
            List<float[]> features = network.of(noise(grid * 8, seed));
            Map<String, Object> vector = new LinkedHashMap<>();
            vector.put("image", "java.util.Random.nextBytes RGB8");
            vector.put("seed", seed);
            vector.put("score", ScoreMap.score(mixture.map(fitted.planes(features), grid)));
            vectors.add(vector);
        }
        return put("loupe.reference", vectors);
    }

    static Image noise(int side, long seed) {
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

    SortedMap<String, String> metadata() {
        return metadata;
    }
}
