package loupe.soak;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import loupe.soak.StreamServer.Flaw;

/** Every kind of trouble that a soak knows; chance comes from one seed. */
final class Faults {
    private static final long DAY = 86_400;
    private static final int HEADER = 100;
    private static final long WRITE_LOCK = 120;
    private static final double LEAST_PAUSE = 2;
    private static final String PLENTY = "1000000000";

    private final Random random;

    Faults(long seed) {
        random = new Random(seed);
    }

    /**
     * All that can be done, in the order in which they are written here.
     *
     * @param canFill whether the disk can really be filled
     */
    List<Fault> all(boolean canFill) {
        List<Fault> all = new ArrayList<>(stream());
        all.addAll(detector());
        all.addAll(files(canFill));
        all.addAll(journal());
        all.addAll(rest());
        return all;
    }

    /** The order of the next round. */
    void shuffle(List<Fault> faults) {
        Collections.shuffle(faults, random);
    }

    /** Seconds without trouble before the next. */
    double pause() {
        return LEAST_PAUSE + random.nextDouble() * LEAST_PAUSE;
    }

    private static List<Fault> stream() {
        return List.of(
                new Fault(
                        "unplug",
                        "cable drawn, connections refused, plugged in again",
                        4,
                        s -> s.stream().unplug(),
                        s -> s.stream().replug()),
                new Fault(
                        "hang-up",
                        "the camera ends the connection",
                        1,
                        s -> s.stream().hangUp(),
                        Fault.nothing()),
                new Fault(
                        "stall",
                        "connected and silent",
                        4,
                        s -> s.stream().stall(true),
                        s -> s.stream().stall(false)),
                new Fault(
                        "half",
                        "the connection ends inside a picture",
                        1,
                        s -> s.stream().spoil(Flaw.HALF),
                        Fault.nothing()),
                new Fault(
                        "cut",
                        "a whole answer with half a JPEG",
                        1,
                        s -> s.stream().spoil(Flaw.CUT),
                        Fault.nothing()),
                new Fault(
                        "text",
                        "a page of text instead of a picture",
                        1,
                        s -> s.stream().spoil(Flaw.TEXT),
                        Fault.nothing()));
    }

    private static List<Fault> detector() {
        return List.of(
                mood("detector-fails", "inference fails for every part", Trouble.Mood.FAIL, 3),
                mood("detector-throws", "something unexpected in the detector", Trouble.Mood.THROW, 3),
                mood("detector-slow", "0.9 s for every part", Trouble.Mood.SLOW, 5),
                mood("detector-hangs", "no answer while it lasts", Trouble.Mood.HANG, 6),
                mood("detector-error", "an error of the machine, once: ends the run", Trouble.Mood.ERROR, 2));
    }

    private static Fault mood(String name, String what, Trouble.Mood mood, double seconds) {
        return new Fault(name, what, seconds, s -> s.order("detector " + mood), s -> {
            if (s.station().isAlive()) {
                s.order("detector " + Trouble.Mood.FINE);
            }
        });
    }

    private List<Fault> files(boolean canFill) {
        List<Fault> faults = new ArrayList<>();
        if (canFill) {
            faults.add(new Fault(
                    "disk-full",
                    "file system filled to its last byte",
                    8,
                    s -> s.disk().fill(),
                    s -> s.disk().free()));
            faults.add(new Fault(
                    "kill-on-full-disk",
                    "the same, and killed while it lasts",
                    1,
                    this::killOnFullDisk,
                    s -> s.disk().free()));
        } else {
            faults.add(new Fault(
                    "no-room",
                    "the store's limit of free space above what there is",
                    8,
                    s -> s.order("room " + PLENTY),
                    s -> s.order("room " + Soak.ROOM_MB)));
        }
        faults.add(new Fault(
                "archive-broken", "a file where the day's folder was", 4, Faults::breakArchive, Faults::mend));
        faults.add(new Fault(
                "image-cut", "the newest picture cut to half, then killed", 1, this::cutImage, Fault.nothing()));
        faults.add(new Fault("image-garbage", "noise in the newest picture", 1, this::spoilImage, Fault.nothing()));
        return faults;
    }

