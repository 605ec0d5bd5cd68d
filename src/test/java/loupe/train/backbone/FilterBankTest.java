package loupe.train.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FilterBankTest {
    private static final Path SHIPPED = Path.of("onnx-models/filterbank.onnx");

    @Test
    void theShippedFileIsWhatTheCodeWrites() throws IOException {
        assertThat(Files.readAllBytes(SHIPPED))
                .as("run loupe.train.backbone.WriteFilterBank onnx-models")
                .isEqualTo(FilterBank.model());
        assertThat(Files.readString(CardFile.beside(SHIPPED))).isEqualTo(CardFile.text(FilterBank.card()));
    }

    @Test
    void opensByItsShortName() {
        Backbone backbone = Backbones.open("filterbank");
        assertThat(backbone.card()).isEqualTo(FilterBank.card());
        assertThat(backbone.channels()).isGreaterThan(64);
    }
}
