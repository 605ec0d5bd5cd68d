package loupe.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderAttempt;
import loupe.detect.ProviderPreference;
import loupe.domain.DetectorInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what can run here, or describes a detector by running it. */
@Command(
        name = "models",
        description = {
            "Without FILE: lists execution providers, backbones and models of recipes.",
            "With FILE: describes detectors, and the execution provider each really runs on."
        },
        subcommands = {ModelsImportCommand.class, ModelsDoctorCommand.class, ModelsBenchCommand.class})
final class ModelsCommand extends Subcommand {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "ONNX detectors to describe.")
    private List<Path> files = List.of();

    @Option(names = "--provider", defaultValue = "auto", description = "auto, or one execution provider.")
    private String provider;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        return files.isEmpty() ? listAll() : describeAll();
    }

    private int listAll() {
        ModelList list = ModelList.of(home());
        if (json) {
            out().println(Json.text(list.tree()));
        } else {
            list.print(out());
        }
        list.faults().forEach(f -> err().println(FaultText.of(f)));
        return list.faults().isEmpty() ? 0 : LoupeCommand.FAULT;
    }

    private int describeAll() {
        ArrayNode list = Json.array();
        for (Path file : files) {
            try (OnnxDetector detector = Detectors.open(file, ProviderPreference.parse(provider))) {
                if (json) {
                    list.add(tree(file, detector));
                } else {
                    describe(file, detector);
                }
            }
        }
        if (json) {
            out().println(Json.text(list));
        }
        return 0;
    }

    private void describe(Path file, OnnxDetector detector) {
        DetectorInfo info = detector.info();
        Table table = new Table()
                .row("file", file.toString())
                .row("sha256", info.sha256())
                .row("bytes", Long.toString(info.bytes()))
                .row("profile", info.profile())
                .row("input", info.inputWidth() + "×" + info.inputHeight())
                .row("provider", info.provider());
        for (ProviderAttempt a : detector.attempts()) {
            table.row("  " + a.name(), a.ok() ? "in use" : a.reason());
        }
        new TreeMap<>(info.metadata()).forEach((key, value) -> table.row(key, shortened(value)));
        table.print(out());
    }

    private static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 99) + "…";
    }

    private static ObjectNode tree(Path file, OnnxDetector detector) {
        DetectorInfo info = detector.info();
        ObjectNode node = Json.object();
        node.put("file", file.toString());
        node.put("sha256", info.sha256());
        node.put("bytes", info.bytes());
        node.put("profile", info.profile());
        node.put("input_width", info.inputWidth());
        node.put("input_height", info.inputHeight());
        node.put("provider", info.provider());
        ArrayNode attempts = node.putArray("attempts");
        for (ProviderAttempt a : detector.attempts()) {
            attempts.addObject().put("name", a.name()).put("ok", a.ok()).put("reason", a.reason());
        }
        ObjectNode metadata = node.putObject("metadata");
        new TreeMap<>(info.metadata()).forEach(metadata::put);
        return node;
    }
}
