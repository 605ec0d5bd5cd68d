package loupe.train.npad;

/** What is kept of all good images in one view: enough to judge by, and to add more images to. */
sealed interface Learned permits CellSums, Memory {
    /**
     * Ready for distances.
     *
     * @param neighbourhood side of the window of cells that describe a cell
     */
    Distances distances(int neighbourhood);

    /** Distances of features to what is good. */
    sealed interface Distances permits Gaussians, Memory {
        /**
         * For every cell of one image the distance of its feature, 0 or more.
         *
         * @param image {@code [cells][k]}
         */
        float[] of(float[] image);
    }
}
