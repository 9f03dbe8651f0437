//! One series at several frequencies at once.

mod block;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, is_about_the_call, setters};
use crate::data::Series;
use crate::error::{ErrorKind, Result, err};
use crate::forecast::Member;
use crate::forecast::member::Fitted;
use block::{divisors, past_errors, reconciled, sums};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::{Level, Measure, TemporalState};

/// How the differences between the forecasts of the frequencies are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TemporalMethod {
    /// Mean square of the one-step errors of each level.
    #[default]
    WlsVar,
    /// The variance of a sum's error is as the number of its observations.
    WlsStruct,
    /// Every forecast counts the same.
    Ols,
    /// Covariance of the one-step errors of all sums of a block, shrunk towards its diagonal as far as the data say.
    MintShrink,
}

/// Forecasts a series and its sums over longer and longer times, and makes the forecasts add up.
///
/// The sums of k observations, for every k that divides the season's length m, are series of their own: of months, the two-months,
/// quarters, thirds of a year, half-years and years. The last sum of each ends with the series; what does not fill one is left
/// out at the beginning. Each is forecast by `forecaster` with a season of m / k. For every block of m steps
/// those forecasts f of observations and sums are replaced by S (S' W⁻¹ S)⁻¹ S' W⁻¹ f, where S adds observations up and W is the
/// covariance of their errors as `method` takes it: the noise of the observations and the slow movement of the sums correct
/// each other. The forecast is that of the observations; those of all sums follow from it.
///
/// Intervals are those of the forecaster of the observations, moved with the point forecasts: the reconciled forecast is
/// taken to err as much as the one that it corrects. On series of M3 and Tourism they cover .92 where .95 is asked for, as those
/// of AutoETS by itself do. There forecasts of months and quarters are about as good as AutoETS's: better on months of Tourism,
/// worse on quarters of M3, and worst with `ols`; what is gained is that they agree with those of the sums.
///
/// Input: a panel without missing values, as many observations a series as the forecaster needs. A sum of which there are fewer
/// than two, or that the forecaster cannot be fitted to, is left out, so that a series shorter than two observations of a level
/// does without that level.
/// Output: forecasts; `parts` has the method that was used, the table `levels` (for each k the number of sums in the fit, the mean
/// square of their one-step errors, and why a level was left out), and a table of each level with what its forecaster's
/// `parts` have. Where errors that `wls_var` or `mint_shrink` need are not known, or all are zero, `wls_struct` is
/// used; `mint_shrink` needs those of two blocks. Fitted values are the one-step forecasts of all levels, made to add up block by
/// block; those of a sum are older and those of the observations newer than the block's beginning, so they are not
/// one-step forecasts of a block's later observations in the strict sense. An update moves the forecaster of a level on
/// whenever a sum is full. Until then forecasts hold what is known of the block: they add up with it. The values that
/// an update returns are such forecasts, one step ahead.
/// Errors: `kp.missing_values`, those of the forecaster of the observations, and `kp.invalid_params` for a forecaster that
/// there is not or parameters that it does not take.
/// Cost: the forecaster's for each level, which are together 2 to 3 times as long as the series; with a sums in a block O(a³)
/// and a block of forecasts O(a²), an update O(a³) a point.
/// Source: Athanasopoulos, Hyndman, Kourentzes and Petropoulos, Forecasting with temporal hierarchies, European Journal of
/// Operational Research 262, 2017, with fitted values and intervals as in their R package thief; Wickramasuriya, Athanasopoulos
/// and Hyndman (2019) for `mint_shrink`, as in Reconcile. Reconciled forecasts agree with hierarchicalforecast 1.5.3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TemporalHierarchy {
    /// What forecasts each level: any forecaster, by name or with parameters; AutoETS by default. Its season's length is set
    /// for each level, and so are several, which then count observations; regressors are not shown to it.
    pub forecaster: Member,
    /// Observations in a season: 12 for months in a year, 24 for hours in a day; 1, the default, for no sums.
    #[schemars(range(min = 1, max = 672))]
    pub season_length: u32,
    /// How the differences between the forecasts are spread.
    pub method: TemporalMethod,
}

