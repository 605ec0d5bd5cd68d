package loupe.detect;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import loupe.detect.profile.ModelProfile;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Boxes with class values and mask coefficients, [1,4+C+M,n] or [1,n,6+M], and M masks to mix, [1,M,h,w] (YOLACT,
 * Bolya et al. 2019): the map is the highest class value of a defect whose mask covers the place. Since the highest
 * counts, overlapping boxes need no suppression.
 */
final class InstanceOutput implements MapReader {
    private static final float FAINTEST = 0.05f;
    private static final int MOST = 100;
    private static final int CORNERS = 4;
    private static final int SUPPRESSED = 6;

    private final FloatBuffer boxes;
    private final FloatBuffer masks;
    private final int count;
    private final int mixed;
    private final int classes;
    private final boolean suppressed;
    private final int width;
    private final int height;
    private final double inputWidth;
    private final double inputHeight;
    private final List<Integer> defects;
    private float highest;

    InstanceOutput(String file, OnnxNetwork.Output boxes, OnnxNetwork.Output masks, ModelProfile profile) {
        List<Long> b = boxes.shape();
        List<Long> m = masks.shape();
        classes = profile.reading().classes().size();
        if (b.size() != 3 || m.size() != 4 || b.get(0) != 1 || m.get(0) != 1) {
            throw refused(file, b, m);
        }
        mixed = Math.toIntExact(m.get(1));
        suppressed = b.get(2) == SUPPRESSED + mixed && b.get(1) != CORNERS + classes + mixed;
        if (!suppressed && b.get(1) != CORNERS + classes + mixed) {
            throw refused(file, b, m);
        }
        count = Math.toIntExact(b.get(suppressed ? 1 : 2));
        height = Math.toIntExact(m.get(2));
        width = Math.toIntExact(m.get(3));
        this.boxes = boxes.values();
        this.masks = masks.values();
        inputWidth = profile.size().width();
        inputHeight = profile.size().height();
        defects = profile.reading().defects();
    }

    private InspectionFault refused(String file, List<Long> b, List<Long> m) {
        String reason = "boxes " + b + " and masks " + m + " do not fit " + classes + " classes";
        return new InspectionFault(FaultCode.MOD_02, file, reason);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public void read(float[] into) {
        Arrays.fill(into, 0);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(i);
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        highest = count == 0 ? 0 : Math.max(0, sorted[count - 1]);
        float faintest = Math.max(FAINTEST, count > MOST ? sorted[count - MOST] : FAINTEST);
        for (int i = 0; i < count; i++) {
            if (values[i] >= faintest) {
                draw(i, values[i], into);
            }
        }
    }

    @Override
    public Optional<Float> score() {
        return Optional.of(highest);
    }

    private float get(int i, int field) {
        return Values.finite(suppressed ? boxes.get(i * (SUPPRESSED + mixed) + field) : boxes.get(field * count + i));
    }

    private float value(int i) {
        if (suppressed) {
            return defects.contains((int) get(i, CORNERS + 1)) ? get(i, CORNERS) : 0;
        }
        float best = 0;
        for (int d : defects) {
            best = Math.max(best, get(i, CORNERS + d));
        }
        return best;
    }

    /** Corners of the box in cells of the masks; boxes are centre and size, or corners once suppressed. */
    private int[] cells(int i) {
        float a = get(i, 0);
        float b = get(i, 1);
        float c = get(i, 2);
        float d = get(i, 3);
        double left = suppressed ? a : a - c / 2;
        double top = suppressed ? b : b - d / 2;
        double right = suppressed ? c : a + c / 2;
        double bottom = suppressed ? d : b + d / 2;
        double sx = width / inputWidth;
        double sy = height / inputHeight;
        return new int[] {
            (int) Math.max(0, Math.floor(left * sx)),
            (int) Math.max(0, Math.floor(top * sy)),
            (int) Math.min(width, Math.ceil(right * sx)),
            (int) Math.min(height, Math.ceil(bottom * sy))
        };
    }

    private void draw(int i, float value, float[] into) {
        int[] cells = cells(i);
        int coefficients = suppressed ? SUPPRESSED : CORNERS + classes;
        for (int y = cells[1]; y < cells[3]; y++) {
            for (int x = cells[0]; x < cells[2]; x++) {
                int at = y * width + x;
                float mix = 0;
                for (int k = 0; k < mixed; k++) {
                    mix += get(i, coefficients + k) * masks.get(k * width * height + at);
                }
                if (Values.finite(mix) > 0) { // sigmoid over a half
                    into[at] = Math.max(into[at], value);
                }
            }
        }
    }
}
