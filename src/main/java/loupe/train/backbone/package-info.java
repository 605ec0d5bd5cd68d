/** Feature networks: ONNX files with named taps and a card. */
package loupe.train.backbone;
