package loupe.ui.shell;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import loupe.domain.InspectionFault;

/**
 * Faults that stop nothing and must be seen all the same, such as a journal that was set aside: each is told once and
 * stays until a person has closed it. JavaFX thread.
 */
final class Notices {
    private final Set<String> told = new HashSet<>();
    private final ObservableList<InspectionFault> open = FXCollections.observableArrayList();

    /** Shows the fault, unless the same words were shown before. */
    void tell(InspectionFault fault) {
        if (told.add(fault.getMessage())) {
            open.add(fault);
        }
    }

    /** Looks for faults and tells them; slow, called off the JavaFX thread. */
    void tellFound(Supplier<List<InspectionFault>> search, Executor fx) {
        List<InspectionFault> found;
        try {
            found = search.get();
        } catch (InspectionFault fault) {
            found = List.of(fault);
        }
        found.forEach(fault -> fx.execute(() -> tell(fault)));
    }

    /** Another place of the window shows this one. */
    void toldElsewhere(InspectionFault fault) {
        told.add(fault.getMessage());
    }

    /** A person has read it. */
    void close(InspectionFault fault) {
        open.remove(fault);
    }

    /** What nobody has closed yet, oldest first. */
    ObservableList<InspectionFault> open() {
        return open;
    }
}
