package loupe.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Requirement → the tests that fail when it is broken. A test that is renamed or gone is missed here. */
class RequirementTableTest {
    private static final String IMPORT = "loupe.cli.ModelsImportCommandTest#";
    private static final String HERE = "loupe.detect.RequirementsTest#";
    private static final String PROFILE = "loupe.detect.ProfileFileTest#";
    private static final String HOSTILE = "loupe.detect.HostileModelsTest#";

    private static final Map<String, List<String>> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("I-01 element types", List.of(HERE + "i1InputTypes", HERE + "i1OutputTypes")),
            Map.entry(
                    "I-02 layouts, grey and colour",
                    List.of(HERE + "i2ChannelsLast", HERE + "i2GreyModelsFromColourCamerasAndTheOtherWayRound")),
            Map.entry("I-03 fixed batch", List.of(HERE + "i3FixedBatch")),
            Map.entry(
                    "I-04 dynamic sides, shapes from results",
                    List.of(
                            HERE + "i4OpenSizesAndWrongDeclarations",
                            "loupe.detect.AnomalibV2ProfileTest#declaredShapesAreNotBelieved")),
            Map.entry(
                    "I-05 further inputs",
                    List.of(
                            HERE + "i5OtherInputsAreRefusedByName",
                            "loupe.detect.FamiliesTest#anomalibNextIsFedHalfASensitivity")),
            Map.entry(
                    "I-06 weights beside the model: copied, hashed, loaded by path",
                    List.of(
                            HERE + "i6WeightsBesideTheModel",
                            PROFILE + "changedWeightsAreRefused",
                            IMPORT + "weightsBesideTheModelAreKept")),
            Map.entry("I-07 normalisation", List.of(HERE + "i7NormalisationInTheGraphIsSeenShownAndEditable")),
            Map.entry(
                    "I-08 raw beside normalised, saturation",
                    List.of(
                            HERE + "i8RawBesideNormalised",
                            IMPORT + "saturationAloneIsReported",
                            IMPORT + "rawScoresOfAModelThatShouldNormaliseAreSeen")),
            Map.entry(
                    "I-09 no number is an error, logged",
                    List.of(
                            HERE + "i9WhatIsNoNumberIsAnError",
                            "loupe.station.StationTest#whatCouldNotBeJudgedIsLoggedOnce")),
            Map.entry(
                    "I-10 one affine, uncovered parts hatched",
                    List.of(
                            HERE + "i10MapAndImageAreOneAffine",
                            HERE + "i10LowResolutionMapsOfLetterBoxedPicturesKeepTheirPlace",
                            "loupe.imaging.HeatMapPainterTest#whatIsNotCoveredIsHatchedAndBesideTheImageIsNothing")),
            Map.entry("I-11 comparison", List.of(HERE + "i11TheMakersComparisonIsKeptAndTranslated")),
            Map.entry(
                    "I-12 parity",
                    List.of(
                            PROFILE + "goldenVectorsAreComparedAtEveryStart",
                            HERE + "i12HalfPrecisionMayBeTenTimesAsFarOff",
                            HERE + "i12OutOfToleranceNothingIsOpened")),
            Map.entry(
                    "I-13 thresholds are suggestions",
                    List.of(IMPORT + "storesAnUncalibratedRecipeThatPassesNothing", IMPORT + "calibratedItJudges")),
            Map.entry(
                    "I-14 opset, size",
                    List.of(
                            HERE + "i14OpsetsOfALaterTimeNameTheRuntime",
                            HOSTILE + "tooLarge",
                            HOSTILE + "ofALaterRuntime")),
            Map.entry(
                    "I-15 sidecars are data",
                    List.of(
                            HERE + "i15HostileSidecars",
                            HERE + "i15SidecarsBehindLinksAreNotOpened",
                            PROFILE + "namesThatLeaveTheFolderAreRefused",
                            "loupe.detect.ExternalDataTest#outsideTheFolder",
                            "loupe.detect.DamagedFilesTest#sidecars"))));

    @Test
    void everyRequirementIsInTheTable() {
        assertThat(TABLE.keySet().stream().map(k -> k.substring(0, 4)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 15)
                        .mapToObj(n -> String.format(java.util.Locale.ROOT, "I-%02d", n))
                        .toList());
    }

    @TestFactory
    List<DynamicTest> everyTestIsThere() {
        return TABLE.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(
                        e.getKey(),
                        () -> e.getValue()
                                .forEach(test ->
                                        assertThat(isTest(test)).as(test).isTrue())))
                .toList();
    }

    private static boolean isTest(String name) {
        String[] parts = name.split("#", 2);
        try {
            return Arrays.stream(Class.forName(parts[0]).getDeclaredMethods())
                    .filter(m -> m.getName().equals(parts[1]))
                    .anyMatch(RequirementTableTest::runs);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static boolean runs(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
