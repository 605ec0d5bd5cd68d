package loupe.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.ImageSequence;
import loupe.domain.InspectionFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images of one teaching: those that cannot be read are put aside, the others are fingerprinted. One thread. */
public final class TeachingImages {
    private static final Logger LOG = LoggerFactory.getLogger(TeachingImages.class);

    private final ImageSequence images;
    private final TreeSet<Integer> unreadable = new TreeSet<>();
    private final MessageDigest digest = Digests.sha256();

    /**
     * Takes images of good parts.
     *
     * @param fewest that are needed
     * @throws InspectionFault TEA-01 when there are fewer
     */
    public TeachingImages(ImageSequence images, int fewest) {
        this.images = images;
        requireEnough(images.size(), fewest);
    }

    /** The fingerprint goes on from that of images before these. */
    public TeachingImages after(String fingerprint) {
        digest.update(fingerprint.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public int size() {
        return images.size();
    }

    /** Loads an image; empty, and remembered, when the file is at fault. */
    public Optional<Image> load(int index) {
        if (unreadable.contains(index)) {
            return Optional.empty();
        }
        try {
            return Optional.of(images.load(index));
        } catch (InspectionFault fault) {
            if (!fault.code().id().startsWith("IMG-")) {
                throw fault;
            }
            LOG.warn("image {} is left out: {}", index, fault.getMessage());
            unreadable.add(index);
            return Optional.empty();
        }
    }

    /** Adds an image to the fingerprint of the set; called once for every image, in order. */
    public void fingerprint(Image image) {
        digest.update(ByteBuffer.allocate(8)
                .putInt(image.width())
                .putInt(image.height())
                .array());
        digest.update(image.order().name().getBytes(StandardCharsets.US_ASCII));
        digest.update(image.pixels());
    }

    /** SHA-256 of all that was added, lower-case hex; asked for once. */
    public String fingerprint() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Indices of the images put aside, rising. */
    public List<Integer> unreadable() {
        return new ArrayList<>(unreadable);
    }

    /**
     * Refuses too few good images.
     *
     * @throws InspectionFault TEA-01
     */
    public static void requireEnough(int found, int fewest) {
        if (found < fewest) {
            throw new InspectionFault(FaultCode.TEA_01, found, fewest);
        }
    }
}
