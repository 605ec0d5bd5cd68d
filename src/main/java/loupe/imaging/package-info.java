/** Pixel work that needs OpenCV: decoding, encoding, resizing, colour maps, heat maps, contours, synthetic defects. */
package loupe.imaging;
