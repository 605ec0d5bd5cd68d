package loupe.app;

/**
 * One of those that a {@link Comparison} compares.
 *
 * @param name unlike that of any other candidate, of small letters, digits and hyphens: a folder is called so
 * @param method to teach by
 * @param plan how; where training lies meanwhile is the comparison's affair
 */
public record Candidate(String name, Method method, TeachingPlan plan) {
    public Candidate {
        if (!name.matches("[a-z0-9-]{1,60}")) {
            throw new IllegalArgumentException("name " + name);
        }
    }

    /** A method under its own name. */
    public static Candidate of(Method method, TeachingPlan plan) {
        return new Candidate(method.toString(), method, plan);
    }

    /** The autoencoder trained without corruptions: shows what they are worth. */
    public static Candidate uncorrupted(TeachingPlan plan) {
        GradientPlan g = plan.gradient();
        return new Candidate(
                Method.AUTOENCODER + "-uncorrupted",
                Method.AUTOENCODER,
                plan.with(new GradientPlan(g.steps(), g.threads(), g.full(), false, g.folder(), g.resume())));
    }
}
