package loupe.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.NaturalOrder;
import loupe.samples.SampleCard.Signature;

/**
 * A sample set that can be changed: a folder in the MVTec layout ({@code train/good}, {@code test/TYPE}, {@code
 * ground_truth/TYPE/STEM_mask.png}, {@code unlabelled}) and {@code samples.json}. Where an image lies is its label; the
 * file knows the rest. Images are moved first and the file is written after, so a crash loses nothing: what lies
 * elsewhere than the file says is believed. One instance per folder; thread-safe, slow as the disk is.
 */
public final class SampleStore {
    private final SampleFiles files;
    private final String name;
    private final Map<String, SampleCard> cards = new TreeMap<>(new NaturalOrder());
    private final List<InspectionFault> problems = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private SampleStore(Path folder, String name) {
        this.files = new SampleFiles(folder);
        this.name = name;
    }

    /** Whether a folder is such a set. */
    public static boolean exists(Path folder) {
        return Files.isRegularFile(folder.resolve(SamplesFile.NAME));
    }

    /**
     * Begins an empty set.
     *
     * @param folder made where it is missing; must be empty
     * @throws InspectionFault SET-03 when it cannot be written or holds something
     */
    public static SampleStore create(Path folder, String name) {
        Path root = folder.toAbsolutePath().normalize();
        SampleStore store = new SampleStore(root, name);
        try {
            Files.createDirectories(root);
            try (Stream<Path> entries = Files.list(root)) {
                if (entries.findAny().isPresent()) {
                    throw new InspectionFault(FaultCode.SET_03, root, "it is not empty");
                }
            }
            store.write();
        } catch (IOException e) {
            throw store.unwritable(e);
        }
        return store;
    }

    /**
     * Opens a set.
     *
     * @throws InspectionFault IMG-05 when there is none, SET-02, SET-04, SET-05 when its file is not to be trusted;
     *     nothing is changed then
     */
    public static SampleStore open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        SamplesFile.Content content = SamplesFile.read(root.resolve(SamplesFile.NAME));
        String name = content.name().isBlank() ? new Folder(root).name() : content.name();
        SampleStore store = new SampleStore(root, name);
        store.load(content.cards());
        return store;
    }

    /**
     * Opens a set whose file is damaged by the folders alone; the file is kept beside under another name.
     *
     * @throws InspectionFault SET-03 when it cannot be renamed
     */
    public static SampleStore openWithoutFile(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        SampleStore store = new SampleStore(root, new Folder(root).name());
        try {
            store.files.setJsonAside();
            store.load(Map.of());
            store.write();
        } catch (IOException e) {
            throw store.unwritable(e);
        }
        return store;
    }

    private void load(Map<String, SampleCard> known) {
        SampleScan scan = SampleScan.of(files, known);
        scan.cards().forEach(c -> cards.put(c.name(), c));
        problems.addAll(scan.problems());
    }

    public Path folder() {
        return files.folder();
    }

    public String name() {
        return name;
    }

    /** What was odd when the set was opened; everything else is usable. */
    public synchronized List<InspectionFault> problems() {
        return List.copyOf(problems);
    }

    /** All samples in natural order of their names. */
    public synchronized List<SampleCard> cards() {
        return List.copyOf(cards.values());
    }

    public Path image(SampleCard card) {
        return files.image(card);
    }

    /** Ground truth, also that of a part which is not labelled a defect at the moment. */
    public synchronized Optional<Path> mask(SampleCard card) {
        return files.mask(card);
    }

    /** Runs after every change, on the thread that made it. */
    public void addListener(Runnable changed) {
        listeners.add(changed);
    }

    public void removeListener(Runnable changed) {
        listeners.remove(changed);
    }

    /** The set as it is measured on. */
    public synchronized SampleSet set() {
        return files.set(name, cards.values());
    }

    /**
     * Gives samples of the set other labels or parts; undo is the same with the old cards.
     *
     * @param wanted cards whose names are in the set; others are passed over
     * @throws InspectionFault SET-03 when it could not be written; what was done till then stays and is recorded if
     *     possible
     */
    public void replace(Collection<SampleCard> wanted) {
        change(() -> {
            for (SampleCard to : wanted) {
                SampleCard from = cards.get(to.name());
                if (from != null) {
                    files.move(from, to);
                    cards.put(to.name(), to.withMask(from.masked()));
                }
            }
        });
    }

    /**
     * Copies images into the set; those whose content is there already are passed over.
     *
     * @param by who labelled them
     * @throws InspectionFault SET-03 when the set cannot be written, OPS-01 when cancelled; what was copied till then
     *     stays
     */
    public Added add(List<Incoming> incoming, Signature by, Progress progress) {
        try {
            return new SampleImport(this, by).add(incoming, progress);
        } finally {
            change(() -> {});
        }
    }

    /**
     * Adds one image that is in memory.
     *
     * @param content an encoded image
     * @param like its name, type, part and origin; the name is changed where it is taken
     * @return the new sample, or the one that has this content already, as it was
     */
    public SampleCard add(byte[] content, SampleCard like) {
        Optional<SampleCard> there = find(SampleFiles.sha256(content));
        if (there.isPresent()) {
            return there.get();
        }
        SampleCard card = new SampleImport(this, like.signature()).renamed(like);
        SampleCard added = put(card, new ByteArrayInputStream(content), Optional.empty());
        change(() -> {});
        return added;
    }

    /** The sample with this content. */
    synchronized Optional<SampleCard> find(String sha256) {
        return cards.values().stream()
                .filter(c -> c.origin().sha256().equals(sha256))
                .findFirst();
    }

    /** Writes one new sample, but not yet the list. The caller has made its name unique. */
    synchronized SampleCard put(SampleCard card, InputStream content, Optional<byte[]> mask) {
        try {
            SampleCard written = card.withSha256(files.write(card, content)).withMask(mask.isPresent());
            if (mask.isPresent()) {
                files.writeMask(written, mask.get());
            }
            cards.put(written.name(), written);
            return written;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Writes the ground truth of a sample, a PNG of its size where above 0 is defect; empty deletes it. */
    public void writeMask(SampleCard card, Optional<byte[]> png) {
        change(() -> {
            SampleCard there = cards.get(card.name());
            if (there == null) {
                return;
            }
            if (png.isPresent()) {
                files.writeMask(there, png.get());
            } else {
                files.deleteMask(there);
            }
            cards.put(there.name(), there.withMask(png.isPresent()));
        });
    }

    /** Takes samples out of the set; {@link #restore} brings them back. */
    public void remove(Collection<SampleCard> unwanted) {
        change(() -> {
            for (SampleCard card : unwanted) {
                SampleCard there = cards.get(card.name());
                if (there != null) {
                    files.remove(there);
                    cards.remove(there.name());
                }
            }
        });
    }

    /** Brings removed samples back as they were. */
    public void restore(Collection<SampleCard> removed) {
        change(() -> {
            for (SampleCard card : removed) {
                files.restore(card);
                cards.put(card.name(), card);
            }
        });
    }

    /** Something that changes files. */
    private interface Change {
        void run() throws IOException;
    }

    private void change(Change change) {
        synchronized (this) {
            try {
                run(change);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
        listeners.forEach(Runnable::run);
    }

    private void run(Change change) throws IOException {
        try {
            change.run();
        } finally {
            write(); // also what was done before it failed
        }
    }

    private void write() throws IOException {
        SamplesFile.write(files.json(), name, cards.values());
    }

    private InspectionFault unwritable(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.toString();
        return new InspectionFault(FaultCode.SET_03, e, files.folder(), reason);
    }
}
