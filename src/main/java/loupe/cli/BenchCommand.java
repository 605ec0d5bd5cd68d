package loupe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.cli.bench.Chapter;
import loupe.cli.bench.Extent;
import loupe.cli.bench.Extent.Size;
import loupe.cli.bench.Ground;
import loupe.cli.bench.Machine;
import loupe.cli.bench.Topic;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast Loupe is on this computer, from the frame to the million-row journal. */
@Command(
        name = "bench",
        description = {
            "Measures Loupe on this computer with parts of the demo line, in a temporary data folder. Without --only:"
                    + " a frame against the bare session, teaching, first verdict (two minutes). With --report:"
                    + " everything (10 to 30 minutes, 2 GB of disk).",
            "Close other programs first; they are measured too."
        },
        footer = {
            "",
            "Topics: teach (times by number of pictures), frame (stages, ratio to the bare session), live (30 frames"
                    + " a second and bursts, garbage collection), journal (writes), history (questions to a large"
                    + " journal), review (throughput), start (first window, first verdict), idle (processor time"
                    + " while paused), calibration.",
            "start and idle open a window where there is a display.",
            "",
            "Exit codes: 0 everything was measured, 2 a fault. A fault in one topic is told with its figures, and the"
                    + " others are measured all the same."
        })
final class BenchCommand extends Subcommand {
    /** What a call without further words measures. */
    private static final Set<Topic> USUAL = EnumSet.of(Topic.TEACH, Topic.FRAME, Topic.START);

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
    private Path json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description =
                    "Also write a page (HTML) with the machine and the targets, and the figures beside it (JSON).")
    private Path report;

    @Option(names = "--only", paramLabel = "TOPIC", split = ",", description = "Measure these only.")
    private List<Topic> only;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long each case of frame and live runs (${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--images",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Pictures that are reviewed (${DEFAULT-VALUE}).")
    private int images;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Rows of the journal that is asked (${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--starts", paramLabel = "N", defaultValue = "5", description = "Starts (${DEFAULT-VALUE}).")
    private int starts;

    @Option(
            names = "--lessons",
            paramLabel = "N",
            split = ",",
            description = "Numbers of pictures that are taught from (25,50,100,200; without --report 100).")
    private List<Integer> lessons;

    @Option(
            names = "--sizes",
            paramLabel = "WxH",
            split = ",",
            description = "Sizes of frames (640x480,1280x1024,2448x2048; without --report 640x480).")
    private List<String> sizes;

    @Override
    public Integer call() {
        if (!(seconds > 0) || images < 1 || rows < 1 || starts < 1) {
            throw misuse("--seconds, --images, --rows and --starts must be more than 0.");
        }
        Optional.ofNullable(json).ifPresent(BenchCommand::checkPlace);
        Optional.ofNullable(report).ifPresent(BenchCommand::checkPlace);
        Optional.ofNullable(report).map(BenchReport::figuresBeside).ifPresent(BenchCommand::checkPlace);
        String before = Machine.load();
        List<Chapter> chapters = new ArrayList<>();
        try (Scratch scratch = Scratch.make(err());
                ConsoleProgress progress = progress()) {
            scratch.endFirst(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));
            Ground ground = new Ground(scratch.folder(), extent(), progress);
            for (Topic topic : topics()) {
                Chapter chapter = topic.measure(ground);
                progress.wipe();
                print(chapter);
                chapters.add(chapter);
            }
        }
        Map<String, String> machine = new LinkedHashMap<>(Machine.describe());
        machine.put("Load before and after", before + ", " + Machine.load());
        BenchReport result = new BenchReport(chapters, machine);
        if (json != null) {
            Json.write(json, result.tree());
        }
        if (report != null) {
            result.write(report, words());
        }
        return chapters.stream().allMatch(c -> c.fault().isEmpty()) ? 0 : LoupeCommand.FAULT;
    }

    /** Half an hour of measuring must not end with a page that cannot be written. CFG-02. */
    private static void checkPlace(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean can = Files.exists(file) ? Files.isWritable(file) : folder != null && Files.isWritable(folder);
        if (!can || Files.isDirectory(file)) {
            throw new InspectionFault(FaultCode.CFG_02, file, "no file can be written there");
        }
    }

    private Set<Topic> topics() {
        if (only != null) {
            return EnumSet.copyOf(only);
        }
        return report == null ? USUAL : EnumSet.allOf(Topic.class);
    }

    private Extent extent() {
        boolean whole = report != null || only != null;
        List<Integer> counts = lessons != null ? lessons : whole ? Extent.DEFAULT.lessons() : List.of(100);
        if (counts.stream().anyMatch(n -> n < 8)) {
            throw misuse("--lessons: from at least 8 pictures.");
        }
        return new Extent(seconds, sizes(whole), images, rows, counts, starts);
    }

    private List<Size> sizes(boolean whole) {
        if (sizes == null) {
            return whole ? Extent.DEFAULT.sizes() : Extent.DEFAULT.sizes().subList(0, 1);
        }
        return sizes.stream()
                .map(text -> {
                    if (!text.matches("[1-9]\\d{1,3}x[1-9]\\d{1,3}")) {
                        throw misuse("--sizes are such as 640x480.");
                    }
                    String[] sides = text.split("x", 2);
                    return new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
                })
                .toList();
    }

    private void print(Chapter chapter) {
        chapter.figures().forEach(figure -> out().println(BenchReport.line(chapter, figure)));
        out().flush();
        chapter.remarks().forEach(remark -> err().println(chapter.topic() + ": " + remark));
    }
}
