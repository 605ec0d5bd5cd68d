package loupe.ui.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.app.RecipeExchange.Imported;
import loupe.app.Seal;
import loupe.app.ToldClasses;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.config.RecipeFile;
import loupe.config.StationKey;
import loupe.config.VerifyKey;
import loupe.domain.Calibration;
import loupe.domain.ClassRule;
import loupe.domain.DefectClass;
import loupe.domain.FaultCode;
import loupe.domain.Outcome;
import loupe.domain.Recipe;
import loupe.domain.ScoreSource;
import loupe.ui.PastParts;
import loupe.ui.recipes.RecipesViewModel.Item;
import loupe.ui.recipes.RecipesViewModel.Shown;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesViewModelTest {
    @TempDir
    Path folder;

    private RecipeBook book;
    private Recipe newest;
    private Optional<Recipe> line = Optional.empty();
    private final List<Recipe> shadowed = new ArrayList<>();
    private RecipesViewModel model;
    private ToldClasses told = ToldClasses.NONE;
    private final List<Imported> trusted = new ArrayList<>();
    private final Seal seal = new Seal(Seal.Standing.UNKNOWN, new VerifyKey("ab".repeat(32)), "");

    @BeforeEach
    void open() {
        Home home = new Home(folder.resolve("home")).create();
        book = new RecipeBook(home, Clock.systemUTC());
        newest = PastParts.recipes(book);
        RecipeFile files = new RecipeFile(book, home.cache());
        RecipesDesk desk = new RecipesDesk(
                book,
                () -> line,
                recipe -> line = Optional.of(recipe),
                file -> new Imported(
                        files.read(file, m -> {}, signer -> {}, coming -> {}).recipe(), Optional.of(seal)),
                model -> {},
                shadowed::add,
                (recipe, file) -> files.write(file, recipe, "test", StationKey.in(home.stationKey())),
                recipe -> told,
                trusted::add);
        model = new RecipesViewModel(desk, Runnable::run, Runnable::run);
        model.refresh();
    }

    private Shown shown() {
        return model.shownProperty().get().orElseThrow();
    }

    private FaultCode fault() {
        return model.faultProperty().get().orElseThrow().code();
    }

    @Test
    void theRecipeInViewMayLookOverTheLinesShoulder() {
        model.shadow();
        assertThat(shadowed).containsExactly(shown().item().recipe());
    }

    @Test
    void showsVersionsAndWhatChangedLast() {
        assertThat(model.items()).extracting(i -> i.recipe().id()).containsExactly("flange", "washer-m8");
        assertThat(shown().item().recipe()).isEqualTo(newest);
        assertThat(shown().versions()).extracting(Recipe::version).containsExactly(3, 2, 1);
        assertThat(shown().goodScores()).isEqualTo(120);
        assertThat(model.comparedProperty().get().orElseThrow().words(Locale.ENGLISH))
                .contains("Fail limit: 0.85 → 0.8 (-5.9%)");
        model.compare(1);
        assertThat(model.comparedProperty().get().orElseThrow().words(Locale.ENGLISH))
                .contains("Review limit: 0.62 → 0.58 (-6.5%)");
        model.select(model.items().get(1));
        assertThat(model.comparedProperty().get()).as("one version only").isEmpty();
    }

    @Test
    void putsARecipeOnTheLine() {
        model.select(model.items().get(1));
        model.activate();
        assertThat(line.orElseThrow().id()).isEqualTo("washer-m8");
        assertThat(model.items().get(1).onLine()).isTrue();
        assertThat(shown().item().onLine()).isTrue();
        line = line.map(r -> r.withSource("usb:7"));
        model.refresh();
        assertThat(shown().item().standing())
                .as("the line's camera is another one")
                .isEqualTo(Calibration.UNCALIBRATED);
        model.putAway();
        assertThat(fault()).isEqualTo(FaultCode.REC_09);
        assertThat(book.list()).hasSize(2);
    }

    @Test
    void rulesOfClassesBecomeANewVersion() {
        DefectClass scratch = new DefectClass(1, "scratch");
        DefectClass stain = new DefectClass(2, "stain");
        assertThat(model.classRules().rules())
                .as("a model that tells nothing apart")
                .isEmpty();
        told = new ToldClasses(List.of(scratch, stain), true);
        model.refresh();
        ClassRulesViewModel rules = model.classRules();
        double area = newest.rule().minimumArea();
        assertThat(rules.of(stain)).isEqualTo(new ClassRule(stain, OptionalDouble.empty(), area, 0, Outcome.FAIL));
        rules.set(new ClassRule(stain, OptionalDouble.of(0.7), 12, 2, Outcome.REVIEW));
        assertThat(rules.rule().source())
                .as("the score goes on to decide")
                .isEqualTo(newest.rule().source());
        assertThat(rules.rule().fail()).isEqualTo(newest.rule().fail());
        rules.decidingProperty().set(true);
        assertThat(rules.changedProperty().get()).isTrue();
        model.refresh();
        assertThat(rules.changedProperty().get())
                .as("looking at another screen and coming back keeps what was typed")
                .isTrue();
        rules.save();
        Recipe saved = shown().item().recipe();
        assertThat(saved.version()).isEqualTo(newest.version() + 1);
        assertThat(saved.calibration()).isEqualTo(Calibration.UNCALIBRATED);
        assertThat(saved.rule().source()).isEqualTo(ScoreSource.CLASSES);
        assertThat(saved.rule().forClass(stain).orElseThrow().most()).isEqualTo(2);
        assertThat(rules.changedProperty().get()).as("nothing left to save").isFalse();
        rules.decidingProperty().set(false);
        rules.save();
        assertThat(shown().item().recipe().rule().review())
                .as("without a score of its own every part is for review")
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void putsAwayAndBringsBack() {
        model.putAway();
        assertThat(model.items()).extracting(i -> i.recipe().id()).containsExactly("washer-m8");
        assertThat(model.putAwayProperty().get()).contains(newest);
        model.setAwayToo(true);
        assertThat(model.items()).extracting(Item::away).containsExactly(false, true);
        model.undo();
        assertThat(book.list()).hasSize(2);
        assertThat(model.putAwayProperty().get()).isEmpty();
        assertThat(shown().item().recipe().id()).isEqualTo("flange");
    }

    @Test
    void changesAreNewVersions() {
        model.rollBack(1);
        assertThat(shown().item().recipe().version()).isEqualTo(4);
        assertThat(shown().item().recipe().rule())
                .isEqualTo(book.version("flange", 1).rule());
        model.rename("Flange A");
        assertThat(shown().item().recipe().name()).isEqualTo("Flange A");
        model.duplicate("Flange B");
        assertThat(shown().item().recipe().id()).isEqualTo("flange-b");
        assertThat(shown().goodScores()).isEqualTo(120);
        assertThat(book.versions("flange")).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void carriesFilesAndSaysWhatIsWrongWithThem() throws IOException {
        Path file = folder.resolve("flange.loupe");
        model.exportFile(file);
        model.importFile(file);
        assertThat(shown().item().recipe().id()).isEqualTo("flange-2");
        assertThat(model.importedProperty().get().flatMap(Imported::seal)).contains(seal);
        model.trustSigner();
        assertThat(trusted).hasSize(1);
        assertThat(model.importedProperty().get()).isEmpty();
        model.importFile(Files.writeString(folder.resolve("letter.loupe"), "Dear Sir"));
        assertThat(fault()).isEqualTo(FaultCode.REC_06);
        assertThat(model.importedProperty().get()).isEmpty();
        model.exportFile(Files.writeString(folder.resolve("f"), "").resolve("below-a-file.loupe"));
        assertThat(fault()).isEqualTo(FaultCode.CFG_02);
    }

    @Test
    void namesDamagedVersions() throws IOException {
        Files.writeString(folder.resolve("home/recipes/flange/v0002.json"), "{");
        model.refresh();
        assertThat(shown().versions()).extracting(Recipe::version).containsExactly(3, 1);
        assertThat(shown().damaged()).containsExactly(2);
        assertThat(model.comparedProperty().get().orElseThrow().before().version())
                .isEqualTo(1);
    }
}
