/** N-pad: neighbourhood Gaussians and a centroid memory on backbone features. */
package loupe.train.npad;
