package loupe.samples;

import java.nio.file.Path;
import java.util.List;
import loupe.domain.SampleSet;

/** What a look at a folder of images found: a sample set, or a question that only a person can answer. */
public sealed interface Reading {
    /** The layout says what everything is. */
    record Understood(SampleSet set) implements Reading {}

    /**
     * More than one meaning is possible.
     *
     * @param folder the question is about
     * @param question what has to be known
     * @param choices the answers, at least two
     */
    record Unclear(Path folder, Question question, List<Choice> choices) implements Reading {
        public Unclear {
            choices = List.copyOf(choices);
        }
    }

    /** What has to be known. */
    enum Question {
        /** One plain folder of images: what are they? */
        WHAT_ARE_THEY,
        /** Several folders whose names say nothing: which of them holds the good parts? */
        WHICH_IS_GOOD,
        /** Some folders say what they hold: what are the images in the others? */
        WHAT_ARE_THE_OTHERS,
        /** Some images have a mask beside them: what are those without? */
        WHAT_ARE_THE_UNMASKED,
        /** Several data sets in one folder: which is meant? */
        WHICH_SET,
        /** Two files of one name, neither known as a mask: which ending do the images have? */
        WHICH_IS_THE_IMAGE
    }

    /**
     * A possible answer.
     *
     * @param kind what is meant
     * @param name the folder or ending chosen; empty where there is nothing to name
     */
    record Choice(Kind kind, String name) {
        /** What can be answered. */
        public enum Kind {
            GOOD,
            BAD,
            UNLABELLED,
            GOOD_FOLDER,
            SET,
            IMAGE
        }

        static Choice of(Kind kind) {
            return new Choice(kind, "");
        }

        /** The answer as it is given on a command line, for example {@code unlabelled} or {@code good=lot 7}. */
        public String answer() {
            return switch (kind) {
                case GOOD -> "good";
                case BAD -> "bad";
                case UNLABELLED -> "unlabelled";
                case GOOD_FOLDER -> "good=" + name;
                case SET -> "set=" + name;
                case IMAGE -> "image=" + name;
            };
        }
    }
}
