package loupe.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * How long this process stood still for garbage collection, as the flight recorder saw it.
 *
 * @param nanos every pause
 * @param heapPeak most bytes in use before a collection; 0 when there was none
 */
record Pauses(List<Long> nanos, long heapPeak) {
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
        List<Long> nanos = new ArrayList<>();
        long peak = 0;
        for (RecordedEvent event : events) {
            if (event.getEventType().getName().equals("jdk.GCPhasePause")) {
                nanos.add(event.getDuration().toNanos());
            } else {
                peak = Math.max(peak, event.getLong("heapUsed"));
            }
        }
        return new Pauses(nanos, peak);
    }
}
