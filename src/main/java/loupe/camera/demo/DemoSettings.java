package loupe.camera.demo;

import java.util.Map;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * What the demo line delivers.
 *
 * @param partsPerSecond pace; 0 = as fast as possible
 * @param defectRate share of parts with a defect, 0…1
 * @param seed the same seed gives the same parts
 */
public record DemoSettings(double partsPerSecond, double defectRate, long seed) {
    /** A pace that a person can follow, with a defect now and then. */
    public static final DemoSettings DEFAULT = new DemoSettings(2, 0.15, 1);

    public DemoSettings {
        if (!(partsPerSecond >= 0) || partsPerSecond > 1000 || !(defectRate >= 0) || !(defectRate <= 1)) {
            throw new InspectionFault(FaultCode.CAM_04, "demo:?rate=" + partsPerSecond + "&defects=" + defectRate);
        }
    }

    /**
     * Reads the query of a {@code demo:} address: {@code rate}, {@code defects}, {@code seed}, each optional.
     *
     * @throws InspectionFault CAM-04 when a key is unknown or a value is not a number in range
     */
    public static DemoSettings parse(Map<String, String> query) {
        double rate = DEFAULT.partsPerSecond;
        double defects = DEFAULT.defectRate;
        long seed = DEFAULT.seed;
        try {
            for (Map.Entry<String, String> e : query.entrySet()) {
                switch (e.getKey()) {
                    case "rate" -> rate = Double.parseDouble(e.getValue());
                    case "defects" -> defects = Double.parseDouble(e.getValue());
                    case "seed" -> seed = Long.parseLong(e.getValue());
                    default -> throw new NumberFormatException(e.getKey());
                }
            }
        } catch (NumberFormatException e) {
            throw new InspectionFault(FaultCode.CAM_04, e, "demo:?" + query);
        }
        return new DemoSettings(rate, defects, seed);
    }
}
