package loupe.detect;

import java.util.List;
import loupe.detect.profile.InputSize;
import loupe.detect.profile.ModelOutline;
import loupe.detect.profile.TensorPort;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * The one input of a feature network: float32 {@code [1,3,H,W]}, any size open.
 *
 * @param name the input's name
 * @param width declared, or −1
 * @param height declared, or −1
 */
record PictureInput(String name, int width, int height) {
    private static final int RANK = 4;

    /**
     * Reads the declaration.
     *
     * @throws InspectionFault MOD-02 when it is anything else
     */
    static PictureInput of(String file, ModelOutline model) {
        if (model.inputs().size() != 1) {
            throw refused(file, model, "one input is needed");
        }
        TensorPort port = model.inputs().get(0);
        List<Long> shape = port.shape();
        if (!port.type().equals("float32")) {
            throw refused(file, model, "only float32 inputs are fed");
        }
        if (shape.size() != RANK || !isOpenOr(shape.get(1), Feed.CHANNELS)) {
            throw refused(file, model, "the input must be [N,3,H,W]");
        }
        if (!isOpenOr(shape.get(0), 1)) {
            throw refused(file, model, "it wants " + shape.get(0) + " pictures at once");
        }
        return new PictureInput(port.name(), size(file, model, shape.get(3)), size(file, model, shape.get(2)));
    }

    boolean isAnySize() {
        return width < 0 || height < 0;
    }

    int widthOr(int size) {
        return width < 0 ? size : width;
    }

    int heightOr(int size) {
        return height < 0 ? size : height;
    }

    private static int size(String file, ModelOutline model, long declared) {
        if (declared == 0 || declared > InputSize.LARGEST) {
            throw refused(file, model, "the input's size is not that of a picture");
        }
        return (int) declared;
    }

    private static boolean isOpenOr(long size, int expected) {
        return size == -1 || size == expected;
    }

    private static InspectionFault refused(String file, ModelOutline model, String reason) {
        return new InspectionFault(FaultCode.MOD_02, file, reason + "; " + model.ports());
    }
}
