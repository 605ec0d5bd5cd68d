package loupe.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loupe.camera.demo.DemoCamera;
import loupe.camera.demo.DemoSettings;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import loupe.imaging.Likeness;
import loupe.imaging.Thumbnails;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    @Test
    void findsWhatTheSlowWayFinds() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            long[] hashes = new long[120];
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = i == 0 || random.nextInt(3) == 0 ? random.nextLong() : hashes[random.nextInt(i)];
                for (int flips = random.nextInt(4); flips > 0; flips--) {
                    hashes[i] ^= 1L << random.nextInt(64);
                }
            }
            int distance = random.nextInt(7);
            assertThat(NearDuplicates.groups(hashes, distance, (a, b) -> true)).isEqualTo(slow(hashes, distance));
        }
    }

    /** Every image joins the nearest first member within the distance, or begins a group. */
    private static List<List<Integer>> slow(long[] hashes, int distance) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int i = 0; i < hashes.length; i++) {
            List<Integer> best = null;
            for (List<Integer> group : groups) {
                int away = Long.bitCount(hashes[i] ^ hashes[group.get(0)]);
                boolean nearer = best == null || away < Long.bitCount(hashes[i] ^ hashes[best.get(0)]);
                best = away <= distance && nearer ? group : best;
            }
            if (best == null) {
                groups.add(new ArrayList<>(List.of(i)));
            } else {
                best.add(i);
            }
        }
        return groups.stream().filter(g -> g.size() > 1).toList();
    }

    @Test
    void aSmallerBrighterJpegLooksAlikeAndAnotherImageDoesNot() {
        Image image = pattern(5);
        byte[] brighter = image.pixels().clone();
        for (int i = 0; i < brighter.length; i++) {
            brighter[i] = (byte) Math.min(255, (brighter[i] & 0xff) + 9);
        }
        Image other = ImageCodec.decode(
                ImageCodec.jpeg(Thumbnails.of(new Image(320, 240, PixelOrder.GRAY8, brighter), 200, 150), 70), "x");
        long hash = Likeness.of(image).hash();
        assertThat(Long.bitCount(hash ^ Likeness.of(other).hash())).isLessThanOrEqualTo(NearDuplicates.DISTANCE);
        assertThat(Long.bitCount(hash ^ Likeness.of(pattern(6)).hash())).isGreaterThan(16);
        assertThat(Likeness.of(new Image(9, 9, PixelOrder.BGR8, new byte[243])).hash())
                .isZero();
    }

    @Test
    void partsThatLieAlikeAreToldApartAndTheSamePartTwiceIsNot() {
        List<Likeness> images = new ArrayList<>();
        try (DemoCamera camera = new DemoCamera(new DemoSettings(0, 0.3, 7))) {
            for (int i = 0; i < 30; i++) {
                Image part = camera.grab().orElseThrow().image();
                images.add(Likeness.of(part));
                if (i == 4 || i == 20) {
                    images.add(Likeness.of(ImageCodec.decode(ImageCodec.jpeg(part, 75), "copy")));
                }
            }
        }
        assertThat(NearDuplicates.groups(images)).containsExactly(List.of(4, 5), List.of(21, 22));
    }

    private static Image pattern(int seed) {
        Random random = new Random(seed);
        double[] waves = random.doubles(24, 0, 7).toArray();
        byte[] pixels = new byte[320 * 240];
        for (int i = 0; i < pixels.length; i++) {
            int y = i / 320;
            double v = 0;
            for (int w = 0; w < waves.length; w += 3) {
                v += Math.sin(waves[w] * (i % 320) / 60.0 + waves[w + 1] * y / 60.0 + waves[w + 2]);
            }
            pixels[i] = (byte) (120 + 13 * v);
        }
        return new Image(320, 240, PixelOrder.GRAY8, pixels);
    }
}
