package loupe.train.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.domain.WholeFile;
import loupe.imaging.ImageCodec;
import loupe.imaging.PlaneFiller;
import loupe.train.Disk;
import loupe.train.gradient.Checkpoint;

/**
 * The files of one training, which two processes share: pictures at the network's size in {@code good} and
 * {@code defects}, the checkpoint, a preview, and in the end the model and what is known of it.
 *
 * @param path of the folder
 */
public record RepairFolder(Path path) {
    /** More good pictures than this are not kept: 400 MB at 256 pixels. The chosen ones lie evenly among all. */
    public static final int MOST = 2000;

    private static final String GOOD = "good";
    private static final String DEFECTS = "defects";

    public Path good() {
        return path.resolve(GOOD);
    }

    public Path defects() {
        return path.resolve(DEFECTS);
    }

    public Path model() {
        return path.resolve("model.onnx");
    }

    /** What is known of the model, see {@link RepairResult}. */
    public Path result() {
        return path.resolve("result.json");
    }

    /** Part, repaired, difference: renewed while training. */
    public Path preview() {
        return path.resolve("preview.png");
    }

    /**
     * Writes pictures at the network's size, instead of those that were there. Those that cannot be read are left out.
     *
     * @param images of one kind
     * @param side of the network's input, pixels
     * @return indices of images that could not be read
     * @throws InspectionFault TEA-09 when the disk is full, CFG-02 when the folder cannot be written, OPS-01
     */
    public static List<Integer> fill(Path into, ImageSequence images, int side, Progress progress) {
        List<Integer> unreadable = new ArrayList<>();
        int count = Math.min(images.size(), MOST);
        ByteBuffer memory =
                ByteBuffer.allocateDirect(3 * side * side * Float.BYTES).order(ByteOrder.nativeOrder());
        try (PlaneFiller filler = new PlaneFiller(side, side, 3, memory)) {
            empty(into);
            for (int i = 0; i < count; i++) {
                progress.checkCancelled();
                progress.update("teach.pictures", i, count);
                int index = (int) ((long) i * images.size() / count);
                try {
                    filler.fill(images.load(index));
                } catch (InspectionFault fault) {
                    if (!fault.code().id().startsWith("IMG-")) {
                        throw fault;
                    }
                    unreadable.add(index);
                    continue;
                }
                byte[] png = ImageCodec.png(picture(memory.asFloatBuffer(), side));
                Files.write(into.resolve(String.format(Locale.ROOT, "%06d.png", index)), png);
            }
        } catch (IOException e) {
            throw Disk.fault(e, into);
        }
        return unreadable;
    }

    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".png")).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Image picture(FloatBuffer planes, int side) {
        int n = side * side;
        byte[] pixels = new byte[3 * n];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, planes.get(i % 3 * n + i / 3))));
        }
        return new Image(side, side, PixelOrder.RGB8, pixels);
    }

    /**
     * The pictures of one kind, in order.
     *
     * @throws InspectionFault IMG-xx, TEA-02 when one has another size than the first
     */
    static List<Image> read(Path folder) {
        List<Path> files = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                files = all.filter(f -> f.toString().endsWith(".png")).sorted().toList();
            } catch (IOException e) {
                throw new InspectionFault(FaultCode.IMG_05, e, folder);
            }
        }
        List<Image> images = new ArrayList<>();
        for (Path file : files) {
            Image image = rgb(ImageCodec.read(file));
            int side = images.isEmpty() ? image.height() : images.get(0).width();
            if (image.width() != side || image.height() != side) {
                throw new InspectionFault(FaultCode.TEA_02, "pictures of several sizes in " + folder);
            }
            images.add(image);
        }
        return images;
    }

    private static Image rgb(Image image) {
        if (image.order() == PixelOrder.RGB8) {
            return image;
        }
        int channels = image.order().channels();
        byte[] pixels = new byte[3 * image.width() * image.height()];
        for (int i = 0; i < pixels.length; i++) {
            int channel = channels == 1 ? 0 : 2 - i % 3;
            pixels[i] = image.pixels()[i / 3 * channels + channel];
        }
        return new Image(image.width(), image.height(), PixelOrder.RGB8, pixels);
    }

    /** What training itself writes down. */
    public Path home() {
        return path.resolve("home");
    }

    /** Whether the training has ended: nothing is left to do but to fetch its model. */
    public boolean isFinished() {
        return Files.exists(model()) && Files.exists(result());
    }

    /** Whether there is a state to go on from. */
    public boolean isBegun() {
        return Files.exists(Checkpoint.beside(model()));
    }

    /** Whether a training was started here, and nothing lies here but what trainings leave. */
    public boolean isWhole() throws IOException {
        List<Path> own = new ArrayList<>(files());
        own.addAll(folders());
        try (Stream<Path> all = Files.list(path)) {
            return Files.isDirectory(home(), LinkOption.NOFOLLOW_LINKS) && own.containsAll(all.toList());
        }
    }

    /** What a crash left half written too. */
    private List<Path> files() {
        return Stream.of(model(), Checkpoint.beside(model()), result(), preview())
                .flatMap(f -> Stream.of(f, WholeFile.temporary(f)))
                .toList();
    }

    private List<Path> folders() {
        return List.of(good(), defects(), home());
    }

    /** Deletes what a training left; files of others stay, and the folder with them. */
    public void delete() {
        try {
            for (Path file : files()) {
                Files.deleteIfExists(file);
            }
            for (Path folder : folders()) {
                deleteAll(folder);
            }
            if (Files.isDirectory(path) && Disk.isEmpty(path)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw Disk.fault(e, path);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
