package loupe.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who changed what, when and why: a file that is only ever added to, one JSON object a line. Every line carries the
 * digest of the act before it, so that a change or a missing line is seen, and a note beside the file holds the newest
 * digest, so that a missing end is seen. Lines are forced to the disk. Thread-safe within the one process that holds
 * the data folder.
 */
public final class AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "0".repeat(64);
    private static final int NOTE_VERSION = 1;

    private final Path file;
    private final Path note;

    public AuditLog(Path file) {
        this.file = file;
        this.note = file.resolveSibling(file.getFileName().toString().replace(".jsonl", "") + ".head.json");
    }

    /**
     * One act.
     *
     * @param at when it was done
     * @param act stable word, for example {@code calibrate}
     * @param subject what it was done to, for example {@code washer v4}
     * @param who did it
     * @param why in that person's words
     */
    public record Act(Instant at, String act, String subject, String who, String why) {}

    /**
     * What the file says.
     *
     * @param acts oldest first; lines that cannot be read are left out
     * @param check whether the file is as it was written
     */
    public record Reading(List<Act> acts, AuditCheck check) {
        public Reading {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Adds one act. A line that a power cut left unfinished stays as it is and is followed by a new line. Where the end
     * of the log is missing, the new line follows the one that is missing, so that the gap stays visible.
     *
     * @throws InspectionFault TRC-03 when it cannot be written
     */
    public synchronized void add(Act act) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AuditCheck now = read().check();
            ObjectNode node = JSON.createObjectNode();
            node.put("at", act.at().toString());
            node.put("act", act.act());
            node.put("subject", act.subject());
            node.put("who", act.who());
            node.put("why", act.why());
            node.put("after", now.end() == AuditCheck.End.CUT ? noted().orElse(now.head()) : now.head());
            byte[] line = JSON.writeValueAsBytes(node);
            append(line);
            keep(digest(line), now.digests().size() + 1);
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_03, e, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Everything that was ever added; empty when there is no file.
     *
     * @throws InspectionFault TRC-06 when the file cannot be read
     */
    public synchronized Reading read() {
        List<Act> acts = new ArrayList<>();
        List<Integer> unreadable = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        Optional<Integer> broken = Optional.empty();
        String before = START; // in older logs an unfinished line is part of the chain
        try {
            List<byte[]> lines = lines();
            for (int i = 0; i < lines.size(); i++) {
                String last = digests.isEmpty() ? START : digests.get(digests.size() - 1);
                String digest = digest(lines.get(i));
                try {
                    JsonNode node = JSON.readTree(lines.get(i));
                    acts.add(act(node));
                    String after = node.path("after").asText();
                    if (broken.isEmpty() && !after.equals(last) && !after.equals(before)) {
                        broken = Optional.of(i + 1);
                    }
                    digests.add(digest);
                } catch (IOException | DateTimeException e) {
                    LOG.debug("line {} of {} is no act", i + 1, file, e);
                    unreadable.add(i + 1);
                }
                before = digest;
            }
            String head = digests.isEmpty() ? START : digests.get(digests.size() - 1);
            return new Reading(acts, new AuditCheck(lines.size(), head, broken, unreadable, end(digests), digests));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_06, e, file, String.valueOf(e.getMessage()));
        }
    }

    private AuditCheck.End end(List<String> digests) {
        return noted().map(head -> digests.contains(head) ? AuditCheck.End.THERE : AuditCheck.End.CUT)
                .orElse(AuditCheck.End.UNKNOWN);
    }

    /** The digest of the act that was added last; a power cut may have left it one behind. */
    private Optional<String> noted() {
        try {
            String head = JSON.readTree(Files.readAllBytes(note)).path("head").asText();
            return Optional.of(head).filter(h -> h.length() == START.length());
        } catch (IOException e) {
            LOG.debug("no note of the newest act", e);
            return Optional.empty();
        }
    }

    private void keep(String head, int acts) throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", NOTE_VERSION);
        node.put("acts", acts);
        node.put("head", head);
        WholeFile.write(note, JSON.writeValueAsBytes(node));
    }

    private static Act act(JsonNode node) {
        return new Act(
                Instant.parse(node.path("at").asText()),
                node.path("act").asText(),
                node.path("subject").asText(),
                node.path("who").asText(),
                node.path("why").asText());
    }

    /** As bytes: a flipped bit may leave what is no text. */
    private List<byte[]> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        byte[] all = Files.readAllBytes(file);
        List<byte[]> lines = new ArrayList<>();
        for (int from = 0, to = 0; from < all.length; from = to + 1) {
            for (to = from; to < all.length && all[to] != '\n'; ) {
                to++;
            }
            int end = to > from && all[to - 1] == '\r' ? to - 1 : to;
            byte[] line = Arrays.copyOfRange(all, from, end);
            if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private boolean endsOpen() throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            return last.get(0) != '\n';
        }
    }

    private void append(byte[] line) throws IOException {
        byte[] before = endsOpen() ? new byte[] {'\n'} : new byte[0];
        ByteBuffer bytes = ByteBuffer.allocate(before.length + line.length + 1);
        bytes.put(before).put(line).put((byte) '\n').flip();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String digest(byte[] line) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
