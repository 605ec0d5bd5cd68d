package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.domain.SampleSet.Sample;
import loupe.domain.WholeFile;
import loupe.imaging.ImageCodec;
import loupe.imaging.defect.Corrupted;
import loupe.imaging.defect.SyntheticDefects;

/**
 * Stands in for defects that nobody has pictures of: copies of good pictures with synthetic defects and their masks,
 * as files. They compare candidates; how many real defects are found they do not say.
 */
final class PaintedDefects {
    private static final int FEWEST = 20;
    private static final Pattern OWN = Pattern.compile("\\d{5,}--?\\d+-[0-9a-f]{8}(-mask)?\\.png(\\.part)?");

    private final Path folder;
    private final long seed;

    PaintedDefects(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /**
     * One copy of every picture, or several of each until there are twenty. What cannot be read, and 16-bit pictures,
     * are left out. Copies that lie there already stay as they are.
     */
    List<Sample> on(List<Path> good, Progress progress) {
        List<Sample> painted = new ArrayList<>();
        int rounds = good.isEmpty() ? 0 : Math.max(1, (FEWEST + good.size() - 1) / good.size());
        for (int i = 0; i < rounds * good.size(); i++) {
            progress.checkCancelled();
            progress.update("compare.paint", i, (long) rounds * good.size());
            String name = name(good.get(i % good.size()), i);
            Path image = folder.resolve(name + ".png");
            Path mask = folder.resolve(name + "-mask.png");
            if ((Files.exists(mask) && Files.exists(image)) || paint(good.get(i % good.size()), i, image, mask)) {
                painted.add(new Sample(image, "painted", Optional.of(mask)));
            }
        }
        return painted;
    }

    /** Whether nothing but such pictures lies there; also when nothing does. */
    boolean isWhole() throws IOException {
        return files().stream()
                .allMatch(f -> OWN.matcher(String.valueOf(f.getFileName())).matches());
    }

    /** Deletes the folder with all that lies in it. */
    void delete() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.deleteIfExists(folder);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Another picture in the same place is painted anew. */
    private String name(Path file, int number) {
        return String.format(
                Locale.ROOT,
                "%05d-%d-%08x",
                number,
                seed,
                Objects.hash(file, file.toFile().lastModified()));
    }

    private boolean paint(Path file, int number, Path image, Path mask) {
        Image good;
        try {
            good = ImageCodec.read(file);
        } catch (InspectionFault fault) {
            return false; // measuring meets the same picture and tells
        }
        if (good.order() == PixelOrder.GRAY16) {
            return false;
        }
        Corrupted made = new SyntheticDefects(seed).corrupt(good, number);
        Image where = new Image(good.width(), good.height(), PixelOrder.GRAY8, made.mask());
        try {
            WholeFile.write(image, ImageCodec.png(made.image()));
            WholeFile.write(mask, ImageCodec.png(where));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, folder, String.valueOf(e.getMessage()));
        }
        return true;
    }
}
