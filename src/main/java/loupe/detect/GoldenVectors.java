package loupe.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import loupe.detect.profile.Reference;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.imaging.ImageCodec;

/** Reference pictures and what a model gave for them: the proof that it gives the same here and today. */
public final class GoldenVectors {
    /** Pictures that Loupe draws itself, always the same. */
    public static final List<String> DRAWN = List.of("black", "grey", "white", "noise", "ramp", "checker");

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final long SEED = 20_26;

    private GoldenVectors() {}

    /** Draws a picture of that name. */
    public static Image draw(String name) {
        byte[] pixels = new byte[WIDTH * HEIGHT * 3];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < pixels.length; i++) {
            int x = i / 3 % WIDTH;
            int y = i / 3 / WIDTH;
            pixels[i] = (byte)
                    switch (name) {
                        case "black" -> 0;
                        case "grey" -> 128;
                        case "white" -> 255;
                        case "noise" -> random.nextInt(256);
                        case "ramp" -> (x * (1 + i % 3) + y) * 255 / (4 * WIDTH);
                        case "checker" -> ((x / 16 + y / 16) % 2 == 0 ? 200 : 60) + 20 * (i % 3);
                        default -> throw new IllegalArgumentException("picture " + name);
                    };
        }
        return new Image(WIDTH, HEIGHT, PixelOrder.RGB8, pixels);
    }

    /**
     * What a model gives for the drawn pictures and for others.
     *
     * @param others by the name of the file that they will be kept in
     * @throws loupe.domain.InspectionFault MOD-06, MOD-09
     */
    public static List<Reference> freeze(OnnxDetector detector, Map<String, Image> others) {
        List<Reference> references = new ArrayList<>();
        DRAWN.forEach(name -> references.add(reference(name, detector.predict(draw(name)))));
        others.forEach((name, image) -> references.add(reference(name, detector.predict(image))));
        return List.copyOf(references);
    }

    private static Reference reference(String picture, Prediction prediction) {
        double sum = 0;
        for (float s : prediction.map().scores()) {
            sum += s;
        }
        float mean = (float) (sum / prediction.map().scores().length);
        return new Reference(picture, prediction.score(), mean, prediction.map().max());
    }

    /**
     * The largest difference between what a model gives now and what it gave.
     *
     * @param folder where pictures lie that are not drawn
     */
    static double worst(OnnxDetector detector, List<Reference> references, Path folder) {
        double worst = 0;
        for (Reference expected : references) {
            String name = expected.picture();
            Image image = DRAWN.contains(name) ? draw(name) : ImageCodec.read(folder.resolve(name));
            worst = Math.max(worst, expected.differenceTo(reference(name, detector.predict(image))));
        }
        return worst;
    }
}
