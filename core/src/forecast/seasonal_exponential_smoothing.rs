//! A level for each season.

use super::simple_exponential_smoothing::ALPHA;
use super::smoothing::{Errors, Level, best_alpha};
use crate::component::{
    Component, Context, FittedSeries, ForecastState, Forecaster, Intervals, Request, RowReader, RowWriter, corrupt,
    setters,
};
use crate::data::Series;
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Forecasts each season by the exponential smoothing of that season's own past: Januaries by Januaries.
///
/// Each season has its level, beginning at its first observation: l = alpha y + (1 - alpha) l, one period after
/// another. There is no common level and no trend. Where alpha is not given, each season has its own, the one from 0.01
/// to 0.99 with the least squared errors (golden section search). The interval is sigma × sqrt(1 + k × alpha²), where k
/// is the whole seasons in h-1 and sigma² is the mean square of all the one-season errors.
///
/// Input: a panel without missing values, at least one season a series (one observation more for intervals wider than a
/// point). Output: the seasons' levels, repeated; `parts` has the size of the errors. Fitted values of the first season
/// are NaN. An update keeps alpha and moves the levels on.
/// Errors: `kp.not_enough_data` for a series shorter than a season, `kp.missing_values` where one is missing.
/// Cost: O(n) a series, about 15 passes where alpha is searched for; two numbers of memory a season; an update takes
/// constant time a point.
/// Source: Winters, Forecasting sales by exponentially weighted moving averages, Management Science 6(3), 1960, with
/// level and trend left out. The forecasts of whole seasons agree with statsforecast 2.1.1: with
/// `SeasonalExponentialSmoothing` where alpha is given, else with `SeasonalExponentialSmoothingOptimized`. Of other
/// series these drop the first n mod season_length observations; here they count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SeasonalExponentialSmoothing {
    /// Observations in a season: 12 for months in a year. With 1, the default, this is simple exponential smoothing.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: u32,
    /// What the newest observation weighs in its season's level: 1 is the seasonal naive forecast. Null, the default,
    /// searches for it season by season.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha: Option<f64>,
}

impl Default for SeasonalExponentialSmoothing {
    fn default() -> Self {
        Self { season_length: 1, alpha: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::SeasonalExponentialSmoothing};
    /// let y = Panel::from_values(&[1.0, 5.0, 2.0, 6.0])?;
    /// let model = SeasonalExponentialSmoothing::default().season_length(2).alpha(0.5).fit(&y)?;
    /// assert_eq!(model.forecast(3, &[])?.f64("SeasonalExponentialSmoothing")?, [1.5, 5.5, 1.5]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SeasonalExponentialSmoothing {
        /// Sets the observations in a season.
        season_length: u32,
        /// Sets what the newest observation weighs.
        alpha: f64,
    }
}

impl Component for SeasonalExponentialSmoothing {
    const ID: &'static str = "forecast.seasonal_exponential_smoothing";
    const NAME: &'static str = "SeasonalExponentialSmoothing";
    const VERSION: u32 = 1;
}

/// The seasons' levels and the size of the one-season errors.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonsState {
    /// The levels as a ring; `next` is the place of the next observation's season.
    seasons: Vec<Level>,
    next: usize,
    errors: Errors,
}

impl Forecaster for SeasonalExponentialSmoothing {
    type State = SeasonsState;

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<FittedSeries<SeasonsState>> {
        let period = self.season_length as usize;
        let y = series.complete(period)?;
        let level = |season: usize| {
            let own = || y[season..].iter().step_by(period).copied().collect::<Vec<_>>();
            Level { alpha: self.alpha.unwrap_or_else(|| best_alpha(&own(), ALPHA)), value: y[season] }
        };
        let seasons = (0..period).map(level).collect();
        let mut state = SeasonsState { seasons, next: 0, errors: Errors::default() };
        let mut fitted = vec![f64::NAN; period];
        fitted.extend(state.update(Series::new(&y[period..]))?);
        Ok(FittedSeries { state, fitted })
    }
}

