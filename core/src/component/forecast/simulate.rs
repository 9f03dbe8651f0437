//! Paths that a series may take: one-step forecasts, each with an error of the past added, learnt and forecast from again.

use super::errors::Errors;
use super::transform::Curved;
use super::{Intervals, Request};
use crate::component::Context;
use crate::data::Series;
use crate::error::Result;
use crate::math::rng::Rng;
use crate::math::stats::quantile;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The arguments of `simulate`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SimulateArgs {
    /// Steps ahead.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub h: usize,
    /// How many paths a series.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub paths: usize,
}

impl Default for SimulateArgs {
    fn default() -> Self {
        Self { h: 1, paths: 100 }
    }
}

/// How many paths bootstrap intervals are taken from.
pub(super) const PATHS: usize = 1_000;

/// What the paths of one series are made from.
pub(super) struct Source<'a> {
    pub(super) state: &'a Curved,
    /// Observations and their one-step forecasts.
    pub(super) y: &'a [f64],
    pub(super) fitted: &'a [f64],
    /// Future regressors by name.
    pub(super) future: &'a [(&'a str, &'a [f64])],
    /// Whether no value is below zero.
    pub(super) non_negative: bool,
}

impl Source<'_> {
    /// Paths of `h` steps, one after the other.
    pub(super) fn paths(&self, h: usize, paths: usize, mut rng: Rng, ctx: &Context) -> Result<Vec<f64>> {
        // On the curve that the component learnt.
        let bent = |values: &[f64]| -> Vec<f64> { values.iter().map(|&value| self.state.bend(value)).collect() };
        let future = self.future_at(0);
        let errors = Errors::of(self.state.inner(), &bent(self.y), &bent(self.fitted), &future)?;
        let floor = if self.non_negative { self.state.bend(0.0) } else { f64::NEG_INFINITY };
        let floor = floor.max(self.state.inner().least());
        let mut values = Vec::with_capacity(h * paths);
        for _ in 0..paths {
            ctx.check()?;
            let mut state = self.state.inner().boxed_clone();
            for step in 0..h {
                let future = self.future_at(step);
                let expected = state.forecast(Request { h: 1, levels: &[], future: &future })?.mean[0];
                let point = errors.draw(&*state, expected, &mut rng).max(floor);
                state.update(Series { regressors: &future, ..Series::new(&[point]) })?;
                values.push(self.state.straighten(point));
            }
        }
        Ok(values)
    }

    fn future_at(&self, step: usize) -> Vec<(&str, &[f64])> {
        self.future.iter().map(|&(name, values)| (name, &values[step..=step])).collect()
    }

    /// Puts the quantiles of simulated paths in place of the bounds.
    pub(super) fn bound(&self, answer: &mut Intervals, levels: &[f64], rng: Rng, ctx: &Context) -> Result<()> {
        let h = answer.mean.len();
        let values = self.paths(h, PATHS, rng, ctx)?;
        answer.bounds = vec![(Vec::with_capacity(h), Vec::with_capacity(h)); levels.len()];
        for step in 0..h {
            let mut at: Vec<f64> = values[step..].iter().step_by(h).copied().collect();
            at.sort_by(f64::total_cmp);
            for (level, (lower, upper)) in levels.iter().zip(&mut answer.bounds) {
                lower.push(quantile(&at, 0.5 - level / 200.0));
                upper.push(quantile(&at, 0.5 + level / 200.0));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{ForecastArgs, ForecastOptions, Forecaster, IntervalMethod, Model};
    use crate::data::Panel;
    use crate::forecast::Naive;
    use crate::math::special::normal_quantile;

    /// A random walk whose steps are the quantiles of a normal distribution in mixed order.
    fn fit(intervals: IntervalMethod, keep_fitted: bool) -> Result<Model> {
        let mut level = 500.0;
        let mut y = vec![level];
        for step in 0..401u32 {
            level += normal_quantile((f64::from(step * 150 % 401) + 0.5) / 401.0);
            y.push(level);
        }
        let options = ForecastOptions { intervals, keep_fitted, ..ForecastOptions::default() };
        Naive::default().fit_with(&Panel::from_values(&y)?, &options, &Context::default().seed(5))
    }

    #[test]
    fn paths_spread_as_the_errors_add_up() {
        let model = fit(IntervalMethod::Model, true).unwrap();
        let args = SimulateArgs { h: 9, paths: 4_000 };
        let simulate = |ctx: Context| model.simulate(&args, None, &ctx).unwrap();
        let frame = simulate(Context::default().seed(1));
        assert_eq!(frame.names().collect::<Vec<_>>(), ["unique_id", "ds", "path", "Naive"]);
        assert_eq!(frame, simulate(Context::default().seed(1).threads(1)));
        assert_ne!(frame, simulate(Context::default().seed(2)));
        let (last, values) = (model.forecast(1, &[]).unwrap().f64("Naive").unwrap()[0], frame.f64("Naive").unwrap());
        for step in [0, 3, 8] {
            let squares: f64 = values[step..].iter().step_by(9).map(|value| (value - last) * (value - last)).sum();
            // The variance after k steps of variance 1 is k; three standard errors of 4,000 paths are 7 per cent.
            let variance = squares / 4_000.0 / (step + 1) as f64;
            assert!((variance - 1.0).abs() < 0.07, "step {step}: {variance}");
        }
    }

    #[test]
    fn bootstrap_intervals_of_normal_errors_are_the_models() {
        let bounds = |intervals| {
            let model = fit(intervals, true).unwrap();
            let again = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
            let args = ForecastArgs { h: 4, level: vec![80.0, 95.0], ..ForecastArgs::default() };
            let frame = again.forecast_with(&args, None, &Context::default().seed(77)).unwrap();
            assert_eq!(frame, model.forecast(4, &[80.0, 95.0]).unwrap());
            ["Naive-lo-95", "Naive-lo-80", "Naive-hi-80", "Naive-hi-95"].map(|name| frame.f64(name).unwrap().to_vec())
        };
        for (model, bootstrap) in bounds(IntervalMethod::Model).iter().zip(&bounds(IntervalMethod::Bootstrap)) {
            // The quantile of 1,000 paths at 2.5 per cent has a standard error of 0.085 standard deviations.
            let near = model.iter().zip(bootstrap).all(|(a, b)| (a - b).abs() < 3.0 * 0.085 * 2.0);
            assert!(near && model != bootstrap, "{model:?} {bootstrap:?}");
        }
    }

    #[test]
    fn without_errors_there_is_no_spread() {
        assert_eq!(fit(IntervalMethod::Bootstrap, false).unwrap_err().code(), "kp.invalid_params");
        let model = fit(IntervalMethod::Model, false).unwrap();
        let error = model.simulate(&SimulateArgs::default(), None, &Context::default()).unwrap_err();
        assert_eq!(error.code(), "kp.unsupported");
        let one = Naive::default().fit(&Panel::from_values(&[1.0]).unwrap()).unwrap();
        // As its intervals, which are a point.
        let paths = one.simulate(&SimulateArgs { h: 2, paths: 3 }, None, &Context::default()).unwrap();
        assert_eq!(paths.f64("Naive").unwrap(), [1.0; 6]);
    }
}
