//! The downhill simplex method, within bounds.

/// Nelder and Mead's simplex search (1965) with points clamped to a box and, as Gao and Han (2012) propose, coefficients
/// that depend on the number of dimensions.
///
/// The path is that of statsforecast 2.1.1 (`nelder_mead.h`), decision by decision, so that models fitted there are
/// found again here. Nothing is allocated after the start.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NelderMead {
    /// The first simplex moves each coordinate by this share of itself.
    pub(crate) step: f64,
    /// ... and a coordinate of 0 to this value.
    pub(crate) zero_step: f64,
    /// Stop when the standard deviation of the simplex' values falls below this.
    pub(crate) tolerance: f64,
    /// Stop after so many iterations.
    pub(crate) max_iterations: usize,
    /// Coefficients by dimension instead of 2 (expansion), 1/2 (contraction) and 1/2 (shrinkage).
    pub(crate) adaptive: bool,
}

impl Default for NelderMead {
    fn default() -> Self {
        Self { step: 0.05, zero_step: 1e-4, tolerance: 1e-4, max_iterations: 1_000, adaptive: true }
    }
}

/// Where a search ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Minimum {
    /// The best point when the last iteration began.
    pub(crate) x: Vec<f64>,
    /// The function there.
    pub(crate) value: f64,
    /// How many iterations were begun.
    pub(crate) iterations: usize,
}

impl NelderMead {
    /// Searches from `start` within `lower..=upper`; all three are equally long and not empty. NaN counts as infinity.
    /// A start on an upper bound cannot leave it, for the first simplex is flat there: start inside.
    ///
    /// Cost: about two calls of `f` and d² additions an iteration, in d dimensions; (d+1)(d+4) numbers of memory.
    pub(crate) fn minimize(
        &self,
        start: &[f64],
        lower: &[f64],
        upper: &[f64],
        f: &mut impl FnMut(&[f64]) -> f64,
    ) -> Minimum {
        let mut search = Search::new(self, start, lower, upper);
        while let Some(x) = search.ask() {
            let value = f(x);
            search.tell(value);
        }
        search.minimum()
    }
}

/// A search that asks for one value at a time, so that several can go on side by side.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    settings: NelderMead,
    expansion: f64,
    contraction: f64,
    shrinkage: f64,
    lower: Vec<f64>,
    upper: Vec<f64>,
    dimensions: usize,
    /// One vertex a row, their values, and the rows from best to worst.
    vertices: Vec<f64>,
    values: Vec<f64>,
    order: Vec<usize>,
    centre: Vec<f64>,
    reflected: Vec<f64>,
    trial: Vec<f64>,
    best: usize,
    iterations: usize,
    asked: Asked,
}

/// The point whose value is awaited.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// A vertex of the first simplex.
    Vertex(usize),
    Reflection,
    /// Further than the reflected point, whose value this is.
    Expansion(f64),
    /// Between the centre and the reflected point, whose value this is.
    Outside(f64),
    /// Between the centre and the worst vertex.
    Inside,
    /// A vertex drawn towards the best.
    Shrunk(usize),
    Nothing,
}

/// min(max(x, lower), upper), which unlike `clamp` cannot panic.
fn within(x: f64, lower: f64, upper: f64) -> f64 {
    x.max(lower).min(upper)
}

impl Search {
    /// Lays out the first simplex, as [`NelderMead::minimize`] does.
    pub(crate) fn new(settings: &NelderMead, start: &[f64], lower: &[f64], upper: &[f64]) -> Self {
        let d = start.len();
        let start: Vec<f64> = (0..d).map(|i| within(start[i], lower[i], upper[i])).collect();
        let mut vertices = start.repeat(d + 1);
        for i in 0..d {
            let moved = if start[i] == 0.0 { settings.zero_step } else { start[i] * (1.0 + settings.step) };
            vertices[i * d + i] = within(moved, lower[i], upper[i]);
        }
        let n = d as f64;
        let (expansion, contraction, shrinkage) =
            if settings.adaptive { (1.0 + 2.0 / n, 0.75 - 1.0 / (2.0 * n), 1.0 - 1.0 / n) } else { (2.0, 0.5, 0.5) };
        Self {
            settings: *settings,
            expansion,
            contraction,
            shrinkage,
            lower: lower.to_vec(),
            upper: upper.to_vec(),
            dimensions: d,
            vertices,
            values: vec![f64::INFINITY; d + 1],
            order: (0..=d).collect(),
            centre: vec![0.0; d],
            reflected: vec![0.0; d],
            trial: vec![0.0; d],
            best: 0,
            iterations: 0,
            asked: Asked::Vertex(0),
        }
    }

