package loupe.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this installation signs with. Made when it is first needed; the file is its owner's alone. Whoever can read it
 * can sign as this station.
 */
public final class StationKey {
    private static final Logger LOG = LoggerFactory.getLogger(StationKey.class);
    private static final int VERSION = 1;
    private static final byte[] PROBE = {1, 2, 3};

    private final byte[] secret;
    private final VerifyKey verifyKey;

    StationKey(byte[] secret, VerifyKey verifyKey) {
        this.secret = secret.clone();
        this.verifyKey = verifyKey;
    }

    /**
     * The key in a file, made if there is none. Where two processes make one at the same time, the first one's stays.
     *
     * @throws InspectionFault REC-14 when the file is damaged or cannot be written
     */
    public static synchronized StationKey in(Path file) {
        try {
            if (!Files.exists(file)) {
                make().write(file);
            }
            JsonNode node = Json.read(file);
            if (node.path("version").asInt() != VERSION) {
                throw new IOException("not of version " + VERSION);
            }
            StationKey key = new StationKey(
                    HexFormat.of().parseHex(Json.required(node, "private")),
                    new VerifyKey(Json.required(node, "public")));
            if (!key.verifyKey.verifies(PROBE, key.sign(PROBE))) {
                throw new IOException("its two halves do not belong together");
            }
            return key;
        } catch (IOException | IllegalArgumentException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InspectionFault(FaultCode.REC_14, e, file, reason);
        }
    }

    private static StationKey make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(VerifyKey.ALGORITHM).generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            return new StationKey(secret, VerifyKey.of(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + VerifyKey.ALGORITHM, e);
        }
    }

    private void write(Path file) throws IOException {
        ObjectNode node = Json.object();
        node.put("version", VERSION);
        node.put("algorithm", VerifyKey.ALGORITHM);
        node.put("public", verifyKey.hex());
        node.put("private", HexFormat.of().formatHex(secret));
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path made = Files.createTempFile(folder, "station-key", WholeFile.TEMPORARY); // nobody else writes this one
        try {
            WholeFile.writePrivate(made, Json.bytes(node));
            Files.move(made, file); // never over one that is there
        } catch (FileAlreadyExistsException e) {
            LOG.info("{} was made by another process meanwhile", file);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** 64 bytes; the same message always gives the same. */
    byte[] sign(byte[] message) {
        try {
            PrivateKey key = KeyFactory.getInstance(VerifyKey.ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, secret));
            Signature signature = Signature.getInstance(VerifyKey.ALGORITHM);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a private key", e);
        }
    }

    public VerifyKey verifyKey() {
        return verifyKey;
    }
}
