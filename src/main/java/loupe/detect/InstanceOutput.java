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
final class InstanceOutput extends ClassReader {
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
    private final double inputWidth;
    private final double inputHeight;
    private final List<Integer> defects;
    private float highest;

    InstanceOutput(String file, OnnxNetwork.Output boxes, OnnxNetwork.Output masks, ModelProfile profile) {
        super(sides(file, boxes, masks), profile.reading());
        List<Long> b = boxes.shape();
        classes = profile.reading().classes().size();
        mixed = Math.toIntExact(masks.shape().get(1));
        suppressed = b.get(2) == SUPPRESSED + mixed && b.get(1) != CORNERS + classes + mixed;
        if (!suppressed && b.get(1) != CORNERS + classes + mixed) {
            throw refused(file, boxes, masks, "do not fit " + classes + " classes");
        }
        count = Math.toIntExact(b.get(suppressed ? 1 : 2));
        this.boxes = boxes.values();
        this.masks = masks.values();
        inputWidth = profile.size().width();
        inputHeight = profile.size().height();
        defects = profile.reading().defects();
    }

    private static int[] sides(String file, OnnxNetwork.Output boxes, OnnxNetwork.Output masks) {
        List<Long> b = boxes.shape();
        List<Long> m = masks.shape();
        if (b.size() != 3 || m.size() != 4 || b.get(0) != 1 || m.get(0) != 1) {
            throw refused(file, boxes, masks, "are none");
        }
        return new int[] {Math.toIntExact(m.get(2)), Math.toIntExact(m.get(3))};
    }

    private static InspectionFault refused(
            String file, OnnxNetwork.Output boxes, OnnxNetwork.Output masks, String why) {
        String reason = "boxes " + boxes.shape() + " and masks " + masks.shape() + " " + why;
        return new InspectionFault(FaultCode.MOD_02, file, reason);
    }

    @Override
    void read(float[] into, short[] kinds) {
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
                draw(i, values[i], into, kinds);
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
        int kind = kind(i);
        return kind == 0 ? 0 : Math.max(0, get(i, suppressed ? CORNERS : CORNERS + defects.get(kind - 1)));
    }

    /** The likeliest defect's place among the defects, from 1; 0 when it is none. */
    private int kind(int i) {
        if (suppressed) {
            return defects.indexOf((int) get(i, CORNERS + 1)) + 1;
        }
        int best = 0;
        for (int k = 1; k < defects.size(); k++) {
            best = get(i, CORNERS + defects.get(k)) > get(i, CORNERS + defects.get(best)) ? k : best;
        }
        return best + 1;
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
        double sx = width() / inputWidth;
        double sy = height() / inputHeight;
        return new int[] {
            (int) Math.max(0, Math.floor(left * sx)),
            (int) Math.max(0, Math.floor(top * sy)),
            (int) Math.min(width(), Math.ceil(right * sx)),
            (int) Math.min(height(), Math.ceil(bottom * sy))
        };
    }

    private void draw(int i, float value, float[] into, short[] kinds) {
        int[] cells = cells(i);
        short kind = (short) kind(i);
        int coefficients = suppressed ? SUPPRESSED : CORNERS + classes;
        for (int y = cells[1]; y < cells[3]; y++) {
            for (int x = cells[0]; x < cells[2]; x++) {
                int at = y * width() + x;
                float mix = 0;
                for (int k = 0; k < mixed; k++) {
                    mix += get(i, coefficients + k) * masks.get(k * into.length + at);
                }
                boolean covers = Values.finite(mix) > 0; // sigmoid over a half
                if (covers && value > into[at]) {
                    into[at] = value;
                    kinds[at] = kind;
                }
            }
        }
    }
}
