package loupe.detect.profile;

import java.util.List;
import java.util.Locale;

/**
 * The tensor that takes the picture.
 *
 * @param name of the graph's input
 * @param type element type
 * @param layout where the channels are
 * @param order what the channels are
 * @param batch pictures that the model wants at once, ≥ 1; all are the same picture, the first is read
 */
public record InputPort(String name, ElementType type, Layout layout, ChannelOrder order, int batch) {
    private static final int RANK = 4;
    private static final int MOST_PICTURES = 64;

    /** Element types that are fed. */
    public enum ElementType {
        FLOAT32(4),
        FLOAT16(2),
        UINT8(1);

        private final int bytes;

        ElementType(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }

    /** Where the channels are. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** What the channels are. Grey is luminance by ITU-R BT.601. */
    public enum ChannelOrder {
        RGB,
        BGR,
        GREY
    }

    public InputPort {
        if (name.isEmpty() || batch < 1 || batch > MOST_PICTURES) {
            throw new IllegalArgumentException("input “" + name + "” of " + batch + " pictures");
        }
    }

    /** What our own models have: RGB planes, float32, one picture. */
    public static InputPort plain(String name) {
        return new InputPort(name, ElementType.FLOAT32, Layout.NCHW, ChannelOrder.RGB, 1);
    }

    public int channels() {
        return order == ChannelOrder.GREY ? 1 : 3;
    }

    public InputPort withOrder(ChannelOrder other) {
        return new InputPort(name, type, layout, other, batch);
    }

    /** Shape of the tensor. */
    public long[] shape(int width, int height) {
        return layout == Layout.NCHW
                ? new long[] {batch, channels(), height, width}
                : new long[] {batch, height, width, channels()};
    }

    /**
     * Reads a declaration; three channels are taken as RGB.
     *
     * @throws loupe.domain.InspectionFault MOD-02 when it is no picture
     */
    static InputPort of(ModelFacts model, TensorPort port) {
        List<Long> shape = port.shape();
        if (shape.size() != RANK) {
            throw model.refused("the input must be [N,3,H,W] or [N,H,W,3]");
        }
        boolean first = isPicture(shape.get(1));
        boolean last = isPicture(shape.get(RANK - 1));
        boolean open = shape.get(1) == -1 && !last;
        if (!first && !last && !open) {
            throw model.refused("the input must be [N,3,H,W] or [N,H,W,3]");
        }
        Layout layout = first || open ? Layout.NCHW : Layout.NHWC;
        long channels = layout == Layout.NCHW ? shape.get(1) : shape.get(RANK - 1);
        if (shape.get(0) == 0 || shape.get(0) > MOST_PICTURES) {
            throw model.refused("it wants " + shape.get(0) + " pictures at once");
        }
        return new InputPort(
                port.name(), type(model, port), layout, channels == 1 ? ChannelOrder.GREY : ChannelOrder.RGB, (int)
                        Math.max(1, shape.get(0)));
    }

    private static ElementType type(ModelFacts model, TensorPort port) {
        for (ElementType t : ElementType.values()) {
            if (t.name().toLowerCase(Locale.ROOT).equals(port.type())) {
                return t;
            }
        }
        throw model.refused("only float32, float16 and uint8 inputs are fed");
    }

    private static boolean isPicture(long channels) {
        return channels == 1 || channels == 3;
    }
}
