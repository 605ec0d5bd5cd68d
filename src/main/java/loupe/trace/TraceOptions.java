package loupe.trace;

import java.util.function.Function;
import loupe.domain.ArchivePolicy;
import loupe.domain.Image;

/**
 * What the trace keeps; may be replaced while it runs.
 *
 * @param policy of which parts picture and map are archived
 * @param format of the archived pictures
 * @param retentionDays files older than this are deleted; 0 = never by age
 * @param minimumFreeMegabytes below this the oldest files are deleted, and when none is left nothing is written
 * @param appVersion recorded with every row
 */
public record TraceOptions(
        ArchivePolicy policy, Format format, int retentionDays, long minimumFreeMegabytes, String appVersion) {

    /** The same for a part of which picture and map are wanted in any case. */
    TraceOptions keepingAll() {
        return new TraceOptions(ArchivePolicy.ALL, format, retentionDays, minimumFreeMegabytes, appVersion);
    }

    /**
     * How pictures are encoded. {@code encode} is called on the trace thread only.
     *
     * @param extension file name ending without the dot, {@code png} or {@code jpg}
     * @param encode whole file content from an image
     */
    public record Format(String extension, Function<Image, byte[]> encode) {
        public Format {
            if (!extension.matches("[a-z0-9]{1,8}") || extension.equals("map")) {
                throw new IllegalArgumentException("extension " + extension);
            }
        }
    }
}
