package loupe.train.backbone;

/**
 * A place in a backbone where features are taken.
 *
 * @param tensor name in the backbone's graph
 * @param channels of the feature map
 * @param stride input pixels per feature cell
 */
public record Tap(String tensor, int channels, int stride) {}
