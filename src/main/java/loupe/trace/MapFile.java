package loupe.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import loupe.domain.AnomalyMap;
import loupe.domain.ClassMap;
import loupe.domain.DefectClass;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Region;

/**
 * The file format of raw anomaly maps ({@code .map}), little endian: {@code "LMAP"}, int32 version, int32 width, int32
 * height, 4 × float64 covered region (x, y, width, height in image pixels), int32 CRC-32 of the header before it and
 * the uncompressed values, then the values as float32, row-major, compressed with deflate (zlib header). Lossless.
 *
 * <p>Version 1 is that. A map with classes is of version 2: before the CRC stands int32 bytes of the classes, and these
 * follow the values in the compressed part: the cells as int16 (0 = none, k = k-th class), int32 number of classes, and
 * of each int32 index, int32 bytes of its name, and the name in UTF-8.
 */
public final class MapFile {
    private static final int MAGIC = 0x50414d4c; // "LMAP" read little endian
    private static final int PLAIN = 1;
    private static final int CLASSES = 2;
    private static final int HEADER = 4 * 4 + 4 * 8 + 4;
    private static final int MOST_VALUES = 1 << 24;
    private static final int MOST_NAMES = 1 << 20;
    private static final long MOST_BYTES = MOST_VALUES * 7L + MOST_NAMES;

    private MapFile() {}

    /** The whole content of a map file. */
    public static byte[] encode(AnomalyMap map) {
        byte[] classes = map.classes().map(MapFile::bytes).orElse(new byte[0]);
        boolean plain = classes.length == 0;
        int scores = map.scores().length * Float.BYTES;
        byte[] raw = new byte[scores + classes.length];
        little(raw).asFloatBuffer().put(map.scores());
        System.arraycopy(classes, 0, raw, scores, classes.length);
        byte[] header = new byte[plain ? HEADER : HEADER + Integer.BYTES];
        ByteBuffer into = little(header);
        into.putInt(MAGIC).putInt(plain ? PLAIN : CLASSES).putInt(map.width()).putInt(map.height());
        Region c = map.covered();
        into.putDouble(c.x()).putDouble(c.y()).putDouble(c.width()).putDouble(c.height());
        if (!plain) {
            into.putInt(classes.length);
        }
        into.putInt(crc(header, into.position(), raw));
        ByteArrayOutputStream out = new ByteArrayOutputStream(header.length + raw.length);
        out.writeBytes(header);
        deflate(raw, out);
        return out.toByteArray();
    }

    private static byte[] bytes(ClassMap map) {
        byte[] cells = new byte[map.cells().length * Short.BYTES + Integer.BYTES];
        ByteBuffer into = little(cells);
        into.asShortBuffer().put(map.cells());
        into.putInt(map.cells().length * Short.BYTES, map.classes().size());
        ByteArrayOutputStream all = new ByteArrayOutputStream(cells.length);
        all.writeBytes(cells);
        for (DefectClass c : map.classes()) {
            byte[] name = c.name().getBytes(StandardCharsets.UTF_8);
            byte[] numbers = new byte[2 * Integer.BYTES];
            little(numbers).putInt(c.index()).putInt(name.length);
            all.writeBytes(numbers);
            all.writeBytes(name);
        }
        return all.toByteArray();
    }

    private static ClassMap classes(ByteBuffer in, int cells) {
        short[] kinds = new short[cells];
        in.asShortBuffer().get(kinds);
        in.position(in.position() + cells * Short.BYTES);
        int count = in.getInt();
        List<DefectClass> classes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = in.getInt();
            int length = in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new IllegalArgumentException("a name of " + length + " bytes");
            }
            byte[] name = new byte[length];
            in.get(name);
            classes.add(new DefectClass(index, new String(name, StandardCharsets.UTF_8)));
        }
        return new ClassMap(classes, kinds);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Reads a map.
     *
     * @throws InspectionFault IMG-05 when the file is missing, IMG-01 when it is damaged or of another version
     */
    public static AnomalyMap read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InspectionFault(FaultCode.IMG_01, file, "too large for a map");
            }
            return decode(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.IMG_05, e, file);
        }
    }

    /** Like {@link #read} from bytes; {@code name} is for the fault. */
    public static AnomalyMap decode(byte[] content, String name) {
        try {
            ByteBuffer in = little(content);
            int magic = in.getInt();
            int version = in.getInt();
            if (magic != MAGIC || version < PLAIN || version > CLASSES) {
                throw new InspectionFault(FaultCode.IMG_01, name, "not a map of version " + CLASSES + " or before");
            }
            int width = in.getInt();
            int height = in.getInt();
            if (width < 1 || height < 1 || (long) width * height > MOST_VALUES) {
                throw new InspectionFault(FaultCode.IMG_01, name, "map of " + width + " × " + height);
            }
            Region covered = new Region(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
            int more = version == CLASSES ? in.getInt() : 0;
            if (more < 0 || more > (long) width * height * Short.BYTES + MOST_NAMES) {
                throw new InspectionFault(FaultCode.IMG_01, name, "classes of " + more + " bytes");
            }
            int header = in.position();
            int crc = in.getInt();
            byte[] raw = inflate(content, in.position(), width * height * Float.BYTES + more);
            if (crc(content, header, raw) != crc) {
                throw new InspectionFault(FaultCode.IMG_01, name, "wrong checksum");
            }
            return map(width, height, covered, little(raw), version);
        } catch (BufferUnderflowException | DataFormatException | IllegalArgumentException e) {
            throw new InspectionFault(FaultCode.IMG_01, e, name, "cut off or damaged");
        }
    }

    private static AnomalyMap map(int width, int height, Region covered, ByteBuffer raw, int version) {
        float[] scores = new float[width * height];
        raw.asFloatBuffer().get(scores);
        raw.position(scores.length * Float.BYTES);
        Optional<ClassMap> classes = version == CLASSES ? Optional.of(classes(raw, scores.length)) : Optional.empty();
        return new AnomalyMap(width, height, scores, covered, classes);
    }

    private static void deflate(byte[] raw, ByteArrayOutputStream out) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(raw);
            deflater.finish();
            byte[] buffer = new byte[1 << 14];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflate(byte[] content, int from, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, from, content.length - from);
            byte[] raw = new byte[length];
            int read = 0;
            while (read < length) {
                int n = inflater.inflate(raw, read, length - read);
                if (n == 0) {
                    throw new DataFormatException("cut off");
                }
                read += n;
            }
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new DataFormatException("cut off or too long");
            }
            return raw;
        } finally {
            inflater.end();
        }
    }

    private static int crc(byte[] header, int length, byte[] raw) {
        CRC32 crc = new CRC32();
        crc.update(header, 0, length);
        crc.update(raw);
        return (int) crc.getValue();
    }
}
