package loupe.cli.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.app.Lesson;
import loupe.app.Method;
import loupe.app.Teacher;
import loupe.app.TeachingPlan;
import loupe.app.Workstation;
import loupe.cli.bench.Extent.Size;
import loupe.config.Home;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.train.Material;
import loupe.train.Taught;

/**
 * What all measurements stand on: a folder of their own, a data folder with a taught recipe, parts of the demo line.
 * One thread.
 */
public final class Ground {
    /** Parts that the recipe is taught from, where not fewer are asked for. */
    static final int GOOD_PARTS = 100;

    private static final String RECIPE = "Bench";

    private final Path folder;
    private final Extent extent;
    private final Progress progress;
    private Optional<Recipe> recipe = Optional.empty();

    /** @param folder empty; removed by the caller */
    public Ground(Path folder, Extent extent, Progress progress) {
        this.folder = folder;
        this.extent = extent;
        this.progress = progress;
    }

    Extent extent() {
        return extent;
    }

    Progress progress() {
        return progress;
    }

    /** A path of its own for one measurement. */
    Path folder(String name) {
        return folder.resolve(name);
    }

    /** The data folder; whoever opens a workstation on it closes it again. */
    Home home() {
        return new Home(folder.resolve("home"));
    }

    /** The recipe of the demo line, taught when it is first asked for. */
    Recipe recipe() {
        if (recipe.isEmpty()) {
            int most = extent.lessons().stream().mapToInt(n -> n).max().orElse(GOOD_PARTS);
            keep(teach(Math.min(GOOD_PARTS, most)));
        }
        return recipe.orElseThrow();
    }

    /** The parts are drawn beforehand: a real line reads them from a disk. */
    Taught teach(int count) {
        List<Image> parts = drawn(count);
        return Method.NPAD.teach(Material.good(ImageSequence.of(parts)), TeachingPlan.DEFAULT, progress);
    }

    void keep(Taught taught) {
        try (Workstation station = Workstation.open(home())) {
            Lesson lesson = new Lesson(Teacher.DEMO, RECIPE, "demo:", Material.good(Teacher.demoParts(GOOD_PARTS)));
            recipe = Optional.of(station.teacher().store(lesson, taught));
        }
    }

    /** Good parts as the demo line's camera gives them, 640×480. */
    static List<Image> drawn(int count) {
        ImageSequence line = Teacher.demoParts(count);
        List<Image> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(line.load(i));
        }
        return parts;
    }

    /** The same, enlarged to another size. */
    static List<Image> drawn(int count, Size size) {
        return drawn(count).stream().map(part -> enlarged(part, size)).toList();
    }

    /** By the nearest pixel: it is about bytes, not about beauty. */
    private static Image enlarged(Image image, Size size) {
        if (image.width() == size.width() && image.height() == size.height()) {
            return image;
        }
        int bytes = image.order().bytesPerPixel();
        byte[] out = new byte[size.width() * size.height() * bytes];
        for (int y = 0; y < size.height(); y++) {
            int row = y * image.height() / size.height() * image.width();
            for (int x = 0; x < size.width(); x++) {
                int from = (row + x * image.width() / size.width()) * bytes;
                System.arraycopy(image.pixels(), from, out, (y * size.width() + x) * bytes, bytes);
            }
        }
        return new Image(size.width(), size.height(), image.order(), out);
    }
}
