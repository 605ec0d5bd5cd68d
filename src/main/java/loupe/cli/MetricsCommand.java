package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import loupe.calibrate.ImageMetrics;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.report.ScoreCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures anybody's table of labelled scores. */
@Command(
        name = "metrics",
        description = {
            "Measures a table of labelled scores, whoever made it: CSV with the columns label and score.",
            "The label good is good, anything else a defect. Columns part and type are used where they are there."
        })
final class MetricsCommand extends Subcommand {
    @Parameters(paramLabel = "SCORES", description = "CSV with a line of headings; comma, semicolon or tab.")
    private Path file;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the bootstrap (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
        List<Scored> images = ScoreCsv.read(file);
        ImageMetrics metrics = ImageMetrics.of(Scoreboard.of(images), seed);
        Map<String, OptionalDouble> types = ImageFigures.perType(images);
        if (json) {
            ObjectNode node = Json.object();
            node.put("dataset", file.getFileName().toString());
            node.put("images", images.size());
            ImageFigures.put(node, metrics);
            ObjectNode perType = node.putObject("per_type");
            types.forEach((type, auroc) -> Json.put(perType.putObject(type), "image_auroc", auroc));
            out().println(Json.text(node));
            return 0;
        }
        Table table = new Table().row("images", Integer.toString(images.size()));
        ImageFigures.rows(table, metrics);
        table.print(out());
        out().println();
        Table perType = new Table().row("TYPE", "IMAGE AUROC");
        types.forEach((type, auroc) -> perType.row(type, ImageFigures.share(auroc)));
        perType.print(out());
        return 0;
    }
}
