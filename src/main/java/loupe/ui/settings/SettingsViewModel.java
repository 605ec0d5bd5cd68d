package loupe.ui.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.app.Equipment;
import loupe.app.OperatorCard;
import loupe.config.Settings;
import loupe.domain.ArchivePolicy;

/** Decides what a changed setting means. A source counts when it is applied, everything else at once. JavaFX thread. */
public final class SettingsViewModel {
    private final SettingsDesk desk;
    private final Executor work;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<SourceChoice> source = new ReadOnlyObjectWrapper<>();
    private final Map<SourceChoice.Kind, String> details = new EnumMap<>(SourceChoice.Kind.class);
    private final ObservableList<Equipment.FoundCamera> cameras = FXCollections.observableArrayList();
    private final ProvidersViewModel providers;
    private final SecurityViewModel security;

    public SettingsViewModel(SettingsDesk desk, Executor work, Executor fx) {
        this.desk = desk;
        this.work = work;
        this.fx = fx;
        this.providers = new ProvidersViewModel(desk, fx);
        this.security = new SecurityViewModel(desk.security(), work, fx);
        source.set(SourceChoice.of(settings().source()));
    }

    /** Looks for cameras, at the providers and at the audit log, on the work thread. */
    public void look() {
        work.execute(() -> {
            List<Equipment.FoundCamera> found = desk.cameras().get();
            fx.execute(() -> cameras.setAll(found));
        });
        providers.look();
        security.look();
    }

    /** Another kind of source; what was typed for it before comes back. */
    void chooseKind(SourceChoice.Kind kind) {
        SourceChoice before = source.get();
        if (kind != before.kind()) {
            details.put(before.kind(), before.detail());
            source.set(new SourceChoice(kind, details.getOrDefault(kind, "")));
        }
    }

    void setDetail(String detail) {
        source.set(new SourceChoice(source.get().kind(), detail));
    }

    boolean canApply() {
        return source.get().isComplete();
    }

    /** Keeps the source and starts the line anew on it. */
    void apply() {
        if (canApply()) {
            desk.file().update(s -> s.withSource(source.get().address()));
            desk.restart().run();
        }
    }

    void setLanguage(String tag) {
        update(s -> s.withLook(s.look().withLanguage(tag)));
        desk.onLook().run();
    }

    void setTheme(Settings.Theme theme) {
        update(s -> s.withLook(s.look().withTheme(theme)));
        desk.onLook().run();
    }

    void setArchive(ArchivePolicy policy) {
        update(s -> s.withStorage(new Settings.Storage(
                policy,
                s.storage().lossless(),
                s.storage().retentionDays(),
                s.storage().minimumFreeMegabytes())));
    }

    void setRetentionDays(int days) {
        update(s -> s.withStorage(new Settings.Storage(
                s.storage().archive(), s.storage().lossless(), days, s.storage().minimumFreeMegabytes())));
    }

    void setLot(String name) {
        update(s -> s.withLot(name));
    }

    private void update(UnaryOperator<Settings> change) {
        desk.file().update(change);
    }

    void openFolder() {
        work.execute(() -> desk.openFolder().accept(desk.folder()));
    }

    /** Opens the operator card in a language, to be printed. */
    void openCard(Locale locale) {
        OperatorCard.in(locale)
                .ifPresent(page -> work.execute(() -> desk.openFolder().accept(page)));
    }

    Settings settings() {
        return desk.file().get();
    }

    Path folder() {
        return desk.folder();
    }

    /** The libraries in this Loupe with their licences, as the build found them, and what lies inside them; English. */
    String licences() {
        return (text("licences.txt") + "\n\n" + text("inside.txt")).strip();
    }

    private static String text(String resource) {
        try (InputStream list = SettingsViewModel.class.getResourceAsStream(resource)) {
            return list == null ? "" : new String(list.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return desk.version();
    }

    ReadOnlyObjectProperty<SourceChoice> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    ObservableList<Equipment.FoundCamera> cameras() {
        return cameras;
    }

    ProvidersViewModel providers() {
        return providers;
    }

    SecurityViewModel security() {
        return security;
    }
}
