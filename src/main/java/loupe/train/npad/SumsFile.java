package loupe.train.npad;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.train.Digests;

/**
 * The form of a sums file: {@code LOUPESUM}, version, length of the facts, facts as JSON, arrays big-endian in their
 * order, SHA-256 of all that.
 */
final class SumsFile {
    private static final byte[] MAGIC = "LOUPESUM".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 2;
    private static final int DIGEST = 32;
    private static final int HEAD = MAGIC.length + 8;
    private static final long LARGEST = 1L << 30;
    private static final int CHUNK = 1 << 13;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SumsFile() {}

    /** Writes one part after the other. */
    static final class Writer {
        private final OutputStream plain;
        private final DigestOutputStream out;

        Writer(OutputStream plain) {
            this.plain = plain;
            this.out = new DigestOutputStream(plain, Digests.sha256());
        }

        void facts(SumsFacts facts) throws IOException {
            byte[] text = JSON.writeValueAsBytes(facts);
            out.write(ByteBuffer.allocate(HEAD)
                    .put(MAGIC)
                    .putInt(VERSION)
                    .putInt(text.length)
                    .array());
            out.write(text);
        }

        void floats(float[] values) throws IOException {
            for (int from = 0; from < values.length; from += CHUNK) {
                int count = Math.min(CHUNK, values.length - from);
                ByteBuffer bytes = ByteBuffer.allocate(4 * count);
                bytes.asFloatBuffer().put(values, from, count);
                out.write(bytes.array());
            }
        }

        void doubles(double[] values) throws IOException {
            for (int from = 0; from < values.length; from += CHUNK) {
                int count = Math.min(CHUNK, values.length - from);
                ByteBuffer bytes = ByteBuffer.allocate(8 * count);
                bytes.asDoubleBuffer().put(values, from, count);
                out.write(bytes.array());
            }
        }

        void end() throws IOException {
            plain.write(out.getMessageDigest().digest());
        }
    }

    /** Reads the parts in the same order; everything was checked when it was opened. */
    static final class Reader {
        private final SumsFacts facts;
        private final ByteBuffer bytes;

        private Reader(SumsFacts facts, ByteBuffer bytes) {
            this.facts = facts;
            this.bytes = bytes;
        }

        /**
         * Opens a file.
         *
         * @throws InspectionFault TEA-07
         */
        static Reader open(Path file) {
            try {
                if (Files.size(file) > LARGEST) {
                    throw fault(file, "they are too large", null);
                }
                return of(file, Files.readAllBytes(file));
            } catch (BufferUnderflowException | JsonProcessingException e) {
                throw fault(file, "they are damaged", e);
            } catch (IOException e) {
                throw fault(file, "they are not there or cannot be read", e);
            }
        }

        private static Reader of(Path file, byte[] all) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(all);
            byte[] magic = new byte[MAGIC.length];
            bytes.get(magic);
            int version = bytes.getInt();
            if (!Arrays.equals(magic, MAGIC)) {
                throw fault(file, "this is another kind of file", null);
            }
            if (version != VERSION) {
                throw fault(file, "they were written by another version of Loupe", null);
            }
            int end = Math.max(0, all.length - DIGEST);
            MessageDigest sha256 = Digests.sha256();
            sha256.update(all, 0, end);
            byte[] digest = sha256.digest();
            int length = bytes.getInt();
            if (!Arrays.equals(digest, Arrays.copyOfRange(all, end, all.length)) || length < 0 || length > end - HEAD) {
                throw fault(file, "they are damaged", null);
            }
            SumsFacts facts = JSON.readValue(all, HEAD, length, SumsFacts.class);
            long arrays =
                    facts.views().stream().mapToLong(SumsFacts.Size::bytes).sum();
            if (arrays != end - HEAD - length) {
                throw fault(file, "they are damaged", null);
            }
            return new Reader(facts, bytes.position(HEAD + length));
        }

        SumsFacts facts() {
            return facts;
        }

        float[] floats(int count) {
            float[] values = new float[count];
            bytes.asFloatBuffer().get(values);
            bytes.position(bytes.position() + 4 * count);
            return values;
        }

        double[] doubles(int count) {
            double[] values = new double[count];
            bytes.asDoubleBuffer().get(values);
            bytes.position(bytes.position() + 8 * count);
            return values;
        }

        private static InspectionFault fault(Path file, String reason, Exception cause) {
            return new InspectionFault(FaultCode.TEA_07, cause, file, reason);
        }
    }
}
