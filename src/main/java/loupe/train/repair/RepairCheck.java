package loupe.train.repair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.defect.SyntheticDefects;
import loupe.train.gradient.RegionError;
import loupe.train.gradient.Torch;
import loupe.train.gradient.TorchLayers;

/** How well held-out pictures are repaired: always the same ones with the same synthetic defects. */
final class RepairCheck {
    private static final int BATCHES = 2;
    private static final int AT_ONCE = 8;
    private static final int SHOWN = 3;

    /** A difference of a quarter of the whole range is shown white. */
    private static final int GAIN = 4;

    private static final long SEED = 20_221;

    private final List<CorruptedBatch> batches = new ArrayList<>();
    private final List<Image> shown = new ArrayList<>();

    RepairCheck(List<Image> heldOut, int crop) {
        for (int i = 0; i < BATCHES; i++) {
            CorruptedBatch batch = new CorruptedBatch(AT_ONCE, crop);
            batch.fill(heldOut, SEED, i, true);
            batches.add(batch);
        }
        SyntheticDefects defects = new SyntheticDefects(SEED);
        for (int i = 0; i < Math.min(SHOWN, heldOut.size()); i++) {
            shown.add(defects.corrupt(heldOut.get(i), i).image());
        }
    }

    /** {@link RegionError} over synthetic defects: 0 = what is good is kept, and what is not is replaced exactly. */
    double error(Torch torch, RepairMethod<?> method) {
        double sum = 0;
        for (CorruptedBatch batch : batches) {
            try (NDManager scope = torch.scope()) {
                NDArray seen = Torch.copy(scope, batch.seen(), new Shape(batch.shape(3)));
                NDArray wanted = Torch.copy(scope, batch.wanted(), new Shape(batch.shape(3)));
                NDArray mask = Torch.copy(scope, batch.mask(), new Shape(batch.shape(1)));
                sum += RegionError.of(repaired(method, seen), wanted, mask).getFloat();
            }
        }
        return sum / batches.size();
    }

    private static NDArray repaired(RepairMethod<?> method, NDArray seen) {
        return method.network().repair(new TorchLayers(method.weights(), false), seen);
    }

    /** A row per picture: part with synthetic defects, repaired, difference. */
    Image preview(Torch torch, RepairMethod<?> method) {
        int side = shown.get(0).width();
        byte[] pixels = new byte[3 * 3 * side * side * shown.size()];
        for (int row = 0; row < shown.size(); row++) {
            float[] part = planes(shown.get(row));
            float[] repaired;
            try (NDManager scope = torch.scope()) {
                repaired = repaired(method, scope.create(part, new Shape(1, 3, side, side)))
                        .toFloatArray();
            }
            for (int i = 0; i < part.length; i++) {
                int c = i / (side * side);
                int y = i / side % side;
                int at = ((row * side + y) * 3 * side + i % side) * 3 + c;
                pixels[at] = level(part[i]);
                pixels[at + 3 * side] = level(repaired[i]);
                pixels[at + 6 * side] = level(GAIN * Math.abs(part[i] - repaired[i]));
            }
        }
        return new Image(3 * side, side * shown.size(), PixelOrder.RGB8, pixels);
    }

    private static byte level(float value) {
        return (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
    }

    private static float[] planes(Image image) {
        int n = image.width() * image.height();
        float[] planes = new float[3 * n];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = RepairPictures.level(image, i % n, i / n);
        }
        return planes;
    }
}
