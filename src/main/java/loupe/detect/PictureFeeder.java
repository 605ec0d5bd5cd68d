package loupe.detect;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import loupe.detect.profile.InputPort;
import loupe.detect.profile.InputPort.ChannelOrder;
import loupe.detect.profile.InputPort.Layout;
import loupe.detect.profile.InputScale;
import loupe.detect.profile.InputSize;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.Placement;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.PlaneFiller;

/**
 * Writes pictures into a model's input as its profile says. A plain input is filled in place; any other goes through
 * planes of its own and one pass over the values. One thread; holds native memory until closed.
 */
final class PictureFeeder implements AutoCloseable {
    private static final float BYTE = 255;
    private static final int COLOURS = 3;

    private final InputPort port;
    private final InputSize size;
    private final InputScale scale;
    private final boolean plain;
    private final ByteBuffer target;
    private PlaneFiller filler;
    private FloatBuffer planes;
    private Placement placement;
    private int imageWidth;
    private int imageHeight;

    PictureFeeder(ModelProfile profile, ByteBuffer target) {
        this.port = profile.input();
        this.size = profile.size();
        this.scale = profile.scale();
        this.plain = profile.isPlain();
        this.target = target;
    }

    /** Feeds a picture that is not empty; tells where it lies in the input. */
    Placement feed(Image image) {
        if (placement == null || image.width() != imageWidth || image.height() != imageHeight) {
            prepare(image.width(), image.height());
        }
        filler.fill(image);
        if (!plain) {
            convert();
        }
        return placement;
    }

    private void prepare(int width, int height) {
        Placement next = Placement.of(size, width, height);
        boolean fits = filler != null
                && next.scaledWidth() == placement.scaledWidth()
                && next.scaledHeight() == placement.scaledHeight();
        if (!fits) {
            close();
            int w = next.scaledWidth();
            int h = next.scaledHeight();
            ByteBuffer memory = plain ? target : staging((long) port.channels() * w * h * Float.BYTES);
            filler = new PlaneFiller(w, h, port.channels(), memory, size.antialias());
            planes = memory.asFloatBuffer();
        }
        placement = next;
        imageWidth = width;
        imageHeight = height;
    }

    private static ByteBuffer staging(long bytes) {
        return ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
    }

    private void convert() {
        int n = size.width() * size.height();
        int channels = port.channels();
        for (int c = 0; c < channels; c++) {
            int from = port.order() == ChannelOrder.BGR ? channels - 1 - c : c;
            boolean first = port.layout() == Layout.NCHW;
            channel(c, from, first ? c * n : c, first ? 1 : channels);
        }
        int slot = n * channels * port.type().bytes();
        for (int b = 1; b < port.batch(); b++) {
            target.put(b * slot, target, 0, slot);
        }
    }

    /** One channel of the input, from the plane {@code from}, at {@code start} and then every {@code step}. */
    private void channel(int c, int from, int start, int step) {
        int w = placement.scaledWidth();
        int h = placement.scaledHeight();
        float mean = (float) scale.mean(c);
        float factor = (float) (scale.white() / scale.std(c));
        float shift = (float) (mean / scale.std(c));
        float padding = size.padding() / BYTE;
        int at = start;
        for (int y = 0; y < size.height(); y++) {
            int sy = y - placement.top();
            for (int x = 0; x < size.width(); x++, at += step) {
                int sx = x - placement.left();
                boolean inside = sx >= 0 && sx < w && sy >= 0 && sy < h;
                float v = inside ? planes.get((from * h + sy) * w + sx) : padding;
                put(at, v * factor - shift);
            }
        }
    }

    private void put(int at, float value) {
        switch (port.type()) {
            case FLOAT16 -> target.putShort(at * Short.BYTES, Fp16Conversions.floatToFp16(value));
            case UINT8 -> target.put(at, (byte) Math.max(0, Math.min(BYTE, Math.round(value))));
            default -> target.putFloat(at * Float.BYTES, value);
        }
    }

    /** What was fed, as values 0…1 before scaling: the picture that a reconstruction is compared with. */
    float fed(int channel, int y, int x) {
        int sx = x - placement.left();
        int sy = y - placement.top();
        int w = placement.scaledWidth();
        int h = placement.scaledHeight();
        boolean inside = sx >= 0 && sx < w && sy >= 0 && sy < h;
        int from = port.order() == ChannelOrder.BGR ? port.channels() - 1 - channel : channel;
        return inside ? planes.get((from * h + sy) * w + sx) : size.padding() / BYTE;
    }

    /** What was fed last as a picture in the model's size, before mean and standard deviation, in true colours. */
    Image picture() {
        byte[] pixels = new byte[size.width() * size.height() * COLOURS];
        for (int i = 0; i < pixels.length; i++) {
            int colour = i % COLOURS;
            int c = port.channels() == 1 ? 0 : port.order() == ChannelOrder.BGR ? COLOURS - 1 - colour : colour;
            int at = i / COLOURS;
            pixels[i] = (byte) Math.round(BYTE * fed(c, at / size.width(), at % size.width()));
        }
        return new Image(size.width(), size.height(), PixelOrder.RGB8, pixels);
    }

    @Override
    public void close() {
        if (filler != null) {
            filler.close();
            filler = null;
        }
    }
}
