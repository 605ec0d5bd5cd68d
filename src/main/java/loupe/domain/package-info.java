/**
 * The words of the trade and the one path from pixels to a verdict. Records and pure functions; JDK only.
 *
 * <p>Nothing here knows OpenCV, ONNX Runtime, JavaFX or SQL. Every other package speaks these words.
 */
package loupe.domain;
