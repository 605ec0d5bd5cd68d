package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The signature of a recipe file. What is signed is the manifest, which holds name, length and SHA-256 of every other
 * entry: nothing can be changed, added or left out without breaking it. The words before it keep the signature from
 * being of use anywhere else.
 *
 * @param key who signed
 * @param signature 64 bytes
 */
record ParcelSignature(VerifyKey key, byte[] signature) {
    static final int LIMIT = 4096;

    private static final byte[] PURPOSE = "Loupe recipe file, manifest\n".getBytes(StandardCharsets.UTF_8);
    private static final int VERSION = 1;

    static byte[] of(StationKey key, byte[] manifest) throws IOException {
        ObjectNode node = Json.object();
        node.put("version", VERSION);
        node.put("algorithm", VerifyKey.ALGORITHM);
        node.put("key", key.verifyKey().hex());
        node.put("signature", HexFormat.of().formatHex(key.sign(message(manifest))));
        return Json.bytes(node);
    }

    /** Fails when it is none that this version knows; whether it holds is another question. */
    static ParcelSignature read(byte[] entry) throws IOException {
        JsonNode node = Json.tree(entry);
        if (node.path("version").asInt() != VERSION
                || !Json.required(node, "algorithm").equals(VerifyKey.ALGORITHM)) {
            throw new IOException("the signature is of an unknown kind");
        }
        try {
            return new ParcelSignature(
                    new VerifyKey(Json.required(node, "key")),
                    HexFormat.of().parseHex(Json.required(node, "signature")));
        } catch (IllegalArgumentException e) {
            throw new IOException("the signature is none", e);
        }
    }

    boolean holds(byte[] manifest) {
        return key.verifies(message(manifest), signature);
    }

    private static byte[] message(byte[] manifest) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(PURPOSE);
        message.writeBytes(manifest);
        return message.toByteArray();
    }
}
