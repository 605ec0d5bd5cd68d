package loupe.camera;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Pictures out of {@code multipart/x-mixed-replace} as cameras really send it: boundary with or without quotes, with
 * its dashes counted in or not, Content-Length right, wrong or absent. What is not a picture is CAM-06.
 */
final class MultipartReader {
    static final int PART_LIMIT = 32 << 20;
    private static final int PREAMBLE_LIMIT = 64 << 10;
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");

    private final InputStream in;
    private final String source;
    private final String said;
    private String mark = "";

    /**
     * Reads from the beginning of a body.
     *
     * @param source name for faults
     * @param contentType of the answer
     * @throws InspectionFault CAM-06 when this is no multipart stream
     */
    MultipartReader(InputStream in, String source, String contentType) {
        this.in = in;
        this.source = source;
        if (!contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw notAPicture(contentType.isBlank() ? "no Content-Type" : abbreviated(contentType));
        }
        Matcher m = BOUNDARY.matcher(contentType);
        boolean found = m.find();
        boolean quoted = found && m.group(1) != null;
        this.said = quoted ? m.group(1) : found ? m.group(2) : "";
    }

    /**
     * Blocks for the next part.
     *
     * @return an encoded picture
     * @throws EOFException when the stream ends
     * @throws InspectionFault CAM-06 when the part is no picture or larger than 32 MB
     */
    byte[] next() throws IOException {
        if (mark.isEmpty()) {
            findBoundary();
        } else {
            skipToBoundary();
        }
        HttpHeaders headers = HttpStream.headers(in);
        String type = headers.firstValue("content-type").orElse("image/jpeg").toLowerCase(Locale.ROOT);
        if (!type.startsWith("image/")) {
            throw notAPicture(abbreviated(type));
        }
        OptionalLong length = length(headers);
        byte[] part = length.isPresent() ? read(length.getAsLong()) : jpeg();
        if (part.length == 0) {
            throw notAPicture("an empty part");
        }
        return part;
    }

    private OptionalLong length(HttpHeaders headers) {
        Optional<String> said = headers.firstValue("content-length");
        if (said.isEmpty() || !said.get().matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(said.get()));
    }

    private byte[] read(long length) throws IOException {
        if (length > PART_LIMIT) {
            throw tooLarge();
        }
        byte[] part = in.readNBytes((int) length);
        if (part.length < length) {
            throw new EOFException("the stream ended inside a picture");
        }
        return part;
    }

    private byte[] jpeg() throws IOException {
        try {
            return JpegReader.read(in, PART_LIMIT);
        } catch (JpegReader.TooLargeException e) {
            throw tooLarge();
        } catch (JpegReader.NoJpegException e) {
            throw notAPicture(e.getMessage());
        }
    }

    /** The first line that looks like a boundary is the boundary, whatever the header said: cameras differ. */
    private void findBoundary() throws IOException {
        long skipped = 0;
        while (mark.isEmpty()) {
            String line = HttpStream.line(in).stripTrailing();
            boolean dashed = line.startsWith("--") && line.length() > 2;
            if (dashed || (!said.isEmpty() && line.equals(said))) {
                mark = line;
            }
            skipped += line.length() + 1;
            if (skipped > PREAMBLE_LIMIT) {
                throw notAPicture("no boundary");
            }
        }
    }

    /** Byte by byte: a part that was longer than it said costs one picture, not the stream. */
    private void skipToBoundary() throws IOException {
        int matched = 0;
        for (int skipped = 0; matched < mark.length(); skipped++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the stream ended");
            }
            if (b == mark.charAt(matched)) {
                matched++;
            } else if (b == '-') {
                matched = Math.min(matched, 2); // the beginning of a mark repeats only in its dashes
            } else {
                matched = b == mark.charAt(0) ? 1 : 0;
            }
            if (skipped > PART_LIMIT) {
                throw notAPicture("no boundary");
            }
        }
        if (HttpStream.line(in).startsWith("--")) {
            throw new EOFException("the server said that this was the last picture");
        }
    }

    private InspectionFault tooLarge() {
        return notAPicture("a part over " + (PART_LIMIT >> 20) + " MB");
    }

    private InspectionFault notAPicture(String reason) {
        return new InspectionFault(FaultCode.CAM_06, source, reason);
    }

    private static String abbreviated(String text) {
        String printable = text.replaceAll("\\P{Print}", "?");
        return printable.length() > 80 ? printable.substring(0, 80) + "…" : printable;
    }
}
