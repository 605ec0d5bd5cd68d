package loupe.camera.demo;

/** Works on one pixel of a {@link Patch}. */
@FunctionalInterface
interface Brush {
    /**
     * Changes the patch at {@code index}.
     *
     * @param x distance of the pixel's middle from the part's axis, pixels to the right
     * @param y the same downwards
     */
    void touch(int index, double x, double y);
}
