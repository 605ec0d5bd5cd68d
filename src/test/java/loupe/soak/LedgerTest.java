package loupe.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import loupe.domain.Outcome;
import loupe.soak.RunRecord.Ending;
import loupe.soak.StreamServer.Sent;
import org.junit.jupiter.api.Test;

/** The balance of small soaks, drawn by hand. */
class LedgerTest {
    private static final double RATE = 2;

    private final List<Sent> sent = new ArrayList<>();
    private final List<RunRecord> runs = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    @Test
    void everyPictureWithARowBalances() {
        send(1, 1, 5);
        run(1, Ending.STOPPED, 0, 1, 2, 3, 4, 5);
        row(1, 2, 3, 4, 5);
        Ledger ledger = ledger();
        assertThat(ledger.problems()).isEmpty();
        assertThat(ledger.captured()).isEqualTo(5);
        assertThat(ledger.judged()).containsEntry(Outcome.PASS, 5L);
    }

    @Test
    void whatWasReplacedMustBeCounted() {
        send(1, 1, 5);
        run(1, Ending.STOPPED, 2, 1, 4, 5);
        row(1, 4, 5);
        assertThat(ledger().problems()).isEmpty();
        assertThat(ledger().skipped()).isEqualTo(2);
    }

    @Test
    void whatWasReplacedAndNotCountedIsLost() {
        send(1, 1, 5);
        run(1, Ending.STOPPED, 1, 1, 4, 5);
        row(1, 4, 5);
        assertThat(ledger().lost()).isEqualTo(1);
        assertThat(ledger().problems()).singleElement().asString().contains("passed over and not counted");
    }

    @Test
    void whatIsCountedAndWasNotReplacedIsAProblem() {
        send(1, 1, 3);
        run(1, Ending.STOPPED, 1, 1, 2, 3);
        row(1, 2, 3);
        assertThat(ledger().problems()).singleElement().asString().contains("counts 1 skipped, 0 are");
    }

    @Test
    void aPartWithoutARowIsLost() {
        send(1, 1, 3);
        run(1, Ending.STOPPED, 0, 1, 2, 3);
        row(1, 3);
        assertThat(ledger().lost()).isEqualTo(1);
        assertThat(ledger().balances()).isFalse();
    }

    @Test
    void aFewPicturesMayBeOnTheWireWhenAConnectionEnds() {
        send(1, 1, 6);
        run(1, Ending.STOPPED, 0, 1, 2, 3);
        row(1, 2, 3);
        assertThat(ledger().problems()).isEmpty();
        assertThat(ledger().wire()).isEqualTo(3);
        assertThat(ledger().captured()).isEqualTo(3);
    }

    @Test
    void manyMayNot() {
        send(1, 1, 30);
        run(1, Ending.STOPPED, 0, 1, 2, 3);
        row(1, 2, 3);
        assertThat(ledger().lost()).isEqualTo(30 - 3 - 5);
    }

    @Test
    void everyConnectionHasItsOwnEnd() {
        send(1, 1, 3);
        send(2, 4, 6);
        run(1, Ending.STOPPED, 0, 1, 2, 4, 5, 6);
        row(1, 2, 4, 5, 6);
        assertThat(ledger().problems()).isEmpty();
        assertThat(ledger().wire()).isEqualTo(1);
    }

    @Test
    void whatAKilledProcessHadInHandNeedsARowThatSaysSo() {
        send(1, 1, 6);
        run(1, Ending.KILLED, 0, 1, 2, 3, 4);
        row(1, 2, 3);
        assertThat(ledger().problems()).singleElement().asString().contains("1 runs were killed");
        rows.add(new Row("x", Outcome.ERROR, "TRC-07", false, Row.Kept.NONE, 0));
        assertThat(ledger().problems()).isEmpty();
        assertThat(ledger().inHand()).isEqualTo(3);
    }

    @Test
    void aKillDoesNotExplainWhatWasHandedOverLongBefore() {
        send(1, 1, 6);
        run(1, Ending.KILLED, 0, 1, 2, 3, 4, 5, 6);
        row(1, 2, 3);
        rows.add(new Row("x", Outcome.ERROR, "TRC-07", false, Row.Kept.NONE, 0));
        assertThat(ledger().inHand()).isEqualTo(1);
        assertThat(ledger().lost()).isEqualTo(2);
        assertThat(ledger().problems()).singleElement().asString().contains("long before the kill");
    }

