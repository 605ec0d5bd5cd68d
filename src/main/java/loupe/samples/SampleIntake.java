package loupe.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.imaging.ImageFiles;
import loupe.samples.Reading.Unclear;

/** Turns what was dropped into samples: folders in any layout, archives of such folders, single images. Slow. */
public final class SampleIntake {
    /** What was dropped means. */
    public sealed interface Result {}

    /** It is a sample set: work in it. */
    public record Opens(Path set) implements Result {}

    /** A person has to say how a folder is meant. */
    public record Asks(Path root, Unclear unclear) implements Result {}

    /** Images to copy, and a name for a set of them. */
    public record Brings(String name, List<Incoming> incoming) implements Result {}

    private final Path scratch;
    private final Map<Path, Path> unpacked = new HashMap<>();

    /** Archives are unpacked below {@code scratch}. */
    public SampleIntake(Path scratch) {
        this.scratch = scratch;
    }

    /**
     * Reads what was dropped.
     *
     * @param answers to questions about each dropped folder
     */
    public Result read(List<Path> dropped, Map<Path, Set<String>> answers) {
        if (dropped.size() == 1 && SampleStore.exists(dropped.get(0))) {
            return new Opens(dropped.get(0));
        }
        List<Incoming> incoming = new ArrayList<>();
        List<Path> loose = new ArrayList<>();
        for (Path path : dropped) {
            if (!Files.isDirectory(path) && !isArchive(path)) {
                loose.addAll(ImageFiles.list(path));
                continue;
            }
            Reading reading = SampleFolders.look(folder(path), answers.getOrDefault(path, Set.of()));
            if (reading instanceof Unclear unclear) {
                return new Asks(path, unclear);
            }
            incoming.addAll(Incoming.of(((Reading.Understood) reading).set()));
        }
        incoming.addAll(Incoming.unlabelled(loose));
        if (incoming.isEmpty()) {
            throw new InspectionFault(FaultCode.IMG_08, dropped.get(0).getFileName());
        }
        return new Brings(name(dropped.get(0)), incoming);
    }

    private Path folder(Path path) {
        return isArchive(path) ? unpacked.computeIfAbsent(path, this::unpack) : path;
    }

    private Path unpack(Path archive) {
        Path into = scratch.resolve("samples-" + (unpacked.size() + 1) + "-" + Incoming.typeName(name(archive)));
        ImageFiles.unpack(archive, into);
        return into;
    }

    private static boolean isArchive(Path path) {
        return Files.isRegularFile(path)
                && String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private static String name(Path path) {
        String name = String.valueOf(path.toAbsolutePath().getFileName());
        return isArchive(path) ? name.substring(0, name.length() - ".zip".length()) : name;
    }
}
