package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.app.ModelRecipe;
import loupe.app.Sighting;
import loupe.calibrate.Sight;
import loupe.calibrate.Words;
import loupe.config.RecipeBook;
import loupe.detect.Detectors;
import loupe.detect.OnnxDetector;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Progress;
import loupe.domain.Recipe;
import loupe.domain.Tiling;
import loupe.imaging.ImageCodec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a defect is large enough for camera and model, and what would help. */
@Command(
        name = "see",
        description = {
            "Says whether the smallest defect is large enough to be seen: in the image, where the model looks and on",
            "its map; if not, which tiles, region or camera would show it, and what they cost.",
            "Sizes alone are judged; “detectability” measures what is found."
        },
        footer = {"", "Exit codes: 0 it can be seen, 1 it may be missed or cannot be seen."})
final class SeeCommand extends Subcommand {
    /** What looks: exactly one of them. */
    private static final class Judge {
        @Option(names = "--recipe", paramLabel = "R", description = "A recipe of the data folder.")
        private String recipe;

        @Option(names = "--model", paramLabel = "M", description = "A model file.")
        private Path model;
    }

    @Parameters(paramLabel = "IMAGE", description = "A picture of the camera.")
    private Path picture;

    @ArgGroup(multiplicity = "1")
    private Judge judge;

    @Option(
            names = "--defect",
            required = true,
            paramLabel = "SIZE",
            description = "Narrowest side of the smallest defect: image pixels, or mm as in 0.2mm.")
    private String defect;

    @Option(
            names = "--scale",
            paramLabel = "MM",
            description = "Millimetres of one image pixel (default: that of the recipe).")
    private Double scale;

    @Mixin
    private ViewOptions view;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Image image = ImageCodec.read(picture);
        try (Inspector inspector = open()) {
            OptionalDouble millimetres =
                    scale == null ? inspector.recipe().millimetresPerPixel() : OptionalDouble.of(scale);
            double pixels = pixels(millimetres);
            Sighting sighting = Sighting.of(image, inspector, Progress.NONE);
            if (json) {
                out().println(Json.text(tree(sighting, pixels)));
            } else {
                print(sighting, pixels, millimetres);
            }
            return sighting.sight(pixels).standing() == Sight.Standing.SEES ? 0 : LoupeCommand.NOT_GOOD;
        }
    }

    private Inspector open() {
        if (judge.model != null) {
            OnnxDetector detector = Detectors.open(judge.model, ProviderPreference.AUTO);
            return view.judge(ModelRecipe.of(detector.info(), "").recipe(), detector);
        }
        RecipeBook book = new RecipeBook(home(), Clock.systemUTC());
        Recipe recipe = book.find(judge.recipe).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, judge.recipe));
        return view.judge(recipe, Detectors.open(book.modelPath(recipe), ProviderPreference.AUTO));
    }

    private double pixels(OptionalDouble millimetres) {
        boolean length = defect.endsWith("mm");
        if (length && millimetres.isEmpty()) {
            throw misuse("A defect in mm needs a scale: --scale MM.");
        }
        try {
            double value = Double.parseDouble(length ? defect.substring(0, defect.length() - 2) : defect);
            double pixels = length ? value / millimetres.orElseThrow() : value;
            if (pixels > 0 && Double.isFinite(pixels)) {
                return pixels;
            }
        } catch (NumberFormatException e) {
            throw misuse("“" + defect + "” is no size such as 12 or 0.2mm.");
        }
        throw misuse("--defect and --scale must be more than 0.");
    }

    private void print(Sighting sighting, double pixels, OptionalDouble millimetres) {
        Words words = new Words(Locale.ENGLISH);
        Sight sight = sighting.sight(pixels);
        out().println(words.of(sight, millimetres));
        out().println(words.cost(sighting.looks(sighting.tiling()), sighting.seconds(sighting.tiling())));
        Optional<Tiling> tiles = sighting.tiles(pixels);
        words.advice(sight, sighting.inputWidth(), sighting.inputHeight()).ifPresent(out()::println);
        if (tiles.isPresent()) {
            Tiling t = tiles.get();
            out().println("--tiles " + t.width() + "x" + t.height() + ": "
                    + words.cost(sighting.looks(tiles), sighting.seconds(tiles)));
        }
    }

    private static ObjectNode tree(Sighting sighting, double pixels) {
        Sight sight = sighting.sight(pixels);
        ObjectNode node = Json.object();
        node.put("standing", sight.standing().name().toLowerCase(Locale.ROOT));
        Json.put(node, "image_pixels", pixels);
        Json.put(node, "model_pixels", sight.modelPixels());
        Json.put(node, "cells", sight.cells());
        Json.put(node, "scale", sight.scale());
        Json.put(node, "closer", sight.closer());
        node.put("looks", sighting.looks(sighting.tiling()));
        Json.put(node, "seconds", sighting.seconds(sighting.tiling()));
        Optional<Tiling> tiles = sighting.tiles(pixels);
        tiles.ifPresent(t -> {
            ObjectNode advice = node.putObject("tiles");
            advice.put("width", t.width()).put("height", t.height());
            advice.put("looks", sighting.looks(tiles));
            Json.put(advice, "seconds", sighting.seconds(tiles));
        });
        return node;
    }
}
