/** Defects that nobody had to make: seeded corruptions of good images, with their masks. */
package loupe.imaging.defect;