    /// The point whose value the search needs next, or `None` at its end.
    pub(crate) fn ask(&self) -> Option<&[f64]> {
        match self.asked {
            Asked::Vertex(row) | Asked::Shrunk(row) => Some(self.vertex(row)),
            Asked::Reflection => Some(&self.reflected),
            Asked::Expansion(_) | Asked::Outside(_) | Asked::Inside => Some(&self.trial),
            Asked::Nothing => None,
        }
    }

    /// Takes the value of the point asked for.
    pub(crate) fn tell(&mut self, value: f64) {
        let value = if value.is_nan() { f64::INFINITY } else { value };
        let (worst, next) = (self.order[self.dimensions], self.order[self.dimensions - 1]);
        match self.asked {
            Asked::Vertex(row) => {
                self.values[row] = value;
                self.after_row(row, Asked::Vertex);
            }
            Asked::Reflection if value < self.values[self.best] => {
                self.try_towards(self.expansion, Asked::Expansion(value))
            }
            Asked::Reflection if value < self.values[next] => self.replace_worst(value, false),
            Asked::Reflection if value < self.values[worst] => {
                self.try_towards(self.contraction, Asked::Outside(value))
            }
            Asked::Reflection => self.try_towards(-self.contraction, Asked::Inside),
            Asked::Expansion(reflected) if value < reflected => self.replace_worst(value, true),
            Asked::Expansion(reflected) => self.replace_worst(reflected, false),
            Asked::Outside(reflected) if value <= reflected => self.replace_worst(value, true),
            Asked::Inside if value < self.values[worst] => self.replace_worst(value, true),
            Asked::Outside(_) | Asked::Inside => self.shrink(),
            Asked::Shrunk(row) => {
                self.values[row] = value;
                self.after_row(row, Asked::Shrunk);
            }
            Asked::Nothing => {}
        }
    }

    /// Where the search stands. As in the reference, what the last iteration before the cap finds is left out.
    pub(crate) fn minimum(&self) -> Minimum {
        Minimum { x: self.vertex(self.best).to_vec(), value: self.values[self.best], iterations: self.iterations }
    }

    fn vertex(&self, row: usize) -> &[f64] {
        &self.vertices[row * self.dimensions..][..self.dimensions]
    }

    /// Asks for the next row, or begins an iteration after the last.
    fn after_row(&mut self, row: usize, ask: fn(usize) -> Asked) {
        // All rows but the best are shrunk; the first simplex has no best yet.
        let skipped = if matches!(self.asked, Asked::Shrunk(_)) { self.best } else { usize::MAX };
        match (row + 1..=self.dimensions).find(|&row| row != skipped) {
            Some(row) => self.asked = ask(row),
            None => {
                let values = &self.values;
                self.order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
                self.begin();
            }
        }
    }

    /// Begins an iteration: asks for the reflected point, or ends the search.
    fn begin(&mut self) {
        self.asked = Asked::Nothing;
        if self.iterations == self.settings.max_iterations {
            return;
        }
        self.iterations += 1;
        self.best = self.order[0];
        if self.spread() >= self.settings.tolerance || self.values[self.order[self.dimensions]] == f64::INFINITY {
            self.reflect();
            self.asked = Asked::Reflection;
        }
    }

    /// The standard deviation of the values.
    fn spread(&self) -> f64 {
        let n = self.values.len() as f64;
        let mean = four_sums(&self.values, |value| value) / n;
        libm::sqrt(four_sums(&self.values, |value| (value - mean) * (value - mean)) / n)
    }

