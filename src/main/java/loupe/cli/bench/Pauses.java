package loupe.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * How long this process stood still for garbage collection, as the flight recorder saw it.
 *
 * @param all every pause
 * @param heapPeak most bytes in use before a collection; 0 when there was none
 */
record Pauses(List<Pause> all, long heapPeak) {
    /**
     * One pause.
     *
     * @param at when it began
     * @param nanos how long it took
     */
    record Pause(Instant at, long nanos) {}

    /**
     * Records while something runs.
     *
     * @param file for the recording; removed afterwards
     */
    static Pauses during(Path file, Runnable work) {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.GCPhasePause").withoutThreshold();
            recording.enable("jdk.GCHeapSummary");
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
            Pauses pauses = read(RecordingFile.readAllEvents(file));
            Files.delete(file);
            return pauses;
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, e.getClass().getSimpleName());
        }
    }

    private static Pauses read(List<RecordedEvent> events) {
        List<Pause> all = new ArrayList<>();
        long peak = 0;
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("jdk.GCPhasePause")) {
                all.add(new Pause(event.getStartTime(), event.getDuration().toNanos()));
            } else {
                peak = Math.max(peak, event.getLong("heapUsed"));
            }
        }
        return new Pauses(all, peak);
    }

    /** Nanoseconds of those that began before a moment. */
    List<Long> before(Instant moment) {
        return nanos(p -> p.at().isBefore(moment));
    }

    /** Nanoseconds of the others. */
    List<Long> since(Instant moment) {
        return nanos(p -> !p.at().isBefore(moment));
    }

    private List<Long> nanos(Predicate<Pause> which) {
        return all.stream().filter(which).map(Pause::nanos).toList();
    }
}
