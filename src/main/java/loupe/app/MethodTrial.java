package loupe.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.train.Material;
import loupe.train.Taught;
import loupe.train.backbone.Backbone;
import loupe.train.transfer.TapFeatures;
import loupe.train.transfer.Transfer;

/**
 * Teaches a method and measures it on images it has not seen, in one round or several. Every round teaches anew; what a
 * frozen backbone says of an image is computed once. One thread; models lie in a folder of the caller's.
 */
public final class MethodTrial implements AutoCloseable {
    private final Method method;
    private final TeachingPlan plan;
    private final Path folder;
    private final Optional<TapFeatures> taps;
    private double seconds;

    private MethodTrial(Method method, TeachingPlan plan, Path folder, Optional<TapFeatures> taps) {
        this.method = method;
        this.plan = plan;
        this.folder = folder;
        this.taps = taps;
    }

    /**
     * Opens what all rounds share.
     *
     * @param folder for the models, one at a time
     * @throws InspectionFault MOD-10 when the backbone cannot be used
     */
    public static MethodTrial open(Method method, TeachingPlan plan, Path folder) {
        if (method != Method.TRANSFER) {
            return new MethodTrial(method, plan, folder, Optional.empty());
        }
        Backbone backbone = plan.openBackbone();
        int size = plan.transfer(backbone).inputSize();
        return new MethodTrial(method, plan, folder, Optional.of(TapFeatures.open(backbone, size)));
    }

    /**
     * All rounds together: every tested image is measured by the model of its own round.
     *
     * @throws InspectionFault TEA-xx when there is too little to teach from, OPS-01 when cancelled
     */
    public EvaluationResult measure(SampleSet set, List<TrialRound> rounds, Progress progress) {
        seconds = 0;
        Evaluation evaluation = new Evaluation(set);
        for (TrialRound round : rounds) {
            try (Inspector inspector = inspector(teach(round, progress).onnx())) {
                evaluation.add(round.tested(), inspector, progress);
            }
        }
        return evaluation.result().taughtIn(seconds / rounds.size());
    }

    /** Teaches what one round teaches. */
    public Taught teach(TrialRound round, Progress progress) {
        Material material = round.material();
        long start = System.nanoTime();
        Taught taught = taps.isPresent()
                ? Transfer.teach(material, taps.get(), plan.transfer(taps.get().backbone()), progress)
                : method.teach(material, plan, progress);
        seconds += (System.nanoTime() - start) / 1e9;
        return taught;
    }

    private Inspector inspector(byte[] onnx) {
        Path model = folder.resolve("trial.onnx");
        try {
            Files.write(model, onnx);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, model, e.getClass().getSimpleName());
        }
        return ModelRecipe.inspector(model);
    }

    @Override
    public void close() {
        taps.ifPresent(TapFeatures::close);
    }
}
