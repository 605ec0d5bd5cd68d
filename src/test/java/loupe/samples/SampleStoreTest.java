package loupe.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.Progress;
import loupe.domain.SampleSet;
import loupe.imaging.ImageCodec;
import loupe.samples.SampleCard.Origin;
import loupe.samples.SampleCard.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoreTest {
    private static final Signature ANNA = new Signature("anna", Instant.parse("2026-11-22T10:00:00Z"));

    @TempDir
    Path root;

    @Test
    void whereAnImageLiesIsItsLabel() throws Exception {
        SampleStore store = filled("a.png", "b.png");
        store.replace(List.of(
                card(store, "a").labelled("good", ANNA), card(store, "b").labelled("scratch", ANNA)));
        assertThat(root.resolve("set/test/good/a.png")).exists();
        assertThat(root.resolve("set/test/scratch/b.png")).exists();
        assertThat(root.resolve("set/unlabelled")).doesNotExist();
        SampleStore again = SampleStore.open(root.resolve("set"));
        assertThat(again.cards()).isEqualTo(store.cards());
        assertThat(card(again, "b").signature()).isEqualTo(ANNA);
        assertThat(card(again, "b").origin().path()).endsWith("b.png");
        assertThat(card(again, "b").origin().sha256()).hasSize(64);
        SampleSet read = SampleFolders.read(root.resolve("set"));
        assertThat(read.test()).isEqualTo(store.set().test()).hasSize(2);
    }

    @Test
    void theMaskGoesWithItsImageAndIsNeverLost() throws Exception {
        SampleStore store = filled("a.png");
        store.replace(List.of(card(store, "a").labelled("scratch", ANNA)));
        store.writeMask(card(store, "a"), Optional.of(png(9)));
        assertThat(root.resolve("set/ground_truth/scratch/a_mask.png")).exists();
        store.replace(List.of(card(store, "a").labelled("dent", ANNA)));
        assertThat(root.resolve("set/ground_truth/dent/a_mask.png")).exists();
        store.replace(List.of(card(store, "a").labelled("good", ANNA)));
        assertThat(root.resolve("set/ground_truth/dent")).doesNotExist();
        assertThat(store.set().test().get(0).mask()).isEmpty();
        store.replace(List.of(card(store, "a").labelled("dent", ANNA)));
        assertThat(Files.readAllBytes(root.resolve("set/ground_truth/dent/a_mask.png")))
                .isEqualTo(png(9));
        store.writeMask(card(store, "a"), Optional.empty());
        assertThat(card(SampleStore.open(root.resolve("set")), "a").masked()).isFalse();
    }

    @Test
    void removedSamplesComeBackAsTheyWere() throws Exception {
        SampleStore store = filled("a.png", "b.png");
        store.replace(List.of(card(store, "a").labelled("scratch", ANNA)));
        store.writeMask(card(store, "a"), Optional.of(png(9)));
        List<SampleCard> before = store.cards();
        store.remove(before);
        assertThat(SampleStore.open(root.resolve("set")).cards()).isEmpty();
        store.restore(before);
        assertThat(SampleStore.open(root.resolve("set")).cards()).isEqualTo(before);
    }

    @Test
    void copiesAnyLayoutAndKeepsPartsTypesAndMasks() throws Exception {
        write("in/kos1/Part0.jpg", 1);
        write("in/kos1/Part0_label.png", 0);
        write("in/kos1/Part1.jpg", 2);
        write("in/kos1/Part1_label.png", 200);
        write("in/kos2/Part0.jpg", 3);
        write("in/kos2/Part0_label.png", 0);
        SampleStore store = SampleStore.create(root.resolve("set"), "K");
        Added added = store.add(Incoming.of(SampleFolders.read(root.resolve("in"))), ANNA, Progress.NONE);
        assertThat(added.cards())
                .extracting(SampleCard::name)
                .containsExactly("Part0.jpg", "Part1.jpg", "kos2_Part0.jpg");
        assertThat(added.cards()).extracting(SampleCard::part).containsExactly("Part0", "Part0", "kos2_Part0");
        assertThat(root.resolve("set/ground_truth/defect/Part1_mask.png")).exists();
        Added again = store.add(Incoming.of(SampleFolders.read(root.resolve("in"))), ANNA, Progress.NONE);
        assertThat(again.known()).isEqualTo(3);
        assertThat(store.cards()).hasSize(3);
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestIsCopied() throws Exception {
        write("in/a.png", 1);
        Path gone = root.resolve("in/gone.png");
        Path notAMask = Files.write(root.resolve("in/x.png"), new byte[] {1, 2});
        SampleStore store = SampleStore.create(root.resolve("set"), "S");
        Added added = store.add(
                List.of(
                        new Incoming(gone, "", false, "", Optional.empty()),
                        new Incoming(root.resolve("in/a.png"), "dent", false, "", Optional.of(notAMask))),
                ANNA,
                Progress.NONE);
        assertThat(added.cards()).hasSize(1);
        assertThat(added.faults())
                .extracting(InspectionFault::code)
                .containsExactly(FaultCode.IMG_05, FaultCode.IMG_03);
    }

    @Test
    void aCrashBetweenMovingAndWritingLosesNothing() throws Exception {
        SampleStore store = filled("a.png", "b.png");
        store.replace(List.of(card(store, "a").labelled("dent", ANNA)));
        store.writeMask(card(store, "a"), Optional.of(png(5)));
        Files.createDirectories(root.resolve("set/test/scratch"));
        Files.move(root.resolve("set/test/dent/a.png"), root.resolve("set/test/scratch/a.png"));
        Files.write(root.resolve("set/samples.json.part"), new byte[] {'{'});
        SampleStore again = SampleStore.open(root.resolve("set"));
        assertThat(card(again, "a").type()).isEqualTo("scratch");
        assertThat(card(again, "a").masked()).isTrue();
        assertThat(card(again, "a").signature()).isEqualTo(Signature.NONE);
        assertThat(card(again, "a").origin()).isEqualTo(card(store, "a").origin());
        assertThat(again.problems()).isEmpty();
        again.replace(List.of(card(again, "a").labelled("scratch", ANNA)));
        assertThat(root.resolve("set/ground_truth/scratch/a_mask.png")).exists();
    }

    @Test
    void aDamagedFileIsRefusedAndCanBeSetAside() throws Exception {
        SampleStore store = filled("a.png");
        store.replace(List.of(card(store, "a").labelled("dent", ANNA)));
        Path json = root.resolve("set/samples.json");
        byte[] damaged = "{\"schema\":1,\"samples\":[{\"file\":".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Files.write(json, damaged);
        assertFault(FaultCode.SET_02);
        assertThat(Files.readAllBytes(json)).isEqualTo(damaged);
        SampleStore saved = SampleStore.openWithoutFile(root.resolve("set"));
        assertThat(card(saved, "a").type()).isEqualTo("dent");
        assertThat(root.resolve("set/samples.json.damaged")).hasBinaryContent(damaged);
    }

    @Test
    void hostileAndStrangeFilesAreRefused() throws Exception {
        filled("a.png");
        for (String path : List.of("../x.png", "/etc/x.png", "test/../../x.png", "C:/x.png", "test\\\\good\\\\x.png")) {
            json("{\"schema\":1,\"samples\":[{\"file\":\"" + path + "\"}]}");
            assertFault(FaultCode.SET_04);
        }
        json("{\"schema\":1,\"samples\":[{\"file\":\"elsewhere/x.png\"}]}");
        assertFault(FaultCode.SET_02);
        json("{\"schema\":1,\"samples\":[{\"file\":\"test/good/x.png\"},{\"file\":\"test/dent/x.png\"}]}");
        assertFault(FaultCode.SET_02);
        json("{\"schema\":1,\"samples\":[{\"file\":\"test/good/x.png\",\"at\":\"yesterday\"}]}");
        assertFault(FaultCode.SET_02);
        json("{\"schema\":2,\"samples\":[]}");
        assertFault(FaultCode.SET_05);
        json("[]");
        assertFault(FaultCode.SET_02);
        json("{\"schema\":1,\"later\":true,\"samples\":[{\"file\":\"test/good/gone.png\"}]}");
        SampleStore store = SampleStore.open(root.resolve("set"));
        assertThat(store.problems()).hasSize(1);
        assertThat(store.cards()).hasSize(1);
    }

    @Test
    void twoImagesOfOneNameAreTold() throws Exception {
        SampleStore store = filled("a.png");
        write("set/test/dent/a.jpg", 3);
        SampleStore again = SampleStore.open(root.resolve("set"));
        assertThat(again.cards()).hasSize(1);
        assertThat(again.problems()).singleElement().asString().contains("two images named a");
        assertThat(store.folder()).isEqualTo(again.folder());
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws Exception {
        SampleStore store = filled("a.png");
        Files.createDirectories(root.resolve("set/test"));
        Files.write(root.resolve("set/test/dent"), new byte[0]); // a file in the way, as good as no permission
        assertThatThrownBy(() -> store.replace(List.of(card(store, "a").labelled("dent", ANNA))))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.SET_03));
        assertThat(card(store, "a").isLabelled()).isFalse();
        assertThat(root.resolve("set/unlabelled/a.png")).exists();
        assertThatThrownBy(() -> SampleStore.create(root.resolve("set"), "again"))
                .isInstanceOf(InspectionFault.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void anImageFromTheLineIsAddedOnce() throws Exception {
        SampleStore store = filled("a.png");
        AtomicInteger changes = new AtomicInteger();
        store.addListener(changes::incrementAndGet);
        SampleCard like =
                new SampleCard("a.png", "defect", false, "a", false, ANNA, new Origin("inspection-7", "", ""));
        SampleCard added = store.add(png(77), like);
        assertThat(added.name()).isEqualTo("a-2.png");
        assertThat(store.add(png(77), like)).isEqualTo(added);
        assertThat(changes).hasValue(1);
        assertThat(card(SampleStore.open(root.resolve("set")), "a-2").origin().inspection())
                .isEqualTo("inspection-7");
    }

    @Test
    void namesBecomeUsable() {
        assertThat(Incoming.typeName("color/spot: big?")).isEqualTo("color_spot_ big_");
        assertThat(Incoming.typeName("Kratzer über Öl")).isEqualTo("Kratzer über Öl");
        assertThat(Incoming.typeName("划痕")).isEqualTo("划痕");
        assertThat(Incoming.typeName("con")).isEqualTo("type con");
        assertThat(Incoming.typeName("..")).isEqualTo("defect");
        assertThat(SampleCard.isFileName("../a")).isFalse();
    }

    private SampleStore filled(String... names) throws Exception {
        int value = 0;
        for (String name : names) {
            write("source/" + name, ++value);
        }
        SampleStore store = SampleStore.create(root.resolve("set"), "Washer");
        List<Path> images = java.util.stream.Stream.of(names)
                .map(n -> root.resolve("source/" + n))
                .toList();
        store.add(Incoming.unlabelled(images), Signature.NONE, Progress.NONE);
        return store;
    }

    private static SampleCard card(SampleStore store, String stem) {
        return store.cards().stream()
                .filter(c -> c.stem().equals(stem))
                .findFirst()
                .orElseThrow();
    }

    private void json(String text) throws Exception {
        Files.writeString(root.resolve("set/samples.json"), text);
    }

    private void assertFault(FaultCode code) {
        assertThatThrownBy(() -> SampleStore.open(root.resolve("set")))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private void write(String file, int value) throws Exception {
        Files.createDirectories(root.resolve(file).getParent());
        Files.write(root.resolve(file), png(value));
    }

    private static byte[] png(int value) {
        byte[] pixels = new byte[12];
        pixels[3] = (byte) value;
        return ImageCodec.png(new Image(4, 3, PixelOrder.GRAY8, pixels));
    }
}
