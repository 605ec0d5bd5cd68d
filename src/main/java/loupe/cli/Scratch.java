package loupe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** A temporary folder that goes with its command; what could not be removed is told. */
record Scratch(Path folder, PrintWriter err) implements AutoCloseable {

    static Scratch make(PrintWriter err) {
        return make(err, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** One below a folder that is there. */
    static Scratch make(PrintWriter err, Path parent) {
        try {
            return new Scratch(Files.createTempDirectory(parent, "loupe-"), err);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_04, e, parent);
        }
    }

    /** Writes a file into the folder. */
    Path write(String name, byte[] bytes) {
        Path file = folder.resolve(name);
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        } catch (IOException e) {
            err.println("Left behind: " + folder);
        }
    }
}
