package loupe.report;

import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import loupe.calibrate.Bootstrap;
import loupe.calibrate.Confusion;
import loupe.calibrate.Interval;
import loupe.calibrate.Metrics;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Words;
import loupe.domain.Recipe;

/** Everything that a certificate says, in words of one language; how it looks is the affair of the two pages. */
final class CertificateText {
    private static final long SEED = 1;

    private final Certificate certificate;
    private final Locale locale;
    private final ResourceBundle texts;
    private final Words words;
    private final Scoreboard board;
    private final Confusion confusion;

    CertificateText(Certificate certificate, Locale locale) {
        this.certificate = certificate;
        this.locale = locale;
        this.texts = Html.texts("certificate", locale);
        this.words = new Words(locale);
        this.board = Scoreboard.of(certificate.images());
        this.confusion = board.at(
                certificate.recipe().rule().review(),
                certificate.recipe().rule().fail());
    }

    String get(String key, Object... args) {
        return new MessageFormat(texts.getString(key), locale).format(args);
    }

    String version() {
        Recipe r = certificate.recipe();
        return get("version", r.id(), Integer.toString(r.version()));
    }

    String madeAt() {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(ZoneId.systemDefault())
                .format(certificate.evidence().at());
    }

    /** Label and value; digests are whole, so that they can be compared. */
    Map<String, String> facts() {
        Recipe r = certificate.recipe();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(get("product"), r.name());
        facts.put(get("recipe"), version());
        facts.put(get("made"), madeAt());
        facts.put(get("camera"), r.source().isBlank() ? "–" : r.source());
        facts.put(
                get("region"),
                r.region()
                        .map(p -> get("region.part", whole(p.width()), whole(p.height()), whole(p.x()), whole(p.y())))
                        .orElse(get("region.all")));
        facts.put(
                get("tiles"),
                r.tiling()
                        .map(t -> get("tiles.are", whole(t.width()), whole(t.height()), whole(100 * t.overlap())))
                        .orElse(get("tiles.none")));
        facts.put(get("source"), get("source." + r.rule().source()));
        facts.put(get("profile"), certificate.evidence().profile());
        facts.put(get("program"), certificate.program());
        return facts;
    }

    Map<String, String> digests() {
        Map<String, String> digests = new LinkedHashMap<>();
        digests.put(get("model"), certificate.recipe().modelSha256());
        digests.put(get("samples"), certificate.evidence().samplesSha256());
        digests.put(get("binding"), certificate.evidence().binding());
        return digests;
    }

    private static String whole(double value) {
        return Long.toString(Math.round(value));
    }

    /** Label and value of each threshold. */
    Map<String, String> limits() {
        double review = certificate.recipe().rule().review();
        double fail = certificate.recipe().rule().fail();
        Map<String, String> limits = new LinkedHashMap<>();
        if (review == fail) {
            limits.put(get("limit.one"), words.number(fail));
        } else if (fail == Double.POSITIVE_INFINITY) {
            limits.put(get("limit.review"), words.number(review));
            limits.put(get("limit.none"), "∞");
        } else {
            limits.put(get("limit.review"), words.number(review));
            limits.put(get("limit.fail"), words.number(fail));
        }
        return limits;
    }

    /** Policy and promise. */
    Map<String, String> promises() {
        Map<String, String> promises = new LinkedHashMap<>();
        certificate.decision().limits().forEach(l -> promises.put(words.of(l.policy()), words.of(l.guarantee())));
        return promises;
    }

    String honesty() {
        return words.honesty(confusion.escapes());
    }

    List<String> cautions() {
        return certificate.decision().cautions().stream().map(words::of).toList();
    }

    /** Rows with a heading row and a heading column. */
    List<List<String>> decided() {
        Confusion c = confusion;
        return List.of(
                List.of("", get("pass"), get("review"), get("fail"), get("sum")),
                List.of(get("good"), count(c.goodPass()), count(c.goodReview()), count(c.goodFail()), count(c.good())),
                List.of(
                        get("defects"),
                        count(c.defectPass()),
                        count(c.defectReview()),
                        count(c.defectFail()),
                        count(c.defects())));
    }

    Map<String, String> rates() {
        Map<String, String> rates = rates(confusion);
        if (board.hasBoth()) {
            Interval i = Bootstrap.auroc(board, SEED);
            String value = four(Metrics.auroc(board.good(), board.defects()));
            boolean separated = i.low() == i.high(); // every draw of the bootstrap is then the same
            rates.put(
                    get("auroc"),
                    separated
                            ? get("auroc.separated", value)
                            : get("auroc.value", value, four(i.low()), four(i.high())));
        }
        return rates;
    }

    /** What the thresholds did on parts kept apart; empty when there were none. */
    Map<String, String> verified() {
        return certificate.verified().map(this::rates).orElse(Map.of());
    }

    private Map<String, String> rates(Confusion c) {
        Map<String, String> rates = new LinkedHashMap<>();
        rates.put(get("escapes"), words.rate(c.escapes()));
        rates.put(get("falseAlarms"), words.rate(c.falseAlarms()));
        rates.put(get("overkill"), words.rate(c.overkill()));
        rates.put(get("reviewLoad"), words.rate(c.reviewLoad()));
        return rates;
    }

    Map<String, String> unseen() {
        Map<String, String> unseen = new LinkedHashMap<>();
        certificate.unseenTypes().forEach((type, rate) -> unseen.put(type, words.rate(rate)));
        return unseen;
    }

    List<Plot> plots() {
        Plots plots = new Plots(texts, words);
        double review = certificate.recipe().rule().review();
        List<Plot> list = new ArrayList<>();
        list.add(plots.histogram(board, review, certificate.recipe().rule().fail()));
        if (board.hasBoth()) {
            list.add(plots.roc(board, review));
        }
        return list;
    }

    /** How many mistakes there are and how many are shown. */
    String mistakes() {
        int all = confusion.defectPass() + confusion.goodReview() + confusion.goodFail();
        return all == 0
                ? get("mistakes.none")
                : get("mistakes.some", certificate.mistakes().size(), all);
    }

    /** Two lines below a picture. */
    List<String> caption(Certificate.Mistake m) {
        String kind = m.passed() ? get("escaped") + " · " + m.type() : get("alarm");
        return List.of(kind + " · " + get("score", words.number(m.score())), m.name());
    }

    private String count(int n) {
        return String.format(locale, "%,d", n);
    }

    private String four(double value) {
        return String.format(locale, "%.4f", value);
    }
}
