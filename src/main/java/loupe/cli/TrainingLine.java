package loupe.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import loupe.train.gradient.Step;

/** One line of JSON for a step of a training, as processes tell each other. */
final class TrainingLine {
    private TrainingLine() {}

    static ObjectNode of(String phase, Step step) {
        ObjectNode node = Json.object();
        node.put("phase", phase);
        node.put("step", step.step());
        Json.put(node, "done", step.done());
        Json.put(node, "loss", step.loss());
        Json.put(node, "rate", step.rate());
        Json.put(node, "seconds", step.seconds());
        Json.put(node, "eta_seconds", step.remaining());
        Memory.residentKilobytes().ifPresent(kb -> node.put("resident_mb", kb >> 10));
        return node;
    }
}
