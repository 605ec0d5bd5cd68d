package loupe.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.ResourceBundle;

/** What all pages share: nothing is loaded from anywhere, no scripts, every text from outside is escaped. */
final class Html {
    private Html() {}

    static ResourceBundle texts(String bundle, Locale locale) {
        return ResourceBundle.getBundle(
                "loupe.report." + bundle,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static String head(Locale locale, String title, String... styles) throws IOException {
        StringBuilder css = new StringBuilder();
        for (String style : styles) {
            css.append(resource(style));
        }
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                """.formatted(locale.toLanguageTag(), escape(title), css);
    }

    static String png(byte[] png, String alt) {
        String data = Base64.getEncoder().encodeToString(png);
        return "<img alt=\"" + escape(alt) + "\" src=\"data:image/png;base64," + data + "\">";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
