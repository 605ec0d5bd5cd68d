package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import loupe.app.DetectabilityScan;
import loupe.calibrate.Detectability;
import loupe.calibrate.Words;
import loupe.domain.SampleSet.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How large a scratch must be to be found. */
@Command(
        name = "detectability",
        description = "Draws scratches into the good images of SAMPLES and tells how large one must be to be found.")
final class DetectabilityCommand extends Subcommand {
    @Mixin
    private SampleOptions samples;

    @Option(
            names = "--lengths",
            split = ",",
            paramLabel = "PIXELS",
            defaultValue = "4,8,16,32,64",
            description = "Rising, in image pixels (${DEFAULT-VALUE}).")
    private List<Double> lengths;

    @Option(names = "--width", paramLabel = "PIXELS", defaultValue = "2", description = "Default ${DEFAULT-VALUE}.")
    private double width;

    @Option(names = "--contrast", paramLabel = "LEVELS", defaultValue = "40", description = "Default ${DEFAULT-VALUE}.")
    private double contrast;

    @Option(names = "--places", paramLabel = "N", defaultValue = "30", description = "Of each (${DEFAULT-VALUE}).")
    private int places;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<Path> good = samples.read().stream()
                .filter(s -> !s.isDefect())
                .map(Sample::image)
                .toList();
        Detectability found;
        try (ConsoleProgress progress = progress();
                SampleOptions.Subject subject = samples.open(home())) {
            DetectabilityScan.Plan plan = new DetectabilityScan.Plan(lengths, width, contrast, places, seed);
            found = DetectabilityScan.of(
                    good, subject.inspector(), subject.inspector().recipe(), plan, progress);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage() + " makes no sense.");
        }
        if (json) {
            out().println(Json.text(tree(found)));
        } else {
            print(found);
        }
        return 0;
    }

    private void print(Detectability found) {
        Words words = new Words(Locale.ENGLISH);
        Table table = new Table().row("LENGTH", "FOUND");
        for (int i = 0; i < found.sizes().size(); i++) {
            table.row(
                    words.number(found.sizes().get(i)), words.rate(found.found().get(i)));
        }
        table.print(out());
        OptionalDouble size = found.sizeFor(Detectability.USUAL);
        out().println(
                        size.isPresent()
                                ? "Found in " + words.share(Detectability.USUAL) + " of places from "
                                        + words.number(size.getAsDouble()) + " pixels on."
                                : "Not even the largest is found in " + words.share(Detectability.USUAL)
                                        + " of places.");
    }

    private static ObjectNode tree(Detectability found) {
        ObjectNode node = Json.object();
        Json.put(node, "found_80", found.sizeFor(Detectability.USUAL));
        for (int i = 0; i < found.sizes().size(); i++) {
            ObjectNode one = node.withArray("sizes").addObject();
            one.put("length", found.sizes().get(i));
            one.put("found", found.found().get(i).count());
            one.put("of", found.found().get(i).of());
        }
        return node;
    }
}
