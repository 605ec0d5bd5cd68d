package loupe.cli.bench;

import loupe.train.Taught;

/** How long N-pad takes to teach, by the number of pictures. The pictures are in memory. */
final class TeachBench {
    private TeachBench() {}

    static void measure(Ground ground, Notes notes) {
        for (int count : ground.extent().lessons()) {
            Taught taught = ground.teach(count);
            double seconds = taught.seconds().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            Figure figure = Figure.of("seconds_" + count, "N-pad from " + count + " pictures", seconds, "s");
            notes.add(count == Ground.GOOD_PARTS ? figure.atMost(30) : figure);
            if (count <= Ground.GOOD_PARTS) {
                ground.keep(taught);
            }
        }
        notes.remark("Pictures of 640×480, drawn before the clock runs; features, statistics, held-out scores, file.");
    }
}
