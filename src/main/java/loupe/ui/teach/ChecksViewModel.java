package loupe.ui.teach;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.samples.PictureCheck;
import loupe.samples.PictureFinding;
import loupe.samples.PictureFinding.Kind;
import loupe.samples.TeachingPictures;
import loupe.ui.widget.Job;

/** Looks at the pictures before they are taught from, and remembers what shall be left out. JavaFX thread. */
final class ChecksViewModel {
    private final Job<PictureCheck.Report> job;
    private final ReadOnlyObjectWrapper<Optional<PictureCheck.Report>> report =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Set<Kind>> leftOut = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Optional<InspectionFault>> fault =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private TeachingPictures checked = TeachingPictures.NONE;

    ChecksViewModel(Executor work, Executor fx, LongSupplier nanoTime) {
        this.job = new Job<>(work, fx, nanoTime);
    }

    /** Looks at these, unless that is done or under way. */
    void check(TeachingPictures pictures) {
        boolean known = checked.equals(pictures) && (report.get().isPresent() || job.isRunning());
        if (!known) {
            checked = pictures;
            again();
        }
    }

    /** Looks again. */
    void again() {
        report.set(Optional.empty());
        leftOut.set(Set.of());
        fault.set(Optional.empty());
        TeachingPictures pictures = checked;
        job.start(progress -> PictureCheck.of(pictures, progress), this::found, why -> fault.set(Optional.of(why)));
    }

    private void found(PictureCheck.Report made) {
        Set<Kind> useless = EnumSet.noneOf(Kind.class);
        made.findings().stream().map(PictureFinding::kind).filter(Kind::useless).forEach(useless::add);
        leftOut.set(Set.copyOf(useless));
        report.set(Optional.of(made));
    }

    void cancel() {
        job.cancel();
    }

    /** Says whether the pictures of a finding shall be left out. */
    void leaveOut(Kind kind, boolean out) {
        Set<Kind> next = new HashSet<>(leftOut.get());
        if (out ? next.add(kind) : next.remove(kind)) {
            leftOut.set(Set.copyOf(next));
        }
    }

    /** The pictures without those left out; files that cannot be read never count. */
    TeachingPictures kept() {
        Set<Path> out = new HashSet<>();
        for (PictureFinding finding :
                report.get().map(PictureCheck.Report::findings).orElse(java.util.List.of())) {
            if (finding.kind() == Kind.UNREADABLE || leftOut.get().contains(finding.kind())) {
                out.addAll(finding.pictures());
            }
        }
        return checked.without(out);
    }

    boolean wasCancelled() {
        return fault.get().filter(f -> f.code() == FaultCode.OPS_01).isPresent();
    }

    ReadOnlyObjectProperty<Optional<Job.Stand>> standProperty() {
        return job.standProperty();
    }

    ReadOnlyObjectProperty<Optional<PictureCheck.Report>> reportProperty() {
        return report.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Set<Kind>> leftOutProperty() {
        return leftOut.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<InspectionFault>> faultProperty() {
        return fault.getReadOnlyProperty();
    }
}
