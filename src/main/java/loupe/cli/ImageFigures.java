package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import loupe.calibrate.ImageMetrics;
import loupe.calibrate.Metrics;
import loupe.calibrate.Scoreboard;
import loupe.calibrate.Scored;
import loupe.domain.SampleSet;

/** Image metrics as a table and as JSON; the keys are those of {@code evaluate}. */
final class ImageFigures {
    private ImageFigures() {}

    static void rows(Table table, ImageMetrics m) {
        String interval = m.aurocInterval()
                .map(i -> String.format(Locale.ROOT, "%.4f…%.4f", i.low(), i.high()))
                .orElse("–");
        table.row("good parts", Integer.toString(m.good()))
                .row("defects", Integer.toString(m.defects()))
                .row("image AUROC", share(m.auroc()))
                .row("  AUROC 95 % bootstrap", interval)
                .row("average precision", share(m.averagePrecision()))
                .row("F1-max", share(m.f1Max()))
                .row("  F1-max at score", number(m.f1Threshold()))
                .row("PG0", share(m.pg0()))
                .row("PG5", share(m.pg5()))
                .row("PB0", share(m.pb0()))
                .row("PB5", share(m.pb5()))
                .row("accuracy at ZFN", share(m.accuracyZfn()))
                .row("  ZFN at score", number(m.zeroMissThreshold()));
    }

    static void put(ObjectNode node, ImageMetrics m) {
        node.put("good", m.good());
        node.put("defects", m.defects());
        Json.put(node, "image_auroc", m.auroc());
        Json.put(node, "image_auroc_low", m.aurocInterval().map(i -> i.low()).orElse(Double.NaN));
        Json.put(node, "image_auroc_high", m.aurocInterval().map(i -> i.high()).orElse(Double.NaN));
        Json.put(node, "image_ap", m.averagePrecision());
        Json.put(node, "f1_max", m.f1Max());
        Json.put(node, "f1_threshold", m.f1Threshold());
        Json.put(node, "pg0", m.pg0());
        Json.put(node, "pg5", m.pg5());
        Json.put(node, "pb0", m.pb0());
        Json.put(node, "pb5", m.pb5());
        Json.put(node, "acc_zfn", m.accuracyZfn());
        Json.put(node, "zfn_threshold", m.zeroMissThreshold());
    }

    /** AUROC of every defect type against all good parts. */
    static Map<String, OptionalDouble> perType(List<Scored> images) {
        List<Scored> parts = Scored.perPart(images);
        Map<String, OptionalDouble> types = new TreeMap<>();
        parts.stream().map(Scored::type).distinct().forEach(type -> {
            Scoreboard board = Scoreboard.of(parts.stream()
                    .filter(p -> !p.isDefect() || p.type().equals(type))
                    .toList());
            boolean measured = board.hasBoth() && !type.equals(SampleSet.GOOD);
            types.put(
                    type,
                    measured
                            ? OptionalDouble.of(Metrics.auroc(board.good(), board.defects()))
                            : OptionalDouble.empty());
        });
        return types;
    }

    static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "–";
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4g", value.getAsDouble()) : "–";
    }
}
