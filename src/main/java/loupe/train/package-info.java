/** Teaching a detector: what every method takes and gives back. One sub-package per method. */
package loupe.train;
