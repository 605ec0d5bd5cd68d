package loupe.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.Shared;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.PixelOrder;
import loupe.domain.SampleSet;
import loupe.domain.SampleSet.Sample;
import loupe.imaging.ImageCodec;
import loupe.samples.Reading.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFoldersTest {
    @TempDir
    Path root;

    @Test
    void readsMvtecSorted() throws Exception {
        touch("train/good/b.png", "train/good/a.PNG", "train/good/notes.txt", "train/good/.hidden.png");
        touch("test/good/1.png", "test/scratch/2.png", "test/scratch/10.jpg", "ground_truth/scratch/2_mask.png");
        touch("unlabelled/new.png", "excluded/never.png");
        SampleSet set = SampleFolders.read(root);
        assertThat(set.training()).extracting(p -> p.getFileName().toString()).containsExactly("a.PNG", "b.png");
        assertThat(words(set)).containsExactly("good 1", "scratch 2 masked", "scratch 10");
        assertThat(set.test())
                .extracting(Sample::part)
                .containsExactly("test/good/1", "test/scratch/2", "test/scratch/10");
        assertThat(set.unlabelled()).containsExactly(root.resolve("unlabelled/new.png"));
        assertThat(set.name()).isEqualTo(root.getFileName().toString());
    }

    @Test
    void trainOrTestAloneIsEnough() throws Exception {
        touch("test/good/1.png");
        assertThat(SampleFolders.read(root).training()).isEmpty();
        assertThat(SampleFolders.read(root).test()).hasSize(1);
    }

    @Test
    void readsBtad() throws Exception {
        touch("01/train/ok/0.bmp", "01/test/ok/1.bmp", "01/test/ko/2.bmp", "01/ground_truth/ko/2.png");
        touch("02/train/ok/0.bmp", "02/test/ko/1.bmp");
        Reading.Unclear asked = unclear(List.of());
        assertThat(asked.question()).isEqualTo(Question.WHICH_SET);
        assertThat(asked.choices()).extracting(Reading.Choice::answer).containsExactly("set=01", "set=02");
        SampleSet set = SampleFolders.read(root, List.of("set=01"));
        assertThat(set.training()).hasSize(1);
        assertThat(words(set)).containsExactlyInAnyOrder("good 1", "ko 2 masked");
    }

    @Test
    void readsVisaRaw() throws Exception {
        touch("candle/Data/Images/Normal/0000.JPG", "candle/Data/Images/Normal/0001.JPG");
        touch("candle/Data/Images/Anomaly/000.JPG", "candle/Data/Images/Anomaly/001.JPG");
        mask("candle/Data/Masks/Anomaly/000.png", 3);
        write(
                "candle/image_anno.csv",
                "image,label,mask",
                "candle/Data/Images/Normal/0000.JPG,normal,",
                "candle/Data/Images/Anomaly/000.JPG,\"wax melded, other\",candle/Data/Masks/Anomaly/000.png");
        write(
                "split_csv/1cls.csv",
                "object,split,label,image,mask",
                "candle,train,normal,candle/Data/Images/Normal/0000.JPG,",
                "candle,test,normal,candle/Data/Images/Normal/0001.JPG,",
                "candle,test,anomaly,candle/Data/Images/Anomaly/000.JPG,candle/Data/Masks/Anomaly/000.png");
        SampleSet set = SampleFolders.read(root);
        assertThat(set.name()).isEqualTo("candle");
        assertThat(set.training()).extracting(p -> p.getFileName().toString()).containsExactly("0000.JPG");
        assertThat(words(set)).containsExactly("good 0001", "wax melded 000 masked", "anomaly 001");
        write("split_csv/1cls.csv", "object,split,label,image,mask", "candle,train,normal,../../etc/passwd,");
        assertFault(FaultCode.SET_04, root);
    }

    @Test
    void readsHalcon() throws Exception {
        touch("good/1.png", "crack/2.png", "contamination/3.png", "labels/crack/2.png");
        assertThat(words(SampleFolders.read(root)))
                .containsExactlyInAnyOrder("good 1", "crack 2 masked", "contamination 3");
        touch("4.png");
        assertThat(unclear(List.of()).question()).isEqualTo(Question.WHAT_ARE_THE_OTHERS);
        assertThat(SampleFolders.read(root, List.of("unlabelled")).unlabelled()).hasSize(1);
    }

    @Test
    void readsNamesThatSayIt() throws Exception {
        touch("a/OK_parts/1.png", "a/NG-parts/2.png", "a/ok2/lot/3.png");
        assertThat(words(SampleFolders.read(root.resolve("a"))))
                .containsExactlyInAnyOrder("good 1", "NG-parts 2", "good 3");
        touch("not good/1.png");
        assertThat(words(SampleFolders.read(root.resolve("not good")))).containsExactly("not good 1");
        touch("normal/1.png");
        assertThat(words(SampleFolders.read(root.resolve("normal"))))
                .as("nobody says for teaching")
                .containsExactly("good 1");
        touch("Unlabelled/1.png");
        assertThat(SampleFolders.read(root.resolve("Unlabelled")).unlabelled()).hasSize(1);
    }

    @Test
    void readsMasksBesideTheirImages() throws Exception {
        image("k/kos01/Part0.jpg");
        mask("k/kos01/Part0_label.bmp.png", 0);
        Files.move(root.resolve("k/kos01/Part0_label.bmp.png"), root.resolve("k/kos01/Part0_label.png"));
        image("k/kos01/Part1.jpg");
        mask("k/kos01/Part1_label.png", 255);
        image("k/kos02/Part0.jpg");
        mask("k/kos02/Part0_label.png", 0);
        SampleSet kolektor = SampleFolders.read(root.resolve("k"));
        assertThat(words(kolektor)).containsExactly("good Part0", "defect Part1 masked", "good Part0");
        assertThat(kolektor.test()).extracting(Sample::part).containsExactly("kos01", "kos01", "kos02");
        image("m/MT_Blowhole/Imgs/exp1.jpg");
        mask("m/MT_Blowhole/Imgs/exp1.png", 255);
        image("m/MT_Free/Imgs/exp2.jpg");
        mask("m/MT_Free/Imgs/exp2.png", 0);
        assertThat(words(SampleFolders.read(root.resolve("m"))))
                .containsExactly("MT_Blowhole exp1 masked", "good exp2");
    }

    @Test
    void asksWhatImagesWithoutAMaskAre() throws Exception {
        image("1.jpg");
        mask("1.png", 255);
        image("2.jpg");
        assertThat(unclear(List.of()).question()).isEqualTo(Question.WHAT_ARE_THE_UNMASKED);
        assertThat(words(SampleFolders.read(root, List.of("good")))).containsExactly("defect 1 masked", "good 2");
    }

    @Test
    void asksWhichOfTwoIsTheImage() throws Exception {
        image("1.bmp");
        mask("1.png", 255);
        Reading.Unclear asked = unclear(List.of());
        assertThat(asked.question()).isEqualTo(Question.WHICH_IS_THE_IMAGE);
        assertThat(asked.choices()).extracting(Reading.Choice::answer).containsExactly("image=bmp", "image=png");
        assertThat(words(SampleFolders.read(root, List.of("image=bmp")))).containsExactly("defect 1 masked");
    }

    @Test
    void asksInsteadOfGuessing() throws Exception {
        assertFault(FaultCode.TEA_03, root);
        assertFault(FaultCode.IMG_05, root.resolve("missing"));
        touch("flat/1.png", "flat/2.png");
        assertFault(FaultCode.SET_01, root.resolve("flat"));
        assertThat(words(SampleFolders.read(root.resolve("flat"), List.of("good"))))
                .containsExactly("good 1", "good 2");
        assertThat(words(SampleFolders.read(root.resolve("flat"), List.of("bad"))))
                .containsExactly("defect 1", "defect 2");
        assertFault(FaultCode.SET_01, root.resolve("flat"), "good", "bad");
        assertThat(SampleFolders.readGood(root.resolve("flat"), List.of()).good())
                .hasSize(2);
        touch("mixed/good/1.png", "mixed/2.png");
        assertThatThrownBy(() -> SampleFolders.readGood(root.resolve("mixed"), List.of()))
                .isInstanceOf(InspectionFault.class);
        touch("lots/a/1.png", "lots/b/2.png");
        assertThat(words(SampleFolders.read(root.resolve("lots"), List.of("good=b"))))
                .containsExactly("a 1", "good 2");
        assertThatThrownBy(() -> SampleFolders.read(root.resolve("lots")))
                .hasMessageContaining("good=a, good=b, unlabelled");
    }

    @Test
    void refusesAWrongMvtecLayout() throws Exception {
        touch("a/train/good/1.png", "a/train/bad/1.png");
        assertFault(FaultCode.TEA_03, root.resolve("a"));
        touch("b/train/good/1.png", "b/2.png");
        assertFault(FaultCode.TEA_03, root.resolve("b"));
        touch("c/test/good/1.png", "c/test/2.png");
        assertFault(FaultCode.TEA_03, root.resolve("c"));
        touch("d/test/dent/1.png", "d/ground_truth/dents/1_mask.png");
        assertFault(FaultCode.TEA_03, root.resolve("d"));
        touch("e/test/dent/1.png", "e/ground_truth/dent/1-mask.png");
        assertFault(FaultCode.TEA_03, root.resolve("e"));
    }

    @Test
    void readsCookies() {
        SampleSet set = SampleFolders.read(Shared.require("data/cookies"));
        assertThat(set.training()).hasSize(31);
        assertThat(set.test().stream().filter(s -> !s.isDefect())).hasSize(14);
        assertThat(set.test().stream().filter(Sample::isDefect)).hasSize(40);
        assertThat(set.test().stream().filter(s -> s.mask().isPresent())).hasSize(32);
    }

    private static List<String> words(SampleSet set) {
        return set.test().stream()
                .map(s -> s.type() + " " + Folder.stem(s.image()) + (s.mask().isPresent() ? " masked" : ""))
                .toList();
    }

    private Reading.Unclear unclear(List<String> answers) {
        return (Reading.Unclear) SampleFolders.look(root, answers);
    }

    @Test
    void foldersSaidToHoldDefectsNameTheirKinds() throws Exception {
        touch(
                "kinds/crack/1.png",
                "kinds/fray/deep/2.png",
                "flat/3.png",
                "set/test/good/4.png",
                "set/test/crack/5.png");
        touch("one/crack/6.png");
        assertThat(defects("kinds")).containsExactly("crack 1", "fray 2");
        assertThat(defects("flat")).containsExactly("defect 3");
        assertThat(defects("set")).containsExactly("crack 5");
        assertThat(defects("set/test")).containsExactly("crack 5");
        assertThat(defects("one")).containsExactly("defect 6");
    }

    private List<String> defects(String folder) {
        return SampleFolders.readDefects(root.resolve(folder), List.of()).stream()
                .map(s -> s.type() + " " + Folder.stem(s.image()))
                .toList();
    }

    private static void assertFault(FaultCode code, Path folder, String... answers) {
        assertThatThrownBy(() -> SampleFolders.read(folder, List.of(answers)))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private void image(String file) throws Exception {
        touch(file);
    }

    private void mask(String file, int value) throws Exception {
        touch(file);
        byte[] pixels = new byte[12];
        pixels[7] = (byte) value;
        Files.write(root.resolve(file), ImageCodec.png(new Image(4, 3, PixelOrder.GRAY8, pixels)));
    }

    private void write(String file, String... lines) throws Exception {
        Files.createDirectories(root.resolve(file).getParent());
        Files.write(root.resolve(file), List.of(lines));
    }

    private void touch(String... files) throws Exception {
        for (String file : files) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[0]);
        }
    }
}
