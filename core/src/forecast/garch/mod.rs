//! Variances that follow the size of the last errors.

mod fit;
mod likelihood;
mod state;

use crate::component::{Component, Context, FittedSeries, Forecaster, setters};
use crate::data::Series;
use crate::error::{Result, err};
use fit::Shape;
use libm::sqrt;
use likelihood::{Coefficients, Path};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use state::GarchState;

/// The mean of a series whose variance moves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VarianceMean {
    /// One for all times, found together with the variance.
    #[default]
    Constant,
    /// Zero, as of returns.
    Zero,
}

/// Fits a series in units of its own spread.
fn fit_series(series: Series<'_>, shape: Shape, ctx: &Context) -> Result<FittedSeries<GarchState>> {
    let y = series.complete(1)?;
    let (n, lags) = (y.len(), shape.alphas.max(shape.betas));
    let centre = y.iter().sum::<f64>() / n as f64;
    let variance = y.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>() / n as f64;
    if y.iter().all(|&value| value == y[0]) || variance < f64::MIN_POSITIVE {
        let mean = if shape.mean { y[0] } else { 0.0 };
        let state = GarchState::still(mean, shape.alphas, shape.betas, shape.parameters());
        return Ok(FittedSeries { state, fitted: vec![mean; n] });
    }
    series.complete(lags + shape.parameters() + 1)?;
    let spread = sqrt(variance);
    let plain: Vec<f64> = y.iter().map(|value| value / spread).collect();
    let Coefficients { mean, omega, alpha, beta } = fit::search(&plain, shape, ctx)?;
    let model = Coefficients { mean: mean * spread, omega: omega * variance, alpha, beta };
    let mut path = Path::default();
    let deviance = path.deviance(y, &model, variance);
    if !deviance.is_finite() {
        return Err(err!(InvalidData, "the values are too large or too small: their variance is not finite"));
    }
    let squares = y[n - shape.alphas..].iter().map(|value| (value - model.mean) * (value - model.mean)).collect();
    let variances = path.variances[n - shape.betas..].to_vec();
    let fitted = vec![model.mean; n];
    let (parameters, counted) = (shape.parameters(), n - lags);
    Ok(FittedSeries { state: GarchState { model, squares, variances, parameters, counted, deviance }, fitted })
}

/// The values after the first, each divided by the deviation that a GARCH(1,1) with mean 0 gives it.
pub(super) fn standardised(y: &[f64], ctx: &Context) -> Result<Vec<f64>> {
    let shape = Shape { alphas: 1, betas: 1, mean: false };
    let state = fit_series(Series::new(y), shape, ctx)?.state;
    let centre = y.iter().sum::<f64>() / y.len() as f64;
    let first = y.iter().map(|value| (value - centre) * (value - centre)).sum::<f64>() / y.len() as f64;
    let mut path = Path::default();
    path.deviance(y, &state.model, first);
    Ok(y.iter().zip(&path.variances).skip(1).map(|(value, variance)| value / sqrt(*variance)).collect())
}

/// A constant mean with a variance that follows squared errors and itself.
///
/// y(t) = mean + e(t), where e(t) is normal with the variance h(t) = omega + alpha_1 e(t-1)² + .. + alpha_p e(t-p)² + beta_1
/// h(t-1) + .. + beta_q h(t-q). All coefficients but the mean are at least 0, and alphas and betas sum to less than 1. They
/// are those of the greatest likelihood of the observations after the first max(p, q), whose variance is taken to be that of
/// the whole series (limited-memory BFGS with the exact gradient, from four starts).
///
/// Point forecasts are the mean. Intervals are normal, of the variance that is expected at each step: h(n+1) is known, and
/// those after it go to omega / (1 - the sum of alphas and betas). From the second step on the errors have heavier tails
/// than a normal variable of that variance: very high levels cover a little less than they say.
///
/// Input: a panel without missing values, at least max(p, q) + p + q + 3 observations a series; some hundreds are needed
/// for coefficients that mean something. A constant series, of whatever length, is continued without a spread.
/// Output: forecasts; `parts` has the mean, omega, the first alpha and beta, the sum of all, the variances far ahead and of the
/// next observation, and the criteria of each series. Fitted values are the mean. An update keeps the coefficients and moves
/// the variance on.
/// Errors: `kp.not_enough_data`; `kp.missing_values`.
/// Cost: some 100 to 500 passes over the series of O(n (p + q)); an update O(p + q) a point, a forecast O(h (p + q)).
/// Source: Bollerslev, Generalized autoregressive conditional heteroskedasticity, Journal of Econometrics 31(3), 1986.
/// Variances agree with statsforecast 2.1.1 `GARCH` at the same coefficients. It counts densities about the mean of the
/// series, but errors about zero; by one or the other alone its coefficients are never likelier than these. Its forecasts
/// are a random path of errors, and its intervals are about that path; neither is followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct GARCH {
    /// How many squared errors the variance follows.
    #[schemars(range(min = 1, max = 10))]
    pub p: u32,
    /// How many earlier variances it follows.
    #[schemars(range(min = 0, max = 10))]
    pub q: u32,
    /// The mean: one that is found, the default, or zero.
    pub mean: VarianceMean,
}

