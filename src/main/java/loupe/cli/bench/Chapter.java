package loupe.cli.bench;

import java.util.List;
import java.util.Optional;
import loupe.domain.InspectionFault;

/**
 * Everything that was measured of one topic.
 *
 * @param topic that it belongs to
 * @param figures in the order they are to be read
 * @param remarks how it was measured this time, and what could not be
 * @param fault what ended it before everything was measured
 */
public record Chapter(Topic topic, List<Figure> figures, List<String> remarks, Optional<InspectionFault> fault) {
    public Chapter {
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
    }
}
