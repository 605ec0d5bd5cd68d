package loupe.detect;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;

/** Class indices for each place: 1 where the class is a defect, else 0. */
final class ClassMapOutput implements MapReader {
    private final int width;
    private final int height;
    private final FloatBuffer given;
    private final BitSet defects = new BitSet();

    ClassMapOutput(String file, OnnxNetwork.Output output, List<Integer> defects) {
        int[] sides = MapOutput.sides(file, output);
        height = sides[0];
        width = sides[1];
        given = output.values();
        defects.forEach(this.defects::set);
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
        for (int i = 0; i < into.length; i++) {
            int index = (int) Values.finite(given.get(i));
            into[i] = index >= 0 && defects.get(index) ? 1 : 0;
        }
    }
}
