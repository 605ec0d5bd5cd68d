package loupe.camera;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipartReaderTest {
    /** A JPEG in form: a segment that holds an end mark (a thumbnail's), a stuffed zero, a restart mark. */
    private static final String JPEG = "\u00ff\u00d8" + "\u00ff\u00e1\u0000\u0006a\u00ff\u00d9b"
            + "\u00ff\u00da\u0000\u0003x" + "data\u00ff\u0000more\u00ff\u00d0rest" + "\u00ff\u00d9";

    private static MultipartReader reader(String type, String body) {
        return new MultipartReader(stream(body), "cam", type);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            multipart/x-mixed-replace; boundary=frame       | --frame
            multipart/x-mixed-replace;boundary="frame"      | --frame
            multipart/x-mixed-replace; boundary=--frame     | --frame
            multipart/x-mixed-replace; boundary="--frame"   | ----frame
            Multipart/Mixed; charset=x; BOUNDARY = frame    | --frame
            multipart/x-mixed-replace; boundary=frame       | frame
            multipart/x-mixed-replace                       | --whatever
            multipart/x-mixed-replace; boundary=said        | --other
            """)
    void boundariesComeInManyStyles(String type, String line) throws IOException {
        String sized = line + "\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\nab--c\r\n";
        String unsized = line + "\nContent-type: image/jpeg\n\n" + JPEG + "\n";
        MultipartReader r = reader(type, "\r\n" + sized + unsized + line + "\r\n\r\n" + JPEG + "\r\n" + sized);
        assertThat(r.next()).asString(ISO_8859_1).isEqualTo("ab--c");
        assertThat(r.next()).asString(ISO_8859_1).isEqualTo(JPEG);
        assertThat(r.next()).asString(ISO_8859_1).isEqualTo(JPEG);
        assertThat(r.next()).asString(ISO_8859_1).isEqualTo("ab--c");
        assertThatThrownBy(r::next).isInstanceOf(EOFException.class);
    }

    @Test
    void aPartLongerThanItSaidCostsOnePicture() throws IOException {
        MultipartReader r = reader(
                "multipart/x-mixed-replace; boundary=f",
                "--f\r\nContent-Length: 3\r\n\r\nabcdef---\r\n--f\r\nContent-Length: 2\r\n\r\nhi\r\n--f--\r\n");
        assertThat(r.next()).asString(ISO_8859_1).isEqualTo("abc");
        assertThat(r.next()).asString(ISO_8859_1).isEqualTo("hi");
        assertThatThrownBy(r::next).isInstanceOf(EOFException.class).hasMessageContaining("last picture");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Length: 99999999999                | 32 MB
            Content-Length: 33554433                   | 32 MB
            Content-Type: text/plain                   | text/plain
            Content-Length: 0                          | empty
            X-Other: no length and no picture          | no JPEG
            """)
    void whatIsNoPictureIsAFault(String header, String reason) {
        MultipartReader r = reader("multipart/x-mixed-replace; boundary=f", "--f\r\n" + header + "\r\n\r\nhello world");
        assertThatThrownBy(r::next).isInstanceOfSatisfying(InspectionFault.class, f -> {
            assertThat(f.code()).isEqualTo(FaultCode.CAM_06);
            assertThat(f).hasMessageContaining(reason);
        });
    }

    @Test
    void aJpegWithoutAnEndStopsAtTheLimit() {
        InputStream endless = stream("\u00ff\u00d8" + "\u00ff\u0001".repeat(1000));
        assertThatThrownBy(() -> JpegReader.read(endless, 1000)).isInstanceOf(JpegReader.TooLargeException.class);
    }

    @Test
    void aPageIsNoStream() {
        assertThatThrownBy(() -> reader("text/html; charset=utf-8", "<html>"))
                .isInstanceOfSatisfying(InspectionFault.class, f -> {
                    assertThat(f.code()).isEqualTo(FaultCode.CAM_06);
                    assertThat(f).hasMessageContaining("text/html");
                });
    }

    @Test
    void chunksAreJoined() throws IOException {
        ChunkedBody body = new ChunkedBody(stream("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n"));
        assertThat(body.readAllBytes()).asString(ISO_8859_1).isEqualTo("hello world");
        assertThatThrownBy(() -> new ChunkedBody(stream("zz\r\n")).read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new ChunkedBody(stream("9\r\nabc")).readAllBytes())
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> new ChunkedBody(stream("2\r\nabcd\r\n")).readAllBytes())
                .hasMessageContaining("longer than it says");
    }
}
