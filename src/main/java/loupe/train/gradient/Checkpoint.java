package loupe.train.gradient;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import loupe.train.Disk;

/**
 * All that a training needs to go on as if it had never stopped.
 *
 * @param recipe the settings it belongs to, as text; another text is another training
 * @param step steps done
 * @param seconds spent training so far
 * @param values weights, statistics and moments by name
 */
public record Checkpoint(String recipe, long step, double seconds, SortedMap<String, float[]> values) {
    private static final int MAGIC = 0x4c4f5550;
    private static final int VERSION = 1;
    private static final long LARGEST = 1L << 30;
    private static final String CUT = "it is cut off";

    /** Where the checkpoint of an output lies. */
    public static Path beside(Path out) {
        return out.resolveSibling(out.getFileName() + ".checkpoint");
    }

    /**
     * The checkpoint to go on from: an output's last one, or an empty one.
     *
     * @param recipe the settings of the training that asks
     * @throws InspectionFault TEA-06 when there is none to resume, or it belongs to other settings
     */
    public static Checkpoint start(Path out, String recipe, boolean resume) {
        if (!resume) {
            return new Checkpoint(recipe, 0, 0, new TreeMap<>());
        }
        Checkpoint found = read(beside(out));
        if (!found.recipe.equals(recipe)) {
            throw new InspectionFault(FaultCode.TEA_06, beside(out), "it began with: " + found.recipe);
        }
        return found;
    }

    /** The beginning of another training with these weights and statistics. */
    public Checkpoint begin(String newRecipe) {
        SortedMap<String, float[]> kept = new TreeMap<>(values);
        kept.keySet().removeIf(name -> name.startsWith(AdamW.PREFIX));
        return new Checkpoint(newRecipe, 0, 0, kept);
    }

    /**
     * Writes it whole or not at all.
     *
     * @throws InspectionFault TEA-09 when the disk is full, CFG-02
     */
    public void write(Path file) {
        try {
            WholeFile.write(file, this::writeTo);
        } catch (IOException e) {
            throw Disk.fault(e, file);
        }
    }

    private void writeTo(OutputStream file) throws IOException {
        DataOutputStream out = new DataOutputStream(file);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(recipe);
        out.writeLong(step);
        out.writeDouble(seconds);
        out.writeInt(values.size());
        for (var entry : values.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeInt(entry.getValue().length);
            ByteBuffer buffer = ByteBuffer.allocate(entry.getValue().length * Float.BYTES);
            buffer.asFloatBuffer().put(entry.getValue());
            out.write(buffer.array());
        }
    }

    /**
     * Reads one back.
     *
     * @throws InspectionFault TEA-06 when the file is missing, damaged or of another version
     */
    public static Checkpoint read(Path file) {
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new IOException("it is too large");
            }
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                    throw new IOException("it is no checkpoint of this version");
                }
                return new Checkpoint(in.readUTF(), in.readLong(), in.readDouble(), values(in, size));
            }
        } catch (NoSuchFileException e) {
            throw new InspectionFault(FaultCode.TEA_06, e, file, "there is no such file");
        } catch (EOFException e) {
            throw new InspectionFault(FaultCode.TEA_06, e, file, CUT);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TEA_06, e, file, String.valueOf(e.getMessage()));
        }
    }

    private static SortedMap<String, float[]> values(DataInputStream in, long size) throws IOException {
        SortedMap<String, float[]> values = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            int length = in.readInt();
            if (length < 0 || (long) length * Float.BYTES > size) {
                throw new IOException(CUT);
            }
            byte[] bytes = new byte[length * Float.BYTES];
            in.readFully(bytes);
            float[] array = new float[length];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(array);
            values.put(name, array);
        }
        return values;
    }
}
