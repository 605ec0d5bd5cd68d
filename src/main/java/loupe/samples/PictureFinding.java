package loupe.samples;

import java.nio.file.Path;
import java.util.List;

/**
 * Something about pictures to teach from that a person should know.
 *
 * @param kind what it is
 * @param pictures concerned, those that stand out most first; never empty
 * @param usual what the others are like, in figures that need no translation; empty when there is nothing to say
 */
public record PictureFinding(Kind kind, List<Path> pictures, String usual) {
    /** What can be found. */
    public enum Kind {
        /** They cannot be decoded. */
        UNREADABLE(true),
        /** The same pixels are called good and defective. */
        BOTH(true),
        /** The same pixels come twice; these are the second ones. */
        COPIES(true),
        /** They have another width and height than most. */
        SIZES(false),
        /** They are grey among coloured ones, or the reverse. */
        COLOURS(false),
        /** They look much more like another one than pictures of the set usually do; these are the second ones. */
        ALIKE(false),
        /** They are much darker or brighter than the others. */
        BRIGHTNESS(false),
        /** They have much more or less contrast. */
        CONTRAST(false),
        /** Their coarse grey pattern is far from that of the others. */
        LOOK(false);

        private final boolean useless;

        Kind(boolean useless) {
            this.useless = useless;
        }

        /** Whether they are better left out, whatever they show. */
        public boolean useless() {
            return useless;
        }
    }

    public PictureFinding {
        pictures = List.copyOf(pictures);
    }
}
