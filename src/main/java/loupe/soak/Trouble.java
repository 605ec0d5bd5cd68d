package loupe.soak;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import loupe.app.Conditions;
import loupe.domain.Detector;
import loupe.domain.DetectorInfo;
import loupe.domain.FaultCode;
import loupe.domain.Image;
import loupe.domain.InspectionFault;
import loupe.domain.Prediction;

/** A clock that can be set wrong and detectors that can be made to fail, as told from another thread. */
final class Trouble {
    /** What a detector does. */
    enum Mood {
        FINE,
        /** Inference fails: MOD-09. */
        FAIL,
        /** Something that nobody expected. */
        THROW,
        /** The machine itself: ends the run. */
        ERROR,
        /** Answers, but much too late. */
        SLOW,
        /** Does not answer while it lasts. */
        HANG
    }

    private static final long SLOW_NANOS = 900_000_000;

    private volatile Duration skew = Duration.ZERO;
    private Mood mood = Mood.FINE;

    Conditions conditions() {
        return new Conditions(new Skewed(), Moody::new);
    }

    void skew(Duration by) {
        skew = by;
    }

    synchronized void mood(Mood next) {
        mood = next;
        notifyAll();
    }

    private final class Skewed extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this; // Loupe asks for instants only
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(skew);
        }
    }

    private synchronized void suffer() {
        switch (mood) {
            case FINE -> {}
            case FAIL -> throw new InspectionFault(FaultCode.MOD_09, "rehearsed");
            case THROW -> throw new IllegalStateException("rehearsed");
            case ERROR -> {
                mood = Mood.FINE;
                throw new LinkageError("rehearsed");
            }
            case SLOW -> await(Mood.SLOW, System.nanoTime() + SLOW_NANOS);
            case HANG -> await(Mood.HANG, System.nanoTime() + Long.MAX_VALUE / 2);
        }
    }

    /** Until the mood is another one or the time is up. */
    private synchronized void await(Mood same, long until) {
        try {
            while (mood == same && until - System.nanoTime() > 0) {
                wait(Math.max(1, Math.min(1000, (until - System.nanoTime()) / 1_000_000)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mood = Mood.FINE;
        }
    }

    /** The detector of a recipe, in this mood. */
    private final class Moody implements Detector {
        private final Detector real;

        Moody(Detector real) {
            this.real = real;
        }

        @Override
        public Prediction predict(Image image) {
            suffer();
            return real.predict(image);
        }

        @Override
        public Optional<Image> repaired() {
            return real.repaired();
        }

        @Override
        public DetectorInfo info() {
            return real.info();
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
