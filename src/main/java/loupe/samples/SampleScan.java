package loupe.samples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;

/**
 * What lies in the folder of a sample set, told with what its file knew.
 *
 * @param cards of every usable image
 * @param problems what is odd; nothing is changed
 */
record SampleScan(List<SampleCard> cards, List<InspectionFault> problems) {
    private static final Origin NOWHERE = new Origin("", "", "");

    static SampleScan of(SampleFiles files, Map<String, SampleCard> known) {
        SampleScan scan = new SampleScan(new ArrayList<>(), new ArrayList<>());
        files.findMasks();
        List<Path> images = new ArrayList<>(files.images());
        Set<Path> listed = new HashSet<>();
        known.values().forEach(c -> listed.add(files.image(c)));
        images.sort(Comparator.comparing(i -> !listed.contains(i))); // of two of one name, the one that is listed
        Set<String> stems = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Path file : images) {
            Path path = files.folder().relativize(file);
            Optional<SampleCard> card = card(path, Optional.ofNullable(known.get(Folder.nameOf(file))));
            if (card.isEmpty()) {
                scan.problem(files, "the name of " + path + " cannot be used");
            } else if (!stems.add(card.get().stem())) {
                scan.problem(files, "there are two images named " + card.get().stem());
            } else {
                names.add(card.get().name());
                scan.cards.add(card.get().withMask(files.mask(card.get()).isPresent()));
            }
        }
        known.values().stream()
                .filter(c -> !names.contains(c.name()))
                .forEach(c -> scan.problem(files, "the image " + c.file() + " is gone"));
        return scan;
    }

    /** A label that the file does not know was given by moving the image: nobody has signed it. */
    private static Optional<SampleCard> card(Path path, Optional<SampleCard> before) {
        List<String> names = new ArrayList<>();
        path.forEach(p -> names.add(p.toString()));
        String part = before.map(SampleCard::part).filter(p -> !p.isEmpty()).orElse(Folder.stem(path));
        Origin origin = before.map(SampleCard::origin).orElse(NOWHERE);
        return SampleCard.at(names, part, Signature.NONE, origin)
                .map(c -> before.filter(b -> b.type().equals(c.type()))
                        .map(b -> c.labelled(c.type(), b.signature()))
                        .orElse(c));
    }

    private void problem(SampleFiles files, String reason) {
        problems.add(new InspectionFault(FaultCode.SET_07, files.folder(), reason));
    }
}
