//! A trend of straight pieces: the lasso over lines that bend once.
//!
//! Every line of the basis bends at one of the knots, so products of lines with each other and with the residuals follow
//! from sums over the pieces between knots, and the descent needs no pass over the series.

/// A line that goes from `start` at step 0 through a knot to the last step, and is straight on either side.
#[derive(Clone, Copy, Debug)]
struct Bent {
    knot: usize,
    start: f64,
    /// The value at the knot.
    bend: f64,
    before: f64,
    after: f64,
}

impl Bent {
    /// Value and slope at the end `from` of the piece that follows it.
    fn at(&self, from: usize) -> (f64, f64) {
        if from < self.knot {
            (self.start + self.before * from as f64, self.before)
        } else {
            (self.bend + self.after * (from - self.knot) as f64, self.after)
        }
    }
}

/// How the trend of pieces is fitted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pieces {
    pub(super) knots: usize,
    /// What the lasso's penalty is, an observation.
    pub(super) alpha: f64,
    /// How much of the way to the last value a line stays at the bend's; none to take the share from the bend's height.
    pub(super) decay: Option<f64>,
}

impl Pieces {
    /// Writes the trend of the residuals; false if it is zero everywhere.
    pub(super) fn fit(&self, y: &[f64], trend: &mut [f64]) -> bool {
        let lines = self.lines(y);
        let ends: Vec<usize> = lines.iter().map(|line| line.knot).take(self.knots).chain([y.len() - 1]).collect();
        let products = with_residuals(&lines, &ends, y);
        let squares = y.iter().map(|y| y * y).sum();
        let mut lasso = Lasso::new(products, squares, self.alpha * y.len() as f64);
        if !lasso.done() {
            lasso.descend(&lines, &ends);
        }
        if lasso.weights.iter().all(|&weight| weight == 0.0) {
            return false;
        }
        trend.fill(0.0);
        let mut from = 0;
        for &end in &ends {
            let (mut value, mut slope) = (0.0, 0.0);
            for (line, weight) in lines.iter().zip(&lasso.weights) {
                let (v, s) = line.at(from);
                (value, slope) = (value + weight * v, slope + weight * s);
            }
            for (step, trend) in trend[from..=end].iter_mut().enumerate() {
                *trend = value + slope * step as f64;
            }
            from = end;
        }
        true
    }

    fn lines(&self, y: &[f64]) -> Vec<Bent> {
        let n = y.len();
        if self.knots == 0 {
            return vec![Bent { knot: n - 1, start: 0.0, bend: (n - 1) as f64, before: 1.0, after: 0.0 }];
        }
        let last = y[n - 1] - y[0];
        let mean = y.iter().map(|value| value - y[0]).sum::<f64>() / n as f64;
        let mut lines = Vec::with_capacity(self.knots + 1);
        let mut length = 0;
        for left in (1..=self.knots).rev() {
            length += (n - length) / left;
            let bend = y[length - 1] - y[0];
            let stays = self.decay.unwrap_or_else(|| {
                let height = bend * bend / if mean != 0.0 { mean * mean } else { 1.0 };
                height.clamp(0.001, 0.99)
            });
            let end = bend - (bend - last) * (1.0 - stays);
            let slope = |rise: f64, steps: usize| if steps > 0 { rise / steps as f64 } else { 0.0 };
            let (before, after) = (slope(bend, length - 1), slope(end - bend, n - length));
            lines.push(Bent { knot: length - 1, start: 0.0, bend, before, after });
        }
        lines.push(Bent { knot: n - 1, start: 1.0, bend: 1.0, before: 0.0, after: 0.0 });
        lines
    }
}

/// The product of each line with the residuals.
fn with_residuals(lines: &[Bent], ends: &[usize], y: &[f64]) -> Vec<f64> {
    let mut products: Vec<f64> = lines.iter().map(|line| line.start * y[0]).collect();
    let mut from = 0;
    for &end in ends {
        let (mut sum, mut moment) = (0.0, 0.0);
        for (step, value) in y[from + 1..=end].iter().enumerate() {
            sum += value;
            moment += (step + 1) as f64 * value;
        }
        for (product, line) in products.iter_mut().zip(lines) {
            let (value, slope) = line.at(from);
            *product += value * sum + slope * moment;
        }
        from = end;
    }
    products
}

