package loupe.trace;

import java.nio.file.Path;
import java.util.Optional;
import loupe.domain.Inspection;

/**
 * What one row is made of.
 *
 * @param inspection the part
 * @param appVersion of this program
 * @param image as stored; empty when the policy kept none or it could not be made
 * @param map as stored
 * @param lot that the part belongs to
 * @param lost why something that the policy wanted is not there
 */
record Entry(
        Inspection inspection,
        String appVersion,
        Optional<Kept> image,
        Optional<Kept> map,
        Optional<String> lot,
        Optional<String> lost) {
    Entry of(Optional<String> name) {
        return new Entry(inspection, appVersion, image, map, name, lost);
    }

    /** A file in the archive: its path below the archive folder, with '/', and its length. */
    record Kept(String path, long bytes) {
        Path in(Path archive) {
            return archive.resolve(path);
        }
    }
}
