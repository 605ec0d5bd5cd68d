package loupe.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ResourceBundle;

/** Promises, cautions and policies in whole sentences of one language. Immutable; any thread. */
public final class Words {
    /** The escape rate that the honesty meter aims at. */
    public static final double GOAL = 0.05;

    /** The usual level of a test. */
    private static final double SIGNIFICANT = 0.05;

    private static final double TINY = 1e-4;

    private final Locale locale;
    private final ResourceBundle texts;

    public Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                "loupe.calibrate.words",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** A policy's name with its numbers, for example “False alarms at most 1 %”. */
    public String of(Policy policy) {
        if (policy instanceof Policy.ZeroMiss p) {
            return p.margin() > 0 ? text("policy.zeroMissMargin", share(p.margin())) : text("policy.zeroMiss");
        } else if (policy instanceof Policy.Misses p) {
            return text("policy.misses", p.allowed());
        } else if (policy instanceof Policy.FalseAlarms p) {
            return text("policy.falseAlarms", share(p.alpha()));
        } else if (policy instanceof Policy.SureFalseAlarms p) {
            return text("policy.sureFalseAlarms", share(p.alpha()), share(p.confidence()));
        } else if (policy instanceof Policy.LeastCost p) {
            return text("policy.cost", share(p.costs().defectRate()));
        } else if (policy instanceof Policy.Tail p) {
            return text("policy.tail", share(p.rate()));
        } else if (policy instanceof Policy.GoodOnly p) {
            return text("policy.goodOnly", share(p.alpha()));
        }
        return text("policy.f1");
    }

    /** What is promised, in one or two sentences. */
    public String of(Guarantee guarantee) {
        if (guarantee instanceof Guarantee.Escapes g) {
            return text("escapes", g.allowed(), g.defects(), share(g.mean()), share(g.upper()));
        } else if (guarantee instanceof Guarantee.FalseAlarms g) {
            return text("falseAlarms", share(g.alpha()), g.good());
        } else if (guarantee instanceof Guarantee.SureFalseAlarms g) {
            return text("sureFalseAlarms", share(g.alpha()), share(g.confidence()), g.good());
        } else if (guarantee instanceof Guarantee.LeastCost g) {
            return text("leastCost", number(g.perPart()), share(g.defectRate()));
        } else if (guarantee instanceof Guarantee.Balance g) {
            return text("balance", number(g.f1()), share(g.defectShare()));
        } else if (guarantee instanceof Guarantee.Extrapolated g) {
            return text(
                    "extrapolated",
                    share(g.rate()),
                    number(g.threshold().low()),
                    number(g.threshold().high()),
                    g.excesses());
        }
        Guarantee.GoodOnly g = (Guarantee.GoodOnly) guarantee;
        return text("goodOnly", share(g.alpha()), g.good());
    }

    /** What a person should know before trusting a limit. */
    public String of(Caution caution) {
        boolean counts = caution.kind() == Caution.Kind.NO_FINITE_LIMIT
                || caution.kind() == Caution.Kind.FEW_DEFECTS
                || caution.kind() == Caution.Kind.CHOSEN_ON_SAMPLE;
        Object[] args = caution.args().stream()
                .map(a -> counts || !(a instanceof Double d) ? a : value(caution.kind(), d))
                .toArray();
        return text("caution." + caution.kind(), args);
    }

    private Object value(Caution.Kind kind, double value) {
        return kind == Caution.Kind.HEAVY_TAIL ? number(value) : share(value);
    }

    /** The honesty meter: what the misses prove about similar defects, and how many more would prove 5 %. */
    public String honesty(Rate missed) {
        if (missed.of() == 0) {
            return text("honesty.none");
        }
        String bound = text("honesty", missed.count(), missed.of(), share(missed.upper(Rate.CONFIDENCE)));
        int more = missed.moreFor(GOAL, Rate.CONFIDENCE);
        return more == 0 ? bound : bound + text("sentence.gap") + text("honesty.more", more, share(GOAL));
    }

    /** How two judges disagree, whether that can be chance, and that it says nothing of who is right. */
    public String of(McNemar test) {
        if (test.disagreements() == 0) {
            return text("mcnemar.none", test.parts());
        }
        String gap = text("sentence.gap");
        return text("mcnemar", test.parts(), test.onlyFirst(), test.onlySecond(), probability(test.p()))
                + gap
                + text(test.p() < SIGNIFICANT ? "mcnemar.differ" : "mcnemar.chance")
                + gap
                + text("mcnemar.truth");
    }

    /** “3 of 30, 10 % (2.1…26.5 %)”. */
    public String rate(Rate rate) {
        if (rate.of() == 0) {
            return text("rate.none");
        }
        Interval i = rate.interval();
        return text("rate", rate.count(), rate.of(), share(rate.value()), share(i.low()), share(i.high()));
    }

    /** A share as percent, with as many digits as matter: 26 %, 9.5 %, 4.95 %, 0.10 %, 0.0033 %. */
    public String share(double share) {
        if (Double.isNaN(share)) {
            return "–";
        }
        double percent = 100 * share;
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        int digits = percent >= 5 || percent == Math.rint(percent) ? 1 : 2;
        double shown = percent;
        if (percent > 0 && percent < 0.1) {
            digits = 12;
            shown = new BigDecimal(percent).round(new MathContext(2)).doubleValue();
        }
        boolean whole = Math.abs(percent - Math.rint(percent)) < 1e-9;
        format.setMinimumFractionDigits(whole || percent < 0.1 ? 0 : digits);
        format.setMaximumFractionDigits(digits);
        return text("percent", format.format(shown));
    }

    /** A raw number with four digits that matter. */
    public String number(double value) {
        return number(value, 4);
    }

    /** “= 0.013”, and no string of zeros where it is next to nothing. */
    private String probability(double p) {
        return p < TINY ? "< " + number(TINY) : "= " + number(p, 2);
    }

    private String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(12);
        format.setGroupingUsed(Math.abs(value) >= 10_000);
        return format.format(
                new BigDecimal(value).round(new MathContext(digits)).doubleValue());
    }

    /**
     * How large a defect is on its way to the model, and what to expect.
     *
     * @param perPixel millimetres of an image pixel, where they are known
     */
    public String of(Sight sight, OptionalDouble perPixel) {
        String pixels = number(rounded(3, sight.defect()));
        String size = perPixel.isPresent()
                ? text("sight.mm", number(rounded(3, sight.defect() * perPixel.getAsDouble())), pixels)
                : text("sight.px", pixels);
        return text(
                "sight." + sight.standing(),
                size,
                number(rounded(3, sight.modelPixels())),
                number(rounded(3, sight.cells())));
    }

    /** What would help; empty where nothing needs to. */
    public Optional<String> advice(Sight sight, int inputWidth, int inputHeight) {
        if (sight.standing() == Sight.Standing.SEES) {
            return Optional.empty();
        }
        return Optional.of(
                sight.tilesHelp()
                        ? text("sight.tiles", sight.longest(inputWidth), sight.longest(inputHeight))
                        : text("sight.closer", number(rounded(3, sight.closer()))));
    }

    /** How often the model looks at a part and how long that takes, as measured. */
    public String cost(long looks, double seconds) {
        String time = seconds < 1 ? text("sight.ms", rounded(2, seconds * 1000)) : text("sight.s", rounded(2, seconds));
        return text("sight.cost", looks, time);
    }

    private static double rounded(int digits, double value) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    private String text(String key, Object... args) {
        return new MessageFormat(texts.getString(key), locale).format(args);
    }
}
