package loupe.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import loupe.domain.FaultCode;
import loupe.domain.Outcome;

/**
 * What became of every picture that the stream sent. A picture is <em>captured</em> when it was written completely into
 * a connection and lies before the last part that the station had from that connection; what was sent behind it was
 * on the wire when the connection ended, a few pictures at most. Pure.
 *
 * @param sent pictures written completely, spoilt ones included
 * @param wire of them: behind the last part of a connection that ended, so many at most as fit onto the wire
 * @param judged rows with a verdict, by outcome; ERROR rows that have a picture under ERROR
 * @param spoilt captured pictures that the camera had spoilt, told by an ERROR row
 * @param skipped captured, replaced by a newer one, and counted so by the station
 * @param inHand captured, without a row because the process was killed, told by a {@code TRC-07} row; with those that
 *     were on the wire then
 * @param lost captured, and nothing tells what became of them
 * @param errors ERROR rows by code
 * @param images rows by what became of their picture
 * @param orphans files of the archive without a row
 * @param problems everything that does not balance, in words; empty when all is well
 */
public record Ledger(
        long sent,
        long wire,
        Map<Outcome, Long> judged,
        long spoilt,
        long skipped,
        long inHand,
        long lost,
        Map<String, Long> errors,
        Map<String, Long> images,
        long orphans,
        List<String> problems) {
    private static final double WIRE_SECONDS = 1.5;
    private static final int WIRE_LEAST = 2;

    public long captured() {
        return sent - wire;
    }

    public long rows() {
        return judged.values().stream().mapToLong(n -> n).sum();
    }

    public boolean balances() {
        return problems.isEmpty();
    }

    /**
     * Draws the balance.
     *
     * @param rate pictures a second
     */
    static Ledger of(List<StreamServer.Sent> sent, List<RunRecord> runs, List<Row> rows, long orphans, double rate) {
        return new Count(sent, runs, rows, rate).ledger(orphans);
    }

    /**
     * Pictures behind the last parts of a run's connections.
     *
     * @param over of them: more than can be on the wire when a connection ends
     * @param last of them: in the connection that was there last
     */
    private record Behind(long all, long over, long last) {}

    private static final class Count {
        private final List<StreamServer.Sent> sent;
        private final List<RunRecord> runs;
        private final List<Row> rows;
        private final double rate;
        private final Map<Integer, Row> bySerial = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
        private long wire;
        private long gaps;
        private long spoilt;
        private long inHand;
        private long lost;
        private long killsToTell;

        Count(List<StreamServer.Sent> sent, List<RunRecord> runs, List<Row> rows, double rate) {
            this.sent = sent;
            this.runs = runs;
            this.rows = rows;
            this.rate = rate;
        }

        Ledger ledger(long orphans) {
            index();
            runs.forEach(this::balance);
            Map<String, Long> errors = errors();
            checkKills(errors);
            checkRest(orphans);
            long spoiltTold = spoiltTold(errors);
            return new Ledger(
                    sent.size(),
                    wire,
                    judged(),
                    spoiltTold,
                    gaps - spoiltTold,
                    inHand,
                    lost,
                    errors,
                    images(),
                    orphans,
                    List.copyOf(problems));
        }

        /** Which picture a row is about: as its pixels said when it was judged, and as they say in the archive. */
        private void index() {
            Map<String, Integer> told = new HashMap<>();
            runs.forEach(run -> run.parts().forEach(part -> told.put(part.id(), part.serial())));
            Set<Integer> known = new HashSet<>();
            sent.forEach(s -> known.add(s.serial()));
            for (Row row : rows) {
                int serial = told.getOrDefault(row.id(), row.serial());
                if (row.serial() > 0 && row.serial() != serial) {
                    problems.add("part " + row.id() + " was picture " + serial + " and has picture " + row.serial());
                }
                if (serial > 0 && !known.contains(serial)) {
                    problems.add("part " + row.id() + " is picture " + serial + ", which was never sent whole");
                }
                Row other = serial > 0 ? bySerial.put(serial, row) : null;
                if (other != null) {
                    problems.add("picture " + serial + " has two rows: " + other.id() + " and " + row.id());
                }
            }
        }

        private void balance(RunRecord run) {
            Set<Integer> told = new HashSet<>();
            run.parts().forEach(part -> told.add(part.serial()));
            long most = WIRE_LEAST + Math.round(WIRE_SECONDS * rate);
            long unrecorded = 0;
            long between = 0;
            long behind = 0;
            long over = 0;
            long late = 0;
            for (List<StreamServer.Sent> pictures : connections(run)) {
                int last = last(pictures, told);
                late = 0;
                for (int i = 0; i < pictures.size(); i++) {
                    StreamServer.Sent picture = pictures.get(i);
                    if (bySerial.containsKey(picture.serial())) {
                        continue;
                    }
                    if (told.contains(picture.serial())) {
                        unrecorded++;
                    } else if (i < last) {
                        between++;
                        spoilt += picture.intact() ? 0 : 1;
                    } else {
                        late++;
                    }
                }
                behind += late;
                over += Math.max(0, late - most);
            }
            settle(run, unrecorded, between, new Behind(behind, over, late));
        }

        private Collection<List<StreamServer.Sent>> connections(RunRecord run) {
            Map<Integer, List<StreamServer.Sent>> connections = new LinkedHashMap<>();
            for (StreamServer.Sent s : sent) {
                if (s.run() == run.number()) {
                    connections
                            .computeIfAbsent(s.connection(), c -> new ArrayList<>())
                            .add(s);
                }
            }
            return connections.values();
        }

        /** Position of the last picture that is known to have reached the station. */
        private int last(List<StreamServer.Sent> pictures, Set<Integer> told) {
            int last = -1;
            for (int i = 0; i < pictures.size(); i++) {
                last = told.contains(pictures.get(i).serial()) ? i : last;
            }
            return last;
        }

        private void settle(RunRecord run, long unrecorded, long between, Behind behind) {
            long counted = run.counts().skipped();
            long uncounted = Math.max(0, between - counted);
            long also = Math.min(behind.all(), counted - (between - uncounted)); // counted, behind the last part
            long unseen = Math.max(0, behind.over() - also);
            long late = behind.all() - also - unseen;
            gaps += between - uncounted + also;
            lose(run, unseen, "sent and never seen by the station");
            if (run.ending() == RunRecord.Ending.KILLED) {
                long explained = Math.min(unrecorded, run.unwritten());
                long held = Math.min(late, behind.last());
                inHand += explained + held;
                wire += late - held;
                killsToTell += explained + held > 0 ? 1 : 0;
                lose(run, unrecorded - explained, "handed to the journal long before the kill, and no row");
            } else {
                wire += late;
                lose(run, unrecorded, "handed to the journal, and no row");
                if (counted > between + behind.all()) {
                    problems.add("run " + run.number() + ": the station counts " + counted + " skipped, "
                            + (between + behind.all()) + " are");
                }
            }
            lose(run, uncounted, "passed over and not counted");
            if (run.ending() == RunRecord.Ending.BROKEN) {
                problems.add("run " + run.number() + " did not end as ordered");
            }
        }

        private void lose(RunRecord run, long count, String how) {
            lost += count;
            if (count > 0) {
                problems.add("run " + run.number() + ": " + count + " pictures " + how);
            }
        }

        private void checkKills(Map<String, Long> errors) {
            long told = errors.getOrDefault(FaultCode.TRC_07.id(), 0L);
            if (told < killsToTell) {
                problems.add(killsToTell + " runs were killed with parts in hand, " + told + " rows say so");
            }
        }

        /** Spoilt pictures of which a row says so; that there is one for each is part of the balance. */
        private long spoiltTold(Map<String, Long> errors) {
            long told = errors.getOrDefault(FaultCode.IMG_01.id(), 0L);
            if (told < spoilt) {
                problems.add(spoilt + " spoilt pictures came, " + told + " rows (IMG-01) say so");
            }
            return Math.min(spoilt, told);
        }

        private void checkRest(long orphans) {
            long unexplained =
                    rows.stream().filter(r -> r.image() == Row.Kept.UNEXPLAINED).count();
            if (unexplained > 0) {
                problems.add(unexplained + " pictures are missing or unreadable and nothing says why");
            }
            if (orphans > 0) {
                problems.add(orphans + " files of the archive belong to no row");
            }
        }

        private Map<Outcome, Long> judged() {
            Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                counts.put(outcome, 0L);
            }
            bySerial.values().forEach(row -> counts.merge(row.outcome(), 1L, Long::sum));
            return counts;
        }

        private Map<String, Long> errors() {
            Map<String, Long> counts = new TreeMap<>();
            rows.stream().filter(r -> r.outcome() == Outcome.ERROR).forEach(r -> counts.merge(r.code(), 1L, Long::sum));
            return counts;
        }

        private Map<String, Long> images() {
            Map<Row.Kept, Long> counts = new EnumMap<>(Row.Kept.class);
            rows.forEach(r -> counts.merge(r.image(), 1L, Long::sum));
            Map<String, Long> named = new LinkedHashMap<>();
            counts.forEach((kept, n) -> named.put(kept.name().toLowerCase(java.util.Locale.ROOT), n));
            return named;
        }
    }
}
