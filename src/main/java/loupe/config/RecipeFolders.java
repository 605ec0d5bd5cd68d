package loupe.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Where the files of recipes lie, and which there are. Only names that are ids become folders.
 *
 * @param root the folder of all recipes
 */
record RecipeFolders(Path root) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern VERSION = Pattern.compile("v(\\d{4,9})\\.json");

    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    List<String> ids() {
        return names(root).stream().filter(RecipeFolders::isId).toList();
    }

    /** The version numbers on disk, newest first. */
    List<Integer> versions(String id) {
        if (!isId(id)) {
            return List.of();
        }
        return names(root.resolve(id)).stream()
                .map(RecipeFolders::versionOf)
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    Path version(String id, int version) {
        return root.resolve(id).resolve(String.format(Locale.ROOT, "v%04d.json", version));
    }

    /** What good parts scored under a version. */
    Path scores(String id, int version) {
        return root.resolve(id).resolve(String.format(Locale.ROOT, "v%04d.good.json", version));
    }

    /** There when the recipe was put away. */
    Path mark(String id) {
        return root.resolve(id).resolve("put-away");
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(p -> p.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.REC_02, e, folder, String.valueOf(e.getMessage()));
        }
    }

    private static OptionalInt versionOf(String name) {
        Matcher m = VERSION.matcher(name);
        return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
    }
}
