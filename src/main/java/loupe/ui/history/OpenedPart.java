package loupe.ui.history;

import java.util.Optional;
import loupe.app.WrongVerdicts.Judged;
import loupe.domain.AnomalyMap;
import loupe.domain.DisplayScale;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.imaging.HeatMapScene;
import loupe.trace.JournalRow;
import loupe.ui.widget.Picture;

/**
 * A part with what is left of it.
 *
 * @param row of the table
 * @param image as archived; {@link Image#NONE} when it is not there
 * @param map as archived
 * @param missing why there is no image: {@code never} was kept, or the journal's word for why it was removed
 * @param fault why something that should be there is not
 */
record OpenedPart(
        HistoryRow row,
        Image image,
        Optional<AnomalyMap> map,
        Optional<String> missing,
        Optional<InspectionFault> fault) {

    /** With its verdict, which somebody may call wrong. */
    Judged judged() {
        JournalRow part = row.row();
        String id = part.decidedBy().recipe();
        return new Judged(
                part.id(),
                part.frame().id(),
                image,
                id,
                row.recipe().map(Recipe::name).orElse(id),
                part.outcome());
    }

    /** The picture under the map, on the colour scale of the version that decided; empty without an image. */
    Optional<Picture> picture() {
        return image.isEmpty()
                ? Optional.empty()
                : Optional.of(new Picture(
                        image,
                        map.flatMap(this::heat),
                        Optional.empty(),
                        row.row().regions()));
    }

    /** Where the recipe is gone: from the lowest value of this map to the limit that was written down. */
    private Optional<HeatMapScene.Heat> heat(AnomalyMap of) {
        if (row.recipe().isPresent()) {
            return Optional.of(Picture.heat(of, row.recipe().get()));
        }
        double lowest = Double.POSITIVE_INFINITY;
        for (float s : of.scores()) {
            lowest = Math.min(lowest, s);
        }
        double limit = row.row().decidedBy().pixel();
        return limit > lowest && Double.isFinite(limit)
                ? Optional.of(new HeatMapScene.Heat(of, new DisplayScale(lowest, limit)))
                : Optional.empty();
    }
}
