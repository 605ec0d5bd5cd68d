package loupe.train.npad;

import java.util.List;
import loupe.domain.DisplayScale;

/**
 * The small part of {@link NpadSums}, kept as JSON.
 *
 * @param modelSha256 of the model file they belong to
 * @param backbone name of its card
 * @param backboneSha256 of its file
 * @param setSha256 fingerprint of the images
 * @param settings of the teaching
 * @param views sizes of the arrays
 * @param mixture how the distances became a score; kept when images are added, so that scores stay comparable
 * @param scores held-out score of every image, by a model that had not seen it
 * @param peaks highest value of every held-out map
 * @param display of the maps
 */
record SumsFacts(
        String modelSha256,
        String backbone,
        String backboneSha256,
        String setSha256,
        NpadSettings settings,
        List<Size> views,
        Mixture mixture,
        float[] scores,
        float[] peaks,
        DisplayScale display) {
    private static final int MOST_CELLS_ALONG = 256;
    private static final int MOST = 1 << 16;

    SumsFacts {
        views = List.copyOf(views);
        boolean matching = scores.length == peaks.length && mixture.weights().size() == views.size();
        if (modelSha256 == null || backboneSha256 == null || !matching || scores.length == 0) {
            throw new IllegalArgumentException("a field is missing");
        }
    }

    /**
     * Sizes of one view's arrays.
     *
     * @param side cells along one side
     * @param channels of the taps
     * @param k dimensions
     * @param centroids in the memory; 0 for a view of Gaussians
     */
    record Size(int side, int channels, int k, int centroids) {
        Size {
            boolean fine = side >= 1 && side <= MOST_CELLS_ALONG && channels >= 1 && channels <= MOST;
            if (!fine || k < 1 || k > channels || k > 1024 || centroids < 0 || centroids > MOST) {
                throw new IllegalArgumentException("view " + side + " " + channels + " " + k + " " + centroids);
            }
        }

        static Size of(int side, int channels, Learned learned) {
            if (learned instanceof Memory memory) {
                return new Size(side, channels, memory.k(), memory.count());
            }
            return new Size(side, channels, ((CellSums) learned).dimensions(), 0);
        }

        /** Bytes of the view's arrays in the file. */
        long bytes() {
            return 4L * k * (channels + 1L + centroids) + (centroids > 0 ? 0 : 8L * CellSums.length(side, k));
        }
    }
}
