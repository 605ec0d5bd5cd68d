package loupe.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    Path folder;

    private Path file;
    private AuditLog log;

    @BeforeEach
    void fiveActs() {
        file = folder.resolve("audit.jsonl");
        log = new AuditLog(file);
        for (int i = 1; i <= 5; i++) {
            log.add(act("a v" + i));
        }
    }

    private static AuditLog.Act act(String subject) {
        return new AuditLog.Act(Instant.parse("2026-11-22T10:00:00Z"), "calibrate", subject, "me", "line\nbreak");
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.readAllLines(file));
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private AuditCheck check() {
        return new AuditLog(file).read().check();
    }

    @Test
    void anUntouchedLogHolds() throws Exception {
        AuditCheck check = check();
        assertThat(check.intact()).isTrue();
        assertThat(check.end()).isEqualTo(AuditCheck.End.THERE);
        assertThat(check.lines()).isEqualTo(5);
        byte[] newest = lines().get(4).getBytes(StandardCharsets.UTF_8);
        String sha =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(newest));
        assertThat(check.head()).isEqualTo(sha);
        assertThat(check.holds(sha.substring(0, 16))).isTrue();
        assertThat(new AuditLog(folder.resolve("none.jsonl")).read().check().intact())
                .isTrue();
    }

    @Test
    void aChangedLineIsNamedByItsSuccessor() throws Exception {
        for (int changed = 0; changed < 4; changed++) {
            List<String> original = lines();
            List<String> lines = lines();
            lines.set(changed, lines.get(changed).replace("\"me\"", "\"you\""));
            write(lines);
            assertThat(check().broken()).contains(changed + 2);
            write(original);
        }
        assertThat(check().intact()).isTrue();
    }

    @Test
    void theNewestLineHasNoSuccessorButANote() throws Exception {
        List<String> lines = lines();
        lines.set(4, lines.get(4).replace("\"me\"", "\"you\""));
        write(lines);
        assertThat(check().broken()).isEmpty();
        assertThat(check().end()).isEqualTo(AuditCheck.End.CUT);
        assertThat(check().intact()).isFalse();
    }

    @Test
    void removedInsertedAndMovedLinesAreSeen() throws Exception {
        List<String> whole = lines();
        for (int i = 0; i < 4; i++) {
            List<String> removed = new ArrayList<>(whole);
            removed.remove(i);
            write(removed);
            assertThat(check().broken()).contains(i + 1);
            List<String> inserted = new ArrayList<>(whole);
            inserted.add(i + 1, whole.get(i).replace("a v", "b v"));
            write(inserted);
            assertThat(check().intact()).isFalse();
            List<String> moved = new ArrayList<>(whole);
            moved.add(moved.remove(i));
            write(moved);
            assertThat(check().broken()).contains(i + 1);
        }
    }

    @Test
    void aCutEndIsSeenAndStaysVisibleWhenTheLogGoesOn() throws Exception {
        write(lines().subList(0, 3));
        assertThat(check().broken()).as("what is left is a chain").isEmpty();
        assertThat(check().end()).isEqualTo(AuditCheck.End.CUT);
        new AuditLog(file).add(act("a v6"));
        assertThat(check().intact()).isFalse();
        assertThat(check().broken()).contains(4);
        new AuditLog(file).add(act("a v7"));
        assertThat(check().broken()).contains(4);
        Files.delete(file);
        assertThat(check().end()).isEqualTo(AuditCheck.End.CUT);
    }

    @Test
    void withoutItsNoteACutEndIsOnlySeenByADigestFromElsewhere() throws Exception {
        String noted = check().head();
        write(lines().subList(0, 3));
        Files.delete(folder.resolve("audit.head.json"));
        assertThat(check().intact()).isTrue();
        assertThat(check().end()).isEqualTo(AuditCheck.End.UNKNOWN);
        assertThat(check().holds(noted)).isFalse();
    }

    @Test
    void aPowerCutInTheMiddleOfALineIsNoTampering() throws Exception {
        String whole = Files.readString(file);
        Files.writeString(file, whole + "{\"at\":\"2026-11-2");
        assertThat(check().intact()).isTrue();
        assertThat(check().unreadable()).containsExactly(6);
        new AuditLog(file).add(act("after"));
        AuditLog.Reading reading = new AuditLog(file).read();
        assertThat(reading.check().intact()).isTrue();
        assertThat(reading.check().unreadable()).containsExactly(6);
        assertThat(reading.acts()).extracting(AuditLog.Act::subject).endsWith("a v5", "after");
        List<String> lines = lines();
        lines.set(2, lines.get(2).substring(0, 20)); // an act made unreadable is not an unfinished line
        write(lines);
        assertThat(check().broken()).contains(4);
    }

    @Test
    void aPowerCutBetweenLineAndNoteIsNoTampering() throws Exception {
        byte[] note = Files.readAllBytes(folder.resolve("audit.head.json"));
        log.add(act("a v6"));
        Files.write(folder.resolve("audit.head.json"), note);
        assertThat(check().intact()).isTrue();
        new AuditLog(file).add(act("a v7"));
        assertThat(check().intact()).isTrue();
        assertThat(check().lines()).isEqualTo(7);
    }

    @Test
    void bytesThatAreNoTextStopNothing() throws Exception {
        byte[] all = Files.readAllBytes(file);
        all[30] = (byte) 0xff;
        Files.write(file, all);
        assertThat(check().intact()).isFalse();
        new AuditLog(file).add(act("a v6"));
        assertThat(new AuditLog(file).read().acts())
                .extracting(AuditLog.Act::subject)
                .endsWith("a v6");
    }

    @Test
    void logsOfOlderVersionsHold() throws Exception {
        List<String> lines = lines();
        String half = "{\"at\":\"20";
        String sha = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(half.getBytes(StandardCharsets.UTF_8)));
        lines.add(half);
        lines.add(
                "{\"at\":\"2026-11-22T10:00:00Z\",\"act\":\"x\",\"subject\":\"\",\"who\":\"\",\"why\":\"\",\"after\":\""
                        + sha + "\"}");
        write(lines);
        Files.delete(folder.resolve("audit.head.json"));
        assertThat(check().intact()).isTrue();
        assertThat(check().unreadable()).containsExactly(6);
    }
}
