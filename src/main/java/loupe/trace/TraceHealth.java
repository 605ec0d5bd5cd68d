package loupe.trace;

import java.util.Optional;
import loupe.domain.InspectionFault;

/**
 * How the writing of the journal is doing, for the status bar.
 *
 * @param queued inspections that are not in the journal yet
 * @param waiting true while the queue is full and the line is held up by the disk
 * @param written inspections committed since opening
 * @param freeMegabytes room on the disk with the archive, as last looked at
 * @param fault why nothing is written now; empty when all is well
 */
public record TraceHealth(
        int queued, boolean waiting, long written, long freeMegabytes, Optional<InspectionFault> fault) {}
