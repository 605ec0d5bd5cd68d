package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.domain.WholeFile;

/**
 * One recipe with its model in one file ({@code .loupe}), to carry to another station: a zip of {@code manifest.json}
 * (format, program, bytes and SHA-256 of every other entry), {@code signature.json} over it, {@code recipe.json},
 * {@code model.onnx} and, where known, {@code good.json} (what good parts scored) and {@code model-profile.json} (how
 * the model is read). What is read is a stranger's; see {@link RecipeParcel}. Blocks.
 */
public final class RecipeFile {
    /** Ending of the file's name, without the dot. */
    public static final String EXTENSION = "loupe";

    static final int FORMAT = 1;
    static final String MANIFEST = "manifest.json";
    static final String RECIPE = "recipe.json";
    static final String MODEL = "model.onnx";
    static final String GOOD = "good.json";
    static final String PROFILE = "model-profile.json";
    static final String SIGNATURE = "signature.json";

    private final RecipeBook book;
    private final Path scratch;

    /** Files are unpacked below {@code scratch} and deleted again. */
    public RecipeFile(RecipeBook book, Path scratch) {
        this.book = book;
        this.scratch = scratch;
    }

    /**
     * Writes the whole file or nothing.
     *
     * @param program name and version, for people
     * @param key signs
     * @throws InspectionFault MOD-05 when the recipe's model is not there, CFG-02 when the file cannot be written
     */
    public void write(Path file, Recipe recipe, String program, StationKey key) {
        Path model = book.modelPath(recipe);
        try {
            Files.createDirectories(scratch);
            Path folder = Files.createTempDirectory(scratch, "export");
            try {
                Map<String, Path> contents = contents(recipe, model, folder);
                byte[] manifest = manifest(recipe, program, contents);
                byte[] signature = ParcelSignature.of(key, manifest);
                WholeFile.write(file, out -> zip(out, recipe, manifest, signature, contents));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Path> contents(Recipe recipe, Path model, Path folder) throws IOException {
        Map<String, Path> contents = new LinkedHashMap<>();
        contents.put(RECIPE, Files.write(folder.resolve(RECIPE), RecipeJson.write(recipe)));
        float[] good = book.goodScores(recipe);
        if (good.length > 0) {
            GoodScores.write(folder.resolve(GOOD), good);
            contents.put(GOOD, folder.resolve(GOOD));
        }
        Optional<byte[]> profile = ImportedModel.portableProfile(model);
        if (profile.isPresent()) {
            contents.put(PROFILE, Files.write(folder.resolve(PROFILE), profile.get()));
        }
        contents.put(MODEL, model);
        return contents;
    }

    private static byte[] manifest(Recipe recipe, String program, Map<String, Path> contents) throws IOException {
        ObjectNode manifest = Json.object();
        manifest.put("format", FORMAT);
        manifest.put("program", program);
        ObjectNode about = manifest.putObject("recipe");
        about.put("id", recipe.id());
        about.put("version", recipe.version());
        about.put("name", recipe.name());
        ArrayNode entries = manifest.putArray("entries");
        for (Map.Entry<String, Path> content : contents.entrySet()) {
            ObjectNode entry = entries.addObject();
            entry.put("name", content.getKey());
            entry.put("bytes", Files.size(content.getValue()));
            entry.put("sha256", Models.digestOf(content.getValue()));
        }
        return Json.bytes(manifest);
    }

    /** The same recipe and key always give the same bytes. */
    private static void zip(
            OutputStream out, Recipe recipe, byte[] manifest, byte[] signature, Map<String, Path> contents)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(entry(MANIFEST, recipe));
        zip.write(manifest);
        zip.closeEntry();
        zip.putNextEntry(entry(SIGNATURE, recipe));
        zip.write(signature);
        zip.closeEntry();
        for (Map.Entry<String, Path> content : contents.entrySet()) {
            zip.putNextEntry(entry(content.getKey(), recipe));
            Files.copy(content.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static ZipEntry entry(String name, Recipe recipe) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.ofInstant(recipe.madeAt(), java.time.ZoneOffset.UTC));
        return entry;
    }

    /**
     * Adds the recipe of a file to the book: as version 1 of a recipe of its own, never over one that is there. Nothing
     * is kept unless everything is right.
     *
     * @param checkModel opens the model as a stranger's file; throws its fault when it is none that Loupe runs
     * @param checkSigner hears whose signature holds, empty when there is none, before anything is stored; throws its
     *     fault when that is not good enough
     * @param beforeStored hears of the recipe as it will be in the book; what it throws keeps it out
     * @throws InspectionFault REC-06 not a recipe file or damaged, REC-07 refused, REC-08 of a newer format, REC-11 the
     *     signature does not hold, CFG-02 not stored, and what the checks throw
     */
    public Read read(
            Path file,
            Consumer<Path> checkModel,
            Consumer<Optional<VerifyKey>> checkSigner,
            Consumer<Read> beforeStored) {
        Path name = file.getFileName();
        try {
            Files.createDirectories(scratch);
            Path folder = Files.createTempDirectory(scratch, "import");
            try {
                RecipeParcel parcel = new RecipeParcel(file, folder);
                Map<String, Path> contents = parcel.unpack();
                checkSigner.accept(parcel.signer());
                Consumer<Recipe> before = recipe -> beforeStored.accept(new Read(recipe, parcel.signer()));
                return new Read(store(contents, checkModel, before), parcel.signer());
            } finally {
                Folders.delete(folder);
            }
        } catch (ZipException e) {
            throw new InspectionFault(FaultCode.REC_06, e, name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InspectionFault(FaultCode.REC_06, e, name, reason);
        }
    }

    private Recipe store(Map<String, Path> contents, Consumer<Path> checkModel, Consumer<Recipe> before)
            throws IOException {
        Recipe recipe = RecipeJson.read(contents.get(RECIPE));
        String digest = Models.digestOf(contents.get(MODEL));
        if (!digest.equals(recipe.modelSha256())) {
            throw new IOException("the recipe was made with another model");
        }
        float[] good = contents.containsKey(GOOD) ? GoodScores.parse(contents.get(GOOD)) : new float[0];
        checkModel.accept(contents.get(MODEL));
        book.storeModel(contents.get(MODEL), digest);
        if (contents.containsKey(PROFILE)) {
            ImportedModel.keepProfile(book.modelPath(recipe), contents.get(PROFILE));
        }
        Recipe own = recipe.withIdentity(book.freeId(recipe.id()), recipe.name());
        before.accept(own.withVersion(1, own.madeAt()));
        return book.save(own, good);
    }

    /**
     * What was read.
     *
     * @param recipe as stored
     * @param signer whose signature holds; empty when there is none
     */
    public record Read(Recipe recipe, Optional<VerifyKey> signer) {}

    /** What a manifest says about one entry. */
    record Claim(long bytes, String sha256) {
        static Map<String, Claim> of(JsonNode manifest) throws IOException {
            Map<String, Claim> claims = new LinkedHashMap<>();
            for (JsonNode entry : manifest.path("entries")) {
                Claim claim = new Claim(entry.path("bytes").asLong(-1), Json.required(entry, "sha256"));
                if (claims.put(Json.required(entry, "name"), claim) != null) {
                    throw new IOException("the manifest names an entry twice");
                }
            }
            return claims;
        }
    }
}
