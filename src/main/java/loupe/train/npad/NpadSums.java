package loupe.train.npad;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.train.Digests;

/**
 * What a detector was computed from, small enough to keep beside it: more good images can be added without the old
 * ones, see {@link Npad#add}. No image can be got back out of it. Bound to one model file by its digest.
 */
public final class NpadSums {
    private static final String SUFFIX = ".sums";

    private final SumsFacts facts;
    private final List<FrontGraph.Weights> weights;
    private final List<Learned> learned;

    /** Takes the facts, and of every view the projection and what was learned. */
    NpadSums(SumsFacts facts, List<FrontGraph.Weights> weights, List<Learned> learned) {
        this.facts = facts;
        this.weights = List.copyOf(weights);
        this.learned = List.copyOf(learned);
    }

    /** Where the sums of a model lie: the same folder, its whole name and {@code .sums}. */
    public static Path beside(Path model) {
        return model.resolveSibling(model.getFileName() + SUFFIX);
    }

    /** The backbone the detector was taught with, as its card calls it. */
    public String backbone() {
        return facts.backbone();
    }

    /** The images that were taught from so far. */
    public int images() {
        return facts.scores().length;
    }

    /**
     * Writes atomically.
     *
     * @throws InspectionFault CFG-02 when the file cannot be written
     */
    public void write(Path file) {
        try {
            WholeFile.write(file, this::writeTo);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, e.getClass().getSimpleName());
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        SumsFile.Writer writer = new SumsFile.Writer(out);
        writer.facts(facts);
        for (FrontGraph.Weights projection : weights) {
            writer.floats(projection.matrix());
            writer.floats(projection.bias());
        }
        for (Learned own : learned) {
            if (own instanceof Memory memory) {
                writer.floats(memory.columns());
            } else {
                writer.doubles(((CellSums) own).values());
            }
        }
        writer.end();
    }

    /**
     * Reads the sums that belong to a model.
     *
     * @param onnx the model's bytes
     * @throws InspectionFault TEA-07 when there are none, they are damaged, too new, or another model's
     */
    public static NpadSums read(Path file, byte[] onnx) {
        NpadSums sums = read(file);
        if (!sums.facts.modelSha256().equals(Digests.hex(onnx))) {
            throw new InspectionFault(FaultCode.TEA_07, file, "they belong to another model");
        }
        return sums;
    }

    private static NpadSums read(Path file) {
        SumsFile.Reader reader = SumsFile.Reader.open(file);
        SumsFacts facts = reader.facts();
        List<FrontGraph.Weights> weights = new ArrayList<>();
        List<Learned> learned = new ArrayList<>();
        for (SumsFacts.Size size : facts.views()) {
            float[] matrix = reader.floats(size.k() * size.channels());
            weights.add(new FrontGraph.Weights(size.k(), matrix, reader.floats(size.k())));
        }
        for (SumsFacts.Size size : facts.views()) {
            int k = size.k();
            learned.add(
                    size.centroids() > 0
                            ? Memory.of(size.centroids(), k, reader.floats(k * size.centroids()))
                            : CellSums.of(size.side(), k, reader.doubles(CellSums.length(size.side(), k))));
        }
        return new NpadSums(facts, weights, learned);
    }

    /** How freely the parts lie, 0…1: below a quarter they count as fixtured. */
    public double freedom() {
        return ((CellSums) learned.get(0)).freedom();
    }

    SumsFacts facts() {
        return facts;
    }

    List<FrontGraph.Weights> weights() {
        return weights;
    }

    /** What all images so far taught, for every view. */
    List<Learned> learned() {
        return learned;
    }

    /** The detector's parts, computed anew. */
    Fitted fitted() {
        return Fitted.of(facts.views().get(0).side(), learned, facts.settings().neighbourhood());
    }
}
