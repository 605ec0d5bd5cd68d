package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskDrawingTest {
    private final MaskDrawing drawing = new MaskDrawing(40, 30, new byte[1200]);

    @Test
    void aStrokeIsEverythingWithinTheRadiusOfTheLine() {
        step(() -> drawing.stroke(5, 5, 20.5, 12, 3, true));
        java.awt.geom.Line2D line = new java.awt.geom.Line2D.Double(5, 5, 20.5, 12);
        for (int i = 0; i < 1200; i++) {
            int y = i / 40;
            boolean near = line.ptSegDist(i % 40 + 0.5, y + 0.5) <= 3;
            assertThat(drawing.pixels()[i] != 0).as("pixel " + i).isEqualTo(near);
        }
    }

    @Test
    void aPolygonIsItsInside() {
        Random random = new Random(4);
        for (int round = 0; round < 30; round++) {
            MaskDrawing d = new MaskDrawing(40, 30, new byte[1200]);
            Path2D shape = new Path2D.Double(Path2D.WIND_EVEN_ODD);
            List<Double> points = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                double x = random.nextDouble() * 50 - 5;
                double y = random.nextDouble() * 40 - 5;
                points.addAll(List.of(x, y));
                if (i == 0) {
                    shape.moveTo(x, y);
                } else {
                    shape.lineTo(x, y);
                }
            }
            d.polygon(points, true);
            for (int i = 0; i < 1200; i++) {
                int y = i / 40;
                assertThat(d.pixels()[i] != 0).isEqualTo(shape.contains(i % 40 + 0.5, y + 0.5));
            }
        }
        assertThat(drawing.polygon(List.of(1.0, 1.0, 2.0, 2.0), true).isEmpty()).isTrue();
    }

    @Test
    void everyGestureIsOneStepOfUndo() {
        step(() -> drawing.stroke(10, 10, 10, 10, 4, true));
        byte[] first = drawing.pixels().clone();
        step(() -> {
            drawing.stroke(-20, 10, 60, 10, 2, true);
            drawing.stroke(10, 10, 10, 29.9, 1, false);
        });
        byte[] second = drawing.pixels().clone();
        step(drawing::clear);
        assertThat(drawing.isEmpty()).isTrue();
        drawing.undo();
        assertThat(drawing.pixels()).isEqualTo(second);
        drawing.undo();
        assertThat(drawing.pixels()).isEqualTo(first);
        drawing.redo();
        assertThat(drawing.pixels()).isEqualTo(second);
        drawing.undo();
        drawing.undo();
        assertThat(drawing.isEmpty()).isTrue();
        assertThat(drawing.undo()).isEmpty();
        step(() -> drawing.stroke(1, 1, 2, 2, 1, true));
        assertThat(drawing.canRedo()).isFalse();
    }

    private void step(Runnable change) {
        drawing.begin();
        change.run();
        drawing.end();
    }
}
