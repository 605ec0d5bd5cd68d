package loupe.samples;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import loupe.domain.SampleSet;

/**
 * One image of a sample set and what is known of it.
 *
 * @param name of its file, unique in the set, also without its ending
 * @param type {@link SampleSet#GOOD}, the kind of defect, or {@link #UNLABELLED}
 * @param training whether it is taught from ({@code train/good}) instead of measured on; only good parts
 * @param part which piece it shows; images of one part count once
 * @param masked whether there is ground truth
 * @param signature who gave the label, and when
 * @param origin where it came from
 */
public record SampleCard(
        String name, String type, boolean training, String part, boolean masked, Signature signature, Origin origin) {
    /** The type of what nobody has judged yet. */
    public static final String UNLABELLED = "";

    static final String UNLABELLED_FOLDER = "unlabelled";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_(][\\p{L}\\p{M}\\p{N} _.,()+=-]{0,199}");
    private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul");

    /** Who gave a label. */
    public record Signature(String who, Instant at) {
        public static final Signature NONE = new Signature("", Instant.EPOCH);
    }

    /**
     * Where an image came from.
     *
     * @param inspection id of the journal's row; empty for files
     * @param path of the file that was copied, for people; empty when there was none
     * @param sha256 of the file in the set
     */
    public record Origin(String inspection, String path, String sha256) {}

    public SampleCard {
        if (!isFileName(name) || (!type.equals(UNLABELLED) && !isFileName(type))) {
            throw new IllegalArgumentException("“" + name + "” of type “" + type + "”");
        }
    }

    /** Letters, digits and a few signs; nothing that any file system reserves or reads as a path. */
    public static boolean isFileName(String name) {
        String stem = name.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        boolean device = RESERVED.contains(stem) || stem.matches("(com|lpt)\\d");
        return NAME.matcher(name).matches() && !device && !name.endsWith(".") && !name.endsWith(" ");
    }

    public boolean isGood() {
        return type.equals(SampleSet.GOOD);
    }

    public boolean isLabelled() {
        return !type.equals(UNLABELLED);
    }

    public boolean isDefect() {
        return isLabelled() && !isGood();
    }

    /** The file's name without its ending: unique too. */
    public String stem() {
        return Folder.stem(Path.of(name));
    }

    /** Path of the image below the set's folder. The folder says the label, so other programs can read it too. */
    Path file() {
        if (!isLabelled()) {
            return Path.of(UNLABELLED_FOLDER, name);
        }
        return training ? Path.of("train", SampleSet.GOOD, name) : Path.of("test", type, name);
    }

    /** Path of the mask; that of a part which is not a defect at the moment is set aside. */
    Path maskFile() {
        String mask = stem() + Folder.MASK_SUFFIX + ".png";
        return isDefect() ? Path.of("ground_truth", type, mask) : Path.of("masks_set_aside", mask);
    }

    /** The same image, labelled by a person. Defects are measured on, never taught. */
    public SampleCard labelled(String newType, Signature by) {
        return new SampleCard(name, newType, training && newType.equals(SampleSet.GOOD), part, masked, by, origin);
    }

    public SampleCard withPart(String other) {
        return new SampleCard(name, type, training, other, masked, signature, origin);
    }

    SampleCard named(String other) {
        return new SampleCard(other, type, training, part, masked, signature, origin);
    }

    SampleCard withSha256(String sha256) {
        Origin known = new Origin(origin.inspection(), origin.path(), sha256);
        return new SampleCard(name, type, training, part, masked, signature, known);
    }

    SampleCard withMask(boolean there) {
        return new SampleCard(name, type, training, part, there, signature, origin);
    }

    /** The card of a file that lies in this place; empty when a sample cannot lie there. */
    static Optional<SampleCard> at(List<String> path, String part, Signature signature, Origin origin) {
        String name = path.get(path.size() - 1);
        List<String> folders = path.subList(0, path.size() - 1);
        boolean training = folders.equals(List.of("train", SampleSet.GOOD));
        boolean test = folders.size() == 2 && folders.get(0).equals("test") && isFileName(folders.get(1));
        boolean unlabelled = folders.equals(List.of(UNLABELLED_FOLDER));
        if (!isFileName(name) || !(training || test || unlabelled)) {
            return Optional.empty();
        }
        String type = unlabelled ? UNLABELLED : folders.get(1);
        return Optional.of(new SampleCard(name, type, training, part, false, signature, origin));
    }
}
