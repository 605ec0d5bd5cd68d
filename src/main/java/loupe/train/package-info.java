/** Teaching a detector from good parts; one sub-package per method. */
package loupe.train;