impl SeasonsState {
    /// The seasons' levels, that of the next observation first.
    fn next_first(&self) -> impl Iterator<Item = &Level> + Clone {
        self.seasons[self.next..].iter().chain(&self.seasons[..self.next])
    }
}

impl ForecastState for SeasonsState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let sigma = self.errors.sigma();
        let ahead = self.next_first().cycle().take(request.h).enumerate();
        let spread = |(step, season): (usize, &Level)| {
            let whole = (step / self.seasons.len()) as f64;
            (season.value, sigma * sqrt(1.0 + whole * season.alpha * season.alpha))
        };
        let (mean, spread): (Vec<f64>, Vec<f64>) = ahead.map(spread).unzip();
        Ok(Intervals::normal(mean, &spread, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut step = |&value: &f64| {
            let season = &mut self.seasons[self.next];
            let expected = season.value;
            self.errors.add(value - expected);
            season.learn(value);
            self.next = (self.next + 1) % self.seasons.len();
            expected
        };
        Ok(new.complete(0)?.iter().map(&mut step).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.list("alpha", &self.next_first().map(|season| season.alpha).collect::<Vec<_>>());
        row.list("level", &self.next_first().map(|season| season.value).collect::<Vec<_>>());
        self.errors.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (alphas, values) = (row.list("alpha")?, row.list("level")?);
        if !(1..=8784).contains(&values.len()) || !values.iter().all(|value| value.is_finite()) {
            return Err(corrupt("level", "does not have a finite level for each season"));
        }
        if alphas.len() != values.len() || !alphas.iter().all(|alpha| (0.0..=1.0).contains(alpha)) {
            return Err(corrupt("alpha", "does not have 0 to 1 for each season"));
        }
        let seasons = alphas.into_iter().zip(values).map(|(alpha, value)| Level { alpha, value }).collect();
        Ok(Self { seasons, next: 0, errors: Errors::restore(row)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::samples::{AIR_PASSENGERS, altered, close_to};

    fn fit(component: &SeasonalExponentialSmoothing, y: &[f64]) -> FittedSeries<SeasonsState> {
        component.fit_series(Series::new(y), &Context::new()).unwrap()
    }

    fn yearly() -> SeasonalExponentialSmoothing {
        SeasonalExponentialSmoothing::default().season_length(12)
    }

    #[test]
    fn numbers_of_statsforecast() {
        // statsforecast 2.1.1: SeasonalExponentialSmoothing(12, 0.3).fit(AIR_PASSENGERS).predict(12).
        let FittedSeries { state, fitted } = fit(&yearly().alpha(0.3), &AIR_PASSENGERS);
        let forecast = state.forecast(Request { h: 12, levels: &[], future: &[] }).unwrap();
        let mean =
            [137.071, 144.496, 161.283, 152.622, 150.898, 170.988, 186.544, 190.144, 171.214, 151.688, 134.69, 154.114];
        close_to(&forecast.mean, &mean, 1e-14);
        close_to(&[state.errors.sigma()], &[40.333_326_928_374_156], 1e-14);
        assert!(fitted[..12].iter().all(|value| value.is_nan()));
        close_to(&[fitted[12], fitted[24], fitted[47]], &[112.0, 112.9, 137.02], 1e-14);
        // statsforecast 2.1.1: SeasonalExponentialSmoothingOptimized(4).fit(AIR_PASSENGERS).predict(4).
        let state = fit(&yearly().season_length(4), &AIR_PASSENGERS).state;
        let found: Vec<f64> = state.seasons.iter().flat_map(|season| [season.alpha, season.value]).collect();
        let expected = [
            [0.823_176_999_546_981_1, 204.083_091_736_172_6],
            [0.696_402_245_350_550_4, 195.243_384_363_199_9],
            [0.357_806_404_575_585_43, 185.170_151_303_524_42],
            [0.497_835_819_073_641_44, 201.488_586_418_454_05],
        ];
        close_to(&found, &expected.concat(), 1e-12);
        close_to(&[state.errors.sigma()], &[26.925_135_955_779_027], 1e-12);
        let forecast = state.forecast(Request { h: 5, levels: &[90.0], future: &[] }).unwrap();
        // 1.644... × sigma × sqrt(1 + alpha²).
        let stretch = sqrt(1.0 + 0.823_176_999_546_981_1 * 0.823_176_999_546_981_1);
        let width = 1.644_853_626_951_472_6 * 26.925_135_955_779_027 * stretch;
        close_to(&[forecast.bounds[0].1[4] - forecast.mean[4]], &[width], 1e-9);
    }

    #[test]
    fn the_reference_drops_what_is_no_whole_season() {
        // statsforecast 2.1.1: SeasonalExponentialSmoothing(12, 0.3).fit(AIR_PASSENGERS[:40]).predict(12), values 1, 5, 12.
        let ask = |y: &[f64]| {
            let state = fit(&yearly().alpha(0.3), y).state;
            let mean = state.forecast(Request { h: 12, levels: &[], future: &[] }).unwrap().mean;
            [mean[0], mean[4], mean[11]]
        };
        close_to(&ask(&AIR_PASSENGERS[4..40]), &[137.14, 155.02, 154.68], 1e-14);
        // Here the first four months count: April is .7 × .7 × .7 × 129 + ... from the first year on.
        let [may, september, april] = ask(&AIR_PASSENGERS[..40]);
        close_to(&[may, september], &ask(&AIR_PASSENGERS[4..40])[..2], 1e-14);
        close_to(&[april], &[0.343 * 129.0 + 0.147 * 135.0 + 0.21 * 163.0 + 0.3 * 181.0], 1e-14);
    }

    #[test]
    fn an_update_is_a_longer_fit() {
        let component = yearly().alpha(0.3);
        let whole = fit(&component, &AIR_PASSENGERS);
        for start in [12, 17, 30] {
            let mut state = fit(&component, &AIR_PASSENGERS[..start]).state;
            let expected = state.update(Series::new(&AIR_PASSENGERS[start..])).unwrap();
            assert_eq!((&state, &expected[..]), (&whole.state, &whole.fitted[start..]));
        }
    }

    #[test]
    fn with_a_season_of_one_it_is_simple_exponential_smoothing() {
        let simple = crate::forecast::SimpleExponentialSmoothing::default();
        let simple = simple.fit_series(Series::new(&AIR_PASSENGERS), &Context::new()).unwrap();
        let seasonal = fit(&SeasonalExponentialSmoothing::default(), &AIR_PASSENGERS);
        let request = || Request { h: 5, levels: &[80.0], future: &[] };
        assert_eq!(seasonal.state.forecast(request()).unwrap(), simple.state.forecast(request()).unwrap());
    }

    #[test]
    fn a_saved_state_reads_back_and_a_changed_one_is_refused() {
        let state = fit(&yearly(), &AIR_PASSENGERS[..40]).state;
        let request = || Request { h: 30, levels: &[80.0], future: &[] };
        let back = altered(&state, |_| ()).unwrap();
        assert_eq!(back.forecast(request()).unwrap(), state.forecast(request()).unwrap());
        for (name, wrong) in [("alpha", f64::NAN), ("alpha", -0.1), ("level", f64::INFINITY)] {
            let mut values = vec![0.5; 12];
            values[3] = wrong;
            assert!(altered(&state, |store| store.put(&format!("state.{name}.values"), &values)).is_err());
        }
        let shorter = |store: &mut crate::component::Store| {
            store.put("state.alpha.values", &[0.5; 11]);
            store.put("state.alpha.ends", &[11i64]);
        };
        assert_eq!(altered(&state, shorter).unwrap_err().code(), "kp.corrupt_model");
    }
}
