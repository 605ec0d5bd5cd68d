package loupe.ui.shell;

import java.awt.Desktop.Action;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a folder or file with whatever the desktop opens it with, where there is such a thing. */
final class FileManager {
    private static final Logger LOG = LoggerFactory.getLogger(FileManager.class);

    private FileManager() {}

    /** The same on a thread of its own. */
    static void showSoon(Path file) {
        Thread opener = new Thread(() -> show(file), "open-file");
        opener.setDaemon(true);
        opener.start();
    }

    /** May block: work thread. */
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
