package loupe.ui.shell;

import java.awt.Desktop.Action;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a folder in the desktop's own file manager, where there is one. May block: work thread. */
final class FileManager {
    private static final Logger LOG = LoggerFactory.getLogger(FileManager.class);

    private FileManager() {}

    static void show(Path folder) {
        try {
            if (java.awt.Desktop.isDesktopSupported()
                    && java.awt.Desktop.getDesktop().isSupported(Action.OPEN)) {
                java.awt.Desktop.getDesktop().open(folder.toFile());
            } else {
                new ProcessBuilder("xdg-open", folder.toString()).start();
            }
        } catch (IOException e) {
            LOG.warn("cannot show {}", folder, e);
        }
    }
}
