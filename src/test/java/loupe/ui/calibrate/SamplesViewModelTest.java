package loupe.ui.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.PixelOrder;
import loupe.imaging.ImageCodec;
import loupe.samples.Reading;
import loupe.samples.SampleCard;
import loupe.samples.SampleStore;
import loupe.ui.TestParts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesViewModelTest {
    @TempDir
    Path root;

    private SampleTestFolder folder;
    private SamplesViewModel model;
    private SampleList list;

    @BeforeEach
    void make() {
        folder = new SampleTestFolder(root);
        model = new SamplesViewModel(folder.desk(), Runnable::run, Runnable::run);
        list = model.list();
    }

    @Test
    void labelsPassTheFocusOnAndLieOnTheDisk() {
        dropUnlabelled(3);
        list.go(0, Selection.Mode.ONE);
        model.labelGood();
        model.defectTypeProperty().set("scratch");
        model.labelBad();
        assertThat(list.focus()).isEqualTo(2);
        assertThat(types()).containsExactly("good", "scratch", "");
        SampleStore again = SampleStore.open(store().folder());
        assertThat(again.cards()).extracting(SampleCard::type).containsExactly("good", "scratch", "");
        assertThat(again.cards().get(1).signature().who()).isEqualTo("anna");
        assertThat(model.countsProperty().get().types()).containsOnlyKeys("scratch");
    }

    @Test
    void undoAndRedoReachTheDisk() {
        dropUnlabelled(3);
        list.chooseAll();
        model.labelBad();
        list.go(1, Selection.Mode.ONE);
        model.removeChosen();
        assertThat(onDisk()).containsExactly("a1 defect", "a3 defect");
        model.undo();
        assertThat(onDisk()).containsExactly("a1 defect", "a2 defect", "a3 defect");
        model.undo();
        assertThat(onDisk()).containsExactly("a1 ", "a2 ", "a3 ");
        model.redo();
        model.redo();
        assertThat(onDisk()).containsExactly("a1 defect", "a3 defect");
        assertThat(model.faultProperty().get()).isEmpty();
    }

    @Test
    void aFilteredSampleLeavesAndTheNextHasTheFocus() {
        dropUnlabelled(4);
        list.filterProperty().set(SampleFilter.of(SampleFilter.Kind.UNLABELLED));
        list.go(1, Selection.Mode.ONE);
        model.labelGood();
        assertThat(list.shown()).extracting(SampleCard::stem).containsExactly("a1", "a3", "a4");
        assertThat(list.focused().orElseThrow().stem()).isEqualTo("a3");
        list.filterProperty().set(SampleFilter.of(SampleFilter.Kind.GOOD));
        assertThat(list.shown()).hasSize(1);
    }

    @Test
    void labelsAndMasksOfFoldersComeAlong() {
        folder.image("in/good/a.png", 1);
        folder.image("in/dent/b.png", 2);
        drop(root.resolve("in"));
        assertThat(types()).containsExactly("good", "dent");
        assertThat(store().folder()).isEqualTo(root.resolve("samples/in"));
        drop(root.resolve("in"));
        assertThat(model.arrivals().broughtProperty().get()).contains(new SampleArrivals.Brought(0, 2, 0));
    }

    @Test
    void asksBeforeAnythingIsCopied() {
        folder.image("lots/a/1.png", 1);
        folder.image("lots/b/2.png", 2);
        drop(root.resolve("lots"));
        assertThat(model.storeProperty().get()).isEmpty();
        Reading.Unclear asked = model.arrivals().questionProperty().get().orElseThrow();
        assertThat(asked.question()).isEqualTo(Reading.Question.WHICH_IS_GOOD);
        model.arrivals().answer(asked.choices().get(1));
        assertThat(types()).containsExactly("a", "good");
        assertThat(model.arrivals().questionProperty().get()).isEmpty();
    }

    @Test
    void takesArchivesAndRefusesHostileOnes() throws Exception {
        Path image = folder.image("x.png", 1);
        zip("set.zip", "good/x.png", image);
        drop(root.resolve("set.zip"));
        assertThat(types()).containsExactly("good");
        zip("bad.zip", "../x.png", image);
        drop(root.resolve("bad.zip"));
        assertThat(fault()).contains(FaultCode.IMG_06);
    }

    @Test
    void whatCannotBeWrittenIsToldAndShownAsItIs() throws Exception {
        dropUnlabelled(2);
        Files.createDirectories(store().folder().resolve("test"));
        Files.write(store().folder().resolve("test/good"), new byte[0]);
        list.go(0, Selection.Mode.ONE);
        model.labelGood();
        assertThat(fault()).contains(FaultCode.SET_03);
        assertThat(types()).containsExactly("", "");
        assertThat(model.history().canUndo()).isFalse();
    }

    @Test
    void aDamagedSetCanBeOpenedByItsFolders() throws Exception {
        dropUnlabelled(1);
        model.labelGood();
        Path set = store().folder();
        Files.writeString(set.resolve("samples.json"), "{");
        SamplesViewModel later = new SamplesViewModel(new SampleTestFolder(root).desk(), Runnable::run, Runnable::run);
        later.open(set);
        assertThat(later.faultProperty().get().map(f -> f.code())).contains(FaultCode.SET_02);
        later.openWithoutFile(later.wanted().orElseThrow());
        assertThat(later.list().all()).extracting(SampleCard::type).containsExactly("good");
    }

    @Test
    void lookAlikesUnreadableFilesAndWrongMasksAreFound() throws Exception {
        folder.image("in/1.png", 1);
        Files.write(root.resolve("in/2.jpg"), ImageCodec.jpeg(SampleTestFolder.waves(1), 80));
        folder.image("in/3.png", 3);
        Files.write(root.resolve("in/4.png"), new byte[] {1, 2, 3});
        drop(files("1.png", "2.jpg", "3.png", "4.png"));
        assertThat(list.all()).extracting(list::group).containsExactly(1, 1, 0, 0);
        list.filterProperty().set(SampleFilter.of(SampleFilter.Kind.DUPLICATES));
        assertThat(list.shown()).hasSize(2);
        assertThat(model.alikes().fault("4.png")).isPresent();
        list.chooseAll();
        model.samePart();
        assertThat(store().cards()).extracting(SampleCard::part).containsExactly("1", "1", "3", "4");
        assertThat(model.countsProperty().get().parts()).isEqualTo(3);
        model.writeMask(list.find("3.png").orElseThrow(), Optional.of(new Image(4, 4, PixelOrder.GRAY8, new byte[16])));
        assertThat(model.alikes().fault("3.png").orElseThrow().code()).isEqualTo(FaultCode.SET_06);
    }

    @Test
    void partsOfTheLineAreCaught() {
        model.arrivals().capture(2);
        List.copyOf(folder.line).forEach(l -> l.accept(TestParts.part(1, 0.2)));
        List.copyOf(folder.line).forEach(l -> l.accept(TestParts.outage(2)));
        List.copyOf(folder.line).forEach(l -> l.accept(TestParts.part(3, 1.5)));
        assertThat(folder.line).isEmpty();
        assertThat(list.all())
                .hasSize(1)
                .extracting(c -> c.origin().inspection())
                .containsExactly("id1");
        assertThat(model.arrivals().workProperty().get()).isEmpty();
    }

    @Test
    void whatIsWaitingToBeWrittenDoesNotFlickerBack() {
        dropUnlabelled(2);
        List<Runnable> waiting = new ArrayList<>();
        Executor slow = waiting::add;
        SamplesViewModel later = new SamplesViewModel(folder.desk(), slow, Runnable::run);
        later.use(store());
        later.list().go(0, Selection.Mode.ONE);
        later.labelGood();
        later.labelBad();
        store().replace(List.of()); // somebody else has changed the set
        assertThat(later.list().all()).extracting(SampleCard::type).containsExactly("good", "defect");
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
        assertThat(onDisk()).containsExactly("a1 good", "a2 defect");
    }

    private void dropUnlabelled(int count) {
        List<File> files = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            files.add(folder.image("loose/a" + i + ".png", i).toFile());
        }
        model.arrivals().onFilesDropped(files);
    }

    private Path[] files(String... names) {
        return java.util.Arrays.stream(names)
                .map(n -> root.resolve("in").resolve(n))
                .toArray(Path[]::new);
    }

    private void drop(Path... paths) {
        model.arrivals()
                .onFilesDropped(java.util.Arrays.stream(paths).map(Path::toFile).toList());
    }

    private void zip(String name, String entry, Path content) throws Exception {
        try (OutputStream out = Files.newOutputStream(root.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(Files.readAllBytes(content));
        }
    }

    private Optional<FaultCode> fault() {
        return model.faultProperty().get().map(f -> f.code());
    }

    private SampleStore store() {
        return model.storeProperty().get().orElseThrow();
    }

    private List<String> types() {
        return list.all().stream().map(SampleCard::type).toList();
    }

    private List<String> onDisk() {
        return SampleStore.open(store().folder()).cards().stream()
                .map(c -> c.stem() + " " + c.type())
                .toList();
    }
}
