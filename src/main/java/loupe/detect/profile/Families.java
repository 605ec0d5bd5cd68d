package loupe.detect.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.detect.profile.Reading.Range;
import loupe.detect.profile.Reading.Role;
import loupe.domain.InspectionFault;

/** Every family of models that Loupe knows; the first that recognises a model wins. */
public final class Families {
    private static final String CUSTOM = "custom";

    private static final List<Family> ALL = List.of(
            new OwnModels(),
            new UltralyticsSegment(),
            new UltralyticsClassify(),
            new AnomalibNext(),
            new AnomalibV2(),
            new Glass(),
            new AnomaVision(),
            new AnomalibV0(),
            new AnomalibV1(),
            new MmdeploySegmentation(),
            new MmdeployClassification(),
            new Reconstruction(),
            new Classifier(),
            new GenericSegmentation(),
            new FeaturesOnly());

    private Families() {}

    /** Names of all families, in the order in which they are asked. */
    public static List<String> names() {
        return ALL.stream().map(Family::name).toList();
    }

    /**
     * How a model is fed and read, as far as its files tell.
     *
     * @throws InspectionFault MOD-02 when nobody knows it or it breaks its family's rules; MOD-12 when a file beside it
     *     cannot be read
     */
    public static ModelProfile resolve(ModelFacts model) {
        for (Family family : ALL) {
            Optional<String> reason = family.recognise(model);
            if (reason.isPresent()) {
                return profile(family, model).with(reason.get());
            }
        }
        throw model.refused(unknown(model));
    }

    private static String unknown(ModelFacts model) {
        String task = model.metadata("task");
        String of = task.isEmpty() ? "" : " (it was made for the task “" + task + "”)";
        return "no family of models that Loupe knows has these outputs" + of
                + "; “loupe models import --family custom --set reading.outputs.NAME=map” says what they are";
    }

    /**
     * How a person says that a model is to be read. {@code custom} reads nothing until somebody says what.
     *
     * @throws InspectionFault as {@link #resolve}
     * @throws IllegalArgumentException when there is no such family
     */
    public static ModelProfile resolve(ModelFacts model, String familyName) {
        String why = "Chosen by hand.";
        if (familyName.equals(CUSTOM)) {
            Map<String, Role> outputs = new TreeMap<>();
            model.outline().outputs().forEach(p -> outputs.put(p.name(), Role.FEATURES));
            return ModelProfile.of(model, CUSTOM, Reading.of(outputs, Range.RAW))
                    .with(why);
        }
        Family family = ALL.stream()
                .filter(f -> f.name().equals(familyName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(familyName));
        return profile(family, model).with(why);
    }

    /** A number in a file that makes no sense is the model's fault, not ours. */
    private static ModelProfile profile(Family family, ModelFacts model) {
        try {
            return family.profile(model);
        } catch (IllegalArgumentException e) {
            throw model.refused("its numbers make no sense: " + e.getMessage());
        }
    }
}
