package loupe.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class CameraListTest {
    @TempDir
    private Path root;

    private void node(String node, String name, String index) throws IOException {
        Path folder =
                Files.createDirectories(root.resolve("sys/class/video4linux").resolve(node));
        Files.writeString(folder.resolve("name"), name + "\n");
        Files.writeString(folder.resolve("index"), index + "\n");
        Files.createDirectories(root.resolve("dev"));
        Files.createFile(root.resolve("dev").resolve(node));
    }

    @Test
    void stablePathsAreGivenWhereThereAreAny() throws IOException {
        node("video0", "Built-in", "0");
        node("video1", "Built-in", "1");
        node("video2", "Prüfkamera", "0");
        node("video10", "Second", "0");
        Path ids = Files.createDirectories(root.resolve("dev/v4l/by-id"));
        Files.createSymbolicLink(ids.resolve("usb-Maker_Cam_17-video-index0"), Path.of("../../video2"));
        Files.createSymbolicLink(ids.resolve("usb-Gone-video-index0"), Path.of("../../video77"));
        assertThat(CameraList.ofLinux(root))
                .containsExactly(
                        new CameraList.Found("usb:0", "Built-in"),
                        new CameraList.Found("usb:/dev/v4l/by-id/usb-Maker_Cam_17-video-index0", "Prüfkamera"),
                        new CameraList.Found("usb:10", "Second"));
    }

    @Test
    void noCameraIsNoFault() {
        assertThat(CameraList.ofLinux(root)).isEmpty();
        CameraList.find()
                .forEach(f -> assertThat(SourceAddress.parse(f.address())).isNotNull());
    }
}
