package loupe.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageCodec;
import loupe.trace.Journal;
import loupe.trace.JournalRow;

/**
 * What a station left: the rows of its journals, what became of their pictures, and files that belong to no row. Reads
 * every picture that is there.
 *
 * @param rows of all journals, each inspection once
 * @param orphans names of files without a row
 */
record Evidence(List<Row> rows, List<String> orphans) {

    /**
     * Looks at a data folder that no station uses any more.
     *
     * @param copies journals as they were before this soak destroyed them
     * @param spoilt names of picture files that this soak spoilt
     */
    static Evidence of(Home home, List<Path> copies, Set<String> spoilt) throws IOException {
        List<Row> rows = new ArrayList<>();
        Set<String> known = new HashSet<>();
        List<Path> journals = new ArrayList<>(copies);
        journals.add(home.journalDatabase());
        for (Path database : journals) {
            try (Journal journal = Journal.open(database)) {
                for (JournalRow row : journal.newest(Integer.MAX_VALUE)) {
                    if (known.add(row.id())) {
                        rows.add(row(row, home.archive(), spoilt, copies.contains(database)));
                    }
                }
            }
        }
        return new Evidence(List.copyOf(rows), orphans(home.archive(), known));
    }

    private static List<String> orphans(Path archive, Set<String> known) throws IOException {
        try (Stream<Path> all = Files.walk(archive)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !known.contains(name.replaceFirst("\\..*", "")))
                    .sorted()
                    .toList();
        }
    }

    private static Row row(JournalRow row, Path archive, Set<String> spoilt, boolean setAside) {
        boolean picture = row.frame().width() > 0;
        Row.Kept kept = Row.Kept.NONE;
        int serial = 0;
        if (row.stored().removed().isPresent()) {
            kept = Row.Kept.valueOf(row.stored().removed().get().reason().toUpperCase(Locale.ROOT));
        } else if (picture) {
            Optional<Image> image = row.stored().image().flatMap(path -> read(archive.resolve(path)));
            serial = image.map(i -> SerialMark.read(i).orElse(0)).orElse(0);
            boolean ours = row.stored().image().map(Path::of).map(Path::getFileName).map(Path::toString).stream()
                    .anyMatch(spoilt::contains);
            Row.Kept gone = setAside ? Row.Kept.SET_ASIDE : Row.Kept.UNEXPLAINED;
            kept = serial > 0 ? Row.Kept.PRESENT : ours ? Row.Kept.SPOILT : gone;
        }
        return new Row(row.id(), row.outcome(), row.fault().map(FaultCode::id).orElse(""), picture, kept, serial);
    }

    private static Optional<Image> read(Path file) {
        try {
            return Optional.of(ImageCodec.read(file));
        } catch (InspectionFault unreadable) {
            return Optional.empty(); // counted by the caller as not there
        }
    }
}
