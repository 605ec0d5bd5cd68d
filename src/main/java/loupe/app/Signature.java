package loupe.app;

import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * Who confirms, and why; without both nothing is confirmed.
 *
 * @param who name of the person
 * @param why in that person's words
 */
public record Signature(String who, String why) {
    /**
     * Takes both without surrounding blanks.
     *
     * @throws InspectionFault CAL-05 when one is blank
     */
    public Signature {
        who = who.strip();
        why = why.strip();
        if (who.isEmpty() || why.isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_05);
        }
    }
}
