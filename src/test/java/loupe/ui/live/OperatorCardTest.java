package loupe.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.shape.SVGPath;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import loupe.GeneratedPage;
import loupe.app.OperatorCard;
import loupe.camera.demo.DefectType;
import loupe.camera.demo.DemoLine;
import loupe.camera.demo.DemoPart;
import loupe.domain.AnomalyMap;
import loupe.domain.Calibration;
import loupe.domain.Frame;
import loupe.domain.Inspection;
import loupe.domain.Outcome;
import loupe.domain.Prediction;
import loupe.domain.Recipe;
import loupe.domain.Timings;
import loupe.imaging.HeatMapStyle;
import loupe.station.StationState;
import loupe.station.StationStats;
import loupe.ui.Screens;
import loupe.ui.TestParts;
import loupe.ui.shell.App;
import loupe.ui.widget.FramePainter;
import loupe.ui.widget.FxThread;
import loupe.ui.widget.Look;
import loupe.ui.widget.OutcomeShape;
import loupe.ui.widget.Texts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The operator card of each language: the words of the screens, their signs, and a picture of the live screen. */
@ExtendWith(ApplicationExtension.class)
class OperatorCardTest {
    private static final Path SOURCE = Path.of("src", "site", "operator-card");
    private static final Path CARDS = Path.of("assets", "operator-card");
    private static final Pattern WORD = Pattern.compile("\\$\\{([A-Za-z0-9.]+)}");
    private static final Recipe RECIPE = new Recipe(
            "flange",
            3,
            "Flange 6×M8",
            "demo:",
            Optional.empty(),
            "00",
            TestParts.RECIPE.rule(),
            TestParts.RECIPE.scale(),
            Calibration.CALIBRATED,
            Instant.EPOCH);
    private static final int MAP = 160;
    private static final int PICTURE_WIDTH = 1000;

    private final FramePainter painter = new FramePainter();
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        Look.use(false);
    }

    @AfterEach
    void close() {
        painter.close();
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> Look.use(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "zh"})
    void theCardIsUpToDate(String language) throws IOException, TimeoutException {
        Locale locale = Locale.forLanguageTag(language);
        picture(locale);
        Properties words = new Properties();
        try (Reader in = Files.newBufferedReader(SOURCE.resolve("card-" + language + ".properties"))) {
            words.load(in);
        }
        words.putAll(Map.of("lang", language, "picture", "live-" + language + ".jpg", "spot.x", "23", "spot.y", "52"));
        for (Outcome outcome : Outcome.values()) {
            words.put("shape." + outcome, shape(outcome));
        }
        String page = Files.readString(SOURCE.resolve("card.html"));
        for (int depth = 0; depth < 3; depth++) {
            page = filled(page, words, List.of(Texts.of(LiveView.class, locale), Texts.of(App.class, locale)));
        }
        assertThat(page).doesNotContain("${");
        GeneratedPage.check(CARDS.resolve("operator-card-" + language + ".html"), page, OperatorCardTest.class);
        assertThat(CARDS.resolve("live-" + language + ".jpg")).exists();
        assertThat(OperatorCard.in(locale))
                .hasValueSatisfying(file -> assertThat(file.toString()).contains(language));
    }

    private static String filled(String page, Properties words, List<Texts> screens) {
        return WORD.matcher(page).replaceAll(m -> {
            String key = m.group(1);
            String word = words.getProperty(key);
            for (int i = 0; word == null && i < screens.size(); i++) {
                word = screens.get(i).getOr(key, null);
            }
            assertThat(word).as(key).isNotNull();
            return Matcher.quoteReplacement(word);
        });
    }

    private static String shape(Outcome outcome) {
        OutcomeShape shape = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            OutcomeShape made = new OutcomeShape(24);
            made.show(Optional.of(outcome));
            return made;
        });
        return ((SVGPath) shape.getShape()).getContent();
    }

    /** The live screen with a part of the demo line that fails. */
    private void picture(Locale locale) throws IOException, TimeoutException {
        Map<Outcome, Long> counts = Map.of(Outcome.PASS, 1189L, Outcome.REVIEW, 4L, Outcome.FAIL, 11L);
        StationStats stats = new StationStats(1204, 1204, 0, 0, counts, 2, 12, 21, 34, 0);
        LiveViewModel model = new LiveViewModel(
                new LineFeed(() -> StationState.RUNNING, () -> stats, Optional::empty),
                new LineControls(() -> {}, () -> {}, () -> {}, () -> {}, looks -> {}),
                new SimpleObjectProperty<>(HeatMapStyle.DEFAULT),
                new FxThread(),
                System::nanoTime);
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> {
            Look.use(false);
            Texts texts = Texts.of(LiveView.class, locale);
            Screens.show(
                    stage,
                    new LiveView(model, Screens.noChoice(), painter, new FxThread(), texts, () -> {}),
                    1200,
                    740);
        });
        DemoLine line = new DemoLine(20_26, 0);
        for (int i = 0; i < 6; i++) {
            model.accept(part(1199 + i, i < 5 ? line.good(i) : line.defect(i, DefectType.SCRATCH, 1)));
        }
        Screens.until(() -> model.strip().size() == 6);
        Screens.untilPainted(stage.getScene());
        String name = "operator-card-" + locale.getLanguage();
        Screens.save(stage.getScene(), name);
        if (Boolean.getBoolean("loupe.write")) {
            File target = CARDS.resolve("live-" + locale.getLanguage() + ".jpg").toFile();
            Files.createDirectories(CARDS);
            write(ImageIO.read(Path.of("target", "screenshots", name + ".png").toFile()), target);
        }
    }

    /** The map is the truth about the part, blurred. */
    private static Inspection part(long number, DemoPart part) {
        float[] scores = new float[MAP * MAP * 3 / 4];
        int width = part.image().width();
        for (int i = 0; i < part.mask().length; i++) {
            if (part.mask()[i] != 0) {
                spread(scores, i % width / 4, i / width / 4);
            }
        }
        float highest = 0.35f;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = 0.1f + Math.min(1.9f, scores[i]);
            highest = Math.max(highest, scores[i]);
        }
        AnomalyMap map = new AnomalyMap(MAP, MAP * 3 / 4, scores, part.image().bounds());
        Prediction prediction = new Prediction(highest, map, Timings.ZERO);
        Frame frame = new Frame(number, "demo:", Instant.EPOCH, part.image());
        return new Inspection(
                "id" + number, frame, Optional.of(prediction), RECIPE.judge(prediction), RECIPE, "", Instant.EPOCH);
    }

    private static void spread(float[] scores, int x, int y) {
        int height = scores.length / MAP;
        for (int dy = -9; dy <= 9; dy++) {
            for (int dx = -9; dx <= 9; dx++) {
                int cx = x + dx;
                int cy = y + dy;
                if (cx >= 0 && cy >= 0 && cx < MAP && cy < height) {
                    scores[cy * MAP + cx] += (float) (0.05 * Math.exp(-(dx * dx + dy * dy) / 12.0));
                }
            }
        }
    }

    private static void write(BufferedImage picture, File file) throws IOException {
        int height = picture.getHeight() * PICTURE_WIDTH / picture.getWidth();
        BufferedImage small = new BufferedImage(PICTURE_WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.drawImage(picture, 0, 0, PICTURE_WIDTH, height, null);
        g.dispose();
        ImageIO.write(small, "jpg", file);
    }
}
