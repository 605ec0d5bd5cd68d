package loupe.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lays the maps of tiles into one. Only the rows that tiles still to come have a say in are held at full resolution;
 * finished ones go into a map of at most {@link #MOST} values, each the highest of the cells it stands for, so that no
 * peak is lost. The class of a cell is said by the tile that weighs most of those that name one.
 */
final class TileBlend {
    /** Most values of a map. */
    static final int MOST = 1 << 21;

    private final TileSide across;
    private final TileSide down;
    private final int pool;
    private final int width;
    private final int height;
    private final float[] scores;
    private float[] band = {};
    private List<DefectClass> classes = List.of();
    private float[] votes = {};
    private short[] kinds = {};
    private short[] pooledKinds = {};
    private int top;

    TileBlend(TileSide across, TileSide down) {
        this(across, down, MOST);
    }

    TileBlend(TileSide across, TileSide down, int most) {
        this.across = across;
        this.down = down;
        this.pool = pool((double) across.cells() * down.cells(), most);
        this.width = 1 + (across.cells() - 1) / pool;
        this.height = 1 + (down.cells() - 1) / pool;
        this.scores = new float[width * height];
        Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    }

    private static int pool(double cells, int most) {
        return (int) Math.max(1, Math.ceil(Math.sqrt(cells / most)));
    }

    /** Adds a tile; rows of tiles come from the top. */
    void add(int column, int row, AnomalyMap tile) {
        boolean sameClasses = scoresAreNew()
                || classes.equals(tile.classes().map(ClassMap::classes).orElse(List.of()));
        if (tile.width() != across.columns() || tile.height() != down.columns() || !sameClasses) {
            throw new InspectionFault(FaultCode.MOD_09, "its map changes its shape");
        }
        tile.classes().ifPresent(c -> classes = c.classes());
        TileSide.Span xs = across.span(column);
        TileSide.Span ys = down.span(row);
        reserve((ys.first() - top + ys.weights().length) * across.cells());
        for (int y = 0; y < ys.weights().length; y++) {
            int into = (ys.first() - top + y) * across.cells() + xs.first();
            int upper = ys.low()[y] * tile.width();
            int lower = Math.min(ys.low()[y] + 1, tile.height() - 1) * tile.width();
            addRow(tile.scores(), new Rows(upper, lower, ys.part()[y], ys.weights()[y]), xs, into);
            if (!classes.isEmpty()) {
                vote(
                        tile.classes().orElseThrow().cells(),
                        ys.part()[y] < 0.5f ? upper : lower,
                        xs,
                        into,
                        ys.weights()[y]);
            }
        }
    }

    private boolean scoresAreNew() {
        return band.length == 0;
    }

    /** Where the rows above and below a row of the grid begin in a tile, what lies between them, and its weight. */
    private record Rows(int upper, int lower, float part, float weight) {}

    private void addRow(float[] own, Rows rows, TileSide.Span xs, int into) {
        int last = across.columns() - 1;
        for (int x = 0; x < xs.weights().length; x++) {
            int left = xs.low()[x];
            int right = Math.min(left + 1, last);
            float part = xs.part()[x];
            float above = own[rows.upper + left] + part * (own[rows.upper + right] - own[rows.upper + left]);
            float below = own[rows.lower + left] + part * (own[rows.lower + right] - own[rows.lower + left]);
            band[into + x] += rows.weight * xs.weights()[x] * (above + rows.part * (below - above));
        }
    }

    private void vote(short[] own, int from, TileSide.Span xs, int into, float weight) {
        for (int x = 0; x < xs.weights().length; x++) {
            int nearest = Math.min(across.columns() - 1, xs.low()[x] + Math.round(xs.part()[x]));
            short kind = own[from + nearest];
            float vote = weight * xs.weights()[x];
            if (kind != 0 && vote > votes[into + x]) {
                votes[into + x] = vote;
                kinds[into + x] = kind;
            }
        }
    }

    private void reserve(int cells) {
        if (band.length < cells) {
            band = Arrays.copyOf(band, cells);
        }
        if (!classes.isEmpty() && votes.length < cells) {
            votes = Arrays.copyOf(votes, cells);
            kinds = Arrays.copyOf(kinds, cells);
            pooledKinds = Arrays.copyOf(pooledKinds, scores.length);
        }
    }

    /** A row of tiles is complete. */
    void endRow(int row) {
        int end = row + 1 < down.count() ? down.span(row + 1).first() : down.cells();
        for (int y = top; y < end; y++) {
            pool((y - top) * across.cells(), y / pool * width);
        }
        int done = (end - top) * across.cells();
        System.arraycopy(band, done, band, 0, band.length - done);
        Arrays.fill(band, band.length - done, band.length, 0);
        if (!classes.isEmpty()) {
            System.arraycopy(votes, done, votes, 0, votes.length - done);
            Arrays.fill(votes, votes.length - done, votes.length, 0);
            System.arraycopy(kinds, done, kinds, 0, kinds.length - done);
            Arrays.fill(kinds, kinds.length - done, kinds.length, (short) 0);
        }
        top = end;
    }

    private void pool(int from, int into) {
        for (int x = 0; x < across.cells(); x++) {
            int cell = into + x / pool;
            if (band[from + x] > scores[cell]) {
                scores[cell] = band[from + x];
                if (!classes.isEmpty()) {
                    pooledKinds[cell] = kinds[from + x];
                }
            }
        }
    }

    /** The whole map, once all rows are complete. */
    AnomalyMap map() {
        double cellWidth = across.cell() * pool;
        double cellHeight = down.cell() * pool;
        Region covered = new Region(across.origin(), down.origin(), width * cellWidth, height * cellHeight);
        Optional<ClassMap> named =
                classes.isEmpty() ? Optional.empty() : Optional.of(new ClassMap(classes, pooledKinds));
        return new AnomalyMap(width, height, scores, covered, named);
    }
}
