package loupe.train.backbone;

import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code filterbank.onnx} and its card anew: {@code WriteFilterBank onnx-models}. Run by hand, no test. */
public final class WriteFilterBank {
    private WriteFilterBank() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]).resolve(FilterBank.NAME + ".onnx");
        Files.write(file, FilterBank.model());
        CardFile.write(file, FilterBank.card());
    }
}
