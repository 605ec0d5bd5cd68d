package loupe.train.transfer;

/**
 * Logistic regression with L2 penalty, both classes weighing half: minimises ½·mean(good) + ½·mean(bad) of
 * log(1 + e^(−y·m)) plus λ/2·‖w‖² over standardised features. The intercept is free.
 *
 * @param weights of the features as they come, standardisation undone
 * @param bias added to the sum; positive margins speak for a defect
 * @param mean of the features it was fitted to
 * @param spread of the same, &gt; 0
 */
record Logistic(double[] weights, double bias, double[] mean, double[] spread) {
    /** A part of the typical variance is added to every feature's: one that hardly varies is not blown up. */
    private static final double COMMON = 1e-3;

    /**
     * Fits.
     *
     * @param rows features of every example
     * @param bad which are defects; both kinds must be there
     * @param l2 λ &gt; 0
     */
    static Logistic fit(float[][] rows, boolean[] bad, double l2) {
        int d = rows[0].length;
        double[] mean = new double[d];
        double[] spread = new double[d];
        moments(rows, mean, spread);
        double[] x = Lbfgs.minimise(new Loss(standardised(rows, mean, spread), bad, l2), new double[d + 1]);
        double[] weights = new double[d];
        double bias = x[d];
        for (int j = 0; j < d; j++) {
            weights[j] = x[j] / spread[j];
            bias -= weights[j] * mean[j];
        }
        return new Logistic(weights, bias, mean, spread);
    }

    /** Every column with mean 0 and spread 1. */
    static float[][] standardised(float[][] rows, double[] mean, double[] spread) {
        float[][] standard = new float[rows.length][mean.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                standard[i][j] = (float) ((rows[i][j] - mean[j]) / spread[j]);
            }
        }
        return standard;
    }

    private static void moments(float[][] rows, double[] mean, double[] spread) {
        int d = mean.length;
        for (float[] row : rows) {
            for (int j = 0; j < d; j++) {
                mean[j] += row[j] / (double) rows.length;
            }
        }
        double typical = 0;
        for (float[] row : rows) {
            for (int j = 0; j < d; j++) {
                double square = (row[j] - mean[j]) * (row[j] - mean[j]) / rows.length;
                spread[j] += square;
                typical += square / d;
            }
        }
        for (int j = 0; j < d; j++) {
            spread[j] = Math.sqrt(spread[j] + COMMON * typical + 1e-12);
        }
    }

    /** Log-odds of a defect. */
    double margin(float[] row) {
        double sum = bias;
        for (int j = 0; j < weights.length; j++) {
            sum += weights[j] * row[j];
        }
        return sum;
    }

    /** log(1 + eᵛ). */
    static double softplus(double v) {
        return Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
    }

    /** The loss over standardised rows; the last variable is the intercept. */
    record Loss(float[][] rows, boolean[] bad, double l2) implements Lbfgs.Function {
        @Override
        public double at(double[] x, double[] gradient) {
            int d = x.length - 1;
            int defects = 0;
            for (boolean b : bad) {
                defects += b ? 1 : 0;
            }
            double loss = 0;
            for (int j = 0; j < d; j++) {
                loss += l2 / 2 * x[j] * x[j];
                gradient[j] = l2 * x[j];
            }
            gradient[d] = 0;
            for (int i = 0; i < rows.length; i++) {
                double weight = 0.5 / (bad[i] ? defects : rows.length - defects);
                double sign = bad[i] ? 1 : -1;
                double margin = sign * dot(rows[i], x);
                loss += weight * softplus(-margin);
                double slope = -weight * sign / (1 + Math.exp(margin));
                for (int j = 0; j < d; j++) {
                    gradient[j] += slope * rows[i][j];
                }
                gradient[d] += slope;
            }
            return loss;
        }

        private static double dot(float[] row, double[] x) {
            double sum = x[row.length];
            for (int j = 0; j < row.length; j++) {
                sum += row[j] * x[j];
            }
            return sum;
        }
    }
}
