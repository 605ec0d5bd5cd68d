/** Training by gradient on PyTorch: weights, layers that train and export alike, optimiser, prefetch, checkpoints. */
package loupe.train.gradient;
