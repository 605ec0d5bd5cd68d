package loupe.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import loupe.app.ModelRecipe;
import loupe.app.Workstation;
import loupe.cli.Pictures.Picture;
import loupe.config.RecipeBook;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.Frame;
import loupe.domain.Image;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.imaging.ImageCodec;
import loupe.report.Classes;
import loupe.report.ReviewRow;
import loupe.trace.TraceStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inspects image files: a row for every one of them, errors included. */
@Command(
        name = "inspect",
        description = {
            "Inspects images: files, folders and zip archives; one row for each, errors included.",
            "With --recipe every inspection is recorded in the journal of the data folder."
        },
        footer = {"", "Exit codes: 0 all pass, 1 some fail or need review, 2 some could not be judged."})
final class InspectCommand extends Subcommand {
    /** What judges: exactly one of them. */
    private static final class Judge {
        @Option(names = "--recipe", paramLabel = "R", description = "A recipe of the data folder.")
        private String recipe;

        @Option(names = "--model", paramLabel = "M", description = "A model file; its limits are provisional.")
        private Path model;
    }

    /** How rows are printed: at most one of them. */
    private static final class Shape {
        @Option(names = "--json", description = "Print a JSON array.")
        private boolean json;

        @Option(names = "--csv", description = "Print CSV.")
        private boolean csv;
    }

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Images, folders or zip archives.")
    private List<Path> paths;

    @ArgGroup(multiplicity = "1")
    private Judge judge;

    @ArgGroup
    private Shape shape;

    @Mixin
    private ViewOptions view;

    @Option(names = "--no-journal", description = "Record nothing; works while another Loupe uses the data folder.")
    private boolean noJournal;

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private long frames;

    @Override
    public Integer call() {
        if (view.isAsked() && judge.model == null && !noJournal) {
            throw misuse("The journal records what the recipe says: --region and --tiles go with --no-journal,"
                    + " or store them first with “recipes look”.");
        }
        if (judge.model != null) {
            withModel();
        } else if (noJournal) {
            withRecipeOnly();
        } else {
            withJournal();
        }
        err().println(frames + (frames == 1 ? " image: " : " images: ") + summary());
        if (count(Outcome.ERROR) > 0) {
            return LoupeCommand.FAULT;
        }
        return count(Outcome.PASS) == frames ? 0 : LoupeCommand.NOT_GOOD;
    }

    private void withModel() {
        OnnxDetector detector = Detectors.open(judge.model, ProviderPreference.AUTO);
        ModelRecipe provisional = ModelRecipe.of(detector.info(), "");
        err().println(provisional.basis().text());
        try (Inspector inspector = view.judge(provisional.recipe(), detector)) {
            inspectAll(inspector, inspection -> {});
        }
    }

    private void withRecipeOnly() {
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        Recipe recipe = find(book);
        OnnxDetector detector = Detectors.open(book.modelPath(recipe), ProviderPreference.AUTO);
        try (Inspector inspector = view.judge(recipe, detector)) {
            inspectAll(inspector, inspection -> {});
        }
    }

    private void withJournal() {
        try (Workstation station = open()) {
            station.journal().fault().ifPresent(f -> err().println(FaultText.of(f)));
            try (Inspector inspector = station.openInspector(find(station.recipes()))) {
                inspectAll(inspector, inspection -> record(inspection, station.trace()));
            }
            awaitRecorded(station.trace()).ifPresent(fault -> {
                throw fault;
            });
        }
    }

    /** Stops at the first part that cannot be recorded: a disk that is full must not go unnoticed. */
    private static void record(Inspection inspection, TraceStore trace) {
        trace.health().fault().ifPresent(fault -> {
            throw fault;
        });
        trace.accept(inspection);
    }

    private Recipe find(RecipeBook book) {
        return book.find(judge.recipe).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, judge.recipe));
    }

    private void inspectAll(Inspector inspector, Consumer<Inspection> journal) {
        try (Pictures pictures = new Pictures();
                RowPrinter rows = new RowPrinter(format(), out())) {
            for (Path path : paths) {
                for (Picture picture : pictures.of(path)) {
                    Inspection inspection = inspect(inspector, picture);
                    journal.accept(inspection);
                    counts.merge(inspection.outcome(), 1, Integer::sum);
                    rows.print(row(picture, inspection));
                }
            }
        }
    }

    private RowPrinter.Format format() {
        if (shape != null && shape.json) {
            return RowPrinter.Format.JSON;
        }
        return shape != null && shape.csv ? RowPrinter.Format.CSV : RowPrinter.Format.TEXT;
    }

    private Inspection inspect(Inspector inspector, Picture picture) {
        Frame frame = new Frame(++frames, picture.label(), Instant.now(), Image.NONE);
        if (picture.fault().isPresent()) {
            return inspector.error(frame, picture.fault().get());
        }
        try {
            Image image = ImageCodec.read(picture.file());
            return inspector.inspect(new Frame(frame.id(), frame.camera(), frame.at(), image));
        } catch (InspectionFault fault) {
            return inspector.error(frame, fault);
        }
    }

    private static ReviewRow row(Picture picture, Inspection inspection) {
        String error = inspection
                .verdict()
                .fault()
                .map(code -> code.id() + " " + inspection.faultText())
                .orElse("");
        Image image = inspection.frame().image();
        return new ReviewRow(
                picture.label(),
                inspection.outcome(),
                inspection.verdict().score(),
                inspection.verdict().regions().size(),
                image.width(),
                image.height(),
                inspection.prediction().map(p -> p.timings().total() / 1e6).orElse(Double.NaN),
                error,
                Optional.empty(),
                Optional.empty(),
                Classes.of(inspection.verdict().kind(), inspection.verdict().regions()));
    }

    private int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    private String summary() {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            text.append(text.isEmpty() ? "" : ", ").append(count(outcome)).append(' ');
            text.append(outcome.name().toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
