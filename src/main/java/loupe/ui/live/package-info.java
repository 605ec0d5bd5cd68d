/** Live inspection. */
package loupe.ui.live;
