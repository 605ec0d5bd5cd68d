/** Transfer classifier: a linear head on a frozen backbone, taught from good parts and known defects. */
package loupe.train.transfer;
