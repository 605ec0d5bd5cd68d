package loupe.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.camera.demo.DemoDataset;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.domain.WholeFile;
import loupe.samples.SampleFolders;

/**
 * Data sets that are measured together, as a small JSON file names them: {@code {"suite": 1, "sets": [{"folder": PATH},
 * {"name": N, "demo": {"count": C, "defect_rate": R, "seed": S}}]}}. A path is meant from the file's own folder.
 *
 * @param entries in the order of the file
 */
record Suite(List<Entry> entries) {
    private static final int VERSION = 1;
    private static final long LARGEST = 1 << 20;

    Suite {
        entries = List.copyOf(entries);
    }

    /** One data set. */
    sealed interface Entry {
        /**
         * The images on disk; what has to be drawn is drawn below {@code scratch}.
         *
         * @throws InspectionFault IMG-05, TEA-03, OPS-01, TRC-04
         */
        SampleSet open(Path scratch, Progress progress);
    }

    private record Folder(String name, Path path) implements Entry {
        @Override
        public SampleSet open(Path scratch, Progress progress) {
            SampleSet set = SampleFolders.read(path);
            if (set.training().isEmpty() || set.test().isEmpty()) {
                throw new InspectionFault(FaultCode.TEA_03, path, "train/good or test is missing");
            }
            return name.isEmpty() ? set : new SampleSet(name, set.training(), set.test());
        }
    }

    private record Demo(String name, int count, double defectRate, long seed) implements Entry {
        @Override
        public SampleSet open(Path scratch, Progress progress) {
            Path parts = scratch.resolve(count + "-" + defectRate + "-" + seed);
            if (!Files.isDirectory(parts)) {
                Path begun = parts.resolveSibling(parts.getFileName() + WholeFile.TEMPORARY);
                DemoDataset.write(begun, count, defectRate, seed, progress);
                try {
                    Files.move(begun, parts);
                } catch (IOException e) {
                    throw new InspectionFault(FaultCode.TRC_04, e, parts);
                }
            }
            SampleSet set = SampleFolders.read(parts);
            return new SampleSet(name, set.training(), set.test());
        }
    }

    /**
     * Reads a suite.
     *
     * @throws InspectionFault TEA-04 when the file is missing or not understood
     */
    static Suite read(Path file) {
        JsonNode root;
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong(file, "it is too large", null);
            }
            root = Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw wrong(file, e.getClass().getSimpleName(), e);
        }
        if (root.path("suite").asInt() != VERSION || root.path("sets").isEmpty()) {
            throw wrong(file, "it needs \"suite\": 1 and \"sets\": […]", null);
        }
        List<Entry> entries = new ArrayList<>();
        root.path("sets").forEach(node -> entries.add(entry(node, file)));
        return new Suite(entries);
    }

    private static Entry entry(JsonNode node, Path file) {
        String name = node.path("name").asText();
        if (node.path("folder").isTextual()) {
            return new Folder(
                    name,
                    file.toAbsolutePath().resolveSibling(node.path("folder").asText()));
        }
        JsonNode demo = node.path("demo");
        int count = demo.path("count").asInt(300);
        double rate = demo.path("defect_rate").asDouble(0.4);
        if (!demo.isObject() || count < 1 || !(rate >= 0 && rate <= 1)) {
            throw wrong(file, "a set needs \"folder\" or \"demo\": " + node, null);
        }
        return new Demo(
                name.isEmpty() ? "demo" : name, count, rate, demo.path("seed").asLong(1));
    }

    private static InspectionFault wrong(Path file, String reason, Exception cause) {
        return new InspectionFault(FaultCode.TEA_04, cause, file, reason);
    }
}
