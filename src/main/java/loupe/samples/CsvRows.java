package loupe.samples;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** Reads small CSV files (RFC 4180, one line a row) with a line of headings. */
final class CsvRows {
    private static final long LIMIT = 64L << 20;

    private CsvRows() {}

    /** Rows by heading; headings in lower case. */
    static List<Map<String, String>> read(Path file) {
        try {
            if (Files.size(file) > LIMIT) {
                throw new InspectionFault(FaultCode.IMG_09, file, Files.size(file) >> 20, LIMIT >> 20);
            }
            List<String> lines = Files.readAllLines(file);
            List<String> heads =
                    lines.isEmpty() ? List.of() : cells(lines.get(0).toLowerCase(Locale.ROOT));
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
                List<String> cells = cells(line);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < Math.min(cells.size(), heads.size()); i++) {
                    row.put(heads.get(i), cells.get(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (CharacterCodingException e) {
            throw new InspectionFault(FaultCode.SET_02, e, file, "not UTF-8");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, file);
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
