//! Transforms of the values: the component learns a curve of them and never hears of it.

use super::any::{AnyForecaster, AnyState, ForecasterKind};
use super::parts::added;
use super::{FittedSeries, Intervals, Request};
use crate::component::{Context, RowReader, RowWriter};
use crate::data::Series;
use crate::error::{Result, err};
use crate::math::golden;
use crate::math::special::normal_quantile;
use crate::math::stats::{mean, variance};
use libm::{exp, log, pow, sqrt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What the component is given in place of the values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetTransform {
    /// The values themselves.
    #[default]
    None,
    /// Their logarithm: for positive values whose swings grow with their level.
    Log,
    /// The logarithm of 1 + value: for counts, zeros among them.
    Log1p,
    /// Their square root.
    Sqrt,
    /// (value^lambda - 1) / lambda, with `box_cox_lambda` as given or as Guerrero's method finds it for each series.
    BoxCox,
}

/// The options of a fit that are about transforms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Curving {
    pub(super) transform: TargetTransform,
    pub(super) lambda: Option<f64>,
    pub(super) bias_adjust: bool,
    /// Observations a season, by which Guerrero's method cuts a series in parts.
    pub(super) season: usize,
}

/// w = ((y + shift)^lambda - 1) / lambda, the logarithm for lambda = 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Curve {
    lambda: f64,
    shift: f64,
    bias_adjust: bool,
}

/// No value that can be observed is larger; a curve may go beyond every number.
const LARGEST: f64 = 1e100;

impl Curve {
    fn new(curving: Curving, y: &[f64]) -> Result<Option<Self>> {
        let (least, lambda, shift) = match curving.transform {
            TargetTransform::None => return Ok(None),
            TargetTransform::Log => (0.0, Some(0.0), 0.0),
            TargetTransform::Log1p => (-1.0, Some(0.0), 1.0),
            TargetTransform::Sqrt => (f64::NEG_INFINITY, Some(0.5), 0.0),
            TargetTransform::BoxCox => (0.0, curving.lambda, 0.0),
        };
        let unfit = y.iter().find(|&&value| value <= least || (lambda == Some(0.5) && value < 0.0));
        if let Some(value) = unfit {
            let name = serde_json::to_value(curving.transform).unwrap_or_default();
            let allowed = if least.is_finite() { format!("above {least}") } else { "of at least 0".into() };
            return Err(err!(InvalidData, "a value is {value}; the transform {name} needs values {allowed}"));
        }
        let lambda = lambda.unwrap_or_else(|| guerrero(y, curving.season));
        Ok(Some(Self { lambda, shift, bias_adjust: curving.bias_adjust }))
    }

    /// Of a power alone.
    pub(super) fn of(lambda: f64) -> Self {
        Self { lambda, shift: 0.0, bias_adjust: false }
    }

    pub(super) fn bend(&self, y: f64) -> f64 {
        let y = y + self.shift;
        if self.lambda == 0.0 { log(y) } else { (pow(y, self.lambda) - 1.0) / self.lambda }
    }

    /// The value of a point of the curve; one that lies beside it counts as its end.
    pub(super) fn straighten(&self, w: f64) -> f64 {
        let at = self.lambda * w + 1.0;
        let y = match self.lambda {
            0.0 => exp(w),
            _ if at < 0.0 => 0.0,
            lambda => pow(at, 1.0 / lambda),
        };
        within(y) - self.shift
    }

    /// The mean of the values whose points have this mean and variance, to second order.
    fn mean(&self, w: f64, variance: f64) -> f64 {
        let value = self.straighten(w) + self.shift;
        let at = self.lambda * w + 1.0;
        let more = if self.lambda == 0.0 {
            variance / 2.0
        } else if at > 0.0 {
            variance * (1.0 - self.lambda) / (2.0 * at * at)
        } else {
            0.0
        };
        within(value * (1.0 + more)) - self.shift
    }
}

/// No larger than values may be; what is missing stays so, which `min` would not see to.
fn within(y: f64) -> f64 {
    if y > LARGEST { LARGEST } else { y }
}

