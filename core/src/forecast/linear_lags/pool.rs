//! One regression for all series of a panel.

use super::ridge::{Line, ridge};
use libm::sqrt;

/// Numbers that a regression is made of at most, beside those of the last series.
const MOST: usize = if cfg!(test) { 20_000 } else { 20_000_000 };

/// The columns of a series, and what they are to explain.
pub(super) struct Rows {
    /// Lags first.
    pub(super) columns: Vec<Vec<f64>>,
    pub(super) y: Vec<f64>,
    /// The unit of the series.
    pub(super) scale: f64,
    pub(super) lags: usize,
}

/// The root of the mean square, or 1 where that is 0.
pub(super) fn scale(w: &[f64]) -> f64 {
    let largest = w.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest > 0.0 {
        largest * sqrt(w.iter().map(|value| (value / largest) * (value / largest)).sum::<f64>() / w.len() as f64)
    } else {
        1.0
    }
}

impl Rows {
    /// The pool's line in the unit of this series.
    pub(super) fn line_of(&self, pool: &Line) -> Line {
        let mut line = pool.clone();
        line.constant *= self.scale;
        line.weights[self.lags..].iter_mut().for_each(|weight| *weight *= self.scale);
        let mut errors: Vec<f64> = self.y.iter().map(|y| y - line.constant).collect();
        for (column, weight) in self.columns.iter().zip(&line.weights) {
            errors.iter_mut().zip(column).for_each(|(error, value)| *error -= weight * value);
        }
        line.sigma2 = errors.iter().map(|error| error * error).sum::<f64>() / errors.len() as f64;
        line
    }
}

/// The rows of all series so far in their units, or every so many-th of them.
#[derive(Default)]
pub(super) struct Pool {
    columns: Vec<Vec<f64>>,
    y: Vec<f64>,
    /// Every so many-th row is kept, as a power of two.
    step: usize,
    seen: usize,
}

impl Pool {
    pub(super) fn add(&mut self, rows: &Rows) {
        self.columns.resize(rows.columns.len(), Vec::new());
        self.step = self.step.max(1);
        let first = self.seen.next_multiple_of(self.step) - self.seen;
        self.y.extend(rows.y.iter().skip(first).step_by(self.step).map(|y| y / rows.scale));
        for (at, (all, own)) in self.columns.iter_mut().zip(&rows.columns).enumerate() {
            let scale = if at < rows.lags { rows.scale } else { 1.0 };
            all.extend(own.iter().skip(first).step_by(self.step).map(|value| value / scale));
        }
        self.seen += rows.y.len();
        while self.y.len() * self.columns.len() > MOST {
            self.step *= 2;
            self.columns
                .iter_mut()
                .chain([&mut self.y])
                .for_each(|all| *all = all.iter().step_by(2).copied().collect());
        }
    }

    /// The line of all, if there are any.
    pub(super) fn line(&self, penalty: Option<f64>) -> Option<Line> {
        (!self.y.is_empty()).then(|| ridge(&self.columns, &self.y, penalty))
    }
}
