package loupe.app;

import loupe.config.Settings;
import loupe.imaging.ImageCodec;
import loupe.trace.TraceOptions;

/** What is kept of inspected parts, as the settings say it, in the journal's words. */
final class Keeping {
    private static final int JPEG_QUALITY = 92;

    private Keeping() {}

    static TraceOptions of(Settings settings) {
        Settings.Storage storage = settings.storage();
        TraceOptions.Format format = storage.lossless()
                ? new TraceOptions.Format("png", ImageCodec::png)
                : new TraceOptions.Format("jpg", image -> ImageCodec.jpeg(image, JPEG_QUALITY));
        return new TraceOptions(
                storage.archive(),
                format,
                storage.retentionDays(),
                storage.minimumFreeMegabytes(),
                Workstation.version());
    }
}
