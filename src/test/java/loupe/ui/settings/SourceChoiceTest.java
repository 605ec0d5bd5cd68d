package loupe.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceChoiceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo:?rate=2&defects=0.15&seed=1",
                "usb:0",
                "usb:/dev/v4l/by-id/cam",
                "usb:0?width=640&exposure=-6.5&gain=0",
                "video:/a/b.avi",
                "folder:/pictures?loop=true&rate=2",
                "http://camera/stream",
                "rtsp://camera/1"
            })
    void readsWhatItWrites(String address) {
        SourceChoice choice = SourceChoice.of(address);
        assertThat(choice.isComplete()).isTrue();
        assertThat(choice.address()).isEqualTo(address);
    }

    @Test
    void aUsbCameraHasSettings() {
        SourceChoice choice = SourceChoice.of("usb:0?width=640");
        choice = choice.withOption("exposure", "-6,5").withOption("gain", "2");
        assertThat(choice.address()).isEqualTo("usb:0?width=640&exposure=-6.5&gain=2");
        assertThat(choice.withDevice("/dev/v4l/by-id/cam").address())
                .isEqualTo("usb:/dev/v4l/by-id/cam?width=640&exposure=-6.5&gain=2");
        assertThat(choice.option("gain")).isEqualTo("2");
        assertThat(choice.withOption("gain", "").address()).isEqualTo("usb:0?width=640&exposure=-6.5");
        assertThat(choice.withOption("gain", "loud").isComplete()).isFalse();
        assertThat(new SourceChoice(SourceChoice.Kind.USB, "")
                        .withOption("gain", "1")
                        .isComplete())
                .as("no camera yet")
                .isFalse();
    }

    @Test
    void isIncompleteWithoutItsDetail() {
        assertThat(new SourceChoice(SourceChoice.Kind.FOLDER, " ").isComplete()).isFalse();
        assertThat(new SourceChoice(SourceChoice.Kind.NETWORK, "ftp://x").isComplete())
                .isFalse();
        assertThat(new SourceChoice(SourceChoice.Kind.DEMO, "").address()).startsWith("demo:?rate=");
    }
}
