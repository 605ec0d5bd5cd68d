package loupe.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import loupe.config.Home;
import loupe.config.RecipeBook;
import loupe.detect.Detectors;
import loupe.detect.ProviderPreference;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;
import loupe.domain.Inspector;
import loupe.domain.Recipe;
import loupe.domain.SampleSet.Sample;
import loupe.samples.SampleFolders;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Labelled images and the recipe that scores them: shared by the commands that calibrate. */
final class SampleOptions {
    @Parameters(paramLabel = "SAMPLES", description = "Folder of labelled images, in any layout that Loupe reads.")
    private Path folder;

    @Option(names = "--recipe", required = true, paramLabel = "R", description = "A recipe of the data folder.")
    private String recipe;

    @Option(names = "--as", paramLabel = "ANSWER", description = "How an ambiguous folder is meant; may repeat.")
    private List<String> answers = new ArrayList<>();

    @Mixin
    private ViewOptions view;

    /** A recipe with its model open; reads only, so another Loupe may run on the data folder. */
    record Subject(Recipe recipe, Inspector inspector) implements AutoCloseable {
        String profile() {
            return inspector.detector().profile();
        }

        @Override
        public void close() {
            inspector.close();
        }
    }

    /** The images to measure on; training images are never among them. */
    List<Sample> read() {
        return read(folder);
    }

    List<Sample> read(Path other) {
        List<Sample> samples = SampleFolders.read(other, answers).test();
        if (samples.isEmpty()) {
            throw new InspectionFault(FaultCode.CAL_06, other);
        }
        return samples;
    }

    /** Whether the recipe was taught from this very folder, as far as its source tells. */
    boolean taught(Recipe by) {
        return by.source().equals("folder:" + folder.toAbsolutePath());
    }

    Subject open(Home home) {
        RecipeBook book = new RecipeBook(home, Clock.systemUTC());
        Recipe found = book.find(recipe).orElseThrow(() -> new InspectionFault(FaultCode.REC_01, recipe));
        Inspector inspector = view.judge(found, Detectors.open(book.modelPath(found), ProviderPreference.AUTO));
        return new Subject(inspector.recipe(), inspector);
    }
}
