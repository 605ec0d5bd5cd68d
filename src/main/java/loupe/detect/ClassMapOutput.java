package loupe.detect;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.detect.profile.Reading;

/** Class indices for each place: 1 where the class is a defect, else 0. */
final class ClassMapOutput extends ClassReader {
    private final FloatBuffer given;
    private final short[] kindOf;

    ClassMapOutput(String file, OnnxNetwork.Output output, Reading reading) {
        super(MapOutput.sides(file, output), reading);
        given = output.values();
        List<Integer> defects = reading.defects();
        kindOf =
                new short[1 + defects.stream().mapToInt(Integer::intValue).max().orElse(0)];
        for (int k = 0; k < defects.size(); k++) {
            kindOf[defects.get(k)] = (short) (k + 1);
        }
    }

    @Override
    void read(float[] into, short[] kinds) {
        for (int i = 0; i < into.length; i++) {
            int index = (int) Values.finite(given.get(i));
            kinds[i] = index >= 0 && index < kindOf.length ? kindOf[index] : 0;
            into[i] = kinds[i] == 0 ? 0 : 1;
        }
    }
}
