package loupe.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-256 (RFC 8018) over a random salt. Making or checking one takes
 * some tenths of a second on purpose.
 *
 * @param iterations of the hash; 600,000 is what OWASP's Password Storage Cheat Sheet asks for this function
 * @param salt 16 random bytes
 * @param hash 32 bytes
 */
record PasswordHash(int iterations, byte[] salt, byte[] hash) {
    static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    static final int ITERATIONS = 600_000;
    /** A file that asks for more would stop the station for minutes. */
    static final int MOST_ITERATIONS = 10_000_000;

    /** Characters of a password. */
    static final int LONGEST = 128;

    private static final int SHORTEST = 8;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    PasswordHash {
        if (iterations < 1 || iterations > MOST_ITERATIONS || salt.length < SALT_BYTES || hash.length != HASH_BYTES) {
            throw new IllegalArgumentException("not a password's hash");
        }
    }

    /** Of one that somebody chose. ACC-05 when it is too short or too long. */
    static PasswordHash chosen(char[] password, int iterations) {
        if (password.length < SHORTEST || password.length > LONGEST) {
            throw new InspectionFault(FaultCode.ACC_05, SHORTEST, LONGEST);
        }
        return of(password, iterations);
    }

    static PasswordHash of(char[] password, int iterations) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(iterations, salt, derive(password, salt, iterations, HASH_BYTES));
    }

    /** In constant time once the hash is made. */
    boolean isOf(char[] password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations, HASH_BYTES));
    }

    static byte[] derive(char[] password, byte[] salt, int iterations, int bytes) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash h
                && iterations == h.iterations
                && Arrays.equals(salt, h.salt)
                && Arrays.equals(hash, h.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(salt);
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "PasswordHash";
    }
}
