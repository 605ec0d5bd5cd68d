package loupe.train.backbone;

import java.util.SplittableRandom;
import loupe.domain.Image;
import loupe.domain.PixelOrder;

/** A square picture as red, green and blue planes of floats 0…1, and what chance does to it. One thread. */
final class Planes {
    private static final double LEAST_AREA = 0.12;

    private final int side;
    private final float[][] planes;

    private Planes(int side) {
        this.side = side;
        this.planes = new float[3][side * side];
    }

    /** A window of random size, shape and orientation, brought to {@code side} by bilinear interpolation. */
    static Planes cut(Image image, int side, SplittableRandom random) {
        double edge = Math.min(image.width(), image.height()) * Math.sqrt(random.nextDouble(LEAST_AREA, 1));
        double stretch = Math.exp(random.nextDouble(-0.15, 0.15));
        double w = Math.min(image.width(), edge * stretch);
        double h = Math.min(image.height(), edge / stretch);
        double left = random.nextDouble() * (image.width() - w);
        double top = random.nextDouble() * (image.height() - h);
        boolean flipX = random.nextBoolean();
        boolean flipY = random.nextInt(4) == 0;
        boolean turned = random.nextInt(4) == 0;
        Planes planes = new Planes(side);
        // a crop that is made much smaller takes several samples a pixel, or it would alias
        int finer = Math.max(1, (int) Math.round(edge / side));
        int fine = side * finer;
        Source source = new Source(image, 1f / (finer * finer));
        for (int i = 0; i < fine * fine; i++) {
            int x = turned ? i / fine : i % fine;
            int y = turned ? i % fine : i / fine;
            double u = left + (flipX ? fine - x - 0.5 : x + 0.5) / fine * w - 0.5;
            double v = top + (flipY ? fine - y - 0.5 : y + 0.5) / fine * h - 0.5;
            source.sample(u, v, planes.planes, i / fine / finer * side + i % fine / finer);
        }
        return planes;
    }

    /** Pastes a soft-edged ellipse, rectangle or streak of another picture, or of one colour, somewhere. */
    void paste(Planes other, SplittableRandom random) {
        double cx = random.nextDouble(side);
        double cy = random.nextDouble(side);
        boolean streak = random.nextInt(4) == 0;
        double rx = streak ? random.nextDouble(0.05, 0.3) * side : random.nextDouble(0.015, 0.16) * side;
        double ry = streak ? random.nextDouble(0.5, 2.5) : rx * random.nextDouble(0.4, 1);
        double angle = random.nextDouble(Math.PI);
        boolean round = random.nextBoolean();
        double soft = random.nextDouble(0.5, 2);
        double opacity = random.nextDouble(0.4, 1);
        boolean plain = random.nextInt(3) == 0;
        float[] colour = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        for (int i = 0; i < side * side; i++) {
            int row = i / side;
            double dx = i % side - cx;
            double dy = row - cy;
            double a = Math.abs(dx * cos + dy * sin) / rx;
            double b = Math.abs(dy * cos - dx * sin) / ry;
            double out = (round ? Math.sqrt(a * a + b * b) : Math.max(a, b)) - 1;
            double share = opacity * Math.max(0, Math.min(1, 0.5 - out * Math.min(rx, ry) / soft));
            for (int c = 0; c < 3 && share > 0; c++) {
                float foreign = plain ? colour[c] : other.planes[c][i];
                planes[c][i] += (float) (share * (foreign - planes[c][i]));
            }
        }
    }

    /** Another lamp: contrast about the mean, brightness, gamma, colour, and a slope of light across the picture. */
    void relight(SplittableRandom random) {
        double contrast = Math.exp(random.nextDouble(-0.5, 0.25));
        double shift = random.nextDouble(-0.12, 0.12);
        double gamma = Math.exp(random.nextDouble(-0.25, 0.25));
        double slopeX = random.nextDouble(-0.25, 0.25);
        double slopeY = random.nextDouble(-0.25, 0.25);
        double mean = mean();
        for (float[] plane : planes) {
            double colour = Math.exp(random.nextDouble(-0.12, 0.12));
            for (int i = 0; i < plane.length; i++) {
                int row = i / side;
                double slope = 1 + slopeX * ((double) (i % side) / side - 0.5) + slopeY * ((double) row / side - 0.5);
                double v = ((plane[i] - mean) * contrast + mean + shift) * colour * slope;
                plane[i] = (float) Math.pow(Math.max(0, Math.min(1, v)), gamma);
            }
        }
    }

    private double mean() {
        double sum = 0;
        for (float[] plane : planes) {
            for (float v : plane) {
                sum += v;
            }
        }
        return sum / (3 * planes[0].length);
    }

    void grey() {
        for (int i = 0; i < side * side; i++) {
            float y = 0.299f * planes[0][i] + 0.587f * planes[1][i] + 0.114f * planes[2][i];
            planes[0][i] = y;
            planes[1][i] = y;
            planes[2][i] = y;
        }
    }

    /** As a camera would give it: RGB8, with Gaussian noise of this spread (1 = full scale), grey where it was grey. */
    Image image(double noise, SplittableRandom random) {
        byte[] pixels = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++) {
            double grain = noise == 0 ? 0 : noise * random.nextGaussian();
            for (int c = 0; c < 3; c++) {
                pixels[3 * i + c] = (byte) Math.round(255 * Math.max(0, Math.min(1, planes[c][i] + grain)));
            }
        }
        return new Image(side, side, PixelOrder.RGB8, pixels);
    }

    /**
     * Reads an image between its pixels.
     *
     * @param weight what a sample counts
     */
    private record Source(Image image, float weight) {
        void sample(double u, double v, float[][] into, int at) {
            double x = Math.max(0, Math.min(image.width() - 1.001, u));
            double y = Math.max(0, Math.min(image.height() - 1.001, v));
            int x0 = (int) x;
            int y0 = (int) y;
            double fx = x - x0;
            double fy = y - y0;
            int right = Math.min(x0 + 1, image.width() - 1);
            int below = Math.min(y0 + 1, image.height() - 1);
            for (int c = 0; c < 3; c++) {
                double upper = value(x0, y0, c) * (1 - fx) + value(right, y0, c) * fx;
                double lower = value(x0, below, c) * (1 - fx) + value(right, below, c) * fx;
                into[c][at] += weight * (float) (upper * (1 - fy) + lower * fy);
            }
        }

        private double value(int x, int y, int c) {
            int pixel = y * image.width() + x;
            byte[] bytes = image.pixels();
            return switch (image.order()) {
                case GRAY8 -> (bytes[pixel] & 0xff) / 255.0;
                case GRAY16 -> (bytes[2 * pixel + 1] & 0xff) / 255.0;
                case RGB8 -> (bytes[3 * pixel + c] & 0xff) / 255.0;
                case BGR8 -> (bytes[3 * pixel + 2 - c] & 0xff) / 255.0;
            };
        }
    }
}
