package loupe.ui.widget;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.ResourceBundle;
import loupe.domain.Outcome;

/**
 * The words of one screen in one language: {@code messages*.properties} beside the screen's classes, then those that
 * all screens share. A missing key is a programming error that a test finds.
 */
public final class Texts {
    private static final ResourceBundle.Control CONTROL =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle own;
    private final ResourceBundle shared;

    private Texts(Locale locale, ResourceBundle own, ResourceBundle shared) {
        this.locale = locale;
        this.own = own;
        this.shared = shared;
    }

    /** The texts of the package that {@code owner} lives in. */
    public static Texts of(Class<?> owner, Locale locale) {
        return new Texts(locale, bundle(owner, locale), bundle(Texts.class, locale));
    }

    /** The same language, another screen. */
    public Texts forScreen(Class<?> owner) {
        return of(owner, locale);
    }

    private static ResourceBundle bundle(Class<?> owner, Locale locale) {
        return ResourceBundle.getBundle(owner.getPackageName() + ".messages", locale, CONTROL);
    }

    public Locale locale() {
        return locale;
    }

    /** The text, with {@code {0}…} filled in the manner of {@link MessageFormat}. */
    public String get(String key, Object... args) {
        String pattern = own.containsKey(key) ? own.getString(key) : shared.getString(key);
        return args.length == 0 ? pattern : new MessageFormat(pattern, locale).format(args);
    }

    /** The text, or the other one where the key is not known: for names that grow without this program's words. */
    public String getOr(String key, String otherwise) {
        return own.containsKey(key) || shared.containsKey(key) ? get(key) : otherwise;
    }

    public String outcome(Outcome outcome) {
        return get("outcome." + outcome.name());
    }

    /** A number with a fixed count of decimals, as people of this language write it. */
    public String number(double value, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return format.format(value);
    }

    public String integer(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** A finite number as people of this language write it; empty for anything else. */
    public OptionalDouble parsed(String typed) {
        ParsePosition end = new ParsePosition(0);
        Number number = NumberFormat.getNumberInstance(locale).parse(typed, end);
        boolean whole = number != null && end.getIndex() == typed.length() && Double.isFinite(number.doubleValue());
        return whole ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** A share 0…1 as percent with one decimal. */
    public String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(1);
        format.setMaximumFractionDigits(1);
        return format.format(share);
    }
}