/// The product of two lines over all steps.
fn with_each_other(a: &Bent, b: &Bent, last: usize) -> f64 {
    let (first, second) = (a.knot.min(b.knot), a.knot.max(b.knot));
    let mut product = a.start * b.start;
    let mut from = 0;
    for end in [first, second, last] {
        let ((a, up), (b, by)) = (a.at(from), b.at(from));
        let m = (end - from) as f64;
        let (sum, squares) = (m * (m + 1.0) / 2.0, m * (m + 1.0) * (2.0 * m + 1.0) / 6.0);
        product += m * a * b + (a * by + b * up) * sum + up * by * squares;
        from = end;
    }
    product
}

/// Coordinate descent for 1/2 |y - X w|² + penalty |w|, from w = 0; gap-safe screening drops columns.
///
/// The path and the end, at a duality gap of 1e-3 |y|², are those of scikit-learn 1.9 `Lasso(tol=0.001)`.
struct Lasso {
    weights: Vec<f64>,
    /// The products of the columns with y, and with what w leaves of it.
    whole: Vec<f64>,
    rest: Vec<f64>,
    squares: f64,
    penalty: f64,
    active: Vec<usize>,
}

const TOLERANCE: f64 = 1e-3;
const MOST_SWEEPS: usize = 10_000;

impl Lasso {
    fn new(products: Vec<f64>, squares: f64, penalty: f64) -> Self {
        let count = products.len();
        let (weights, rest, active) = (vec![0.0; count], products.clone(), (0..count).collect());
        Self { weights, whole: products, rest, squares, penalty, active }
    }

    /// The duality gap, and the largest product that is left.
    fn gap(&self) -> (f64, f64) {
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let norm: f64 = self.weights.iter().map(|weight| weight.abs()).sum();
        let with_y = self.squares - dot(&self.weights, &self.whole);
        let left = with_y - dot(&self.weights, &self.rest);
        let largest = self.rest.iter().fold(0.0_f64, |most, product| most.max(product.abs()));
        let scale = if largest > self.penalty { self.penalty / largest } else { 1.0 };
        (0.5 * left + self.penalty * norm + 0.5 * scale * scale * left - scale * with_y, largest)
    }

    fn done(&self) -> bool {
        self.gap().0 <= TOLERANCE * self.squares
    }

    fn descend(&mut self, lines: &[Bent], ends: &[usize]) {
        let last = ends[ends.len() - 1];
        let count = lines.len();
        let mut gram = vec![0.0; count * count];
        for i in 0..count {
            for j in 0..=i {
                let product = with_each_other(&lines[i], &lines[j], last);
                (gram[i * count + j], gram[j * count + i]) = (product, product);
            }
        }
        self.screen(&gram);
        for _ in 0..MOST_SWEEPS {
            let (mut moved, mut largest) = (0.0_f64, 0.0_f64);
            for at in 0..self.active.len() {
                let j = self.active[at];
                let (row, old) = (&gram[j * count..(j + 1) * count], self.weights[j]);
                let pull = self.rest[j] + old * row[j];
                let new = (pull.abs() - self.penalty).max(0.0).copysign(pull) / row[j];
                self.set(j, new, row);
                moved = moved.max((new - old).abs());
                largest = largest.max(new.abs());
            }
            if largest == 0.0 || moved / largest <= TOLERANCE {
                if self.done() {
                    break;
                }
                self.screen(&gram);
            }
        }
    }

    fn set(&mut self, j: usize, new: f64, row: &[f64]) {
        let change = new - self.weights[j];
        if change != 0.0 {
            self.weights[j] = new;
            self.rest.iter_mut().zip(row).for_each(|(rest, product)| *rest -= change * product);
        }
    }

    /// Drops the columns that cannot have a weight at the minimum.
    fn screen(&mut self, gram: &[f64]) {
        let count = self.weights.len();
        let (gap, largest) = self.gap();
        let radius = libm::sqrt(2.0 * gap) / self.penalty;
        let (scale, rest) = (self.penalty.max(largest), self.rest.clone());
        let stays = |j: &usize| {
            let norm = gram[j * count + j];
            norm > 0.0 && (1.0 - (rest[*j] / scale).abs()) / libm::sqrt(norm) <= radius
        };
        let (active, dropped): (Vec<usize>, Vec<usize>) = self.active.iter().copied().partition(stays);
        for j in dropped {
            self.set(j, 0.0, &gram[j * count..(j + 1) * count]);
        }
        self.active = active;
    }
}
