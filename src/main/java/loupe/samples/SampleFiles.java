package loupe.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.domain.WholeFile;

/** The files of one sample set: finds, moves and writes them. Links are never followed. Guarded by its store. */
final class SampleFiles {
    static final String SET_ASIDE = "masks_set_aside";

    private static final String REMOVED = ".removed";

    private final Path folder;
    private final Map<String, Path> masks = new HashMap<>();

    SampleFiles(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path json() {
        return folder.resolve(SamplesFile.NAME);
    }

    Path image(SampleCard card) {
        return folder.resolve(card.file());
    }

    Optional<Path> mask(SampleCard card) {
        return Optional.ofNullable(masks.get(maskName(card)));
    }

    /** Images in the places where samples lie. */
    List<Path> images() {
        List<Path> places = new ArrayList<>(List.of(folder.resolve("train").resolve(SampleSet.GOOD)));
        places.addAll(below("test"));
        places.add(folder.resolve(SampleCard.UNLABELLED_FOLDER));
        return places.stream().flatMap(p -> pictures(p).stream()).toList();
    }

    /** Looks for masks, also where a crash has left them. */
    void findMasks() {
        masks.clear();
        pictures(folder.resolve(SET_ASIDE)).forEach(m -> masks.put(Folder.nameOf(m), m));
        below("ground_truth").forEach(f -> pictures(f).forEach(m -> masks.put(Folder.nameOf(m), m)));
    }

    private List<Path> below(String place) {
        Path path = folder.resolve(place);
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? new Folder(path).folders().values().stream().map(Folder::path).toList()
                : List.of();
    }

    private static List<Path> pictures(Path place) {
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                ? new Folder(place)
                        .images().stream()
                                .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
                                .toList()
                : List.of();
    }

    /** The samples as they are measured on. */
    SampleSet set(String name, Collection<SampleCard> cards) {
        List<Path> training = new ArrayList<>();
        List<Sample> test = new ArrayList<>();
        List<Path> unlabelled = new ArrayList<>();
        for (SampleCard c : cards) {
            if (c.training()) {
                training.add(image(c));
            } else if (c.isLabelled()) {
                test.add(new Sample(image(c), c.type(), c.isDefect() ? mask(c) : Optional.empty(), c.part()));
            } else {
                unlabelled.add(image(c));
            }
        }
        return new SampleSet(name, training, test, unlabelled);
    }

    /** Keeps a damaged list under another name. */
    void setJsonAside() throws IOException {
        Path aside = folder.resolve(SamplesFile.NAME + ".damaged");
        for (int n = 2; Files.exists(aside); n++) {
            aside = folder.resolve(SamplesFile.NAME + ".damaged-" + n);
        }
        Files.move(json(), aside);
    }

    /** Brings image and mask to where another label wants them. */
    void move(SampleCard from, SampleCard to) throws IOException {
        move(image(from), image(to));
        Optional<Path> mask = mask(from);
        if (mask.isPresent()) {
            Path target = folder.resolve(to.maskFile());
            move(mask.get(), target);
            masks.put(maskName(to), target);
        }
    }

    private void move(Path from, Path to) throws IOException {
        if (from.equals(to)) {
            return;
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        Files.createDirectories(to.getParent());
        Files.move(from, to);
        tidy(from.getParent());
    }

    /** An empty folder would be a type without samples. */
    private static void tidy(Path place) throws IOException {
        try {
            Files.deleteIfExists(place);
        } catch (DirectoryNotEmptyException e) {
            return; // others of this type are left
        }
    }

    /**
     * Copies into the set.
     *
     * @return the SHA-256 of what was written, in hex
     */
    String write(SampleCard card, InputStream content) throws IOException {
        MessageDigest digest = sha256();
        WholeFile.write(image(card), out -> {
            OutputStream hashing = new DigestOutputStream(out, digest);
            content.transferTo(hashing);
            hashing.flush();
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a file, in hex. */
    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    void writeMask(SampleCard card, byte[] png) throws IOException {
        Path target = folder.resolve(card.maskFile());
        WholeFile.write(target, png);
        masks.put(maskName(card), target);
    }

    void deleteMask(SampleCard card) throws IOException {
        Path mask = masks.remove(maskName(card));
        if (mask != null) {
            Files.deleteIfExists(mask);
            tidy(mask.getParent());
        }
    }

    /** Takes a sample out of the set; its files are kept until it is brought back or the folder is deleted. */
    void remove(SampleCard card) throws IOException {
        aside(image(card), removed(card.name()));
        Optional<Path> mask = mask(card);
        if (mask.isPresent()) {
            aside(mask.get(), removed(maskName(card)));
            masks.remove(maskName(card));
        }
    }

    private static void aside(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        tidy(from.getParent());
    }

    void restore(SampleCard card) throws IOException {
        move(removed(card.name()), image(card));
        if (card.masked()) {
            Path target = folder.resolve(card.maskFile());
            try {
                move(removed(maskName(card)), target);
                masks.put(maskName(card), target);
            } catch (NoSuchFileException e) {
                throw new NoSuchFileException(target.toString(), null, "the mask is gone");
            }
        }
    }

    private Path removed(String name) {
        return folder.resolve(REMOVED).resolve(name);
    }

    private static String maskName(SampleCard card) {
        return Folder.nameOf(card.maskFile());
    }
}
