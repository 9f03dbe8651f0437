//! The first states: those of least squared errors, given the rates.

use super::kernel::{Passes, Rates, Rows, Slopes, States, Turns};
use super::linear::Normal;

/// The least squares of the first states for given rates, whatever the series.
///
/// Errors are linear in the first states. Their coefficients follow from the recursions backwards, so that only the normal
/// matrix is formed, once.
#[derive(Clone, Debug)]
pub(super) struct Seeds {
    pub(super) rates: Rates,
    trend: bool,
    normal: Normal,
}

/// States as a vector: level, slope if there is one, waves.
fn vector<'a>(turns: &'a Turns, states: &'a States, trend: bool) -> impl Iterator<Item = f64> + 'a {
    let waves = turns.places().map(|at| states.re[at]).chain(turns.places().map(|at| states.im[at]));
    std::iter::once(states.level).chain(trend.then_some(states.slope)).chain(waves)
}

/// How many first states there are.
pub(super) fn size(turns: &Turns, trend: bool) -> usize {
    1 + usize::from(trend) + 2 * turns.waves()
}

impl Seeds {
    pub(super) fn new(turns: &Turns, rates: Rates, trend: bool, n: usize) -> Self {
        let mut normal = Normal::zero(size(turns, trend));
        let mut row = Vec::with_capacity(size(turns, trend));
        let mut rows = Rows::new(turns, &rates);
        for _ in 0..n {
            row.clear();
            row.extend(vector(turns, &rows.row, trend));
            normal.add(&row);
            rows.next();
        }
        normal.factorise();
        Self { rates, trend, normal }
    }

    /// The first states of a series, and the sum of squared errors from nothing, which they lessen.
    pub(super) fn solve(&self, turns: &Turns, y: &[f64], passes: &mut Passes, slopes: &mut Slopes) -> States {
        let zero = States::zero(turns);
        passes.forwards(turns, &self.rates, &zero, y);
        passes.backwards(turns, &self.rates, slopes);
        let mut x: Vec<f64> = vector(turns, &slopes.states, self.trend).map(|slope| -0.5 * slope).collect();
        self.normal.forwards(&mut x);
        self.normal.backwards(&mut x);
        let mut states = zero;
        let waves = turns.waves();
        let mut rest = x.into_iter();
        states.level = rest.next().unwrap_or(0.0);
        if self.trend {
            states.slope = rest.next().unwrap_or(0.0);
        }
        let waves_of: Vec<f64> = rest.collect();
        for (at, place) in turns.places().enumerate() {
            states.re[place] = waves_of[at];
            states.im[place] = waves_of[waves + at];
        }
        states
    }
}
