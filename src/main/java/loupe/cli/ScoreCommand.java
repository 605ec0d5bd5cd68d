package loupe.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import loupe.app.Scoring;
import loupe.calibrate.Scored;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.report.ScoreCsv;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores labelled images with a recipe and writes the table that metrics reads. */
@Command(
        name = "score",
        description = "Scores labelled images with a recipe, exactly as on the line, and writes the table.")
final class ScoreCommand extends Subcommand {
    @Mixin
    private SampleOptions samples;

    @Mixin
    private ScoreOption score;

    @Option(names = "--out", required = true, paramLabel = "CSV", description = "Table to write.")
    private Path file;

    @Override
    public Integer call() {
        Scoring scoring;
        try (ConsoleProgress progress = progress();
                SampleOptions.Subject subject = samples.open(home())) {
            scoring = Scoring.of(samples.read(), subject.inspector(), progress);
            List<Scored> rows = scoring.by(score.of(subject.recipe())).images();
            WholeFile.write(file, out -> {
                Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                ScoreCsv.write(writer, rows);
                writer.flush();
            });
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
        scoring.errors().forEach(err()::println);
        err().println(scoring.images().size() + " images scored, "
                + scoring.errors().size() + " failed.");
        return scoring.errors().isEmpty() ? 0 : LoupeCommand.FAULT;
    }
}
