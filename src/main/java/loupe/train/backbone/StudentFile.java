package loupe.train.backbone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.train.gradient.GraphLayers;
import loupe.train.graph.GraphWriter;
import loupe.train.graph.Tensor;

/** Writes a trained student as an ONNX file with its card: taps, normalisation and where the weights come from. */
final class StudentFile {
    /** Centres of RGB 0…1 that a student is fed with: ImageNet's, which photographs share. */
    static final List<Double> MEAN = List.of(0.485, 0.456, 0.406);

    static final List<Double> STD = List.of(0.229, 0.224, 0.225);

    /** Small defects of the demo line, cookies and castings are lost at 256: onnx-models/README.md has the figures. */
    private static final int INPUT_SIZE = 320;

    private final Backbone teacher;
    private final DistillSettings settings;
    private final List<Integer> heads;

    StudentFile(Backbone teacher, DistillSettings settings, List<Tap> taps) {
        this.teacher = teacher;
        this.settings = settings;
        this.heads = taps.stream().map(Tap::channels).toList();
    }

    /** Channels that the student predicts at stride 4, 8 and 16. */
    List<Integer> heads() {
        return heads;
    }

    /**
     * Writes network and card.
     *
     * @param run what is known of the training besides its settings
     * @throws InspectionFault CFG-02
     */
    void write(Path out, Map<String, float[]> values, Map<String, Object> run) {
        byte[] onnx = model(values);
        try {
            WholeFile.write(out, onnx);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, out, String.valueOf(e.getMessage()));
        }
        CardFile.write(out, card(Backbones.sha256(onnx), run));
    }

    private byte[] model(Map<String, float[]> values) {
        GraphWriter graph = new GraphWriter(name(), GraphWriter.OPSET);
        long free = GraphWriter.FREE;
        Tensor image = graph.input("input", free, 3, free, free);
        List<Tensor> taps = settings.student().build(new GraphLayers(graph, values), image, heads);
        for (int i = 0; i < taps.size(); i++) {
            graph.output(tap(i), taps.get(i), free, heads.get(i), free, free);
        }
        return graph.toBytes(new TreeMap<>());
    }

    private String name() {
        return "loupe-features-" + settings.student().name();
    }

    private static String tap(int i) {
        return "features" + Student.STRIDES.get(i);
    }

    private BackboneCard card(String sha256, Map<String, Object> run) {
        // the output at stride 4 is learned for the sake of the others; detectors did worse with it (methods/npad.md)
        List<Tap> taps = IntStream.range(1, heads.size())
                .mapToObj(i -> new Tap(tap(i), heads.get(i), Student.STRIDES.get(i)))
                .toList();
        Map<String, Object> facts = new TreeMap<>(run);
        facts.put("teacher", teacher.name());
        facts.put("teacher_licence", teacher.card().licence());
        facts.put("teacher_sha256", teacher.sha256());
        facts.put("crop", settings.crop());
        facts.put("batch", settings.batch());
        facts.put("rate", settings.rate());
        facts.put("seed", settings.seed());
        facts.put("threads", settings.threads());
        return new BackboneCard(
                name(),
                taps,
                MEAN,
                STD,
                1,
                BackboneCard.Layout.NCHW,
                false,
                INPUT_SIZE,
                "Apache-2.0",
                sha256,
                "Predicts the features of another network; written by loupe distill.",
                facts);
    }
}
