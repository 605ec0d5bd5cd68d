/** What methods share that repair pictures and look at what changed: material, training, residual, export. */
package loupe.train.repair;
