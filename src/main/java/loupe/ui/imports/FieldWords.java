package loupe.ui.imports;

import loupe.app.ImportDraft.Field;
import loupe.ui.widget.Texts;

/** Fields and their values in words; what has none yet is shown as it is called. */
final class FieldWords {
    private static final String OUTPUT = "reading.outputs.";
    private static final String SCALAR = "scalars.";

    private final Texts texts;

    FieldWords(Texts texts) {
        this.texts = texts;
    }

    String name(String field) {
        if (field.startsWith(OUTPUT)) {
            return texts.get("fields.output", field.substring(OUTPUT.length()));
        }
        if (field.startsWith(SCALAR)) {
            return texts.get("fields.scalar", field.substring(SCALAR.length()));
        }
        return texts.getOr("field." + field, field);
    }

    String value(Field field) {
        return field.choices().isEmpty()
                ? field.value().equals("NaN") || field.value().equals("[]") ? "–" : field.value()
                : choice(field.value());
    }

    String choice(String value) {
        return texts.getOr("choice." + value, value);
    }
}
