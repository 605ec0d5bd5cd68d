package loupe.report;

import java.util.Locale;

/** Plots as inline SVG; colours come from the page's style sheet. */
final class Svg {
    private Svg() {}

    static String of(Plot plot) {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
                plot.width(),
                plot.height(),
                Html.escape(plot.title())));
        plot.shapes().forEach(shape -> append(svg, shape));
        return svg.append("</svg>\n").toString();
    }

    private static void append(StringBuilder svg, Plot.Shape shape) {
        if (shape instanceof Plot.Box b) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"f%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"/>",
                    b.ink(),
                    b.x(),
                    b.y(),
                    b.width(),
                    b.height()));
        } else if (shape instanceof Plot.Line line) {
            StringBuilder points = new StringBuilder();
            for (int i = 0; i < line.xs().size(); i++) {
                points.append(String.format(
                        Locale.ROOT, "%.2f,%.2f ", line.xs().get(i), line.ys().get(i)));
            }
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline class=\"s%s\" stroke-width=\"%.1f\"%s points=\"%s\"/>",
                    line.ink(),
                    line.thickness(),
                    line.dashed() ? " stroke-dasharray=\"4 3\"" : "",
                    points.toString().strip()));
        } else if (shape instanceof Plot.Label label) {
            String anchor = label.align() < 0 ? "start" : label.align() > 0 ? "end" : "middle";
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"f%s\" x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\">%s</text>",
                    label.ink(),
                    label.x(),
                    label.y(),
                    anchor,
                    Html.escape(label.text())));
        }
    }
}
