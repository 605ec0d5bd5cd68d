package loupe.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
    private static final int QUICK = 10;

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock();
    private final List<String> diary = new ArrayList<>();
    private boolean unwritable;

    /** Stands still until it is moved. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Access open(Diary.Past past) {
        return new Access(file(), clock, this::note, past, QUICK);
    }

    private void note(String act, String subject, String who, String why) {
        if (unwritable) {
            throw new InspectionFault(FaultCode.TRC_03, "test");
        }
        diary.add(act + " " + subject + (why.startsWith("not done") ? ", not done" : ""));
    }

    private Path file() {
        return folder.resolve("access.json");
    }

    private Access withUsers() {
        Access access = open(Diary.Past.NONE);
        access.begin("Ada", "correct horse".toCharArray());
        access.put("Eve", Role.ENGINEER, "battery staple".toCharArray());
        access.put("Otto", Role.OPERATOR, "one two three".toCharArray());
        access.signOut();
        return access;
    }

    private static void fails(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InspectionFault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    private static void signIn(Access access, String name, String password) {
        access.signIn(name, password.toCharArray());
    }

    @Test
    void offMeansThatEverythingIsAllowed() {
        Access access = open(Diary.Past.NONE);
        assertThat(access.isOn()).isFalse();
        assertThat(Task.values()).allMatch(access::allows);
        assertThat(file()).doesNotExist();
        assertThat(diary).isEmpty();
    }

    @Test
    void everyRoleMayDoItsOwn() {
        Access access = withUsers();
        assertThat(Task.values()).noneMatch(access::allows);
        fails(FaultCode.ACC_01, () -> access.require(Task.TEACH));
        signIn(access, "otto", "one two three");
        assertThat(Task.values()).noneMatch(access::allows);
        signIn(access, "eve", "battery staple");
        assertThat(access.user()).contains(new User("Eve", Role.ENGINEER));
        assertThat(access.allows(Task.TEACH)).isTrue();
        assertThat(access.allows(Task.RECIPES)).isTrue();
        assertThat(access.allows(Task.STORAGE)).isFalse();
        fails(FaultCode.ACC_08, () -> access.put("Eve", Role.ADMINISTRATOR, "battery staple".toCharArray()));
        fails(FaultCode.ACC_08, () -> access.remove("Ada"));
        fails(FaultCode.ACC_08, access::end);
        fails(FaultCode.ACC_08, () -> access.begin("Eve", "battery staple".toCharArray()));
        signIn(access, "ADA", "correct horse");
        assertThat(Task.values()).allMatch(access::allows);
        access.signOut();
        assertThat(access.role()).isEqualTo(Role.OPERATOR);
        assertThat(diary)
                .containsSubsequence(
                        "access-on Ada", "user Eve", "sign-out Ada", "sign-in Otto", "sign-in Eve", "sign-in Ada");
    }

    @Test
    void theFileHoldsNoPasswordAndIsItsOwnersAlone() throws Exception {
        withUsers();
        assertThat(Files.readString(file())).doesNotContain("horse").contains("PBKDF2WithHmacSHA256");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        Access again = open(new Diary.Past(true, 0, Instant.EPOCH));
        assertThat(again.isOn()).isTrue();
        assertThat(again.user()).as("nobody at the start").isEmpty();
        signIn(again, "Eve", "battery staple");
        assertThat(again.role()).isEqualTo(Role.ENGINEER);
    }

    @Test
    void wrongAttemptsHaveToWaitLongerAndLonger() {
        Access access = withUsers();
        for (String name : List.of("Ada", "nobody", "Ada")) {
            fails(FaultCode.ACC_02, () -> signIn(access, name, "wrong"));
        }
        fails(FaultCode.ACC_03, () -> signIn(access, "Ada", "correct horse"));
        clock.move(Duration.ofSeconds(1));
        fails(FaultCode.ACC_03, () -> signIn(access, "Ada", "correct horse"));
        clock.move(Duration.ofSeconds(1));
        fails(FaultCode.ACC_02, () -> signIn(access, "Ada", "wrong"));
        clock.move(Duration.ofSeconds(3));
        fails(FaultCode.ACC_03, () -> signIn(access, "Ada", "correct horse"));
        clock.move(Duration.ofSeconds(1));
        signIn(access, "Ada", "correct horse");
        fails(FaultCode.ACC_02, () -> signIn(access, "Ada", "wrong"));
        fails(FaultCode.ACC_02, () -> signIn(access, "Ada", "wrong"));
        assertThat(diary).contains("sign-in-refused nobody");
    }

    @Test
    void waitingOutlivesARestartAndEndsAfterFiveMinutes() {
        withUsers();
        Access again = open(new Diary.Past(true, 50, clock.instant()));
        fails(FaultCode.ACC_03, () -> signIn(again, "Ada", "correct horse"));
        clock.move(Duration.ofSeconds(299));
        fails(FaultCode.ACC_03, () -> signIn(again, "Ada", "correct horse"));
        clock.move(Duration.ofDays(-30)); // a clock that was set back
        fails(FaultCode.ACC_03, () -> signIn(again, "Ada", "correct horse"));
        clock.move(Duration.ofSeconds(301));
        signIn(again, "Ada", "correct horse");
    }

    /** Every command is a start of its own: it would have to wait once more each time, for years. */
    @Test
    void anAttemptOfATimeToComeKeepsNobodyOut() {
        withUsers();
        Access again = open(new Diary.Past(true, 50, clock.instant().plus(Duration.ofDays(400))));
        signIn(again, "Ada", "correct horse");
        assertThat(again.role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws Exception {
        Access access = open(Diary.Past.NONE);
        unwritable = true;
        fails(FaultCode.TRC_03, () -> access.begin("Ada", "correct horse".toCharArray()));
        assertThat(access.isOn()).isFalse();
        assertThat(file()).doesNotExist();
        unwritable = false;
        access.begin("Ada", "correct horse".toCharArray());
        String before = Files.readString(file());
        unwritable = true;
        fails(FaultCode.TRC_03, () -> access.put("Eve", Role.ENGINEER, "battery staple".toCharArray()));
        fails(FaultCode.TRC_03, () -> access.setReturnMinutes(3));
        fails(FaultCode.TRC_03, access::end);
        assertThat(access.user()).contains(new User("Ada", Role.ADMINISTRATOR));
        assertThat(access.users()).hasSize(1);
        assertThat(file()).hasContent(before);
    }

    @Test
    void whatIsWrittenDownAndCannotBeDoneIsToldToo() throws Exception {
        Access access = open(Diary.Past.NONE);
        Path inTheWay = Files.createDirectories(folder.resolve("access.json.part/full"));
        fails(FaultCode.CFG_02, () -> access.begin("Ada", "correct horse".toCharArray()));
        assertThat(access.isOn()).isFalse();
        assertThat(diary).containsExactly("access-on Ada", "access-off Ada, not done");
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        access.begin("Ada", "correct horse".toCharArray());
        Files.delete(file());
        Files.createDirectories(file().resolve("full"));
        fails(FaultCode.CFG_02, access::end);
        assertThat(access.role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(access.isOn()).isTrue();
        assertThat(diary).endsWith("access-off " + file(), "access-on " + file() + ", not done");
    }

    @Test
    void withoutInputTheStationIsAnOperatorsAgain() {
        Access access = withUsers();
        signIn(access, "Ada", "correct horse");
        access.setReturnMinutes(3);
        assertThat(access.returnMinutes()).isEqualTo(3);
        clock.move(Duration.ofMinutes(2));
        access.touch();
        clock.move(Duration.ofMinutes(2));
        assertThat(access.isIdle()).isFalse();
        clock.move(Duration.ofMinutes(1));
        assertThat(access.isIdle()).isTrue();
        access.leaveIdle();
        assertThat(access.user()).isEmpty();
        assertThat(access.isIdle()).isFalse();
        assertThat(diary).endsWith("access-return Ada", "sign-out Ada");
    }

    @Test
    void somebodyStaysAdministrator() {
        Access access = withUsers();
        signIn(access, "Ada", "correct horse");
        fails(FaultCode.ACC_06, () -> access.remove("Ada"));
        fails(FaultCode.ACC_06, () -> access.put("Ada", Role.ENGINEER, "correct horse".toCharArray()));
        access.put("Eve", Role.ADMINISTRATOR, "battery staple".toCharArray());
        access.remove("Ada");
        assertThat(access.role()).as("who was removed is signed out").isEqualTo(Role.OPERATOR);
        assertThat(access.users()).extracting(User::name).containsExactly("Otto", "Eve");
    }

    @Test
    void everybodyChangesTheOwnPasswordWhoKnowsTheOldOne() {
        Access access = withUsers();
        char[] next = "three two one".toCharArray();
        fails(FaultCode.ACC_02, () -> access.changePassword("one two three".toCharArray(), next));
        signIn(access, "otto", "one two three");
        fails(FaultCode.ACC_02, () -> access.changePassword("guess".toCharArray(), next));
        fails(FaultCode.ACC_05, () -> access.changePassword("one two three".toCharArray(), new char[7]));
        access.changePassword("one two three".toCharArray(), next);
        assertThat(access.user()).contains(new User("Otto", Role.OPERATOR));
        assertThat(diary).endsWith("sign-in-refused Otto", "user Otto");
        Access again = open(Diary.Past.NONE);
        fails(FaultCode.ACC_02, () -> signIn(again, "Otto", "one two three"));
        signIn(again, "Otto", "three two one");
        assertThat(again.users()).extracting(User::name).containsExactly("Ada", "Eve", "Otto");
    }

    @Test
    void shortPasswordsAndEmptyNamesWillNotDo() {
        Access access = open(Diary.Past.NONE);
        fails(FaultCode.ACC_05, () -> access.begin("Ada", "seven77".toCharArray()));
        fails(FaultCode.ACC_05, () -> access.begin("Ada", "x".repeat(129).toCharArray()));
        fails(FaultCode.ACC_07, () -> access.begin("  ", "long enough".toCharArray()));
        fails(FaultCode.ACC_07, () -> access.begin("a\nb", "long enough".toCharArray()));
        fails(FaultCode.ACC_07, () -> access.begin("a".repeat(65), "long enough".toCharArray()));
        assertThat(access.isOn()).isFalse();
    }

    @Test
    void aForgottenPasswordIsMendedByRemovingTheFileWhichIsTold() throws Exception {
        withUsers();
        Files.delete(file());
        Access again = open(new Diary.Past(true, 0, Instant.EPOCH));
        assertThat(again.isOn()).isFalse();
        assertThat(diary.get(diary.size() - 1)).startsWith("access-removed");
    }

    @Test
    void aDamagedFileLocksInsteadOfOpening() throws Exception {
        withUsers();
        String good = Files.readString(file());
        for (String bad : List.of(
                "",
                "{",
                "{}",
                "[]",
                good.replace("600", "6x00").replace(": 10", ": -1"),
                good.replace("administrator", "engineer"),
                good.replace("PBKDF2WithHmacSHA256", "plain"),
                good.replaceFirst("\"salt\" : \"[^\"]+\"", "\"salt\" : \"AAAA\""),
                good.replace("\"version\" : 1", "\"version\" : 2"))) {
            Files.writeString(file(), bad);
            Access access = open(new Diary.Past(true, 0, Instant.EPOCH));
            assertThat(access.isOn()).as(bad).isTrue();
            assertThat(access.role()).isEqualTo(Role.OPERATOR);
            assertThat(access.fault()).map(InspectionFault::code).contains(FaultCode.ACC_04);
            fails(FaultCode.ACC_02, () -> signIn(access, "Ada", "correct horse"));
            fails(FaultCode.ACC_08, access::end);
        }
        Files.writeString(file(), good);
        assertThat(open(Diary.Past.NONE).fault()).isEmpty();
    }

    @Test
    void switchedOffNobodyIsKept() {
        Access access = withUsers();
        signIn(access, "Ada", "correct horse");
        access.end();
        assertThat(file()).doesNotExist();
        assertThat(access.users()).isEmpty();
        assertThat(Task.values()).allMatch(access::allows);
        assertThat(diary).endsWith("access-off " + file());
    }
}
