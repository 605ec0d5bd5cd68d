package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceAddressTest {
    @Test
    void demoHasDefaultsAndOptions() {
        assertThat(SourceAddress.parse("demo:")).isEqualTo(new SourceAddress.Demo(2, 0.15, 1));
        assertThat(SourceAddress.parse(" DEMO:?rate=0&defects=1&seed=-7 ")).isEqualTo(new SourceAddress.Demo(0, 1, -7));
    }

    @Test
    void usbTakesAnIndexOrAStablePath() {
        OptionalInt none = OptionalInt.empty();
        OptionalDouble own = OptionalDouble.empty();
        assertThat(SourceAddress.parse("usb:0")).isEqualTo(new SourceAddress.Usb("0", none, none, own, own));
        assertThat(SourceAddress.parse("usb:/dev/v4l/by-id/usb-Cam_1?width=1280&height=720"))
                .isEqualTo(new SourceAddress.Usb(
                        "/dev/v4l/by-id/usb-Cam_1", OptionalInt.of(1280), OptionalInt.of(720), own, own));
        assertThat(SourceAddress.parse("usb:1?exposure=-6.5&gain=0"))
                .isEqualTo(new SourceAddress.Usb("1", none, none, OptionalDouble.of(-6.5), OptionalDouble.of(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            demo:                          | demo:?rate=9&defects=1         | true
            usb:0                          | USB:0                          | true
            usb:0?width=640&height=480     | usb:0?height=480&width=640     | true
            usb:0?exposure=-6              | usb:0?exposure=-6.0            | true
            usb:0                          | usb:1                          | false
            usb:0                          | usb:0?exposure=-6              | false
            usb:0?gain=1                   | usb:0?gain=2                   | false
            usb:0?width=640                | usb:0?width=320                | false
            folder:/a?loop=true            | folder:/a                      | true
            folder:/a                      | folder:/b                      | false
            rtsp://me:secret@cam/x         | rtsp://me:other@cam/x#silence=9 | true
            rtsp://cam/x                   | rtsp://cam/y                   | false
            not an address                 | not an address                 | true
            not an address                 | demo:                          | false
            """)
    void aCameraIsTheSameWithoutPasswordsAndPlayback(String one, String other, boolean same) {
        assertThat(SourceAddress.cameraOf(one).equals(SourceAddress.cameraOf(other)))
                .isEqualTo(same);
        assertThat(SourceAddress.cameraOf(one)).doesNotContain("secret");
        assertThat(SourceAddress.cameraOf(SourceAddress.cameraOf(one)))
                .as("what a recipe keeps is read again")
                .isEqualTo(SourceAddress.cameraOf(one));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            folder:/data/good parts/Übung?loop=true&rate=5 | /data/good parts/Übung | true  | 5
            folder:C:\\Bilder\\Teil 1?loop=true           | C:\\Bilder\\Teil 1     | true  | 0
            folder:/is it good?                            | /is it good?           | false | 0
            folder:/is it?really?rate=2                    | /is it?really          | false | 2
            folder:/a&b=c/?colour=red                      | /a&b=c/?colour=red     | false | 0
            folder:/50%20off                               | /50%20off              | false | 0
            """)
    void pathsAreTakenLiterally(String address, String path, boolean loop, double rate) {
        assertThat(SourceAddress.parse(address)).isEqualTo(new SourceAddress.Folder(Path.of(path), loop, rate));
    }

    @Test
    void videoPlaysAtItsOwnRateUnlessTold() {
        Path path = Path.of("/v/a b.mp4");
        assertThat(SourceAddress.parse("video:/v/a b.mp4"))
                .isEqualTo(new SourceAddress.Video(path, false, OptionalDouble.empty()));
        assertThat(SourceAddress.parse("video:/v/a b.mp4?rate=0&loop=true"))
                .isEqualTo(new SourceAddress.Video(path, true, OptionalDouble.of(0)));
    }

    @Test
    void networkStreamsKeepTheirQueryAndGiveUpTheirFragment() {
        assertThat(SourceAddress.parse("https://cam:8443/mjpg?res=1&x=%20#silence=0.5"))
                .isEqualTo(new SourceAddress.Mjpeg(
                        URI.create("https://cam:8443/mjpg?res=1&x=%20"), Duration.ofMillis(500)));
        assertThat(SourceAddress.parse("rtsp://10.0.0.7/live"))
                .isEqualTo(new SourceAddress.Stream(URI.create("rtsp://10.0.0.7/live"), Duration.ofSeconds(3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "/home/x",
                "C:\\x",
                "ftp://h/x",
                "demo:x",
                "demo:?rate=fast",
                "demo:?rate=-1",
                "demo:?defects=1.5",
                "demo:?defects=NaN",
                "demo:?seed=1&seed=2",
                "demo:?rat=2",
                "usb:",
                "usb:-1",
                "usb:one",
                "usb:0?width=0",
                "usb:0?exposure=auto",
                "usb:0?gain=NaN",
                "video:",
                "folder: ",
                "folder:/x?loop=yes",
                "folder:/x?rate=5&lop=true",
                "folder:/x?rate=5e99",
                "http://",
                "http:///x",
                "http://h:99999/",
                "http://h/a b",
                "http://h/#part",
                "rtsp://h/#silence=0",
                "video:a\0b"
            })
    void whatIsNotUnderstoodIsAFault(String address) {
        assertThatThrownBy(() -> SourceAddress.parse(address))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.CAM_04));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://admin:geheim@cam/x", "rtsp://admin:geheim@cam:554/x?a=b", "https://geheim@cam/",
                "http://cam/x?user=a&pwd=geheim&res=1", "http://cam/x?Password=geheim", "http://a:1/geheim@cam/x"
            })
    void credentialsAreNeverShown(String address) {
        SourceAddress parsed = SourceAddress.parse(address);
        assertThat(parsed.shown() + parsed).doesNotContain("geheim").contains("cam", "***");
        assertThat(Cameras.open(address).name()).doesNotContain("geheim");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://admin:ge#heim@cam/x",
                "rtsp://admin:ge/heim@cam/x",
                "htp://u:geheim@cam",
                "http://u:ge heim@c"
            })
    void credentialsAreNotInTheFaultEither(String address) {
        assertThatThrownBy(() -> SourceAddress.parse(address))
                .satisfies(f -> assertThat(f.getMessage()).doesNotContain("heim"));
    }
}
