//! The last season, with intervals of what the same season was and of how far the last seasons were off.

use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use libm::exp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts the last value of the same season, with intervals from two pools: the values of that season, of which newer ones
/// weigh more, and the last errors of the forecast, added to it.
///
/// The bounds of a step are quantiles of the mixture w × pool + (1 - w) × errors. In the pool of its season a value that is `a`
/// observations old has the weight exp(-decay × a); the errors are y(t) - y(t-m) over the newest part of the history. The share w
/// is 0.5; with the variant `adaptive` it is 0.3 where fewer than 3 values of the season are known and 0 without a season. The
/// quantiles are those of the whole mixture, which samples, as the source draws them, come to as they become more. Nothing is
/// assumed of how errors are distributed, and the intervals do not widen with the season's number: for several seasons ahead
/// the option `conformal` calibrates them step by step.
///
/// Input: a panel without missing values, at least one season a series. Output: the last season, repeated.
/// Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
/// Cost: O(n) a series, whose observations the model keeps; a forecast O(n) a step of the season; an update takes constant
/// time a point.
/// Source: Manokhin (2026), Training-Free Probabilistic Time-Series Forecasting with Conformal Seasonal Pools,
/// arXiv:2605.03789; statsforecast 2.1.1 `ConformalSeasonalPool`, whose quantiles of 200,000 samples agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ConformalSeasonalPool {
    /// Observations in a season: 12 for months in a year.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// How the share of the season's own values is found.
    pub variant: PoolVariant,
    /// The newest part of the history whose errors are taken.
    #[schemars(range(min = 0, max = 1))]
    pub calib_frac: f64,
    /// How fast old values lose weight, an observation.
    #[schemars(range(min = 0, max = 1_000))]
    pub decay: f64,
}

/// How the share of the season's own values is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PoolVariant {
    /// Less where few are known, none without a season.
    #[default]
    Adaptive,
    /// One half.
    Fixed,
}

impl Default for ConformalSeasonalPool {
    fn default() -> Self {
        Self { season_length: 1, variant: PoolVariant::Adaptive, calib_frac: 0.5, decay: 0.01 }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::ConformalSeasonalPool};
    /// let y = Panel::from_values(&[1.0, 5.0, 2.0, 6.0, 1.0, 7.0])?;
    /// let forecast = ConformalSeasonalPool::default().season_length(2).fit(&y)?.forecast(2, &[80.0])?;
    /// assert_eq!(forecast.f64("ConformalSeasonalPool")?, [1.0, 7.0]);
    /// // Of the first season 1, 2 and 1 are known, and the last errors are 0, -1 and 1.
    /// assert_eq!(forecast.f64("ConformalSeasonalPool-lo-80")?, [0.0, 5.0]);
    /// assert_eq!(forecast.f64("ConformalSeasonalPool-hi-80")?, [2.0, 8.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    ConformalSeasonalPool {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets how the share of the season's own values is found.
        variant: PoolVariant,
        /// Sets the newest part of the history whose errors are taken.
        calib_frac: f64,
        /// Sets how fast old values lose weight.
        decay: f64,
    }
}

impl Component for ConformalSeasonalPool {
    const ID: &'static str = "forecast.conformal_seasonal_pool";
    const NAME: &'static str = "ConformalSeasonalPool";
    const VERSION: u32 = 1;
}

/// The observations and how they are pooled.
#[derive(Clone, Debug, PartialEq)]
pub struct ConformalSeasonalPoolState {
    season: usize,
    adaptive: bool,
    calib_frac: f64,
    decay: f64,
    y: Vec<f64>,
}

impl Forecaster for ConformalSeasonalPool {
    type State = ConformalSeasonalPoolState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<ConformalSeasonalPoolState>> {
        let season = self.season_length as usize;
        let y = series.complete(season)?.to_vec();
        let mut fitted = vec![f64::NAN; season];
        fitted.extend_from_slice(&y[..y.len() - season]);
        let adaptive = self.variant == PoolVariant::Adaptive;
        let (calib_frac, decay) = (self.calib_frac, self.decay);
        Ok(FittedSeries { state: ConformalSeasonalPoolState { season, adaptive, calib_frac, decay, y }, fitted })
    }
}

