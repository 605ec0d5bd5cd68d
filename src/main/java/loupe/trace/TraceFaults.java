package loupe.trace;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what an I/O or SQL error means for the person at the line. */
final class TraceFaults {
    private TraceFaults() {}

    /** TRC-02 for a full disk, TRC-06 for a damaged file, else TRC-03. */
    static InspectionFault of(SQLException e, Path database) {
        String reason = String.valueOf(e.getMessage());
        if (primaryCode(e) == SQLiteErrorCode.SQLITE_FULL.code) {
            return new InspectionFault(FaultCode.TRC_02, e, database.getParent());
        }
        return isDamage(e)
                ? new InspectionFault(FaultCode.TRC_06, e, database, reason)
                : new InspectionFault(FaultCode.TRC_03, e, reason);
    }

    /** TRC-02 for a full disk, else TRC-03. */
    static InspectionFault of(IOException e, Path folder) {
        return isDiskFull(e)
                ? new InspectionFault(FaultCode.TRC_02, e, folder)
                : new InspectionFault(FaultCode.TRC_03, e, String.valueOf(e.getMessage()));
    }

    static boolean isDamage(SQLException e) {
        int code = primaryCode(e);
        return code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code;
    }

    /** Somebody else holds the lock: another attempt may succeed. */
    static boolean isBusy(InspectionFault fault) {
        return fault.getCause() instanceof SQLException e && primaryCode(e) == SQLiteErrorCode.SQLITE_BUSY.code;
    }

    private static int primaryCode(SQLException e) {
        return e instanceof SQLiteException s ? s.getResultCode().code & 0xff : -1;
    }

    /** Java has no type for it: the texts of Linux, macOS and Windows (English; the free space tells elsewhere). */
    private static boolean isDiskFull(IOException e) {
        String text = e instanceof FileSystemException f ? String.valueOf(f.getReason()) : "";
        String all = (text + e.getMessage()).toLowerCase(Locale.ROOT);
        return all.contains("no space left") || all.contains("not enough space") || all.contains("quota exceeded");
    }
}
