/** Labelled images on disk: the layouts people have, our own sample sets, near-duplicates. */
package loupe.samples;
