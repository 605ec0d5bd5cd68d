package loupe.domain;

import java.util.Optional;
import java.util.function.Function;

/** Shows a model an image tile by tile and makes one prediction of what it says of them. */
final class Tiles {
    /** More would be a mistake in a recipe, and hours for one part. */
    private static final int MOST = 10_000;

    private final Image image;
    private final Tiling tiling;
    private final Function<Image, Prediction> model;
    private Timings timings = Timings.ZERO;
    private float score = Float.NEGATIVE_INFINITY;
    private Optional<DefectClass> winner = Optional.empty();

    private Tiles(Image image, Tiling tiling, Function<Image, Prediction> model) {
        this.image = image;
        this.tiling = tiling;
        this.model = model;
    }

    /**
     * The score, and the class that goes with it, are those of the worst tile; the map is blended from those of all
     * tiles. How the part should look is not told.
     *
     * @throws InspectionFault OPS-01 when cancelled between two tiles, REC-10 when there would be too many
     */
    static Prediction predict(Image image, Tiling tiling, Function<Image, Prediction> model, Progress progress) {
        refuseMoreThan(MOST, tiling.count(image.width(), image.height()), image);
        return new Tiles(image, tiling, model).predict(progress);
    }

    private static void refuseMoreThan(int most, long count, Image image) {
        if (count > most) {
            throw new InspectionFault(FaultCode.REC_10, image.width() + "×" + image.height(), count, most);
        }
    }

    private Prediction predict(Progress progress) {
        AnomalyMap corner = see(0, 0);
        Region seen = corner.covered();
        TileSide across =
                new TileSide(image.width(), tiling.width(), tiling.overlap(), corner.width(), seen.x(), seen.width());
        TileSide down = new TileSide(
                image.height(), tiling.height(), tiling.overlap(), corner.height(), seen.y(), seen.height());
        refuseMoreThan(MOST, (long) across.count() * down.count(), image); // a model that crops sees less of each
        TileBlend blend = new TileBlend(across, down);
        for (int row = 0; row < down.count(); row++) {
            for (int column = 0; column < across.count(); column++) {
                progress.checkCancelled();
                boolean first = row == 0 && column == 0;
                AnomalyMap map = first ? corner : see(across.start(column), down.start(row));
                long start = System.nanoTime();
                blend.add(column, row, map);
                timings = timings.plusPostprocess(System.nanoTime() - start);
            }
            blend.endRow(row);
        }
        return new Prediction(score, blend.map(), timings, Optional.empty(), winner);
    }

    private AnomalyMap see(int x, int y) {
        long start = System.nanoTime();
        Image tile = image.crop(new Region(x, y, tiling.width(), tiling.height()));
        long cut = System.nanoTime() - start;
        Prediction p = model.apply(tile);
        if (!Float.isNaN(score) && !(p.score() <= score)) { // what is no number must reach the verdict, and stays
            score = p.score();
            winner = p.winner();
        }
        Timings t = p.timings();
        timings = new Timings(
                timings.preprocess() + cut + t.preprocess(),
                timings.inference() + t.inference(),
                timings.postprocess() + t.postprocess());
        return p.map();
    }
}
