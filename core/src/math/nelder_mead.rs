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
    ///
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
        Search::new(self, start, lower, upper, f).run(self, f)
    }
}

/// The simplex: one vertex a row, their values, and the rows from best to worst.
struct Search<'a> {
    lower: &'a [f64],
    upper: &'a [f64],
    dimensions: usize,
    vertices: Vec<f64>,
    values: Vec<f64>,
    order: Vec<usize>,
    centre: Vec<f64>,
    reflected: Vec<f64>,
    trial: Vec<f64>,
}

fn call(f: &mut impl FnMut(&[f64]) -> f64, x: &[f64]) -> f64 {
    let value = f(x);
    if value.is_nan() { f64::INFINITY } else { value }
}

/// min(max(x, lower), upper), which unlike `clamp` cannot panic.
fn within(x: f64, lower: f64, upper: f64) -> f64 {
    x.max(lower).min(upper)
}

impl<'a> Search<'a> {
    fn new(
        settings: &NelderMead,
        start: &[f64],
        lower: &'a [f64],
        upper: &'a [f64],
        f: &mut impl FnMut(&[f64]) -> f64,
    ) -> Self {
        let d = start.len();
        let start: Vec<f64> = (0..d).map(|i| within(start[i], lower[i], upper[i])).collect();
        let mut vertices = start.repeat(d + 1);
        for i in 0..d {
            let moved = if start[i] == 0.0 { settings.zero_step } else { start[i] * (1.0 + settings.step) };
            vertices[i * d + i] = within(moved, lower[i], upper[i]);
        }
        let values: Vec<f64> = vertices.chunks_exact(d).map(|vertex| call(f, vertex)).collect();
        let mut order: Vec<usize> = (0..=d).collect();
        order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
        let (centre, reflected, trial) = (vec![0.0; d], vec![0.0; d], vec![0.0; d]);
        Self { lower, upper, dimensions: d, vertices, values, order, centre, reflected, trial }
    }

    fn run(mut self, settings: &NelderMead, f: &mut impl FnMut(&[f64]) -> f64) -> Minimum {
        let d = self.dimensions as f64;
        let (expansion, contraction, shrinkage) =
            if settings.adaptive { (1.0 + 2.0 / d, 0.75 - 1.0 / (2.0 * d), 1.0 - 1.0 / d) } else { (2.0, 0.5, 0.5) };
        let mut best = self.order[0];
        let mut iterations = 0;
        while iterations < settings.max_iterations {
            iterations += 1;
            best = self.order[0];
            if self.spread() < settings.tolerance {
                break;
            }
            let (worst, next) = (self.order[self.dimensions], self.order[self.dimensions - 1]);
            self.reflect(worst);
            let value = call(f, &self.reflected);
            if value < self.values[best] {
                self.try_towards(expansion);
                let further = call(f, &self.trial);
                if further < value { self.replace_worst(further, true) } else { self.replace_worst(value, false) }
            } else if value < self.values[next] {
                self.replace_worst(value, false);
            } else {
                let outside = value < self.values[worst];
                self.try_towards(if outside { contraction } else { -contraction });
                let nearer = call(f, &self.trial);
                if if outside { nearer <= value } else { nearer < self.values[worst] } {
                    self.replace_worst(nearer, true);
                } else {
                    self.shrink(best, shrinkage, f);
                }
            }
        }
        Minimum { x: self.vertex(best).to_vec(), value: self.values[best], iterations }
    }

    fn vertex(&self, row: usize) -> &[f64] {
        &self.vertices[row * self.dimensions..][..self.dimensions]
    }

    /// The standard deviation of the values.
    fn spread(&self) -> f64 {
        let n = self.values.len() as f64;
        let mean = self.values.iter().sum::<f64>() / n;
        libm::sqrt(self.values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / n)
    }

    /// Finds the centre of all vertices but the worst, and mirrors the worst at it.
    fn reflect(&mut self, worst: usize) {
        let d = self.dimensions;
        self.centre.fill(0.0);
        for vertex in self.vertices.chunks_exact(d) {
            self.centre.iter_mut().zip(vertex).for_each(|(sum, x)| *sum += x);
        }
        for i in 0..d {
            let x = self.vertices[worst * d + i];
            let centre = (self.centre[i] - x) / d as f64;
            self.centre[i] = centre;
            self.reflected[i] = within(centre + (centre - x), self.lower[i], self.upper[i]);
        }
    }

    /// The point at `times` the way from the centre to the reflected point.
    fn try_towards(&mut self, times: f64) {
        for i in 0..self.dimensions {
            let point = self.centre[i] + times * (self.reflected[i] - self.centre[i]);
            self.trial[i] = within(point, self.lower[i], self.upper[i]);
        }
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
    }

    fn shrink(&mut self, best: usize, shrinkage: f64, f: &mut impl FnMut(&[f64]) -> f64) {
        let d = self.dimensions;
        self.trial.copy_from_slice(&self.vertices[best * d..][..d]);
        for row in (0..=d).filter(|&row| row != best) {
            for i in 0..d {
                let near = self.trial[i];
                let point = near + shrinkage * (self.vertices[row * d + i] - near);
                self.vertices[row * d + i] = within(point, self.lower[i], self.upper[i]);
            }
            self.values[row] = call(f, &self.vertices[row * d..][..d]);
        }
        let values = &self.values;
        self.order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    }
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