impl ConformalSeasonalPoolState {
    /// The last errors of the forecast, by size.
    fn errors(&self) -> Vec<f64> {
        let (n, m) = (self.y.len(), self.season);
        let newest = (self.calib_frac * n as f64) as usize;
        let mut errors: Vec<f64> = (m.max(n - newest)..n).map(|t| self.y[t] - self.y[t - m]).collect();
        errors.sort_by(f64::total_cmp);
        errors
    }

    /// The values that the step after so many may take and their shares, by size; `errors` are the last ones.
    fn mixture(&self, step: usize, errors: &[f64]) -> Vec<(f64, f64)> {
        let (n, m) = (self.y.len(), self.season);
        let last = n - m + step;
        let pool: Vec<usize> = (last % m..=last).step_by(m).collect();
        let share = match pool.len() {
            _ if errors.is_empty() => 1.0,
            _ if self.adaptive && m == 1 => 0.0,
            0..=2 if self.adaptive => 0.3,
            _ => 0.5,
        };
        // Ages from the newest of the pool: the others would be lost beside each other where all are old.
        let weight = |at: usize| exp(-self.decay * (last - at) as f64);
        let weights: f64 = pool.iter().map(|&at| weight(at)).sum();
        let own = pool.iter().map(|&at| (self.y[at], share * weight(at) / weights));
        let off = errors.iter().map(|error| (self.y[last] + error, (1.0 - share) / errors.len() as f64));
        let mut all: Vec<(f64, f64)> = off.chain(own).collect();
        // Most of it is in order, of which the sort makes use.
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        all
    }
}

/// The least value up to which there is a share of a mixture.
fn quantile(mixture: &[(f64, f64)], share: f64) -> f64 {
    let mut so_far = 0.0;
    // What is lost in rounding decides between no two values.
    let mut reached = mixture.iter().skip_while(|(_, own)| {
        so_far += own;
        so_far < share - 1e-12
    });
    reached.next().or(mixture.last()).map_or(f64::NAN, |(value, _)| *value)
}

