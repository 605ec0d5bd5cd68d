/** ONNX Runtime: sessions, execution providers, and how to feed and read a model. */
package loupe.detect;
