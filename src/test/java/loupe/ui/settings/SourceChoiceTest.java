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
    void isIncompleteWithoutItsDetail() {
        assertThat(new SourceChoice(SourceChoice.Kind.FOLDER, " ").isComplete()).isFalse();
        assertThat(new SourceChoice(SourceChoice.Kind.NETWORK, "ftp://x").isComplete())
                .isFalse();
        assertThat(new SourceChoice(SourceChoice.Kind.DEMO, "").address()).startsWith("demo:?rate=");
    }
}
