package loupe.detect;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import loupe.domain.FaultCode;
import loupe.domain.InspectionFault;

/**
 * ONNX Runtime itself: one environment in a process, telemetry off, silent on the standard streams. Every native error
 * reaches us as an exception, so that what the library would print besides is noise.
 */
final class Ort {
    private static final int REASON_LENGTH = 300;
    private static final String MESSAGE = "message:";
    private static final String SOURCE = "/onnxruntime_src/";

    private Ort() {}

    static OrtEnvironment environment() {
        OrtNatives.useCache();
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "loupe");
            environment.setTelemetry(false);
            return environment;
        } catch (LinkageError | OrtException e) {
            throw new InspectionFault(FaultCode.SYS_01, e, "ONNX Runtime", String.valueOf(e.getMessage()));
        }
    }

    /** What went wrong, in the runtime's words, in one line: without error code and without places in its source. */
    static String reason(OrtException e) {
        String line = withoutPlace(message(e)).replaceAll("\\s+", " ").strip();
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + "…";
    }

    /** The whole message without its error code. */
    static String message(OrtException e) {
        String text = String.valueOf(e.getMessage());
        int start = text.indexOf(MESSAGE);
        return start < 0 ? text : text.substring(start + MESSAGE.length());
    }

    /** Cuts {@code /onnxruntime_src/file:line function(parameters)} out. */
    private static String withoutPlace(String text) {
        int start = text.indexOf(SOURCE);
        int open = start < 0 ? -1 : text.indexOf('(', start);
        int depth = 0;
        for (int i = open; i >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return text.substring(0, start) + text.substring(i + 1);
            }
        }
        return text;
    }
}
