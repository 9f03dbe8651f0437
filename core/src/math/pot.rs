//! Peaks over a threshold: the generalised Pareto distribution of what lies above it.

use libm::{exp, log};

/// The shape and the scale of a generalised Pareto distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pareto {
    pub(crate) shape: f64,
    pub(crate) scale: f64,
}

impl Pareto {
    /// The most likely one for excesses above 0, by Grimshaw's reduction to one equation: where
    /// u(x) v(x) = 1 with u = mean of 1 / (1 + x y) and v = 1 + mean of log(1 + x y), the shape is v - 1 and the scale
    /// shape / x. `None` where no excess is above 0.
    pub(crate) fn fit(excesses: &[f64]) -> Option<Self> {
        let n = excesses.len() as f64;
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        excesses.iter().for_each(|&y| (least, most) = (least.min(y), most.max(y)));
        let mean = excesses.iter().sum::<f64>() / n;
        if excesses.is_empty() || !(mean > 0.0 && mean.is_finite()) {
            return None;
        }
        let mut best = Self { shape: 0.0, scale: mean };
        let mut likelihood = best.log_likelihood(excesses);
        let mut consider = |root: f64| {
            let shape = excesses.iter().map(|y| log(1.0 + root * y)).sum::<f64>() / n;
            let own = Self { shape, scale: shape / root };
            let value = own.log_likelihood(excesses);
            if value > likelihood {
                (best, likelihood) = (own, value);
            }
        };
        let small = 1e-8 / mean;
        for root in roots(excesses, -1.0 / most * (1.0 - 1e-8), -small) {
            consider(root);
        }
        let far = if least > 0.0 { 2.0 * (mean - least) / (least * least) } else { 0.0 };
        for root in roots(excesses, small, far.clamp(10.0 / mean, 1e6 / mean)) {
            consider(root);
        }
        Some(best)
    }

    fn log_likelihood(self, excesses: &[f64]) -> f64 {
        let n = excesses.len() as f64;
        if self.shape.abs() < 1e-12 {
            return -n * log(self.scale) - excesses.iter().sum::<f64>() / self.scale;
        }
        let tail: f64 = excesses.iter().map(|y| log(1.0 + self.shape * y / self.scale)).sum();
        -n * log(self.scale) - (1.0 + 1.0 / self.shape) * tail
    }
}

/// Where u v - 1 changes its sign between two numbers of the same sign: a geometric grid, then halving.
fn roots(excesses: &[f64], from: f64, to: f64) -> Vec<f64> {
    const STEPS: usize = 60;
    let n = excesses.len() as f64;
    let value = |x: f64| {
        let (mut u, mut v) = (0.0, 0.0);
        for y in excesses {
            let s = 1.0 + x * y;
            u += 1.0 / s;
            v += log(s);
        }
        (u / n) * (1.0 + v / n) - 1.0
    };
    if from >= to {
        return Vec::new();
    }
    let (sign, first, ratio) = (from.signum(), log(from.abs()), log(to.abs()) - log(from.abs()));
    let grid = |step: usize| sign * exp(first + ratio * step as f64 / STEPS as f64);
    let mut found = Vec::new();
    let (mut left, mut at_left) = (grid(0), value(grid(0)));
    for step in 1..=STEPS {
        let (right, at_right) = (grid(step), value(grid(step)));
        if at_left * at_right < 0.0 {
            let (mut a, mut b) = (left, right);
            for _ in 0..60 {
                let middle = 0.5 * (a + b);
                if value(middle) * at_left > 0.0 { a = middle } else { b = middle }
            }
            found.push(0.5 * (a + b));
        }
        (left, at_left) = (right, at_right);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use libm::pow;

    /// The excess that is passed with this chance, given that there is one.
    fn quantile(Pareto { shape, scale }: Pareto, chance: f64) -> f64 {
        scale / shape * (pow(chance, -shape) - 1.0)
    }

    #[test]
    fn the_fit_is_scipys() {
        // scipy 1.17: y = genpareto.ppf((np.arange(200) + .5) / 200, c, scale=2); genpareto.fit(y, floc=0)
        for (shape, expected) in [(0.3, (0.291_70, 2.012_14)), (-0.2, (-0.212_54, 2.022_19))] {
            let y: Vec<f64> = (0..200)
                .map(|at| quantile(Pareto { shape, scale: 2.0 }, 1.0 - (f64::from(at) + 0.5) / 200.0))
                .collect();
            let found = Pareto::fit(&y).unwrap();
            assert!((found.shape - expected.0).abs() < 1e-3 && (found.scale - expected.1).abs() < 2e-3, "{found:?}");
        }
    }
}
