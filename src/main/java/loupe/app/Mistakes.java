package loupe.app;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import loupe.calibrate.Scored;
import loupe.domain.DisplayScale;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.PixelOrder;
import loupe.domain.Prediction;
import loupe.imaging.HeatMapPainter;
import loupe.imaging.HeatMapScene;
import loupe.imaging.ImageCodec;
import loupe.imaging.ViewPort;
import loupe.report.Certificate.Mistake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pictures of the parts that a pair of thresholds decides wrongly, with the overlay of the thresholds proposed. */
public final class Mistakes {
    /** At most so many pictures of either kind. */
    public static final int MOST = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Mistakes.class);
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;

    private Mistakes() {}

    /**
     * Escapes first, those furthest below the threshold first; then good parts that would not pass, highest first.
     * An image that can no longer be read is left out.
     *
     * @param inspector with the recipe's model; one thread
     */
    public static List<Mistake> of(Proposal proposal, Inspector inspector) {
        DisplayScale old = proposal.recipe().scale();
        double pixel = proposal.rule().pixel();
        DisplayScale scale = pixel > old.zero() ? new DisplayScale(old.zero(), pixel) : old;
        return of(proposal.images(), proposal.rule().review(), scale, inspector);
    }

    /** The same for any threshold and colour scale. */
    public static List<Mistake> of(List<Scored> images, double limit, DisplayScale scale, Inspector inspector) {
        List<Scored> parts = Scored.perPart(images);
        Comparator<Scored> rising = Comparator.comparingDouble(Scored::score);
        Stream<Scored> escapes = parts.stream()
                .filter(p -> p.isDefect() && p.score() < limit)
                .sorted(rising)
                .limit(MOST);
        Stream<Scored> alarms = parts.stream()
                .filter(p -> !p.isDefect() && p.score() >= limit)
                .sorted(rising.reversed())
                .limit(MOST);
        List<Mistake> found = new ArrayList<>();
        try (HeatMapPainter painter = new HeatMapPainter()) {
            Stream.concat(escapes, alarms).forEach(part -> {
                try {
                    byte[] png = picture(part, inspector, scale, painter);
                    String name = Path.of(part.name()).getFileName().toString();
                    found.add(new Mistake(name, part.type(), part.score(), part.isDefect(), png));
                } catch (InspectionFault fault) {
                    LOG.warn("no picture of {}: {}", part.name(), fault.getMessage());
                }
            });
        }
        return found;
    }

    private static byte[] picture(Scored part, Inspector inspector, DisplayScale scale, HeatMapPainter painter) {
        Image image = ImageCodec.read(Path.of(part.name()));
        HeatMapScene scene = inspector
                .inspect(new Frame(1, part.name(), Instant.EPOCH, image))
                .prediction()
                .map(Prediction::map)
                .map(map -> HeatMapScene.of(image).withHeat(map, scale))
                .orElse(HeatMapScene.of(image));
        return ImageCodec.png(painted(scene, painter));
    }

    private static Image painted(HeatMapScene scene, HeatMapPainter painter) {
        Image image = scene.image();
        double fit = Math.min((double) WIDTH / image.width(), (double) HEIGHT / image.height());
        int w = (int) Math.max(1, Math.round(image.width() * fit));
        int h = (int) Math.max(1, Math.round(image.height() * fit));
        ByteBuffer bgra = ByteBuffer.allocateDirect(w * h * 4);
        painter.paint(scene, ViewPort.fit(image.width(), image.height(), w, h), bgra);
        byte[] bgr = new byte[w * h * 3];
        for (int i = 0; i < w * h; i++) {
            for (int c = 0; c < 3; c++) {
                bgr[3 * i + c] = bgra.get(4 * i + c);
            }
        }
        return new Image(w, h, PixelOrder.BGR8, bgr);
    }
}
