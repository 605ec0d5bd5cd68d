package loupe.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import loupe.detect.Detectors;
import loupe.detect.profile.Families;
import loupe.detect.profile.ModelFacts;
import loupe.detect.profile.ModelProfile;
import loupe.detect.profile.ProfileJson;
import loupe.detect.profile.Reading;
import loupe.detect.profile.Reading.Role;
import loupe.detect.profile.TensorPort;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A stranger's model on its way into the recipe book: what its files tell, and how it is to be fed and read as far as
 * that was said by now. Immutable; nothing of the model runs.
 */
public final class ImportDraft {
    /** Where the value of a field comes from. */
    public enum Origin {
        /** The model file declares it. */
        MODEL,
        /** The graph's first or last nodes give it away. */
        GRAPH,
        /** The file's metadata says so. */
        METADATA,
        /** A file beside the model says so. */
        SIDECAR,
        /** Models of this family usually want it. */
        FAMILY,
        /** What the model gave for test pictures. */
        PROBE,
        /** A person said so. */
        PERSON
    }

    /**
     * One field of the way a model is fed and read.
     *
     * @param name stable, as {@code --set} of the command line knows it
     * @param value as text
     * @param choices every value that it can have; empty when it is free text or a number
     * @param fixed whether the model leaves no choice
     */
    public record Field(String name, String value, Origin origin, List<String> choices, boolean fixed) {}

    private static final String OUTPUTS = "reading.outputs.";
    private static final String DEFECTS = "reading.defects";
    private static final String CUSTOM = "custom";
    private static final int MOST_CLASSES = 100;

    private final ModelPapers papers;
    private final ModelFacts facts;
    private final ModelProfile profile;
    private final Optional<InspectionFault> unknown;
    private final Map<String, Origin> origins;

    private ImportDraft(
            ModelPapers papers,
            ModelFacts facts,
            ModelProfile profile,
            Optional<InspectionFault> unknown,
            Map<String, Origin> origins) {
        this.papers = papers;
        this.facts = facts;
        this.profile = profile;
        this.unknown = unknown;
        this.origins = origins;
    }

    /**
     * Reads a model's files. One that nobody knows is taken as {@code custom}: a person says what its outputs are.
     *
     * @throws InspectionFault IMG-05, MOD-01, MOD-03, MOD-07, MOD-12; MOD-02 when it cannot be fed with a picture
     */
    static ImportDraft of(Path model) {
        ModelFacts facts = Detectors.facts(model);
        ModelPapers papers = ModelPapers.of(model, facts);
        ModelProfile found;
        Optional<InspectionFault> unknown = Optional.empty();
        try {
            found = Families.resolve(facts);
        } catch (InspectionFault why) {
            if (why.code() != FaultCode.MOD_02) {
                throw why;
            }
            unknown = Optional.of(why);
            found = Families.resolve(facts, CUSTOM);
        }
        return new ImportDraft(papers, facts, found, unknown, FieldOrigins.of(facts, found));
    }

    /** The model file and its papers. */
    public ModelPapers papers() {
        return papers;
    }

    /** Why nobody knows it; empty when it was recognised. */
    public Optional<InspectionFault> unknown() {
        return unknown;
    }

    /** Stable name of the family that it is read as. */
    public String family() {
        return profile.family();
    }

    /** Why it was taken for one of that family; an English sentence. */
    public String reason() {
        return profile.reason();
    }

    ModelProfile profile() {
        return profile;
    }

