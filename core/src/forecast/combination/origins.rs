//! Rolling origins: how the members would have forecast the end of the history.

use super::pool::Pool;
use super::weights;
use crate::component::{Context, Request, is_about_the_call};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::member::{Fitted, Opened};
use libm::sqrt;

/// With fewer observations before the first origin there is nothing to learn from.
const LEAST_HISTORY: usize = 5;

/// One and a half seasons, at least 6.
pub(in crate::forecast) fn default_horizon(season_length: u32) -> u32 {
    (season_length + season_length / 2).max(6)
}

/// The errors of each member, origin by origin and step by step: the same places for all; `None` of one that failed.
pub(in crate::forecast) struct Trials {
    errors: Vec<Option<Vec<f64>>>,
}

impl Trials {
    /// Fits every member once, before the first of `windows` origins, `step` observations apart, and moves it on from origin
    /// to origin.
    pub(in crate::forecast) fn of(
        pool: &Pool,
        series: Series<'_>,
        [windows, step]: [usize; 2],
        horizon: usize,
        ctx: &Context,
    ) -> Result<Self> {
        let n = series.y.len();
        let h = horizon.min(n / 4);
        let least = n.div_ceil(2).max(LEAST_HISTORY);
        if h == 0 || n < least + h {
            return Ok(Self { errors: vec![None; pool.candidates.len()] });
        }
        let last = n - h;
        let first = last - (windows.max(1) - 1).min((last - least) / step) * step;
        let origins = || (first..=last).step_by(step);
        let errors =
            pool.candidates.iter().map(|candidate| match errors(&candidate.opened, series, origins(), h, ctx) {
                Err(error) if is_about_the_call(&error) => Err(error),
                other => Ok(other.ok().filter(|errors| !errors.is_empty())),
            });
        Ok(Self { errors: errors.collect::<Result<_>>()? })
    }

    /// The root of the mean squared error of a member; NaN where it was not tried.
    pub(in crate::forecast) fn error(&self, member: usize) -> f64 {
        self.errors[member].as_deref().map_or(f64::NAN, |errors| sqrt(mean_square(errors)))
    }

    /// Weights of one over the mean squared error; `None` where no member was tried.
    pub(in crate::forecast) fn inverse_errors(&self) -> Option<Vec<f64>> {
        let tried: Vec<f64> = self.errors.iter().flatten().map(|errors| mean_square(errors)).collect();
        self.spread(weights::inverse(&tried))
    }

    /// The weights of the least squared error; `None` where no member was tried.
    pub(super) fn stacking(&self) -> Option<Vec<f64>> {
        let tried: Vec<&[f64]> = self.errors.iter().flatten().map(Vec::as_slice).collect();
        self.spread(weights::stacked(&tried))
    }

    /// Weights of those that were tried as weights of all.
    fn spread(&self, tried: Vec<f64>) -> Option<Vec<f64>> {
        if tried.is_empty() {
            return None;
        }
        let mut tried = tried.into_iter();
        Some(
            self.errors.iter().map(|errors| if errors.is_some() { tried.next().unwrap_or(0.0) } else { 0.0 }).collect(),
        )
    }
}

fn mean_square(errors: &[f64]) -> f64 {
    errors.iter().map(|error| error * error).sum::<f64>() / errors.len() as f64
}

/// The errors of one member at every observation that is not missing.
fn errors(
    member: &Opened,
    series: Series<'_>,
    origins: impl Iterator<Item = usize>,
    h: usize,
    ctx: &Context,
) -> Result<Vec<f64>> {
    let part = |from: usize, to: usize| -> Vec<(&str, &[f64])> {
        series.regressors.iter().map(|&(name, values)| (name, &values[from..to])).collect()
    };
    let mut known: Option<(usize, Fitted)> = None;
    let mut errors = Vec::new();
    for origin in origins {
        ctx.check()?;
        let fitted = match known.take() {
            Some((from, mut fitted)) => {
                let (regressors, clock) = (part(from, origin), series.clock.later(from));
                fitted.update(Series { y: &series.y[from..origin], regressors: &regressors, clock })?;
                fitted
            }
            None => {
                let history = Series { y: &series.y[..origin], regressors: &part(0, origin), clock: series.clock };
                let (mut fitted, _) = member.fit(history, ctx)?;
                fitted.forget();
                fitted
            }
        };
        let future = part(origin, origin + h);
        let mean = fitted.forecast(Request { h, levels: &[], future: &future })?.mean;
        let ahead = series.y[origin..origin + h].iter().zip(&mean).filter(|(y, _)| !y.is_nan());
        errors.extend(ahead.map(|(y, mean)| y - mean));
        known = Some((origin, fitted));
    }
    Ok(errors)
}