impl ForecastState for ConformalSeasonalPoolState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let Request { h, levels, .. } = request;
        let last = &self.y[self.y.len() - self.season..];
        let mean = last.iter().copied().cycle().take(h).collect();
        if levels.is_empty() {
            return Ok(Intervals { mean, bounds: Vec::new() });
        }
        let errors = self.errors();
        let seasons: Vec<_> = (0..self.season.min(h)).map(|step| self.mixture(step, &errors)).collect();
        let side = |share: f64| {
            let one: Vec<f64> = seasons.iter().map(|mixture| quantile(mixture, share)).collect();
            one.iter().copied().cycle().take(h).collect::<Vec<f64>>()
        };
        let bounds = levels.iter().map(|level| (side(0.5 - level / 200.0), side(0.5 + level / 200.0))).collect();
        Ok(Intervals { mean, bounds })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let y = new.complete(0)?;
        let first = self.y.len() - self.season;
        self.y.extend_from_slice(y);
        Ok(self.y[first..first + y.len()].to_vec())
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("season", self.season as i64);
        row.i64("adaptive", i64::from(self.adaptive));
        row.f64("calib_frac", self.calib_frac);
        row.f64("decay", self.decay);
        row.list("y", &self.y);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (season, adaptive) = (row.count("season", 8784)?, row.count("adaptive", 1)? == 1);
        let (calib_frac, decay) = (row.finite("calib_frac")?, row.finite("decay")?);
        if !(0.0..=1.0).contains(&calib_frac) || decay < 0.0 {
            return Err(corrupt("calib_frac", "or the decay is out of range"));
        }
        let y = row.list("y")?;
        if season == 0 || y.len() < season || !y.iter().all(|value| value.is_finite()) {
            return Err(corrupt("y", "is not a season of finite values"));
        }
        Ok(Self { season, adaptive, calib_frac, decay, y })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Panel;
    use crate::forecast::samples::{AIR_PASSENGERS, altered};

    fn bounds(component: &ConformalSeasonalPool, n: usize, h: usize) -> [Vec<f64>; 5] {
        let model = component.fit(&Panel::from_values(&AIR_PASSENGERS[..n]).unwrap()).unwrap();
        let frame = model.forecast(h, &[70.0, 90.0]).unwrap();
        ["", "-lo-90", "-lo-70", "-hi-70", "-hi-90"]
            .map(|side| frame.f64(&format!("ConformalSeasonalPool{side}")).unwrap().to_vec())
    }

    #[test]
    fn quantiles_are_those_of_statsforecasts_samples() {
        // statsforecast 2.1.1: ConformalSeasonalPool(season_length, n_samples=1_000_000, ..).fit(y).predict(4, level=[70, 90]);
        // two runs with other seeds agree in every digit.
        let pool = || ConformalSeasonalPool::default().season_length(12);
        let expected = [
            [171.0, 180.0, 193.0, 181.0],
            [112.0, 118.0, 132.0, 129.0],
            [115.0, 126.0, 141.0, 135.0],
            [201.0, 210.0, 223.0, 211.0],
            [211.0, 220.0, 233.0, 221.0],
        ];
        assert_eq!(bounds(&pool(), 48, 4), expected);
        let expected = [
            [171.0, 180.0, 193.0, 181.0],
            [115.0, 126.0, 141.0, 135.0],
            [145.0, 150.0, 178.0, 163.0],
            [201.0, 210.0, 223.0, 211.0],
            [211.0, 220.0, 233.0, 221.0],
        ];
        assert_eq!(bounds(&pool().variant(PoolVariant::Fixed).decay(0.05), 48, 4), expected);
        // Of 30 months each of the next is known twice.
        let expected = [
            [170.0, 170.0, 158.0, 133.0],
            [148.0, 148.0, 136.0, 119.0],
            [170.0, 170.0, 158.0, 133.0],
            [199.0, 199.0, 187.0, 162.0],
            [207.0, 207.0, 195.0, 170.0],
        ];
        assert_eq!(bounds(&pool(), 30, 4), expected);
        let expected = [194.0, 161.0, 176.0, 214.0, 229.0].map(|value| vec![value; 4]);
        assert_eq!(bounds(&ConformalSeasonalPool::default().calib_frac(0.3), 48, 4), expected);
    }

    #[test]
    fn a_season_ahead_is_like_the_first_and_one_season_alone_has_no_width() {
        let pool = ConformalSeasonalPool::default().season_length(12);
        for side in bounds(&pool, 40, 30) {
            assert!((12..30).all(|step| side[step] == side[step % 12]), "{side:?}");
        }
        let [mean, sides @ ..] = bounds(&pool, 12, 12);
        assert!(mean == AIR_PASSENGERS[..12] && sides.iter().all(|side| *side == mean));
        // Old values whose weights are nothing beside one are still weighed against each other.
        let [_, low, ..] = bounds(&pool.clone().decay(1000.0), 48, 12);
        assert!(low.iter().all(|value| value.is_finite()));
        let error = pool.fit_series(Series::new(&AIR_PASSENGERS[..11]), &Context::new()).unwrap_err();
        assert_eq!((error.code(), error.context()["needed"].as_str()), ("kp.not_enough_data", "12"));
    }

    #[test]
    fn an_update_is_a_longer_fit_and_other_states_are_refused() {
        let component = ConformalSeasonalPool::default().season_length(4);
        let fit = |n: usize| component.fit_series(Series::new(&AIR_PASSENGERS[..n]), &Context::new()).unwrap();
        let (mut state, whole) = (fit(30).state, fit(48));
        assert_eq!(state.update(Series::new(&AIR_PASSENGERS[30..])).unwrap(), whole.fitted[30..]);
        assert_eq!(state, whole.state);
        assert_eq!(altered(&state, |_| {}).unwrap(), state);
        let wrong: [fn(&mut crate::component::Store); 4] = [
            |store| store.put("state.season", &[49i64]),
            |store| store.put("state.season", &[0i64]),
            |store| store.put("state.calib_frac", &[1.5]),
            |store| store.put("state.decay", &[-1.0]),
        ];
        for wrong in wrong {
            assert_eq!(altered(&state, wrong).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