    /** All fields, in the order of the profile. */
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        ProfileJson.fields(profile).forEach((name, value) -> {
            if (!FieldOrigins.isAbout(name)) {
                Origin origin = origins.getOrDefault(name, Origin.FAMILY);
                fields.add(new Field(name, value, origin, FieldOrigins.choices(name, value), FieldOrigins.fixed(name)));
            }
        });
        return List.copyOf(fields);
    }

    public String value(String field) {
        return ProfileJson.fields(profile).getOrDefault(field, "");
    }

    /**
     * The same with one field as a person says.
     *
     * @throws IllegalArgumentException with an English reason when there is no such field or the value does not fit
     */
    public ImportDraft with(String field, String value) {
        return with(ProfileJson.with(profile, field, value), Origin.PERSON);
    }

    /** The same with several fields, each {@code field=value}. */
    ImportDraft with(List<String> sets) {
        ImportDraft draft = this;
        for (String set : sets) {
            int equals = set.indexOf('=');
            draft = draft.with(set.substring(0, equals), set.substring(equals + 1));
        }
        return draft;
    }

    /** The same with what another way of feeding changes; see {@link ParityDoctor.Row#set}. */
    public ImportDraft fedAs(ParityDoctor.Row row) {
        return with(row.set());
    }

    /** The same with an output in a role. */
    public ImportDraft withRole(String output, String role) {
        return with(OUTPUTS + output, role);
    }

    /** The same read as another family, or as {@code custom}; the roles of outputs are said anew. */
    public ImportDraft as(String family) {
        ModelProfile other = Families.resolve(facts, family);
        return new ImportDraft(papers, facts, other, unknown, FieldOrigins.of(facts, other));
    }

    /** As far as the model, run on test pictures, has shown that it is another. */
    ImportDraft probed(ModelProfile read) {
        return with(read, Origin.PROBE);
    }

    private ImportDraft with(ModelProfile other, Origin why) {
        Map<String, String> before = ProfileJson.fields(profile);
        Map<String, Origin> said = new TreeMap<>(origins);
        ProfileJson.fields(other).forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                said.put(name, why);
            }
        });
        return new ImportDraft(papers, facts, other, unknown, said);
    }

    /** Whether a person changed anything. */
    public boolean isChanged() {
        return origins.containsValue(Origin.PERSON);
    }

    /** Whether somebody must say first what the outputs are. */
    public boolean asksRoles() {
        return profile.reading().read().isEmpty();
    }

    /** Whether somebody must say first which classes are defects. */
    public boolean asksDefects() {
        return profile.questions().stream().anyMatch(q -> q.startsWith(DEFECTS));
    }

    /** Whether nothing is left to ask. */
    public boolean isAnswered() {
        return profile.questions().isEmpty();
    }

    /** Whether outputs are tagged by hand. */
    public boolean isCustom() {
        return profile.family().equals(CUSTOM);
    }

    /** Output → role, sorted. */
    public Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>();
        profile.reading().outputs().forEach((name, role) -> roles.put(name, role.name()));
        return roles;
    }

    /** Names of the classes that the model tells apart; indices where they have none; empty when it tells none. */
    public List<String> classes() {
        Reading reading = profile.reading();
        if (!reading.classes().isEmpty()) {
            return reading.classes();
        }
        int count = reading.outputs().entrySet().stream()
                .filter(e -> e.getValue() == Role.CLASSIFICATION || e.getValue() == Role.SEGMENTATION)
                .flatMap(e -> facts.outline().output(e.getKey()).stream())
                .map(TensorPort::shape)
                .filter(shape -> shape.size() > 1)
                .mapToInt(shape -> (int) Math.max(0, Math.min(MOST_CLASSES, shape.get(1))))
                .findFirst()
                .orElse(0);
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** Indices of the classes that are defects. */
    public List<Integer> defects() {
        return profile.reading().defects();
    }

    /** The same with these classes as defects. */
    public ImportDraft withDefects(List<Integer> classes) {
        return with(DEFECTS, classes.toString());
    }

    /** Whether scores lie in 0…1 with the maker's threshold at ½ or unknown; else they are the method's own. */
    public boolean isNormalised() {
        return profile.reading().range() == Reading.Range.NORMALISED;
    }

    /** Side of its square input in pixels where that is fixed and a multiple of 32; else 0. */
    int fixedSide() {
        int side = profile.size().width();
        boolean fits = !profile.size().anySize() && side == profile.size().height() && side >= 64 && side % 32 == 0;
        return fits ? side : 0;
    }

    /** Whether the graph's first nodes shift or scale what it is fed. */
    boolean normalisesInside() {
        return facts.outline().hints().scales();
    }

    /** Families that it can be said to be of. */
    public static List<String> families() {
        List<String> names = new ArrayList<>(Families.names());
        names.remove("features");
        names.add(CUSTOM);
        return List.copyOf(names);
    }

    /** Whether both are fed and read alike. */
    public boolean isReadAs(ImportDraft other) {
        return profile.isSameAs(other.profile);
    }
}
