package loupe.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import loupe.app.Workstation;
import loupe.config.Home;
import loupe.domain.FaultCode;
import loupe.domain.Inspection;
import loupe.domain.InspectionFault;
import loupe.station.StationStats;
import loupe.trace.TraceHealth;

/**
 * A whole station without a window that is led by orders, one a line: the operator of the endurance test. It tells one
 * JSON object a line: every part behind the journal, its state five times a second, what it occupies. Runs only in a
 * data folder that a soak made: what it may be told to do must never reach a real journal.
 */
public final class Rehearsal {
    /** The file that makes a data folder one of a soak. */
    static final String MARK = "soak";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long STATE_MS = 200;
    private static final int VITALS_EVERY = 25;
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Workstation station;
    private final Trouble trouble;
    private final PrintWriter told;
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean started;

    private Rehearsal(Workstation station, Trouble trouble, PrintWriter told) {
        this.station = station;
        this.trouble = trouble;
        this.told = told;
    }

    /**
     * Runs until {@code end} or the end of the orders.
     *
     * @throws InspectionFault CFG-02 when the folder is no soak's, and what opening a station throws
     */
    public static void run(Home home, BufferedReader orders, PrintWriter told)
            throws IOException, InterruptedException {
        if (!Files.exists(home.folder().resolve(MARK))) {
            throw new InspectionFault(FaultCode.CFG_02, home.folder(), "not made by loupe soak");
        }
        Trouble trouble = new Trouble();
        try (Workstation station = Workstation.open(home, trouble.conditions())) {
            new Rehearsal(station, trouble, told).follow(orders);
        }
    }

    private void follow(BufferedReader orders) throws IOException, InterruptedException {
        station.line().addListener(this::tell);
        station.line().onState(state -> tellState());
        Thread ticker = new Thread(this::tick, "soak-ticker");
        ticker.setDaemon(true);
        ticker.start();
        for (String order = orders.readLine(); order != null && !order.equals("end"); order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            obey(words[0], words.length > 1 ? words[1] : "");
        }
        trouble.mood(Trouble.Mood.FINE);
        endRun();
        over.countDown();
        ticker.join();
    }

    private void obey(String word, String what) throws InterruptedException {
        switch (word) {
            case "start" -> {
                endRun();
                station.startLine(station.recipes().find(what).orElseThrow());
                started = true;
            }
            case "stop" -> endRun();
            case "recipe" -> // on a line that stands still a swap would start another run, unaccounted
                station.line().renew(station.recipes().find(what).orElseThrow());
            case "clock" -> trouble.skew(Duration.ofSeconds(Long.parseLong(what)));
            case "detector" -> trouble.mood(Trouble.Mood.valueOf(what.toUpperCase(Locale.ROOT)));
            case "room" ->
                station.settings()
                        .update(s -> s.withStorage(new loupe.config.Settings.Storage(
                                s.storage().archive(),
                                s.storage().lossless(),
                                s.storage().retentionDays(),
                                Long.parseLong(what))));
            default -> throw new IllegalArgumentException(word);
        }
    }

    /** Stops what runs and tells what it did in all. */
    private void endRun() throws InterruptedException {
        if (!started) {
            return;
        }
        started = false;
        station.line().stop();
        station.line().awaitEnd();
        ObjectNode run = counts("run", station.line().stats());
        run.put("drained", station.trace().drain(DRAIN));
        say(run);
    }

    private void tell(Inspection part) {
        StationStats stats = station.line().stats();
        ObjectNode node = counts("part", stats);
        node.put("id", part.id());
        node.put("serial", SerialMark.read(part.frame().image()).orElse(0));
        node.put("outcome", part.outcome().name());
        node.put("code", part.verdict().fault().map(FaultCode::id).orElse(""));
        say(node);
    }

    private void tick() {
        try {
            for (int i = 1; !over.await(STATE_MS, TimeUnit.MILLISECONDS); i++) {
                tellState();
                if (i % VITALS_EVERY == 0) {
                    tellVitals();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellState() {
        TraceHealth health = station.trace().health();
        ObjectNode node = counts("state", station.line().stats());
        node.put("state", station.line().state().name());
        node.put("line", code(station.line().fault()));
        node.put("trace", code(health.fault()));
        node.put("journal", code(station.journal().fault()));
        node.put("waiting", health.queued());
        say(node);
    }

    private void tellVitals() {
        Vitals vitals = Vitals.now();
        ObjectNode node = counts("vitals", station.line().stats());
        node.put("heap", vitals.heapMb());
        node.put("resident", vitals.residentMb());
        node.put("threads", vitals.threads());
        node.put("handles", vitals.handles());
        node.put("p95", station.line().stats().p95Ms());
        say(node);
    }

    private static String code(Optional<InspectionFault> fault) {
        return fault.map(f -> f.code().id()).orElse("");
    }

    private static ObjectNode counts(String kind, StationStats stats) {
        ObjectNode node = JSON.createObjectNode().put("kind", kind);
        node.put("offered", stats.offered());
        node.put("inspected", stats.inspected());
        node.put("skipped", stats.skipped());
        return node.put("outages", stats.outages());
    }

    private void say(ObjectNode node) {
        try {
            String line = JSON.writeValueAsString(node);
            synchronized (told) {
                told.println(line);
                told.flush();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }
}
