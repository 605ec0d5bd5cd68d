/** Review of dropped images. */
package loupe.ui.review;
