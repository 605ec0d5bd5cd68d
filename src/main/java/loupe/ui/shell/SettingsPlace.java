package loupe.ui.shell;

import javafx.scene.input.KeyCode;
import loupe.app.Equipment;
import loupe.app.Workstation;
import loupe.domain.DetectorInfo;
import loupe.ui.settings.SettingsDesk;
import loupe.ui.settings.SettingsView;
import loupe.ui.settings.SettingsViewModel;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Texts;
import org.kordamp.ikonli.feather.Feather;

/** Settings, wired for one workstation. */
final class SettingsPlace {
    private final SettingsViewModel model;

    /** {@code startLine} starts the line on the source chosen. */
    SettingsPlace(Workstation station, Runnable startLine, Next next, FxThread fx) {
        SettingsDesk desk = new SettingsDesk(
                station.settings(),
                startLine,
                Equipment::cameras,
                providers(station),
                station.home().folder(),
                Workstation.version(),
                FileManager::show,
                next.look(),
                new SettingsDesk.Security(
                        station.access(),
                        station.keys(),
                        () -> station.audit().read().check(),
                        next.signIn()));
        this.model = new SettingsViewModel(desk, station.work(), fx);
    }

    /**
     * Where it goes from here.
     *
     * @param look there is another language or theme
     * @param signIn somebody else is wanted
     */
    record Next(Runnable look, Runnable signIn) {}

    private static SettingsDesk.Providers providers(Workstation station) {
        return new SettingsDesk.Providers(
                station.providers()::newest,
                station.providers()::measuring,
                () -> station.line().detector().map(DetectorInfo::provider),
                () -> station.inspectors().alarm().or(station.providers()::fault),
                () -> station.providers().measure(station.line().recipe()),
                task -> {
                    station.providers().addListener(task);
                    station.line().onState(state -> task.run());
                });
    }

    Place build(Texts texts) {
        return new Place("settings", Feather.SETTINGS, KeyCode.F7, () -> Place.Room.of(new SettingsView(model, texts)));
    }
}
