//! The search for the parameters, and the choice among models.

use super::engine::{Kind, Line, Rates, squares};
use crate::component::Context;
use crate::error::{Result, err};
use crate::math::nelder_mead::NelderMead;

pub(super) const ALPHA: [f64; 2] = [0.1, 0.99];
pub(super) const THETA: [f64; 2] = [1.0, 1e10];

/// Theta where it is not searched for: the line through the observations counts as much as their smoothing.
pub(super) const CLASSIC_THETA: f64 = 2.0;

/// Of the loss at the start of a search: where the simplex' values vary less, it ends.
const RELATIVE_TOLERANCE: f64 = 1e-5;

/// A fitted model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fit {
    pub(super) kind: Kind,
    pub(super) rates: Rates,
    /// The smoothed level before the first observation.
    pub(super) initial: f64,
}

impl Fit {
    /// A constant series needs no search: half of it is the line, the other half the level.
    pub(super) fn constant(kind: Kind, value: f64) -> Self {
        Self { kind, rates: Rates { alpha: 0.5, theta: CLASSIC_THETA }, initial: value / 2.0 }
    }
}

/// Fits the models to a series without a season and returns the one with the least squares.
pub(super) fn search(y: &[f64], kinds: &[Kind], ctx: &Context) -> Result<Fit> {
    let size = y.iter().map(|value| value.abs()).sum::<f64>() / y.len() as f64;
    let whole = Line::through(y).coefficients();
    let running = if kinds.iter().any(|kind| kind.dynamic()) { running_lines(y) } else { Vec::new() };
    let mut best: Option<(f64, Fit)> = None;
    for &kind in kinds {
        ctx.check()?;
        let (loss, fit) =
            if kind.dynamic() { fit(y, kind, size, |i| running[i]) } else { fit(y, kind, size, |_| whole) };
        if best.is_none_or(|(least, _)| loss < least) && loss < f64::INFINITY {
            best = Some((loss, fit));
        }
    }
    best.map(|(_, fit)| fit).ok_or_else(|| err!(InvalidData, "the values are too large: their squares are not finite"))
}

/// The line that was known before each observation. It does not depend on what is searched for.
fn running_lines(y: &[f64]) -> Vec<[f64; 2]> {
    let mut line = Line::default();
    let before = |&value: &f64| {
        let coefficients = line.coefficients();
        line.add(value);
        coefficients
    };
    y.iter().map(before).collect()
}

/// Least squares of one model: over the mean size of the values, so that they do not depend on the unit.
fn fit(y: &[f64], kind: Kind, size: f64, line: impl Fn(usize) -> [f64; 2]) -> (f64, Fit) {
    let scale = size.max(f64::MIN_POSITIVE);
    let theta = |x: &[f64]| if kind.optimized() { x[2] } else { CLASSIC_THETA };
    let mut loss = |x: &[f64]| squares(y, Rates { alpha: x[1], theta: theta(x) }, x[0], &line) / scale;
    let d = if kind.optimized() { 3 } else { 2 };
    let start = [y[0] / 2.0, 0.5, CLASSIC_THETA];
    let lower = [f64::NEG_INFINITY, ALPHA[0], THETA[0]];
    let upper = [f64::INFINITY, ALPHA[1], THETA[1]];
    // The loss is still in the values' unit, and small where values vary little against their level. The reference stops
    // at 1e-4 in any unit, and so may not search at all; here the start must be improved on to a share of its own loss.
    let nelder_mead = NelderMead::default();
    let tolerance = nelder_mead.tolerance.min(RELATIVE_TOLERANCE * loss(&start[..d])).max(f64::MIN_POSITIVE);
    let minimum = NelderMead { tolerance, ..nelder_mead }.minimize(&start[..d], &lower[..d], &upper[..d], &mut loss);
    let rates = Rates { alpha: minimum.x[1], theta: theta(&minimum.x) };
    (minimum.value, Fit { kind, rates, initial: minimum.x[0] })
}
