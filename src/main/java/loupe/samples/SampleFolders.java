package loupe.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import loupe.samples.Reading.Choice;
import loupe.samples.Reading.Question;
import loupe.samples.Reading.Unclear;

/**
 * Reads folders of labelled images as they are, in natural order (part2 before part10): our own sample sets, MVTec AD,
 * BTAD, VisA, HALCON, masks beside their images (KolektorSDD, magnetic tiles), and plain folders whose names say what
 * they hold. What can be meant in two ways is asked, never guessed. Stateless; images are
 * opened only where nothing but the mask tells good from bad.
 */
public final class SampleFolders {
    private SampleFolders() {}

    /**
     * The labelled images below a folder, or what is unclear about them.
     *
     * @param answers to questions of earlier looks, see {@link Choice#answer()}
     * @throws InspectionFault IMG-05 when the folder is missing or unreadable, TEA-03 when its layout is damaged,
     *     SET-xx when its samples.json is
     */
    public static Reading look(Path folder, Collection<String> answers) {
        Path root = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new InspectionFault(FaultCode.IMG_05, folder);
        }
        return SampleStore.exists(root)
                ? new Reading.Understood(SampleStore.open(root).set())
                : look(new Folder(root), new Answers(answers));
    }

    /**
     * The labelled images below a folder.
     *
     * @throws InspectionFault as {@link #look}, and SET-01, which names the answers, when something is unclear
     */
    public static SampleSet read(Path folder, Collection<String> answers) {
        Reading reading = look(folder, answers);
        if (reading instanceof Unclear unclear) {
            String choices = unclear.choices().stream().map(Choice::answer).collect(Collectors.joining(", "));
            throw new InspectionFault(FaultCode.SET_01, unclear.folder(), choices);
        }
        return ((Reading.Understood) reading).set();
    }

    public static SampleSet read(Path folder) {
        return read(folder, List.of());
    }

    /** As {@link #read}, where somebody has said that the folder holds good parts: plain images are those. */
    public static SampleSet readGood(Path folder, Collection<String> answers) {
        boolean plain =
                look(folder, answers) instanceof Unclear unclear && unclear.question() == Question.WHAT_ARE_THEY;
        return read(folder, plain ? List.of(Choice.of(Choice.Kind.GOOD).answer()) : answers);
    }

    /**
     * The defects of a folder of which somebody has said that it holds defects: in a labelled set those of the set, in
     * plain folders every image, its kind named by the folder.
     *
     * @throws InspectionFault as {@link #read(Path, Collection)}
     */
    public static List<Sample> readDefects(Path folder, Collection<String> answers) {
        if (!(look(folder, answers) instanceof Unclear unclear)) {
            return defects(read(folder, answers));
        }
        if (unclear.question() == Question.WHICH_IS_GOOD) {
            String none = Choice.of(Choice.Kind.UNLABELLED).answer();
            return read(folder, List.of(none)).unlabelled().stream()
                    .map(image -> new Sample(image, kind(folder, image), Optional.empty()))
                    .toList();
        }
        List<String> said = new ArrayList<>(answers);
        said.add(Choice.of(Choice.Kind.BAD).answer());
        return defects(read(folder, said));
    }

    private static List<Sample> defects(SampleSet set) {
        return set.test().stream().filter(Sample::isDefect).toList();
    }

    private static String kind(Path folder, Path image) {
        Path relative = folder.toAbsolutePath().normalize().relativize(image);
        return relative.getNameCount() > 1 ? relative.getName(0).toString() : "defect";
    }

    /** The files as images, decoded when asked for; nothing is kept. */
    public static ImageSequence images(List<Path> files) {
        List<Path> fixed = List.copyOf(files);
        return new ImageSequence() {
            @Override
            public int size() {
                return fixed.size();
            }

            @Override
            public Image load(int index) {
                return ImageCodec.read(fixed.get(index));
            }
        };
    }

    private static Reading look(Folder root, Answers answers) {
        Map<String, Folder> folders = root.folders();
        List<Path> loose = root.images();
        if (VisaFolders.fits(root)) {
            return new Reading.Understood(new VisaFolders(root).read());
        }
        if (SplitFolders.fits(root)) {
            return new Reading.Understood(new SplitFolders(root).read());
        }
        List<Folder> sets = folders.values().stream()
                .filter(f -> VisaFolders.fits(f) || SplitFolders.fits(f))
                .toList();
        if (!sets.isEmpty() && loose.isEmpty()) {
            return oneOf(root, sets, answers);
        }
        List<Folder> full =
                folders.values().stream().filter(f -> !f.allImages().isEmpty()).toList();
        boolean wrapped =
                loose.isEmpty() && full.size() == 1 && FolderWord.of(full.get(0).name()) == FolderWord.NOTHING;
        return wrapped ? look(full.get(0), answers) : new PlainFolders(root, answers).look();
    }

    private static Reading oneOf(Folder root, List<Folder> sets, Answers answers) {
        if (sets.size() == 1) {
            return look(sets.get(0), answers);
        }
        List<Choice> choices =
                sets.stream().map(f -> new Choice(Choice.Kind.SET, f.name())).toList();
        return answers.among(choices)
                .flatMap(c -> root.folder(c.name()))
                .map(f -> look(f, answers))
                .orElseGet(() -> new Unclear(root.path(), Question.WHICH_SET, choices));
    }
}
