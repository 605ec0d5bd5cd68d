package loupe.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Who changed what, when and why: a file that is only ever added to, one JSON object a line. Every line carries the
 * digest of the line before it, so that a change or a missing line is seen. Lines are forced to the disk. Thread-safe
 * within the one process that holds the data folder.
 */
public final class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "0".repeat(64);

    private final Path file;

    public AuditLog(Path file) {
        this.file = file;
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
     * @param intact false when a line was changed, removed or is unreadable
     */
    public record Reading(List<Act> acts, boolean intact) {
        public Reading {
            acts = List.copyOf(acts);
        }
    }

    /**
     * Adds one act. A line that a power cut left unfinished stays as it is and is followed by a new line.
     *
     * @throws InspectionFault TRC-03 when it cannot be written
     */
    public synchronized void add(Act act) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            List<String> lines = lines();
            ObjectNode node = JSON.createObjectNode();
            node.put("at", act.at().toString());
            node.put("act", act.act());
            node.put("subject", act.subject());
            node.put("who", act.who());
            node.put("why", act.why());
            node.put("after", lines.isEmpty() ? START : digest(lines.get(lines.size() - 1)));
            append((endsOpen() ? "\n" : "") + JSON.writeValueAsString(node) + "\n");
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_03, e, String.valueOf(e.getMessage()));
        }
    }

    /** Everything that was ever added; empty and intact when there is no file. */
    public synchronized Reading read() {
        List<Act> acts = new ArrayList<>();
        boolean intact = true;
        String before = START;
        try {
            for (String line : lines()) {
                try {
                    JsonNode node = JSON.readTree(line);
                    intact &= node.path("after").asText().equals(before);
                    acts.add(act(node));
                } catch (JsonProcessingException | java.time.DateTimeException e) {
                    intact = false;
                }
                before = digest(line);
            }
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.TRC_06, e, file, String.valueOf(e.getMessage()));
        }
        return new Reading(acts, intact);
    }

    private static Act act(JsonNode node) {
        return new Act(
                Instant.parse(node.path("at").asText()),
                node.path("act").asText(),
                node.path("subject").asText(),
                node.path("who").asText(),
                node.path("why").asText());
    }

    private List<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(l -> !l.isBlank()).toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
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

    private void append(String text) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String digest(String line) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
