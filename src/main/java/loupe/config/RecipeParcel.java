package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import loupe.config.RecipeFile.Claim;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * A recipe file from a stranger. Its table of contents is checked before the first byte is unpacked: only known names,
 * each once, no links, nothing encrypted, no size out of proportion; while unpacking every byte is counted and hashed
 * against the manifest. Nothing is ever written under a name from the file.
 */
final class RecipeParcel {
    private static final Set<String> NAMES = Set.of(
            RecipeFile.MANIFEST,
            RecipeFile.SIGNATURE,
            RecipeFile.RECIPE,
            RecipeFile.GOOD,
            RecipeFile.PROFILE,
            RecipeFile.MODEL);
    /** Entries that the manifest says nothing about: itself, and what signs it. */
    private static final Set<String> ABOVE = Set.of(RecipeFile.MANIFEST, RecipeFile.SIGNATURE);

    private static final long LARGEST_MODEL = Integer.MAX_VALUE;
    /** Weights hardly shrink; what unpacks to more than this many times its size is a bomb. */
    private static final long MAX_RATIO = 200;

    private static final long FREE_BYTES = 64L << 20;

    private final Path file;
    private final Path folder;
    private Optional<VerifyKey> signer = Optional.empty();

    RecipeParcel(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** The entries but the manifest, unpacked and as the manifest says. */
    Map<String, Path> unpack() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no such file");
        }
        checkDirectory(ZipDirectory.read(file, NAMES.size()));
        Map<String, Path> contents = new HashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String needed : List.of(RecipeFile.MANIFEST, RecipeFile.RECIPE, RecipeFile.MODEL)) {
                if (zip.getEntry(needed) == null) {
                    throw new IOException("“" + needed + "” is missing");
                }
            }
            Path unpacked = unpack(zip, RecipeFile.MANIFEST, Json.LIMIT);
            JsonNode manifest = Json.read(unpacked);
            checkFormat(manifest);
            checkSignature(zip, Files.readAllBytes(unpacked));
            Map<String, Claim> claims = Claim.of(manifest);
            for (String name : NAMES) {
                if (!ABOVE.contains(name) && zip.getEntry(name) != null) {
                    contents.put(name, unpack(zip, name, claims));
                }
            }
            if (!claims.keySet().equals(contents.keySet())) {
                throw new IOException("the manifest does not fit the contents");
            }
        }
        return contents;
    }

    /** Whose signature holds; empty when there is none. Known once it is unpacked. */
    Optional<VerifyKey> signer() {
        return signer;
    }

    private void checkSignature(ZipFile zip, byte[] manifest) throws IOException {
        if (zip.getEntry(RecipeFile.SIGNATURE) == null) {
            return;
        }
        Path unpacked = unpack(zip, RecipeFile.SIGNATURE, ParcelSignature.LIMIT);
        ParcelSignature signature = ParcelSignature.read(Files.readAllBytes(unpacked));
        if (!signature.holds(manifest)) {
            throw new InspectionFault(FaultCode.REC_11, file.getFileName());
        }
        signer = Optional.of(signature.key());
    }

    private void checkDirectory(List<ZipDirectory.Entry> entries) throws IOException {
        if (entries.size() > NAMES.size()) {
            throw refused("more than " + NAMES.size() + " entries");
        }
        Set<String> seen = new HashSet<>();
        long unpacked = 0;
        for (ZipDirectory.Entry entry : entries) {
            String name = "“" + entry.name() + "”";
            if (!NAMES.contains(entry.name())) {
                throw refused(name + " does not belong into a recipe file");
            }
            if (!seen.add(entry.name())) {
                throw refused(name + " comes twice");
            }
            if (entry.link() || entry.encrypted()) {
                throw refused(name + (entry.link() ? " is a link" : " is encrypted"));
            }
            unpacked += entry.unpacked();
            if (entry.unpacked() > limit(entry.name())) {
                throw refused(name + " is too large");
            }
        }
        if (unpacked > Math.max(FREE_BYTES, Files.size(file) * MAX_RATIO)) {
            throw refused("it would unpack to " + (unpacked >> 20) + " MB");
        }
    }

    private static long limit(String name) {
        return switch (name) {
            case RecipeFile.MODEL -> LARGEST_MODEL;
            case RecipeFile.SIGNATURE -> ParcelSignature.LIMIT;
            default -> Json.LIMIT;
        };
    }

    private void checkFormat(JsonNode manifest) throws IOException {
        int format = manifest.path("format").asInt(0);
        if (format > RecipeFile.FORMAT) {
            throw new InspectionFault(FaultCode.REC_08, file.getFileName(), format, RecipeFile.FORMAT);
        }
        if (format != RecipeFile.FORMAT) {
            throw new IOException("the manifest names no format");
        }
    }

    private Path unpack(ZipFile zip, String name, Map<String, Claim> claims) throws IOException {
        Claim claim = claims.get(name);
        if (claim == null || claim.bytes() < 0 || claim.bytes() > limit(name)) {
            throw new IOException("the manifest does not fit “" + name + "”");
        }
        Path unpacked = unpack(zip, name, claim.bytes());
        if (Files.size(unpacked) != claim.bytes() || !Models.digestOf(unpacked).equals(claim.sha256())) {
            throw refused("“" + name + "” is not what the manifest says");
        }
        return unpacked;
    }

    /** Counts again while unpacking: the table of contents may lie. */
    private Path unpack(ZipFile zip, String name, long most) throws IOException {
        Path target = folder.resolve(name);
        byte[] block = new byte[1 << 16];
        long bytes = 0;
        try (InputStream in = zip.getInputStream(zip.getEntry(name));
                OutputStream out = Files.newOutputStream(target)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                bytes += n;
                if (bytes > most) {
                    throw refused("“" + name + "” unpacks to more than it says");
                }
                out.write(block, 0, n);
            }
        }
        return target;
    }

    private InspectionFault refused(String why) {
        return new InspectionFault(FaultCode.REC_07, file.getFileName(), why);
    }
}
