/** The entry point. */
package loupe;