    @Test
    void aKillDoesNotForgiveALineThatSawNothing() {
        send(1, 1, 30);
        run(1, Ending.KILLED, 0, 1, 2, 3);
        row(1, 2, 3);
        rows.add(new Row("x", Outcome.ERROR, "TRC-07", false, Row.Kept.NONE, 0));
        assertThat(ledger().inHand()).isEqualTo(5);
        assertThat(ledger().lost()).isEqualTo(30 - 3 - 5);
        assertThat(ledger().problems()).singleElement().asString().contains("never seen by the station");
    }

    @Test
    void whatWasOnTheWireLongBeforeAKillWasNotInHand() {
        send(1, 1, 6);
        send(2, 7, 9);
        run(1, Ending.KILLED, 0, 1, 2, 3, 7, 8, 9);
        row(1, 2, 3, 7, 8, 9);
        assertThat(ledger().problems()).isEmpty();
        assertThat(ledger().wire()).isEqualTo(3);
        assertThat(ledger().inHand()).isZero();
    }

    @Test
    void noConnectionMayLoseWhatAnotherDidNot() {
        send(1, 1, 10);
        send(2, 11, 13);
        run(1, Ending.STOPPED, 0, 1, 2, 3, 11, 12, 13);
        row(1, 2, 3, 11, 12, 13);
        assertThat(ledger().wire()).isEqualTo(5);
        assertThat(ledger().lost()).isEqualTo(2);
    }

    @Test
    void aSpoiltPictureOfWhichNoRowSaysSoIsAProblem() {
        send(1, 1, 1);
        sent.add(new Sent(2, 1, 1, false, 0));
        send(1, 3, 3);
        run(1, Ending.STOPPED, 1, 1, 3);
        row(1, 3);
        assertThat(ledger().problems()).singleElement().asString().contains("1 spoilt pictures came, 0 rows");
    }

    @Test
    void aSpoiltPictureIsToldByAnErrorRow() {
        send(1, 1, 1);
        sent.add(new Sent(2, 1, 1, false, 0));
        send(1, 3, 3);
        run(1, Ending.STOPPED, 1, 1, 3);
        row(1, 3);
        rows.add(new Row("bad", Outcome.ERROR, "IMG-01", false, Row.Kept.NONE, 0));
        assertThat(ledger().problems()).isEmpty();
        assertThat(ledger().spoilt()).isEqualTo(1);
        assertThat(ledger().skipped()).isZero();
    }

    @Test
    void aPictureWithTwoRowsAndAStrangerAreProblems() {
        send(1, 1, 2);
        run(1, Ending.STOPPED, 0, 1, 2);
        row(1, 2);
        rows.add(new Row("twice", Outcome.PASS, "", true, Row.Kept.PRESENT, 2));
        rows.add(new Row("strange", Outcome.PASS, "", true, Row.Kept.PRESENT, 77));
        assertThat(ledger().problems()).anySatisfy(p -> assertThat(p).contains("picture 2 has two rows"));
        assertThat(ledger().problems()).anySatisfy(p -> assertThat(p).contains("77, which was never sent"));
    }

    @Test
    void aPictureThatIsGoneMustSayWhy() {
        send(1, 1, 1);
        run(1, Ending.STOPPED, 0, 1);
        rows.add(new Row("p1", Outcome.PASS, "", true, Row.Kept.UNEXPLAINED, 0));
        assertThat(ledger().problems()).singleElement().asString().contains("nothing says why");
    }

    private Ledger ledger() {
        return Ledger.of(sent, runs, rows, 0, RATE);
    }

    private void send(int connection, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(s -> sent.add(new Sent(s, connection, 1, true, 0)));
    }

    private void run(int number, Ending ending, long skipped, int... serials) {
        Told.Counts counts = new Told.Counts(serials.length + skipped, serials.length, skipped, 0);
        runs.add(new RunRecord(
                number,
                ending,
                counts,
                IntStream.of(serials)
                        .mapToObj(s -> new Told.Part(s, "p" + s, s, "PASS", "", counts))
                        .toList(),
                1));
    }

    private void row(int... serials) {
        IntStream.of(serials).forEach(s -> rows.add(new Row("p" + s, Outcome.PASS, "", true, Row.Kept.PRESENT, s)));
    }
}
