package loupe.detect;

import java.nio.FloatBuffer;
import java.util.List;
import loupe.detect.profile.InputPort.Layout;
import loupe.detect.profile.ModelProfile;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A reconstruction compared with what was fed: mean absolute difference of the channels, black to white = 1. The
 * reconstruction must have the input's shape.
 */
final class ResidualOutput implements MapReader {
    private final ModelProfile profile;
    private final FloatBuffer given;
    private final PictureFeeder feeder;

    ResidualOutput(String file, OnnxNetwork.Output output, ModelProfile profile, PictureFeeder feeder) {
        long[] wanted =
                profile.input().shape(profile.size().width(), profile.size().height());
        List<Long> shape = output.shape();
        boolean same = shape.size() == wanted.length;
        for (int i = 1; same && i < wanted.length; i++) {
            same = shape.get(i) == wanted[i];
        }
        if (!same) {
            throw new InspectionFault(
                    FaultCode.MOD_02, file, "its output " + output.name() + " is no picture of its input but " + shape);
        }
        this.profile = profile;
        this.given = output.values();
        this.feeder = feeder;
    }

    @Override
    public int width() {
        return profile.size().width();
    }

    @Override
    public int height() {
        return profile.size().height();
    }

    @Override
    public void read(float[] into) {
        int channels = profile.input().channels();
        boolean planes = profile.input().layout() == Layout.NCHW;
        double low = profile.reading().low();
        float factor = (float) (1 / (profile.reading().high() - low));
        for (int i = 0; i < into.length; i++) {
            float sum = 0;
            for (int c = 0; c < channels; c++) {
                float v = Values.finite(given.get(planes ? c * into.length + i : i * channels + c));
                sum += Math.abs((v - (float) low) * factor - feeder.fed(c, i / width(), i % width()));
            }
            into[i] = sum / channels;
        }
    }
}