    /// Finds the centre of all vertices but the worst, and mirrors the worst at it.
    #[allow(clippy::needless_range_loop)] // one index into five arrays
    fn reflect(&mut self) {
        let d = self.dimensions;
        let worst = self.order[d];
        self.centre.copy_from_slice(&self.vertices[..d]);
        for row in self.vertices.chunks_exact(d).skip(1) {
            self.centre.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
        let away = &self.vertices[worst * d..][..d];
        for i in 0..d {
            let centre = (self.centre[i] - away[i]) / d as f64;
            self.centre[i] = centre;
            self.reflected[i] = within(centre + (centre - away[i]), self.lower[i], self.upper[i]);
        }
    }

    /// Asks for the point at `times` the way from the centre to the reflected point.
    fn try_towards(&mut self, times: f64, asked: Asked) {
        for i in 0..self.dimensions {
            let point = self.centre[i] + times * (self.reflected[i] - self.centre[i]);
            self.trial[i] = within(point, self.lower[i], self.upper[i]);
        }
        self.asked = asked;
    }

    /// Puts the trial or the reflected point in the place of the worst vertex, and its row in its new rank.
    fn replace_worst(&mut self, value: f64, trial: bool) {
        let d = self.dimensions;
        let row = self.order[d];
        let point = if trial { &self.trial } else { &self.reflected };
        self.vertices[row * d..][..d].copy_from_slice(point);
        self.values[row] = value;
        // Equal values keep the order of their rows, as a stable sort of all rows would leave them.
        let rank = self.order[..d].partition_point(|&other| (self.values[other], other) < (value, row));
        self.order.copy_within(rank..d, rank + 1);
        self.order[rank] = row;
        self.begin();
    }

    /// Draws all vertices towards the best and asks for their values.
    fn shrink(&mut self) {
        let (d, best) = (self.dimensions, self.best);
        self.trial.copy_from_slice(&self.vertices[best * d..][..d]);
        for row in (0..=d).filter(|&row| row != best) {
            for i in 0..d {
                let near = self.trial[i];
                let point = near + self.shrinkage * (self.vertices[row * d + i] - near);
                self.vertices[row * d + i] = within(point, self.lower[i], self.upper[i]);
            }
        }
        self.asked = Asked::Shrunk(usize::from(best == 0));
    }
}

/// A sum in four lanes, so that additions need not wait for each other.
fn four_sums(values: &[f64], term: impl Fn(f64) -> f64) -> f64 {
    let mut sums = [0.0; 4];
    let mut blocks = values.chunks_exact(4);
    for block in &mut blocks {
        sums.iter_mut().zip(block).for_each(|(sum, &value)| *sum += term(value));
    }
    let rest: f64 = blocks.remainder().iter().map(|&value| term(value)).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const FREE: [[f64; 2]; 2] = [[f64::NEG_INFINITY; 2], [f64::INFINITY; 2]];

    fn rosenbrock(x: &[f64]) -> f64 {
        100.0 * (x[1] - x[0] * x[0]) * (x[1] - x[0] * x[0]) + (1.0 - x[0]) * (1.0 - x[0])
    }

    #[test]
    fn rosenbrocks_valley_is_followed_to_its_end() {
        for adaptive in [true, false] {
            let search = NelderMead { tolerance: 1e-12, adaptive, ..NelderMead::default() };
            let minimum = search.minimize(&[-1.2, 1.0], &FREE[0], &FREE[1], &mut rosenbrock);
            assert!((minimum.x[0] - 1.0).abs() < 1e-4 && (minimum.x[1] - 1.0).abs() < 1e-4, "{minimum:?}");
            assert!(minimum.iterations < 200, "{minimum:?}");
        }
    }

    #[test]
    fn bounds_hold_and_a_minimum_beyond_them_ends_at_the_border() {
        let mut outside = 0;
        let mut bowl = |x: &[f64]| {
            outside += usize::from(x[0] < 0.5 || x[0] > 4.0 || x[1] < -3.0);
            x[0] * x[0] + (x[1] - 1.0) * (x[1] - 1.0)
        };
        let minimum = NelderMead { tolerance: 1e-10, ..NelderMead::default() }.minimize(
            &[3.0, 0.0],
            &[0.5, -3.0],
            &[4.0, 5.0],
            &mut bowl,
        );
        assert!(minimum.x[0] == 0.5 && (minimum.x[1] - 1.0).abs() < 1e-4, "{minimum:?}");
        assert_eq!(outside, 0);
    }

    #[test]
    fn nan_is_worse_than_anything_and_the_cap_holds() {
        let mut half = |x: &[f64]| if x[0] < 0.0 { f64::NAN } else { (x[0] - 0.1) * (x[0] - 0.1) };
        let minimum = NelderMead::default().minimize(&[3.0], &FREE[0][..1], &FREE[1][..1], &mut half);
        assert!((minimum.x[0] - 0.1).abs() < 0.1, "{minimum:?}");
        let search = NelderMead { max_iterations: 7, tolerance: 0.0, ..NelderMead::default() };
        assert_eq!(search.minimize(&[-1.2, 1.0], &FREE[0], &FREE[1], &mut rosenbrock).iterations, 7);
    }
}
