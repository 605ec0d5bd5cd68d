package loupe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.calibrate.Scored;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCsvTest {
    @TempDir
    Path folder;

    @Test
    void anybodysTables() throws Exception {
        assertThat(read("label,score\ngood,0.5\nanomaly,1e2\n\n"))
                .containsExactly(new Scored("", "", "good", 0.5f), new Scored("", "", "anomaly", 100));
        assertThat(read("\ufeffScore;LABEL;type;part\n0,25;Good;;p1\n3,5;defect;scratch;p1"))
                .containsExactly(new Scored("", "p1", "good", 0.25f), new Scored("", "p1", "scratch", 3.5f));
        assertThat(read("name\tlabel\tscore\na \"b\"\t0\t-1"))
                .extracting(Scored::isDefect)
                .containsExactly(true);
        assertThat(read("image,label,score\n\"a, \"\"b\"\"\",GOOD,1"))
                .extracting(Scored::name)
                .containsExactly("a, \"b\"");
    }

    @Test
    void readsWhatItWrites() throws Exception {
        List<Scored> rows = List.of(
                new Scored("übel, \"x\".png", "part 1", "good", 0.1f),
                new Scored("b.png", "", "Kratzer; tief", Float.MIN_VALUE));
        StringWriter out = new StringWriter();
        ScoreCsv.write(out, rows);
        assertThat(read(out.toString())).isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "score\n1",
                "label,score\ngood,",
                "label,score\ngood,x",
                "label,score\ngood,NaN",
                "label,score\nbad,Infinity",
                "label,score\n,1",
                "label,score\ngood"
            })
    void saysWhichLineIsWrong(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.CAL_03));
    }

    @Test
    void aTableThatWouldFillTheMemoryIsNotRead() throws Exception {
        Path huge = folder.resolve("huge.csv");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength((64L << 20) + 1); // one line of zeros
        }
        assertThatThrownBy(() -> ScoreCsv.read(huge))
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(FaultCode.IMG_09));
    }

    @Test
    void neitherMissingNorForeignFilesAreFatal() throws Exception {
        assertThatThrownBy(() -> ScoreCsv.read(folder.resolve("none.csv"))).isInstanceOf(InspectionFault.class);
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> ScoreCsv.read(binary)).isInstanceOf(InspectionFault.class);
    }

    private List<Scored> read(String text) throws Exception {
        return ScoreCsv.read(Files.write(folder.resolve("scores.csv"), text.getBytes(StandardCharsets.UTF_8)));
    }
}
