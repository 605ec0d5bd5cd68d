package loupe.app;

import java.time.Clock;
import java.time.Instant;
import loupe.access.Diary;
import loupe.trace.AuditLog;

/** The audit log as the diary of who signed in: written by one side, read at the next start by the other. */
final class AccessDiary {
    private AccessDiary() {}

    static Diary into(AuditLog audit, Clock clock) {
        return (act, subject, who, why) -> audit.add(new AuditLog.Act(clock.instant(), act, subject, who, why));
    }

    /** Wrong attempts outlive a restart: else every start would give some more for nothing. */
    static Diary.Past past(AuditLog audit) {
        boolean on = false;
        int wrong = 0;
        Instant last = Instant.EPOCH;
        for (AuditLog.Act act : audit.read().acts()) {
            switch (act.act()) {
                case Diary.ON -> on = true;
                case Diary.OFF, Diary.REMOVED -> {
                    on = false;
                    wrong = 0;
                }
                case Diary.SIGN_IN -> wrong = 0;
                case Diary.REFUSED -> {
                    wrong++;
                    last = act.at();
                }
                default -> {}
            }
        }
        return new Diary.Past(on, wrong, last);
    }
}
