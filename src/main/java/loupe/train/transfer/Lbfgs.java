package loupe.train.transfer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Minimises smooth functions of many variables: L-BFGS (Nocedal and Wright 2006, algorithms 7.4 and 7.5) with
 * backtracking. Written here because the mathematics library at hand has no quasi-Newton method.
 */
final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MOST_STEPS = 400;
    private static final int MOST_HALVINGS = 40;
    private static final double DECREASE = 1e-4;
    private static final double TOLERANCE = 1e-6;

    private final Function function;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double[] x;
    private double[] gradient;
    private double value;

    private Lbfgs(Function function, double[] start) {
        this.function = function;
        this.x = start.clone();
        this.gradient = new double[start.length];
        this.value = function.at(x, gradient);
    }

    /** A function and its gradient. */
    interface Function {
        /** The value at {@code x}; overwrites {@code gradient}. */
        double at(double[] x, double[] gradient);
    }

    /** Steps in x and in the gradient. */
    private record Pair(double[] s, double[] y, double product) {}

    /** Where the function is lowest, to a largest gradient component of 1e-6. */
    static double[] minimise(Function function, double[] start) {
        return minimise(function, start, MOST_STEPS);
    }

    /** The same after so many steps at most; a function that is not convex may be lower elsewhere. */
    static double[] minimise(Function function, double[] start, int most) {
        Lbfgs search = new Lbfgs(function, start);
        int steps = 0;
        while (steps++ < most && search.largest() > TOLERANCE && search.step()) {
            // the search moves by itself
        }
        return search.x;
    }

    private double largest() {
        double most = 0;
        for (double g : gradient) {
            most = Math.max(most, Math.abs(g));
        }
        return most;
    }

    /** False when no step makes it smaller: numbers have no more digits. */
    private boolean step() {
        double[] direction = direction();
        double slope = dot(direction, gradient);
        double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
        double[] next = new double[x.length];
        double[] nextGradient = new double[x.length];
        for (int i = 0; i < MOST_HALVINGS; i++) {
            for (int j = 0; j < x.length; j++) {
                next[j] = x[j] + length * direction[j];
            }
            double nextValue = function.at(next, nextGradient);
            if (nextValue <= value + DECREASE * length * slope && nextValue < value) {
                remember(next, nextGradient);
                x = next;
                gradient = nextGradient;
                value = nextValue;
                return true;
            }
            length /= 2;
        }
        return false;
    }

    private void remember(double[] next, double[] nextGradient) {
        double[] s = minus(next, x);
        double[] y = minus(nextGradient, gradient);
        double product = dot(s, y);
        if (product > 1e-14 * dot(y, y)) {
            if (pairs.size() == MEMORY) {
                pairs.removeFirst();
            }
            pairs.addLast(new Pair(s, y, product));
        }
    }

    private double[] direction() {
        double[] q = new double[x.length];
        add(q, gradient, -1);
        double[] alpha = new double[pairs.size()];
        int i = 0;
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); i++) {
            Pair p = newest.next();
            alpha[i] = dot(p.s, q) / p.product;
            add(q, p.y, -alpha[i]);
        }
        if (!pairs.isEmpty()) {
            Pair last = pairs.getLast();
            double scale = last.product / dot(last.y, last.y);
            for (int j = 0; j < q.length; j++) {
                q[j] *= scale;
            }
        }
        for (Pair p : pairs) {
            i--;
            add(q, p.s, alpha[i] - dot(p.y, q) / p.product);
        }
        return q;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, b, -1);
        return difference;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
