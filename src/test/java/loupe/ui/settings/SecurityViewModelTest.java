package loupe.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.trace.AuditLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of steps of a spinner whose jobs come in another order. */
class SecurityViewModelTest {
    @TempDir
    Path folder;

    @Test
    void theNewestTimeIsKeptWhicheverJobIsFirst() {
        try (Workstation station = Workstation.open(new Home(folder))) {
            station.access().begin("Ada", "correct horse".toCharArray());
            Deque<Runnable> jobs = new ArrayDeque<>();
            SecurityViewModel model = new SecurityViewModel(
                    new SettingsDesk.Security(
                            station.access(),
                            station.keys(),
                            () -> station.audit().read().check(),
                            () -> {}),
                    jobs::push,
                    Runnable::run);
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
    }
}
