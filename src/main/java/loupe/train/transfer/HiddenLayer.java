package loupe.train.transfer;

import java.util.Random;

/**
 * A classifier with one hidden layer of rectified units, for what a straight line does not part. Minimises the loss of
 * {@link Logistic}, both classes weighing half, plus λ/2·‖W‖² of both layers' weights, from drawn numbers; it repeats
 * exactly.
 *
 * @param first weights {@code [features][UNITS]} of the features as they come, standardisation undone
 * @param firstBias {@code [UNITS]}
 * @param second weights {@code [UNITS]}
 * @param bias added to the sum; positive scores speak for a defect
 */
record HiddenLayer(float[] first, float[] firstBias, float[] second, float bias) {
    /** Units: 64 were not clearly better than 16 and take four times as long. */
    static final int UNITS = 16;

    private static final double L2 = 1e-3;

    /** It is stopped early, which costs nothing on what was held out. */
    private static final int STEPS = 100;

    /**
     * Fits.
     *
     * @param standard fitted to the same rows: gives mean and spread
     * @param rows features of every example
     * @param bad which are defects; both kinds must be there
     */
    static HiddenLayer fit(Logistic standard, float[][] rows, boolean[] bad, long seed) {
        int d = rows[0].length;
        double[] mean = standard.mean();
        double[] spread = standard.spread();
        float[][] standardised = Logistic.standardised(rows, mean, spread);
        double[] x = Lbfgs.minimise(new Loss(standardised, bad, UNITS, L2), drawn(d, seed), STEPS);
        float[] first = new float[d * UNITS];
        float[] firstBias = new float[UNITS];
        float[] second = new float[UNITS];
        for (int u = 0; u < UNITS; u++) {
            double offset = x[UNITS * d + u];
            for (int j = 0; j < d; j++) {
                double weight = x[u * d + j] / spread[j];
                first[j * UNITS + u] = (float) weight;
                offset -= weight * mean[j];
            }
            firstBias[u] = (float) offset;
            second[u] = (float) x[UNITS * (d + 1) + u];
        }
        return new HiddenLayer(first, firstBias, second, (float) x[UNITS * (d + 2)]);
    }

    /** Uniform numbers as large as suits both layers (Glorot and Bengio 2010); biases 0. */
    private static double[] drawn(int d, long seed) {
        Random random = new Random(seed);
        double[] x = new double[UNITS * (d + 2) + 1];
        double wide = Math.sqrt(6.0 / (d + UNITS));
        for (int i = 0; i < UNITS * d; i++) {
            x[i] = wide * (2 * random.nextDouble() - 1);
        }
        double narrow = Math.sqrt(6.0 / (UNITS + 1));
        for (int u = 0; u < UNITS; u++) {
            x[UNITS * (d + 1) + u] = narrow * (2 * random.nextDouble() - 1);
        }
        return x;
    }

    /** Log-odds of a defect. */
    float score(float[] features) {
        double sum = bias;
        for (int u = 0; u < UNITS; u++) {
            double inside = firstBias[u];
            for (int j = 0; j < features.length; j++) {
                inside += (double) first[j * UNITS + u] * features[j];
            }
            sum += second[u] * Math.max(0, inside);
        }
        return (float) sum;
    }

    /** Over standardised rows; variables are weights of the first layer by unit, its biases, the second's, its bias. */
    record Loss(float[][] rows, boolean[] bad, int units, double l2) implements Lbfgs.Function {
        @Override
        public double at(double[] x, double[] gradient) {
            int d = rows[0].length;
            int biases = units * d;
            int outer = biases + units;
            int last = outer + units;
            double loss = 0;
            for (int j = 0; j < x.length; j++) {
                boolean weight = j < biases || (j >= outer && j < last);
                gradient[j] = weight ? l2 * x[j] : 0;
                loss += weight ? l2 / 2 * x[j] * x[j] : 0;
            }
            int defects = 0;
            for (boolean b : bad) {
                defects += b ? 1 : 0;
            }
            double[] inside = new double[units];
            for (int i = 0; i < rows.length; i++) {
                double margin = x[last];
                for (int u = 0; u < units; u++) {
                    inside[u] = Math.max(0, x[biases + u] + dot(rows[i], x, u * d));
                    margin += x[outer + u] * inside[u];
                }
                double sign = bad[i] ? 1 : -1;
                double weight = 0.5 / (bad[i] ? defects : rows.length - defects);
                loss += weight * Logistic.softplus(-sign * margin);
                double slope = -weight * sign / (1 + Math.exp(sign * margin));
                gradient[last] += slope;
                for (int u = 0; u < units; u++) {
                    if (inside[u] > 0) {
                        gradient[outer + u] += slope * inside[u];
                        gradient[biases + u] += slope * x[outer + u];
                        add(gradient, u * d, rows[i], slope * x[outer + u]);
                    }
                }
            }
            return loss;
        }

        private static double dot(float[] row, double[] x, int from) {
            double even = 0;
            double odd = 0;
            int j = 0;
            for (; j + 1 < row.length; j += 2) {
                even += row[j] * x[from + j];
                odd += row[j + 1] * x[from + j + 1];
            }
            return even + odd + (j < row.length ? row[j] * x[from + j] : 0);
        }

        private static void add(double[] gradient, int from, float[] row, double times) {
            for (int j = 0; j < row.length; j++) {
                gradient[from + j] += times * row[j];
            }
        }
    }
}
