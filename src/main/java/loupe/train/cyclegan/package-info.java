/** Cycle-GAN repair: two networks that turn bad pictures into good ones and back, and two that judge them. */
package loupe.train.cyclegan;
