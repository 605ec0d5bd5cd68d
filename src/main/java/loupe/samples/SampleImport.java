package loupe.samples;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Progress;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;

/** Copies images into a set: finds free names, passes over what is there, makes masks PNG. One use. */
final class SampleImport {
    private static final String PHASE = "samples.copy";
    private static final int LONGEST = 120;

    private final SampleStore store;
    private final Signature by;
    private final Set<String> stems = new HashSet<>();
    private final Set<String> contents = new HashSet<>();
    /** Part names in the set, by what the source called the part. */
    private final Map<String, String> parts = new HashMap<>();

    private final List<SampleCard> added = new ArrayList<>();
    private final List<InspectionFault> faults = new ArrayList<>();
    private int known;

    SampleImport(SampleStore store, Signature by) {
        this.store = store;
        this.by = by;
        store.cards().forEach(c -> {
            stems.add(c.stem());
            contents.add(c.origin().sha256());
        });
    }

    Added add(List<Incoming> incoming, Progress progress) {
        int done = 0;
        for (Incoming i : incoming) {
            progress.checkCancelled();
            progress.update(PHASE, done++, incoming.size());
            add(i);
        }
        progress.update(PHASE, done, incoming.size());
        return new Added(added, known, faults);
    }

    private void add(Incoming i) {
        String sha256;
        try {
            sha256 = SampleFiles.sha256(i.image());
        } catch (IOException e) {
            faults.add(new InspectionFault(FaultCode.IMG_05, e, i.image()));
            return;
        }
        if (!contents.add(sha256)) {
            known++;
            return;
        }
        String name = freeName(i.image());
        String part = i.part().isEmpty() ? Folder.stem(Path.of(name)) : partName(i.part(), name);
        Origin origin = new Origin("", i.image().toString(), sha256);
        SampleCard card = new SampleCard(name, i.type(), i.training(), part, false, by, origin);
        try (InputStream in = Files.newInputStream(i.image())) {
            added.add(store.put(card, in, i.mask().flatMap(this::png)));
        } catch (IOException e) {
            faults.add(new InspectionFault(FaultCode.IMG_05, e, i.image()));
        }
    }

    /** Readable and free: several images of one part get the name of the first. */
    private String partName(String called, String name) {
        return parts.computeIfAbsent(called, c -> Folder.stem(Path.of(name)));
    }

    private Optional<byte[]> png(Path mask) {
        try {
            return Optional.of(ImageCodec.png(ImageCodec.read(mask)));
        } catch (InspectionFault fault) {
            faults.add(fault);
            return Optional.empty();
        }
    }

    SampleCard renamed(SampleCard like) {
        return like.named(freeName(Path.of(like.name())));
    }

    /** The file's own name, else with its folder's before it, else with a number. */
    private String freeName(Path image) {
        String own = Incoming.typeName(cut(Folder.stem(image)));
        String file = Folder.nameOf(image);
        String ending = file.contains(".") ? file.substring(file.lastIndexOf('.')) : "";
        Path folder = image.getParent();
        String stem = own;
        if (stems.contains(stem) && folder != null) {
            stem = Incoming.typeName(cut(Folder.nameOf(folder) + "_" + own));
        }
        for (int n = 2; !stems.add(stem); n++) {
            stem = own + "-" + n;
        }
        return stem + ending;
    }

    private static String cut(String stem) {
        return stem.substring(Math.max(0, stem.length() - LONGEST));
    }
}
