package loupe.ui.imports;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import loupe.app.ImportDraft;
import loupe.domain.InspectionFault;

/** How the model is fed and read by now, and every way to say it otherwise. JavaFX thread. */
final class FieldsViewModel {
    private final ObjectProperty<Optional<ImportDraft>> draft = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<InspectionFault>> fault = new SimpleObjectProperty<>(Optional.empty());

    /**
     * Says one field.
     *
     * @return an English reason when the value does not fit; nothing is changed then
     */
    Optional<String> set(String field, String value) {
        return change(d -> d.with(field, value));
    }

    Optional<String> setDefects(List<Integer> classes) {
        return change(d -> d.withDefects(classes));
    }

    Optional<String> setRole(String output, String role) {
        return change(d -> d.withRole(output, role));
    }

    /** Reads the model as another family. */
    void setFamily(String family) {
        fault.set(Optional.empty());
        try {
            change(d -> d.family().equals(family) ? d : d.as(family));
        } catch (InspectionFault why) {
            fault.set(Optional.of(why));
        }
    }

    private Optional<String> change(UnaryOperator<ImportDraft> what) {
        try {
            draft.set(draft.get().map(what));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Empty while the model's files have not been read. */
    ObjectProperty<Optional<ImportDraft>> draftProperty() {
        return draft;
    }

    /** Why the model cannot be read, or not as that family. */
    ObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault;
    }
}
