/** A simulated inspection line: a turned flange on a dark table, good or with a defect, each with its ground truth. */
package loupe.camera.demo;
