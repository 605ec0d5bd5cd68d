package loupe.report;

import java.io.IOException;
import java.io.Writer;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.domain.Outcome;

/** What lists of parts share: the frame, words and numbers of one language, verdicts in shape, word and colour. */
final class HtmlWords {
    private final Locale locale;
    private final ResourceBundle texts;

    HtmlWords(Locale locale) {
        this.locale = locale;
        this.texts = Html.texts("messages", locale);
    }

    /** Everything before the first element of the body. */
    void begin(Writer out, String title) throws IOException {
        out.write(Html.head(locale, title, "report.css"));
        out.write("<body>\n<h1>" + Html.escape(title) + "</h1>\n");
    }

    void end(Writer out) throws IOException {
        out.write("</body>\n</html>\n");
    }

    /** A line of the description list in the head; nothing for a blank value. */
    void pair(Writer out, String key, String value) throws IOException {
        if (!value.isBlank()) {
            out.write("<div><dt>" + text(key) + "</dt><dd>" + Html.escape(value) + "</dd></div>");
        }
    }

    static void number(Writer out, String value) throws IOException {
        out.write("<td class=\"n\">" + value + "</td>");
    }

    /** Empty for NaN. */
    String number(String format, double value) {
        return Double.isNaN(value) ? "" : String.format(locale, format, value);
    }

    String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(at);
    }

    /** Shape, word and colour: readable in grey. */
    String verdict(Outcome outcome) {
        String shape = switch (outcome) {
            case PASS -> "✓";
            case REVIEW -> "▲";
            case FAIL -> "✕";
            case ERROR -> "!";
        };
        return "<span class=\"v " + outcome + "\">" + shape + " " + text(outcome.name()) + "</span>";
    }

    /** Words of the report's language, escaped. */
    String text(String key) {
        return Html.escape(texts.getString(key));
    }

    /** A remark after the classes of the defects, not escaped. */
    static String note(Classes classes, String remark) {
        return Stream.of(classes.text(), remark).filter(s -> !s.isBlank()).collect(Collectors.joining(" · "));
    }

    /** Words with values, not escaped. */
    String format(String key, Object... args) {
        return new MessageFormat(texts.getString(key), locale).format(args);
    }
}
