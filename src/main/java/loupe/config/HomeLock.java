package loupe.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claim of one process on its data folder; the operating system gives it back when the process dies. */
public final class HomeLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeLock.class);

    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock take(Home home) {
        FileChannel channel = open(home);
        boolean mine = false;
        try {
            FileLock lock = channel.tryLock();
            mine = lock != null;
        } catch (OverlappingFileLockException e) {
            throw new InspectionFault(FaultCode.TRC_01, e, home.folder());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, home.folder());
        } finally {
            if (!mine) {
                close(channel);
            }
        }
        if (!mine) {
            throw new InspectionFault(FaultCode.TRC_01, home.folder());
        }
        return new HomeLock(channel);
    }

    private static FileChannel open(Home home) {
        try {
            return FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, home.folder());
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("the lock file did not close", e);
        }
    }

    /** Gives the folder free. The file stays: deleting it would race with the next owner. */
    @Override
    public void close() {
        close(channel);
    }
}
