package loupe.ui.calibrate;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Stage;
import loupe.calibrate.Scored;
import loupe.domain.DecisionRule;
import loupe.domain.ScoreSource;
import loupe.imaging.HeatMapStyle;
import loupe.samples.SampleShelf;
import loupe.ui.Screens;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Prints what one move of a limit costs on the JavaFX thread while 10,000 parts are in view, style and layout included,
 * painting not. Not a test: {@code mvn test -Dtest=DragFigures}.
 */
@ExtendWith(ApplicationExtension.class)
class DragFigures {
    private static final Logger LOG = LoggerFactory.getLogger(DragFigures.class);
    private static final int MOVES = 600;
    private static final int WARM = 100;

    @TempDir
    Path folder;

    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(true);
    }

    @Test
    void oneMoveOfALimit() {
        double[] ms = WaitForAsyncUtils.waitForAsyncFx(120_000, this::measure);
        double[] sorted = Arrays.copyOfRange(ms, WARM, ms.length);
        Arrays.sort(sorted);
        LOG.warn(
                "drag_10000, CPU ms of the JavaFX thread: p50 {}, p95 {}, most {}",
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)],
                sorted[sorted.length - 1]);
    }

    private double[] measure() {
        CalibrateViewModel wizard = wizard();
        PolicyPage page = new PolicyPage(wizard, new FxThread(), Texts.of(DragFigures.class, Locale.ENGLISH));
        wizard.policy().load(Ground.of(parts()), new DecisionRule(0.5, 0.7, 0.5, 0, ScoreSource.MODEL), List.of());
        Screens.show(stage, page, 1196, 650);
        double[] ms = new double[MOVES];
        for (int i = 0; i < MOVES; i++) {
            long start = cpu();
            wizard.policy().moveFail(0.3 + 0.5 * Math.abs(Math.sin(i * 0.05)));
            page.applyCss();
            page.layout();
            ms[i] = (cpu() - start) / 1e6;
        }
        page.close();
        return ms;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private CalibrateViewModel wizard() {
        SampleShelf shelf = new SampleShelf(folder.resolve("sets"));
        SamplesDesk desk =
                new SamplesDesk(shelf, () -> "", Clock.systemUTC(), folder.resolve("scratch"), l -> {}, l -> {});
        SamplesViewModel samples = new SamplesViewModel(desk, Runnable::run, Runnable::run);
        CalibrateDesk calibrate = new CalibrateDesk(
                List::of,
                recipe -> {
                    throw new UnsupportedOperationException();
                },
                recipe -> Optional.empty(),
                recipe -> recipe,
                (proposal, signature, inspector, locale) -> {
                    throw new UnsupportedOperationException();
                },
                recipe -> {},
                (recipe, region, tiling) -> recipe,
                file -> {},
                () -> "");
        return new CalibrateViewModel(
                calibrate,
                samples,
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                Runnable::run,
                Runnable::run,
                System::nanoTime);
    }

    private static List<Scored> parts() {
        Random random = new Random(1);
        List<Scored> parts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            boolean bad = i % 10 == 0;
            double score = bad ? 0.7 + 0.15 * random.nextGaussian() : 0.3 + 0.08 * random.nextGaussian();
            parts.add(new Scored("image" + i, "", bad ? "dent" : "good", (float) score));
        }
        return parts;
    }
}
