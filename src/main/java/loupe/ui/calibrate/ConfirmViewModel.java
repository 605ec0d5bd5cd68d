package loupe.ui.calibrate;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import loupe.app.Line;
import loupe.app.Proposal;
import loupe.app.Signature;
import loupe.domain.InspectionFault;
import loupe.domain.Recipe;
import loupe.ui.calibrate.CalibrateDesk.Confirmed;

/** Who confirms and why. Nothing is written before {@link #confirm}, and then once. JavaFX thread. */
final class ConfirmViewModel {
    private final CalibrateDesk desk;
    private final Seat seat;
    private final Executor fx;
    private final DetectabilityViewModel detectability;
    private final ReadOnlyObjectWrapper<List<String>> cameras = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty camera = new SimpleStringProperty("");
    private final StringProperty who = new SimpleStringProperty("");
    private String offered = "";
    private final StringProperty why = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<Proposal>> proposal = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Confirmed>> done = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    ConfirmViewModel(CalibrateDesk desk, Seat seat, Executor fx) {
        this.desk = desk;
        this.seat = seat;
        this.fx = fx;
        this.detectability = new DetectabilityViewModel(seat, fx);
    }

    /** What would be confirmed. */
    void propose(Proposal wanted) {
        offerCameras(wanted.recipe());
        detectability.load(wanted);
        if (!Optional.of(wanted).equals(proposal.get())) {
            done.set(Optional.empty());
            fault.set(Optional.empty());
        }
        proposal.set(Optional.of(wanted));
        String signer = desk.operator().get();
        if (who.get().isBlank() || !signer.equals(offered)) { // somebody else has signed in
            offered = signer;
            who.set(signer);
        }
    }

    /** Where the line has another camera than the recipe, somebody must say which one took the samples. */
    private void offerCameras(Recipe recipe) {
        Recipe seen = desk.onLine().apply(recipe);
        boolean same = seen.source().equals(recipe.source());
        List<String> offered = same ? List.of(recipe.source()) : List.of(recipe.source(), seen.source());
        if (!offered.equals(cameras.get())) {
            cameras.set(offered);
            camera.set(same || Line.isLive(recipe.source()) ? recipe.source() : seen.source());
        }
    }

    /** Begins anew: other samples or another recipe. */
    void clear() {
        done.set(Optional.empty());
        fault.set(Optional.empty());
        proposal.set(Optional.empty());
        why.set("");
    }

    boolean isSigned() {
        return !who.get().isBlank() && !why.get().isBlank();
    }

    boolean canConfirm() {
        return isSigned()
                && proposal.get().isPresent()
                && !writing.get()
                && done.get().isEmpty();
    }

    void confirm(Locale locale) {
        if (!canConfirm()) {
            return;
        }
        Recipe recipe = proposal.get().orElseThrow().recipe();
        Proposal wanted = proposal.get().orElseThrow().takenBy(camera.get());
        Signature signature = new Signature(who.get(), why.get());
        writing.set(true);
        fault.set(Optional.empty());
        seat.use(
                recipe,
                inspector -> {
                    Confirmed written = desk.confirming().confirm(wanted, signature, inspector, locale);
                    fx.execute(() -> written(written));
                },
                f -> fx.execute(() -> refused(f)));
    }

    private void written(Confirmed written) {
        writing.set(false);
        done.set(Optional.of(written));
        desk.onConfirmed().accept(written.recipe());
    }

    private void refused(InspectionFault why) {
        writing.set(false);
        fault.set(Optional.of(why));
    }

    /** Opens what was written. */
    void show(Path file) {
        desk.show().accept(file);
    }

    DetectabilityViewModel detectability() {
        return detectability;
    }

    /** The recipe's camera and, where it is another one, the line's. */
    ReadOnlyObjectProperty<List<String>> camerasProperty() {
        return cameras.getReadOnlyProperty();
    }

    /** The one that the limits are for. */
    StringProperty cameraProperty() {
        return camera;
    }

    StringProperty whoProperty() {
        return who;
    }

    StringProperty whyProperty() {
        return why;
    }

    ReadOnlyBooleanProperty writingProperty() {
        return writing.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Proposal>> proposalProperty() {
        return proposal.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Confirmed>> doneProperty() {
        return done.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