impl Default for GARCH {
    fn default() -> Self {
        Self { p: 1, q: 1, mean: VarianceMean::Constant }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::{GARCH, VarianceMean}};
    /// let y: Vec<f64> = (0..180).map(|t| ((t * 37 % 101) as f64 / 50.0 - 1.0) * [0.5, 3.0][t / 20 % 2]).collect();
    /// let model = GARCH::default().mean(VarianceMean::Zero).fit(&Panel::from_values(&y)?)?;
    /// let bound = model.forecast(60, &[95.0])?.f64("GARCH-hi-95")?.to_vec();
    /// // The last twenty are calm; others were not.
    /// assert!((bound[0] - 0.99).abs() < 0.02 && bound[59] > 3.0, "{} {}", bound[0], bound[59]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    GARCH {
        /// Sets the mean.
        mean: VarianceMean,
    }
}

impl GARCH {
    /// Sets how many squared errors and how many earlier variances the variance follows.
    #[must_use]
    pub fn lags(mut self, p: u32, q: u32) -> Self {
        (self.p, self.q) = (p, q);
        self
    }
}

impl Component for GARCH {
    const ID: &'static str = "forecast.garch";
    const NAME: &'static str = "GARCH";
    const VERSION: u32 = 1;
}

impl Forecaster for GARCH {
    type State = GarchState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<GarchState>> {
        let (alphas, betas) = (self.p as usize, self.q as usize);
        fit_series(series, Shape { alphas, betas, mean: self.mean == VarianceMean::Constant }, ctx)
    }
}

/// A constant mean with a variance that follows the last squared errors.
///
/// y(t) = mean + e(t), where e(t) is normal with the variance h(t) = omega + alpha_1 e(t-1)² + .. + alpha_p e(t-p)². This is
/// GARCH without betas, and everything that is said there holds.
///
/// Input: a panel without missing values, at least 2 p + 3 observations a series. Output: forecasts; `parts` as of GARCH.
/// Errors: `kp.not_enough_data`; `kp.missing_values`.
/// Cost: some 100 to 500 passes over the series of O(n p); an update O(p) a point, a forecast O(h p).
/// Source: Engle, Autoregressive conditional heteroscedasticity with estimates of the variance of United Kingdom inflation,
/// Econometrica 50(4), 1982. Variances agree with statsforecast 2.1.1 `ARCH` at the same coefficients; see GARCH.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ARCH {
    /// How many squared errors the variance follows.
    #[schemars(range(min = 1, max = 10))]
    pub p: u32,
    /// The mean: one that is found, the default, or zero.
    pub mean: VarianceMean,
}

impl Default for ARCH {
    fn default() -> Self {
        Self { p: 1, mean: VarianceMean::Constant }
    }
}

setters! {
    /// ```
    /// use kingpost::{component::Forecaster, data::Panel, forecast::{ARCH, VarianceMean}};
    /// let y: Vec<f64> = (0..180).map(|t| ((t * 37 % 101) as f64 / 50.0 - 1.0) * [0.5, 3.0][t / 20 % 2]).collect();
    /// let model = ARCH::default().p(4).mean(VarianceMean::Zero).fit(&Panel::from_values(&y)?)?;
    /// let bound = model.forecast(60, &[95.0])?.f64("ARCH-hi-95")?.to_vec();
    /// // The last twenty are calm; others were not.
    /// assert!((bound[0] - 0.99).abs() < 0.02 && bound[59] > 3.0, "{} {}", bound[0], bound[59]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    ARCH {
        /// Sets how many squared errors the variance follows.
        p: u32,
        /// Sets the mean.
        mean: VarianceMean,
    }
}

impl Component for ARCH {
    const ID: &'static str = "forecast.arch";
    const NAME: &'static str = "ARCH";
    const VERSION: u32 = 1;
}

impl Forecaster for ARCH {
    type State = GarchState;

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<FittedSeries<GarchState>> {
        let mean = self.mean == VarianceMean::Constant;
        fit_series(series, Shape { alphas: self.p as usize, betas: 0, mean }, ctx)
    }
}

#[cfg(test)]
mod tests;
