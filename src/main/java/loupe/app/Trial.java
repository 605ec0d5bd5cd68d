package loupe.app;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.SampleSet.Sample;

/**
 * The scored samples of one calibration.
 *
 * @param own those that set the limits
 * @param apart those kept apart, on which the limits are only tried
 * @param alike parts that may be one piece
 */
public record Trial(Scoring own, Optional<Scoring> apart, AlikeParts.Found alike) {

    /**
     * What is to be scored.
     *
     * @param own samples that set the limits
     * @param apart samples kept apart; may be empty
     * @param maps learns from the maps of {@code own}
     * @param area the threshold above which areas are to be measured, once the maps are known; empty for that of the
     *     recipe. Another one costs a second look at every image
     */
    public record Plan(List<Sample> own, List<Sample> apart, MapRules maps, Function<MapRules, OptionalDouble> area) {
        public Plan {
            own = List.copyOf(own);
            apart = List.copyOf(apart);
        }
    }

    /**
     * Scores. One thread; the inspector stays open.
     *
     * @throws InspectionFault OPS-01 when cancelled
     */
    public static Trial of(Plan plan, Inspector inspector, Progress progress) {
        double known = inspector.recipe().rule().pixel();
        int first = plan.own().size();
        int second = plan.apart().size();
        AlikeParts alike = new AlikeParts();
        Scoring.Onlooker both = (sample, image, map) -> {
            plan.maps().see(sample, image, map);
            alike.see(sample, image, map);
        };
        Scoring own = Scoring.of(plan.own(), inspector, known, both, part(progress, 0, first + second));
        int setting = alike.size();
        double pixel = plan.area().apply(plan.maps()).orElse(known);
        int done = first;
        if (pixel != known) {
            Progress again = part(progress, done, done + first + second);
            own = Scoring.of(plan.own(), inspector, pixel, (sample, image, map) -> {}, again);
            done += first;
        }
        Optional<Scoring> apart = second == 0
                ? Optional.empty()
                : Optional.of(Scoring.of(plan.apart(), inspector, pixel, alike, part(progress, done, done + second)));
        return new Trial(own, apart, alike.found(setting));
    }

    private static Progress part(Progress all, int before, int total) {
        return new Progress() {
            @Override
            public void update(String phase, long done, long ofThese) {
                all.update(phase, before + done, total);
            }

            @Override
            public boolean isCancelled() {
                return all.isCancelled();
            }
        };
    }
}
