package loupe.ui.calibrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleShelf;

/** Invented images and a place for sample sets, for tests of the sample page. */
final class SampleTestFolder {
    final Path root;
    final SampleShelf shelf;
    final List<Consumer<Inspection>> line = new ArrayList<>();

    SampleTestFolder(Path root) {
        this.root = root;
        this.shelf = new SampleShelf(root.resolve("samples"));
    }

    SamplesDesk desk() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);
        return new SamplesDesk(shelf, () -> "anna", clock, root.resolve("scratch"), line::add, line::remove);
    }

    Path image(String file, int seed) {
        Path path = root.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.write(path, ImageCodec.png(waves(seed)));
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 96 × 72 pixels that look like no other seed. */
    static Image waves(int seed) {
        double[] w = new Random(seed).doubles(24, 0, 7).toArray();
        byte[] pixels = new byte[96 * 72];
        for (int i = 0; i < pixels.length; i++) {
            int y = i / 96;
            double v = 0;
            for (int k = 0; k < w.length; k += 3) {
                v += Math.sin(w[k] * (i % 96) / 18.0 + w[k + 1] * y / 18.0 + w[k + 2]);
            }
            pixels[i] = (byte) (120 + 13 * v);
        }
        return new Image(96, 72, PixelOrder.GRAY8, pixels);
    }
}
