/** The self-supervised autoencoder: a network that keeps what is normal and replaces what is not. */
package loupe.train.autoencoder;
