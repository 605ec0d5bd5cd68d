package loupe.train.backbone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/** Reads and writes the card beside a backbone. Unknown fields are ignored, missing ones are a fault. */
public final class CardFile {
    private static final long LARGEST = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private CardFile() {}

    /** Where the card of an ONNX file lies: same folder, same name, {@code .json}. */
    public static Path beside(Path model) {
        String file = String.valueOf(model.getFileName());
        String stem = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        return model.resolveSibling(stem + ".json");
    }

    /**
     * Reads a card.
     *
     * @throws InspectionFault MOD-10 with the field that is wrong
     */
    public static BackboneCard read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new InspectionFault(FaultCode.MOD_10, file, "its card is too large");
            }
            return JSON.readValue(Files.readAllBytes(file), BackboneCard.class);
        } catch (ValueInstantiationException e) {
            String reason = e.getCause() == null
                    ? e.getOriginalMessage()
                    : String.valueOf(e.getCause().getMessage());
            throw new InspectionFault(FaultCode.MOD_10, e, file, "card: " + reason);
        } catch (JsonProcessingException e) {
            throw new InspectionFault(FaultCode.MOD_10, e, file, "card: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.MOD_10, e, file, "its card cannot be read");
        }
    }

    /** The card as text, always the same for the same card. */
    public static String text(BackboneCard card) {
        try {
            return JSON.writeValueAsString(card).replace("\r\n", "\n") + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes the card beside its model.
     *
     * @throws InspectionFault CFG-02 when the file cannot be written
     */
    public static Path write(Path model, BackboneCard card) {
        Path file = beside(model);
        try {
            return Files.writeString(file, text(card));
        } catch (IOException e) {
            throw new InspectionFault(FaultCode.CFG_02, e, file, e.getMessage());
        }
    }
}
