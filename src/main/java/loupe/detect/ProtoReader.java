package loupe.detect;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/** Walks the wire format of protocol buffers without making objects of it; depth is limited. */
abstract class ProtoReader {
    private static final int DEEPEST = 48;

    final CodedInputStream in;
    private int depth;

    ProtoReader(CodedInputStream in) {
        this.in = in;
    }

    /** Reads a field that has been recognised by its number, or steps over it. */
    @FunctionalInterface
    interface Fields {
        void read(int field, int tag) throws IOException;
    }

    final void message(int tag, Fields fields) throws IOException {
        require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        if (++depth > DEEPEST) {
            throw new InvalidProtocolBufferException("nested deeper than " + DEEPEST);
        }
        int outer = in.pushLimit(in.readRawVarint32());
        fields(fields);
        in.popLimit(outer);
        depth--;
    }

    final void fields(Fields fields) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            fields.read(WireFormat.getTagFieldNumber(tag), tag);
        }
        if (in.getBytesUntilLimit() > 0) {
            throw new InvalidProtocolBufferException("a field without number");
        }
    }

    final String string(int tag) throws IOException {
        require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        return in.readString();
    }

    final long number(int tag) throws IOException {
        require(tag, WireFormat.WIRETYPE_VARINT);
        return in.readRawVarint64();
    }

    /** A field of bytes when it is short; else it is stepped over, and nothing comes back. */
    final byte[] shortBytes(int tag, int limit) throws IOException {
        require(tag, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int size = in.readRawVarint32();
        if (size >= 0 && size <= limit) {
            return in.readRawBytes(size);
        }
        in.skipRawBytes(size);
        return new byte[0];
    }

    private static void require(int tag, int wireType) throws IOException {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw new InvalidProtocolBufferException(
                    "field " + WireFormat.getTagFieldNumber(tag) + " is of another kind");
        }
    }
}
