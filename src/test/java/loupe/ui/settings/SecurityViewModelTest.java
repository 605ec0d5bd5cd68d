package loupe.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import loupe.access.Role;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.trace.AuditLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acts of an administrator whose jobs come late, or in another order. */
class SecurityViewModelTest {
    @TempDir
    Path folder;

    private final Deque<Runnable> jobs = new ArrayDeque<>();
    private Workstation station;
    private SecurityViewModel model;

    @BeforeEach
    void open() {
        station = Workstation.open(new Home(folder));
        station.access().begin("Ada", "correct horse".toCharArray());
        model = new SecurityViewModel(
                new SettingsDesk.Security(
                        station.access(),
                        station.keys(),
                        () -> station.audit().read().check(),
                        () -> {}),
                jobs::push,
                Runnable::run);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void theNewestTimeIsKeptWhicheverJobIsFirst() {
        for (int minutes = 11; minutes <= 15; minutes++) {
            model.setReturnMinutes(minutes);
        }
        while (!jobs.isEmpty()) {
            jobs.pop().run();
        }
        assertThat(station.access().returnMinutes()).isEqualTo(15);
        assertThat(station.audit().read().acts())
                .extracting(AuditLog.Act::act)
                .containsExactly("access-on", "access-return");
    }

    /** The second press sends the fields that the first has emptied. */
    @Test
    void aButtonPressedTwiceActsOnce() {
        model.put("Eve", Role.ENGINEER, "battery staple".toCharArray(), "battery staple".toCharArray());
        assertThat(model.busyProperty().get()).isTrue();
        model.put("Eve", Role.ENGINEER, new char[0], new char[0]);
        jobs.pop().run();
        assertThat(jobs).isEmpty();
        assertThat(model.busyProperty().get()).isFalse();
        assertThat(model.faultProperty().get()).isEmpty();
        assertThat(station.access().users()).hasSize(2);
    }
}
