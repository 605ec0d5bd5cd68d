package loupe.cli.bench;

import java.util.List;

/**
 * Everything that was measured of one topic.
 *
 * @param topic that it belongs to
 * @param figures in the order they are to be read
 * @param remarks how it was measured this time, and what could not be
 */
public record Chapter(Topic topic, List<Figure> figures, List<String> remarks) {
    public Chapter {
        figures = List.copyOf(figures);
        remarks = List.copyOf(remarks);
    }
}
