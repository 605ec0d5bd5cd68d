package loupe.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import loupe.domain.AnomalyMap;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Region;

/**
 * The file format of raw anomaly maps ({@code .map}), little endian: {@code "LMAP"}, int32 version (1), int32 width,
 * int32 height, 4 × float64 covered region (x, y, width, height in image pixels), int32 CRC-32 of these 48 bytes and
 * the uncompressed values, then the values as float32, row-major, compressed with deflate (zlib header). Lossless.
 */
public final class MapFile {
    private static final int MAGIC = 0x50414d4c; // "LMAP" read little endian
    private static final int VERSION = 1;
    private static final int HEADER = 4 * 4 + 4 * 8 + 4;
    private static final int MOST_VALUES = 1 << 24;
    private static final long MOST_BYTES = MOST_VALUES * 5L;

    private MapFile() {}

    /** The whole content of a map file. */
    public static byte[] encode(AnomalyMap map) {
        ByteBuffer raw = ByteBuffer.allocate(map.scores().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(map.scores());
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putInt(VERSION).putInt(map.width()).putInt(map.height());
        Region c = map.covered();
        header.putDouble(c.x()).putDouble(c.y()).putDouble(c.width()).putDouble(c.height());
        header.putInt(crc(header.array(), raw.array()));
        ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER + raw.capacity());
        out.writeBytes(header.array());
        deflate(raw.array(), out);
        return out.toByteArray();
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
            ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
            int magic = in.getInt();
            int version = in.getInt();
            if (magic != MAGIC || version != VERSION) {
                throw new InspectionFault(FaultCode.IMG_01, name, "not a map of version " + VERSION);
            }
            int width = in.getInt();
            int height = in.getInt();
            if (width < 1 || height < 1 || (long) width * height > MOST_VALUES) {
                throw new InspectionFault(FaultCode.IMG_01, name, "map of " + width + " × " + height);
            }
            Region covered = new Region(in.getDouble(), in.getDouble(), in.getDouble(), in.getDouble());
            int crc = in.getInt();
            byte[] raw = inflate(content, width * height * Float.BYTES);
            if (crc(content, raw) != crc) {
                throw new InspectionFault(FaultCode.IMG_01, name, "wrong checksum");
            }
            float[] scores = new float[width * height];
            ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(scores);
            return new AnomalyMap(width, height, scores, covered);
        } catch (BufferUnderflowException | DataFormatException | IllegalArgumentException e) {
            throw new InspectionFault(FaultCode.IMG_01, e, name, "cut off or damaged");
        }
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

    private static byte[] inflate(byte[] content, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(content, HEADER, content.length - HEADER);
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

    private static int crc(byte[] header, byte[] raw) {
        CRC32 crc = new CRC32();
        crc.update(header, 0, HEADER - Integer.BYTES);
        crc.update(raw);
        return (int) crc.getValue();
    }
}