impl Default for TemporalHierarchy {
    fn default() -> Self {
        Self { forecaster: Member::named("AutoETS"), season_length: 1, method: TemporalMethod::default() }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::{Naive, TemporalHierarchy, TemporalMethod}};
    /// let component = TemporalHierarchy::default().forecaster(Naive::default()).season_length(2u32);
    /// let component = component.method(TemporalMethod::WlsStruct);
    /// let forecast = component.fit(&Panel::from_values(&[1.0, 3.0, 2.0, 6.0])?)?.forecast(2, &[])?;
    /// // Two steps of 6, and a sum of 8: half of the difference of 4 is the sum's, a quarter each step's.
    /// assert_eq!(forecast.f64("TemporalHierarchy")?, [5.0, 5.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    TemporalHierarchy {
        /// Sets what forecasts each level.
        forecaster: impl Into<Member>,
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets how the differences between the forecasts are spread.
        method: TemporalMethod,
    }
}

impl Component for TemporalHierarchy {
    const ID: &'static str = "forecast.temporal_hierarchy";
    const NAME: &'static str = "TemporalHierarchy";
    const VERSION: u32 = 1;
}

/// A level, what it learnt from, and its one-step forecasts.
struct Trained {
    level: Level,
    y: Vec<f64>,
    path: Vec<f64>,
}

impl TemporalHierarchy {
    fn train(&self, series: Series<'_>, length: usize, ctx: &Context) -> Result<Trained> {
        let member = self.forecaster.clone().for_sums(self.season_length as usize, length).read("forecaster")?;
        let entry = member.entry;
        let y = sums(series.y, length);
        let fit = || -> Result<(Fitted, Vec<f64>)> {
            if length == 1 {
                return member.fit(Series { regressors: &[], ..series }, ctx);
            }
            if y.len() < 2 {
                return Err(err!(NotEnoughData, "the number of its sums is {}; at least 2 are needed", y.len()));
            }
            let clock = series.clock.every(series.y.len() % length, length).unwrap_or_default();
            member.fit(Series { clock, ..Series::new(&y) }, ctx)
        };
        let mut level = Level::new(length, entry.id, y.len());
        let mut path = Vec::new();
        match fit() {
            Ok((fitted, own)) => {
                level.learnt(fitted, &y, &own);
                path = own;
            }
            Err(error) if length == 1 => return Err(error),
            // A season of one may be none that the forecaster takes.
            Err(error) if is_about_the_call(&error) && error.kind() != ErrorKind::InvalidParams => return Err(error),
            Err(error) => level.left_out = error.message().to_owned(),
        }
        Ok(Trained { level, y, path })
    }
}

impl Forecaster for TemporalHierarchy {
    type State = TemporalState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<TemporalState>> {
        let n = series.complete(1)?.len();
        let season = self.season_length as usize;
        let mut trained = Vec::new();
        // The observations first: what is wrong with the series shows there.
        for length in divisors(season).into_iter().rev() {
            ctx.check()?;
            trained.push(self.train(series, length, ctx)?);
        }
        trained.reverse();
        let used: Vec<&Trained> = trained.iter().filter(|one| one.level.left_out.is_empty()).collect();
        let (y, paths): (Vec<&[f64]>, Vec<&[f64]>) =
            used.iter().map(|one| (one.y.as_slice(), one.path.as_slice())).unzip();
        let mut state = TemporalState::new(season, trained.iter().map(|one| one.level.clone()).collect());
        let shape = state.shape();
        state.measure = match self.method {
            TemporalMethod::Ols => Measure::Ols,
            TemporalMethod::WlsVar if state.variances().is_some() => Measure::WlsVar,
            TemporalMethod::MintShrink => {
                let known = past_errors(&shape, &y, &paths, n);
                known.map_or(Measure::WlsStruct, |(shrinkage, errors)| Measure::MintShrink { shrinkage, errors })
            }
            _ => Measure::WlsStruct,
        };
        let fitted = match reconciled(&shape, &state.covariance()?, &paths, n) {
            Ok(fitted) => fitted,
            // The errors of the past depend on each other to within rounding.
            Err(_) => {
                state.measure = Measure::WlsStruct;
                reconciled(&shape, &state.covariance()?, &paths, n)?
            }
        };
        Ok(FittedSeries { state, fitted })
    }
}

#[cfg(test)]
mod tests;
