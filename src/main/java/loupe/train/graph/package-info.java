/** Writes ONNX graphs. */
package loupe.train.graph;
