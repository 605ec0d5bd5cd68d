/** The inspection journal, the image archive and their retention. */
package loupe.trace;
