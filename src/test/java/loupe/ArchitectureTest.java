package loupe;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The plan of the house (src/site/markdown/architecture.md) as a test: every rule with its reason. */
class ArchitectureTest {
    private static final JavaClasses LOUPE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("loupe");

    /** Package → what it may use besides itself. A package that is not here fails the build. */
    private static final Map<String, List<String>> MAY_USE = mayUse();

    private static Map<String, List<String>> mayUse() {
        Map<String, List<String>> m = new LinkedHashMap<>();
        m.put("domain", List.of());
        m.put("imaging", List.of("domain"));
        m.put("camera", List.of("domain", "imaging"));
        m.put("samples", List.of("domain", "imaging"));
        m.put("detect", List.of("domain", "imaging"));
        m.put("train", List.of("domain", "imaging", "detect"));
        m.put("calibrate", List.of("domain"));
        m.put("station", List.of("domain"));
        m.put("trace", List.of("domain"));
        m.put("notify", List.of("domain"));
        m.put("config", List.of("domain"));
        m.put("access", List.of("domain"));
        m.put("report", List.of("domain", "imaging", "calibrate"));
        List<String> engine = List.of(
                "domain",
                "imaging",
                "camera",
                "detect",
                "train",
                "samples",
                "calibrate",
                "station",
                "trace",
                "notify",
                "config",
                "access",
                "report");
        m.put("app", engine);
        List<String> soak = new ArrayList<>(engine);
        soak.add("app");
        m.put("soak", soak);
        List<String> cli = new ArrayList<>(soak);
        cli.add("soak");
        m.put("cli", cli);
        m.put(
                "ui",
                List.of(
                        "app",
                        "access",
                        "domain",
                        "imaging",
                        "samples",
                        "calibrate",
                        "config",
                        "station",
                        "trace",
                        "train",
                        "report"));
        return m;
    }

    /** Technology → the packages that are its home. */
    private static final Map<String, List<String>> HOME = Map.of(
            "javafx..", List.of("ui"),
            "ai.onnxruntime..", List.of("detect"),
            "ai.onnx..", List.of("train", "detect"),
            "org.opencv..", List.of("imaging", "camera"),
            "org.bytedeco..", List.of("camera"),
            "ai.djl..", List.of("train"),
            "java.sql..", List.of("trace"),
            "picocli..", List.of("cli"),
            "org.apache.pdfbox..", List.of("report"),
            "org.hipparchus..", List.of("calibrate"));

    @TestFactory
    Stream<DynamicTest> packageTable() {
        return MAY_USE.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    DescribedPredicate<JavaClass> forbidden = resideInAnyPackage("loupe..")
                            .and(resideOutsideOfPackages(allowed(e.getKey(), e.getValue())));
                    check(noClasses()
                            .that()
                            .resideInAPackage("loupe." + e.getKey() + "..")
                            .should()
                            .dependOnClassesThat(forbidden)
                            .because("data flows one way: the table in architecture.md says who may know whom"));
                }));
    }

    private static String[] allowed(String own, List<String> others) {
        return Stream.concat(Stream.of(own), others.stream())
                .map(p -> "loupe." + p + "..")
                .toArray(String[]::new);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(LOUPE.stream()
                        .map(JavaClass::getPackageName)
                        .filter(p -> p.startsWith("loupe."))
                        .map(p -> p.replaceFirst("^loupe\\.(\\w+).*", "$1"))
                        .distinct())
                .as("a package is a noun of the trade; add it to the table and to architecture.md")
                .allMatch(MAY_USE::containsKey);
    }

    @Test
    void noCycles() {
        check(slices().matching("loupe.(**)").should().beFreeOfCycles().because("a knot cannot be taken apart"));
    }

    @Test
    void screensDoNotKnowEachOther() {
        List<String> screens =
                List.of("live", "review", "teach", "calibrate", "history", "recipes", "imports", "settings");
        for (String screen : screens) {
            String[] others = screens.stream()
                    .filter(s -> !s.equals(screen))
                    .map(s -> "loupe.ui." + s + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("loupe.ui." + screen + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("screens meet only in the shell"));
        }
    }

    @Test
    void domainUsesOnlyTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("loupe.domain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "loupe.domain")
                .because("the words must outlive every library"));
    }

    @Test
    void everyTechnologyHasOneHome() {
        HOME.forEach((technology, homes) -> check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        homes.stream().map(h -> "loupe." + h + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology)
                .because("its lifetimes and traps are known in one place")));
    }

    @Test
    void nativeTypesStayInsideTheirHome() {
        check(noClasses()
                .that()
                .arePublic()
                .and()
                .resideInAPackage("loupe..")
                .should(ArchRules.exposeInPublicSignatures("org.opencv", "ai.onnxruntime", "org.bytedeco"))
                .because("native memory lives and dies inside one class"));
        check(noClasses()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackage("loupe.train.gradient..")
                .should(ArchRules.exposeInPublicSignatures("ai.djl"))
                .because("the training loop hands arrays to the methods that are trained with it, and to nobody else"));
    }

    @Test
    void constantsOfATrainingLieInPyTorch() {
        check(noClasses()
                .should()
                .callMethod(NDArray.class, "mul", Number.class)
                .orShould()
                .callMethod(NDArray.class, "div", Number.class)
                .because("the garbage collector frees such a number before the way back needs it: Torch.times"));
    }

    @Test
    void viewModelsKnowNoNode() {
        check(noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene..", "javafx.stage..")
                .because("what a screen decides is tested without a toolkit"));
    }

    @Test
    void platformOnlyInWidget() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("loupe.ui.widget..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javafx.application.Platform")
                .because("one place hops threads, and it keeps at most one update pending"));
    }

    @Test
    void noHiddenGlobals() {
        check(methods().should().notHaveName("getInstance").because("wiring is by constructors"));
        check(fields().that()
                .areStatic()
                .and()
                .areNotFinal()
                .should(ArchRules.neverExist())
                .because("a mutable static is a global")
                .allowEmptyShould(true));
    }

    @Test
    void standardStreamsOnlyInCli() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("loupe.cli..")
                .should(ArchRules.useStandardStreams())
                .because("a window has no console; the log and the faults are for words"));
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .because("slf4j"));
    }

    @Test
    void noGenericExceptionThrown() {
        check(noClasses()
                .should(com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS)
                .because("a fault has a code"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(LOUPE);
    }
}