    private List<Fault> journal() {
        return List.of(
                new Fault(
                        "journal-locked",
                        "another program holds the journal's lock",
                        8,
                        Faults::lockJournal,
                        Stage::release),
                new Fault(
                        "journal-wal-gone",
                        "write-ahead log deleted while it is in use",
                        4,
                        Faults::dropWal,
                        Stage::endProcess),
                new Fault("journal-wal-gone-kill", "the same, and killed", 4, Faults::dropWal, Stage::kill),
                new Fault(
                        "journal-replaced",
                        "a damaged file in the journal's place while it is in use, then put back",
                        4,
                        this::replaceJournal,
                        Faults::putBack),
                new Fault(
                        "journal-damaged",
                        "ended, journal overwritten, started again",
                        0,
                        this::damageJournal,
                        Fault.nothing()));
    }

    private List<Fault> rest() {
        return List.of(
                new Fault("kill", "kill -9", 0, Stage::kill, Fault.nothing()),
                clock("clock-ahead", "clock an hour ahead, then right again", 3600),
                clock("clock-behind", "clock an hour behind, then right again", -3600),
                clock("clock-day", "clock a day ahead, then right again", DAY),
                new Fault(
                        "recipe-swaps",
                        "six changes of the recipe in quick succession",
                        1,
                        Faults::swap,
                        Fault.nothing()));
    }

    private static Fault clock(String name, String what, long seconds) {
        return new Fault(name, what, 4, s -> s.order("clock " + seconds), s -> s.order("clock 0"));
    }

    private static void swap(Stage stage) throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            stage.order("recipe " + Stage.OTHER_RECIPE);
            stage.order("recipe " + Stage.RECIPE);
        }
    }

    private void killOnFullDisk(Stage stage) throws IOException, InterruptedException {
        stage.disk().fill();
        stage.station()
                .await(Told.State.class, System.nanoTime(), s -> !s.trace().isEmpty(), 30);
        stage.kill();
    }

    private static Path today(Stage stage) {
        return stage.home().archive().resolve(LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static void breakArchive(Stage stage) throws IOException {
        Path day = today(stage);
        if (Files.isDirectory(day)) {
            Files.move(day, aside(day));
        }
        Files.writeString(day, "no folder");
    }

    private static void mend(Stage stage) throws IOException {
        Path day = today(stage);
        if (Files.isRegularFile(day)) {
            Files.delete(day);
        }
        if (Files.isDirectory(aside(day))) {
            Files.move(aside(day), day);
        }
    }

    private static Path aside(Path day) {
        return day.resolveSibling("aside");
    }

    private void cutImage(Stage stage) throws IOException, InterruptedException {
        Optional<FileChannel> newest = stage.spoilNewest();
        if (newest.isPresent()) {
            try (FileChannel file = newest.get()) {
                file.truncate(file.size() / 2);
            }
        }
        stage.kill();
    }

    private void spoilImage(Stage stage) throws IOException {
        Optional<FileChannel> newest = stage.spoilNewest();
        if (newest.isPresent()) {
            overwrite(newest.get(), 0);
        }
    }

    /** Noise of the file's own length from a place on; closes it. */
    private void overwrite(FileChannel file, long from) throws IOException {
        try (file) {
            byte[] noise = new byte[(int) Math.max(0, file.size() - from)];
            random.nextBytes(noise);
            file.write(ByteBuffer.wrap(noise), from);
        }
    }

    /** SQLite's lock of the one who writes: byte 120 of the shared index, held from this process. */
    private static void lockJournal(Stage stage) throws IOException {
        Path index = beside(stage, "-shm");
        FileChannel channel = FileChannel.open(index, StandardOpenOption.READ, StandardOpenOption.WRITE);
        stage.hold(channel);
        if (channel.tryLock(WRITE_LOCK, 1, false) == null) {
            throw new IOException("the journal's lock is taken");
        }
    }

    private static void dropWal(Stage stage) throws IOException {
        Files.deleteIfExists(beside(stage, "-wal"));
        Files.deleteIfExists(beside(stage, "-shm"));
    }

    private static Path beside(Stage stage, String ending) {
        Path database = stage.home().journalDatabase();
        return database.resolveSibling(database.getFileName() + ending);
    }

    private void replaceJournal(Stage stage) throws IOException {
        Path database = stage.home().journalDatabase();
        Files.move(database, beside(stage, ".aside"));
        byte[] noise = new byte[1 << 14];
        random.nextBytes(noise);
        Files.write(database, noise);
    }

    private static void putBack(Stage stage) throws IOException {
        Files.move(beside(stage, ".aside"), stage.home().journalDatabase(), StandardCopyOption.REPLACE_EXISTING);
    }

    private void damageJournal(Stage stage) throws IOException, InterruptedException {
        stage.endProcess();
        stage.keepCopy();
        overwrite(FileChannel.open(stage.home().journalDatabase(), StandardOpenOption.WRITE), HEADER);
    }
}
