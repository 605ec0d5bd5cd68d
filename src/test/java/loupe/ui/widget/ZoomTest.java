package loupe.ui.widget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ZoomTest {
    private static final double EXACT = 1e-9;

    @Test
    void fitsAndCentres() {
        Zoom z = Zoom.fit(640, 480, 1000, 500);
        assertThat(z.scale()).isCloseTo(500 / 480.0, within(EXACT));
        assertThat(z.toViewX(320)).isCloseTo(500, within(EXACT));
        assertThat(z.toViewY(240)).isCloseTo(250, within(EXACT));
        assertThat(z.toViewY(0)).isCloseTo(0, within(EXACT));
    }

    @Test
    void keepsThePlaceUnderTheCursor() {
        Zoom z = Zoom.fit(2000, 1500, 800, 600);
        double x = z.toImageX(500);
        double y = z.toImageY(200);
        Zoom near = z.zoomedAt(500, 200, 3);
        assertThat(near.fitted()).isFalse();
        assertThat(near.toImageX(500)).isCloseTo(x, within(EXACT));
        assertThat(near.toImageY(200)).isCloseTo(y, within(EXACT));
    }

    @Test
    void neverSmallerThanFittedAndNeverDraggedOut() {
        Zoom z = Zoom.fit(640, 480, 640, 480);
        assertThat(z.zoomedAt(10, 10, 0.1)).isEqualTo(z);
        Zoom near = z.zoomedAt(320, 240, 2).panned(99_999, -99_999);
        assertThat(near.left()).isEqualTo(0);
        assertThat(near.top()).isCloseTo(240, within(EXACT));
    }

    @Test
    void togglesBetweenWholeAndOneToOne() {
        Zoom z = Zoom.fit(4000, 3000, 800, 600);
        Zoom one = z.toggledAt(400, 300);
        assertThat(one.scale()).isEqualTo(1);
        assertThat(one.toggledAt(0, 0)).isEqualTo(z);
    }

    @Test
    void staysFittedWhenTheWindowGrowsAndKeepsItsMiddleOtherwise() {
        assertThat(Zoom.fit(640, 480, 640, 480).resized(640, 480, 1280, 960)).isEqualTo(Zoom.fit(640, 480, 1280, 960));
        Zoom near = Zoom.fit(640, 480, 640, 480).zoomedAt(300, 200, 4);
        Zoom grown = near.resized(640, 480, 800, 600);
        assertThat(grown.scale()).isEqualTo(near.scale());
        assertThat(grown.toImageX(400)).isCloseTo(near.toImageX(320), within(EXACT));
    }
}
