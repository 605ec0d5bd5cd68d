package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.InflaterInputStream;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFileTest {
    private static AnomalyMap map() {
        float[] scores = new float[12 * 7];
        Random random = new Random(5);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) random.nextGaussian();
        }
        scores[3] = -0.0f;
        scores[4] = Float.MIN_VALUE;
        return new AnomalyMap(12, 7, scores, new Region(1.5, -2, 640, 480.25));
    }

    @Test
    void givesBackEveryBit(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.map"), MapFile.encode(map()));
        AnomalyMap back = MapFile.read(file);
        assertThat(back.covered()).isEqualTo(map().covered());
        assertThat(back.width()).isEqualTo(12);
        for (int i = 0; i < back.scores().length; i++) {
            assertThat(Float.floatToRawIntBits(back.scores()[i])).isEqualTo(Float.floatToRawIntBits(map().scores()[i]));
        }
    }

    @Test
    void isLaidOutAsDocumented() throws Exception {
        byte[] file = MapFile.encode(map());
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(file, 0, 4, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("LMAP");
        assertThat(in.getInt(4)).isEqualTo(1);
        assertThat(in.getInt(8)).isEqualTo(12);
        assertThat(in.getInt(12)).isEqualTo(7);
        assertThat(in.getDouble(16)).isEqualTo(1.5);
        assertThat(in.getDouble(40)).isEqualTo(480.25);
        byte[] body = Arrays.copyOfRange(file, 52, file.length);
        byte[] raw = new InflaterInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes();
        assertThat(raw).hasSize(12 * 7 * 4);
        assertThat(ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).getFloat(8 * 4))
                .isEqualTo(map().scores()[8]);
    }

    @Test
    void keepsClasses() {
        byte[] file = MapFile.encode(classes());
        assertThat(file[4]).as("version").isEqualTo((byte) 2);
        AnomalyMap back = MapFile.decode(file, "x");
        assertThat(back.scores()).containsExactly(classes().scores());
        ClassMap kinds = back.classes().orElseThrow();
        assertThat(kinds.classes()).isEqualTo(classes().classes().orElseThrow().classes());
        assertThat(kinds.cells())
                .containsExactly(classes().classes().orElseThrow().cells());
    }

    private static AnomalyMap classes() {
        short[] cells = new short[12 * 7];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (short) (i % 3);
        }
        List<DefectClass> kinds = List.of(new DefectClass(300, "Kratzer 划痕"), DefectClass.unnamed(2));
        return new AnomalyMap(12, 7, map().scores(), map().covered(), Optional.of(new ClassMap(kinds, cells)));
    }

    @Test
    void refusesWhatIsDamaged() {
        refuses(MapFile.encode(map()));
        refuses(MapFile.encode(classes()));
    }

    private static void refuses(byte[] whole) {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(codeOf(cut)).as("cut at " + length).isEqualTo(FaultCode.IMG_01);
        }
        for (int i : new int[] {0, 4, 8, 9, 11, 15, 20, 40, 48, 60, whole.length - 6}) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x40;
            assertThat(codeOf(flipped)).as("flipped at " + i).isEqualTo(FaultCode.IMG_01);
        }
        assertThat(catchThrowableOfType(InspectionFault.class, () -> MapFile.read(Path.of("no/such.map")))
                        .code())
                .isEqualTo(FaultCode.IMG_05);
    }

    private static FaultCode codeOf(byte[] content) {
        return catchThrowableOfType(InspectionFault.class, () -> MapFile.decode(content, "x.map"))
                .code();
    }
}
