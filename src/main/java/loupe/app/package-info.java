/** Builds and closes everything in one visible place. */
package loupe.app;
