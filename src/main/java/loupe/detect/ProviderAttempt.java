package loupe.detect;

/**
 * What came of trying an execution provider.
 *
 * @param name as people write it, for example {@code CUDA}
 * @param ok true when a session was created there and ran
 * @param reason why not; empty when it did
 */
public record ProviderAttempt(String name, boolean ok, String reason) {}
