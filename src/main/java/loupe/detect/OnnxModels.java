package loupe.detect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import loupe.detect.profile.ModelOutline;
import loupe.domain.InspectionFault;

/** What can be said of model files and of the places where they run, without inspecting anything. */
public final class OnnxModels {
    /** A model's bytes in hexadecimal: {@code output = Identity(input)}, float32 [1,3,1,1], opset 17. */
    static final String IDENTITY =
            "08081204746573743a640a190a05696e70757412066f757470757422084964656e746974791204746573745a1f"
                    + "0a05696e70757412160a14080112100a0208010a0208030a0208010a02080162200a066f757470757412160a14"
                    + "080112100a0208010a0208030a0208010a02080142021011";

    private OnnxModels() {}

    /**
     * Reads a model's card from its file; the model is not loaded.
     *
     * @throws InspectionFault IMG-05, MOD-01, MOD-03, MOD-07
     */
    public static ModelCard describe(Path model) {
        ModelFile file = ModelFile.read(model);
        ModelOutline outline = file.outline();
        return new ModelCard(
                outline.inputs(),
                outline.outputs(),
                outline.opset(),
                outline.producer(),
                outline.metadata(),
                file.sha256(),
                file.size());
    }

    /**
     * Tries every execution provider with a model of one node: what this computer can run on, and why not on the
     * others. A larger model may still refuse one of them: {@link OnnxDetector#attempts} says what became of it.
     */
    public static List<ProviderAttempt> probe() {
        ModelFile identity = ModelFile.of(HexFormat.of().parseHex(IDENTITY), "identity");
        Feed feed = Feed.plain("input", 1, 1, List.of("output"));
        List<ProviderAttempt> attempts = new ArrayList<>();
        for (Provider provider : Provider.values()) {
            attempts.add(attempt(identity, feed, provider));
        }
        return List.copyOf(attempts);
    }

    private static ProviderAttempt attempt(ModelFile model, Feed feed, Provider provider) {
        try (OnnxNetwork network = Providers.open(model, feed, ProviderPreference.AUTO.on(provider))
                .network()) {
            network.run();
            return new ProviderAttempt(provider.label(), true, "");
        } catch (InspectionFault fault) {
            return new ProviderAttempt(provider.label(), false, fault.getMessage());
        }
    }
}