/// The lambda from 0 to 1 at which the parts of a series, a season each, vary equally much whatever their level: the
/// coefficient of variation of sd / mean^(1 - lambda) is least (Guerrero 1993). Negative ones are left out: from them a
/// forecast can come back infinite.
fn guerrero(y: &[f64], season: usize) -> f64 {
    let known: Vec<f64> = y.iter().copied().filter(|value| !value.is_nan()).collect();
    let length = season.max(2);
    let parts: Vec<(f64, f64)> = known.rchunks_exact(length).map(|part| (mean(part), sqrt(variance(part)))).collect();
    if parts.len() < 2 {
        return 1.0;
    }
    let variation = |lambda: f64| {
        let ratios: Vec<f64> = parts.iter().map(|(mean, sd)| sd / pow(*mean, 1.0 - lambda)).collect();
        let mean = mean(&ratios);
        if mean > 0.0 { sqrt(variance(&ratios)) / mean } else { 0.0 }
    };
    golden::minimize(0.0, 1.0, |points| points.map(variation))
}

/// The values as a component learns them.
pub(super) fn bent(curving: Curving, y: &[f64]) -> Result<Cow<'_, [f64]>> {
    Ok(match Curve::new(curving, y)? {
        None => Cow::Borrowed(y),
        Some(curve) => y.iter().map(|&value| curve.bend(value)).collect(),
    })
}

/// The level whose interval says what the variance is.
const LEVEL: f64 = 95.0;

/// Fits a component to a curve of one series.
pub(super) fn fit_series(
    component: &dyn AnyForecaster,
    curving: Curving,
    series: Series<'_>,
    ctx: &Context,
) -> Result<FittedSeries<Curved>> {
    let Some(curve) = Curve::new(curving, series.y)? else {
        let FittedSeries { state, fitted } = component.fit_any(series, ctx)?;
        return Ok(FittedSeries { state: Curved { inner: state, curve: None }, fitted });
    };
    let y: Vec<f64> = series.y.iter().map(|&value| curve.bend(value)).collect();
    let FittedSeries { state, mut fitted } = component.fit_any(Series { y: &y, ..series }, ctx)?;
    fitted.iter_mut().for_each(|value| *value = curve.straighten(*value));
    Ok(FittedSeries { state: Curved { inner: state, curve: Some(curve) }, fitted })
}

/// The state of a component that learnt a curve of the values, or the values themselves; the verbs are those of
/// [`super::ForecastState`].
#[derive(Clone)]
pub(super) struct Curved {
    inner: Box<dyn AnyState>,
    curve: Option<Curve>,
}

impl Curved {
    /// What the component knows.
    pub(super) fn inner(&self) -> &dyn AnyState {
        &*self.inner
    }

    /// The point of a value on the curve.
    pub(super) fn bend(&self, y: f64) -> f64 {
        self.curve.map_or(y, |curve| curve.bend(y))
    }

    /// The value of a point.
    pub(super) fn straighten(&self, w: f64) -> f64 {
        self.curve.map_or(w, |curve| curve.straighten(w))
    }

