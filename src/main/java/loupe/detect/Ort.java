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

    private Ort() {}

    static OrtEnvironment environment() {
        try {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "loupe");
            environment.setTelemetry(false);
            return environment;
        } catch (LinkageError | OrtException e) {
            throw new InspectionFault(FaultCode.SYS_01, e, "ONNX Runtime", String.valueOf(e.getMessage()));
        }
    }

    /** What went wrong, in the runtime's words, without its error code and in one line. */
    static String reason(OrtException e) {
        String text = String.valueOf(e.getMessage());
        int start = text.indexOf("message:");
        String body = start < 0 ? text : text.substring(start + "message:".length());
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() <= REASON_LENGTH ? line : line.substring(0, REASON_LENGTH) + "…";
    }
}
