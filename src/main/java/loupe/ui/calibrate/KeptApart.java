package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.app.Scoring;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet.Sample;
import loupe.samples.SampleFolders;

/**
 * Which parts do not set the limits, so that these can be tried on them.
 *
 * @param kind where they come from
 * @param folder of another set; else empty
 */
record KeptApart(Kind kind, Optional<Path> folder) {
    static final KeptApart NOTHING = new KeptApart(Kind.NOTHING, Optional.empty());

    private static final long SEED = 1;

    /** Where they come from. */
    enum Kind {
        NOTHING,
        /** One half of every kind, drawn by part. */
        HALF,
        /** Another folder of labelled images, in any layout. */
        FOLDER
    }

    /**
     * Samples that set the limits, and those kept apart. Reads the disk.
     *
     * @throws InspectionFault SET-xx, TEA-03, IMG-05 when the folder cannot be read; CAL-06 when nothing is labelled
     */
    List<List<Sample>> split(List<Sample> all) {
        return switch (kind) {
            case NOTHING -> List.of(all, List.of());
            case HALF -> Scoring.halves(all, SEED);
            case FOLDER -> List.of(all, other());
        };
    }

    private List<Sample> other() {
        Path root = folder.orElseThrow();
        List<Sample> other = SampleFolders.read(root).test();
        if (other.isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_06, root);
        }
        return other;
    }
}