    pub(super) fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let Some(curve) = self.curve else { return self.inner.forecast(request) };
        let mut levels = request.levels.to_vec();
        if curve.bias_adjust {
            levels.push(LEVEL);
        }
        let mut answer = self.inner.forecast(Request { levels: &levels, ..request })?;
        let spread = if curve.bias_adjust { answer.bounds.pop() } else { None };
        let z = normal_quantile(0.5 + LEVEL / 200.0);
        for (step, mean) in answer.mean.iter_mut().enumerate() {
            let sigma = spread.as_ref().map_or(0.0, |(lower, upper)| (upper[step] - lower[step]) / (2.0 * z));
            *mean = curve.mean(*mean, sigma * sigma);
        }
        let bounds = answer.bounds.iter_mut().flat_map(|(lower, upper)| lower.iter_mut().chain(upper));
        bounds.for_each(|bound| *bound = curve.straighten(*bound));
        Ok(answer)
    }

    pub(super) fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let Some(curve) = self.curve else { return self.inner.update(new) };
        let y: Vec<f64> = new.y.iter().map(|&value| curve.bend(value)).collect();
        if let Some(at) = y.iter().zip(new.y).position(|(bent, value)| !bent.is_finite() && !value.is_nan()) {
            return Err(err!(InvalidData, "a value is {}; the transform of the fit has no place for it", new.y[at]));
        }
        let mut expected = self.inner.update(Series { y: &y, ..new })?;
        expected.iter_mut().for_each(|value| *value = curve.straighten(*value));
        Ok(expected)
    }

    pub(super) fn store(&self, row: &mut RowWriter) {
        self.inner.store(row);
        if let Some(curve) = self.curve {
            row.f64("transform.lambda", curve.lambda);
            row.f64("transform.shift", curve.shift);
            row.i64("transform.bias_adjust", i64::from(curve.bias_adjust));
        }
    }

    pub(super) fn restore(kind: ForecasterKind, row: &mut RowReader<'_>) -> Result<Self> {
        let inner = (kind.restore)(row)?;
        if !row.has("transform.lambda") {
            return Ok(Self { inner, curve: None });
        }
        let (lambda, shift) = (row.finite("transform.lambda")?, row.finite("transform.shift")?);
        let bias_adjust = row.count("transform.bias_adjust", 1)? == 1;
        Ok(Self { inner, curve: Some(Curve { lambda, shift, bias_adjust }) })
    }

    pub(super) fn components(&self, y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        let Some(curve) = self.curve else { return self.inner.components(y) };
        let y: Vec<f64> = y.iter().map(|&value| curve.bend(value)).collect();
        let parts = self.inner.components(&y).into_iter().map(|(name, part)| (name, part.into_owned()));
        added(parts.collect(), |w| curve.straighten(w)).into_iter().map(|(name, part)| (name, part.into())).collect()
    }

    pub(super) fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let parts = self.inner.components_ahead(request)?;
        Ok(match self.curve {
            None => parts,
            Some(curve) => added(parts, |w| curve.straighten(w)),
        })
    }

    /// Whether the forecast is moved from where the parts of the curve lead to.
    pub(super) fn adjusts(&self) -> bool {
        self.curve.is_some_and(|curve| curve.bias_adjust)
    }

    pub(super) fn forget(&mut self) {
        self.inner.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{ForecastOptions, Forecaster, Model};
    use crate::data::Panel;
    use crate::forecast::{Naive, RandomWalkWithDrift};

    fn fit(y: &[f64], transform: TargetTransform, lambda: Option<f64>, bias_adjust: bool) -> Result<Model> {
        let options = ForecastOptions { transform, box_cox_lambda: lambda, bias_adjust, ..ForecastOptions::default() };
        RandomWalkWithDrift::default().fit_with(&Panel::from_values(y)?, &options, &Context::default())
    }

    #[test]
    fn a_curve_and_back_is_the_value() {
        for curve in [(0.0, 0.0), (0.0, 1.0), (0.5, 0.0), (0.3, 0.0), (1.7, 0.0)] {
            let curve = Curve { lambda: curve.0, shift: curve.1, bias_adjust: false };
            for y in [0.01, 1.0, 7.5, 1e6] {
                assert!((curve.straighten(curve.bend(y)) - y).abs() < 1e-9 * y, "{curve:?} {y}");
            }
        }
        // R: forecast::InvBoxCox(c(2, 3), 0.4, biasadj = TRUE, fvar = 0.25).
        let curve = Curve { lambda: 0.4, shift: 0.0, bias_adjust: true };
        let r = |w: f64| pow(0.4 * w + 1.0, 2.5) * (1.0 + 0.5 * 0.25 * 0.6 / ((0.4 * w + 1.0) * (0.4 * w + 1.0)));
        assert_eq!((curve.mean(2.0, 0.25), curve.mean(3.0, 0.25)), (r(2.0), r(3.0)));
    }

    #[test]
    fn a_drift_of_logarithms_is_growth() {
        let y: Vec<f64> = (0..20).map(|t| 100.0 * pow(1.1, f64::from(t))).collect();
        let forecast = fit(&y, TargetTransform::Log, None, false).unwrap().forecast(2, &[]).unwrap();
        let found = forecast.f64("RandomWalkWithDrift").unwrap();
        assert!((found[0] / y[19] - 1.1).abs() < 1e-9 && (found[1] / y[19] - 1.21).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn a_median_becomes_a_mean() {
        let y = [100.0, 130.0, 90.0, 140.0, 110.0, 150.0, 120.0];
        let of = |bias| fit(&y, TargetTransform::Log, None, bias).unwrap().forecast(1, &[95.0]).unwrap();
        let (median, mean) = (of(false), of(true));
        let [low, middle, high] = ["RandomWalkWithDrift-lo-95", "RandomWalkWithDrift", "RandomWalkWithDrift-hi-95"]
            .map(|name| median.f64(name).unwrap()[0]);
        // Bounds are quantiles and stay; on the logarithms they lie as far below as above.
        assert!((log(high / middle) - log(middle / low)).abs() < 1e-9);
        assert_eq!(mean.f64("RandomWalkWithDrift-hi-95").unwrap()[0], high);
        let sigma = log(high / low) / 2.0 / normal_quantile(0.975);
        let found = mean.f64("RandomWalkWithDrift").unwrap()[0];
        assert!((found / middle - 1.0 - sigma * sigma / 2.0).abs() < 1e-9);
    }

    #[test]
    fn what_has_no_forecast_has_none_on_a_curve_and_paths_keep_to_it() {
        use crate::component::SimulateArgs;
        for (transform, lambda) in [(TargetTransform::Log, None), (TargetTransform::BoxCox, Some(0.3))] {
            let options = ForecastOptions { transform, box_cox_lambda: lambda, ..ForecastOptions::default() };
            let panel = Panel::from_values(&[4.0, 2.0, 9.0, 1.0, 5.0, 3.0]).unwrap();
            let model = Naive::default().fit_with(&panel, &options, &Context::default()).unwrap();
            let fitted = model.fitted().unwrap();
            let fitted = fitted.f64("Naive").unwrap();
            assert!(fitted[0].is_nan() && (fitted[1] - 4.0).abs() < 1e-12, "{fitted:?}");
            let args = SimulateArgs { h: 5, paths: 200 };
            let paths = model.simulate(&args, None, &Context::default()).unwrap();
            // A random walk of logarithms never comes to zero; errors of the values would have sent it below.
            assert!(paths.f64("Naive").unwrap().iter().all(|value| (0.0..1e7).contains(value)));
        }
    }

    #[test]
    fn guerrero_finds_the_curve_that_levels_the_swings() {
        // Swings in proportion to the level want the logarithm, equal ones none.
        let swing = |t: usize| [0.9, 1.0, 1.2, 1.0][t % 4];
        let level = |t: usize| 50.0 + 5.0 * (t / 4) as f64;
        let growing: Vec<f64> = (0..40).map(|t| level(t) * swing(t)).collect();
        let equal: Vec<f64> = (0..40).map(|t| level(t) + 10.0 * swing(t)).collect();
        assert!(guerrero(&growing, 4) < 1e-6);
        assert!(guerrero(&equal, 4) > 1.0 - 1e-6);
    }

    #[test]
    fn updating_and_saving_know_the_curve() {
        let y: Vec<f64> = (0..24).map(|t| 50.0 + f64::from(t * t) + [9.0, -4.0, 2.0][t as usize % 3]).collect();
        let mut model = fit(&y[..20], TargetTransform::BoxCox, Some(0.4), true).unwrap();
        model = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
        let more = crate::data::Frame::new()
            .with("unique_id", ["series"; 4].into_iter().collect::<crate::data::Strings>())
            .and_then(|frame| frame.with("ds", vec![20i64, 21, 22, 23]))
            .and_then(|frame| frame.with("y", y[20..].to_vec()))
            .unwrap();
        model.update(&more.into(), &Context::default()).unwrap();
        let forecast = |model: &Model| model.forecast(1, &[]).unwrap().f64("RandomWalkWithDrift").unwrap()[0];
        let whole = forecast(&fit(&y, TargetTransform::BoxCox, Some(0.4), true).unwrap());
        assert!((forecast(&model) / whole - 1.0).abs() < 0.02);
    }

    #[test]
    fn values_without_a_place_on_the_curve_are_refused() {
        let message = |y: &[f64], transform| fit(y, transform, None, false).unwrap_err().message().to_owned();
        assert!(
            message(&[1.0, 0.0, 2.0], TargetTransform::Log)
                .contains("a value is 0; the transform \"log\" needs values above 0")
        );
        assert!(message(&[1.0, -1.0, 2.0], TargetTransform::Log1p).contains("above -1"));
        assert!(message(&[1.0, -1.0, 2.0], TargetTransform::Sqrt).contains("of at least 0"));
        let options = ForecastOptions { transform: TargetTransform::Log, ..ForecastOptions::default() };
        let panel = Panel::from_values(&[1.0, 2.0]).unwrap();
        let mut model = Naive::default().fit_with(&panel, &options, &Context::default()).unwrap();
        let more =
            crate::data::Frame::new().with("ds", vec![2i64]).and_then(|frame| frame.with("y", vec![-3.0])).unwrap();
        assert_eq!(model.update(&more.into(), &Context::default()).unwrap_err().code(), "kp.invalid_data");
    }
}
