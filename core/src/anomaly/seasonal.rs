//! What is left of a series without its seasons and its trend.

use crate::component::{
    Component, Context, RowReader, RowWriter, SeriesDetector, SeriesDetectorState, corrupt, params, setters,
};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::decompose;
use crate::math::stats::median;
use crate::math::stl::Stl;
use crate::math::student::upper_quantile;
use libm::sqrt;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// Scores an observation by what is left of it when trend and seasons are taken away, in robust standard deviations.
///
/// The series is taken apart by robust STL, season by season, the shortest first (`MSTL`); the score is |remainder - median| /
/// (1.4826 MAD), with median and MAD (the median absolute deviation) of the remainders of the fit. A season that is not
/// in a series twice is left out; without any the trend is the series' median. Each series is taken apart anew when it
/// is scored.
///
/// Input: a panel without missing values; a series needs at least 8 observations.
/// Output: one score an observation, in deviations; 1e12 at most, where the remainders of the fit do not differ.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n) for each season.
/// Source: Cleveland et al., STL, Journal of Official Statistics 6, 1990; Bandara, Hyndman and Bergmeir, MSTL, 2021.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct STLResidual {
    /// Observations in each season: [24, 168] for hours in days and weeks; 1, the default, for no season.
    #[serde(deserialize_with = "params::one_or_list")]
    #[schemars(schema_with = "lengths")]
    pub season_lengths: Vec<u32>,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5; scores above 5 when absent.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

/// Tests which observations are outliers once the season is taken away: seasonal hybrid ESD.
///
/// The season of STL and the median of the series are subtracted. Then the value farthest from the median of those that
/// are left, in units of 1.4826 MAD of those, is taken out again and again, up to `max_anoms` of all; the i-th is R(i).
/// With its critical value of Rosner's generalised test at `alpha`, lambda(i), the first r values are outliers, where r
/// is the last i with R(i) > lambda(i). The score of the i-th is the largest R(j) / lambda(j) with j >= i, and so above
/// 1 for outliers; that of the others is their distance from the median over the last lambda, at most 1. Each series is
/// tested by itself; nothing is learned.
///
/// Input: a panel without missing values; a series needs at least 8 observations.
/// Output: one score an observation, without unit; above 1 an observation is an anomaly unless `contamination` is
/// given.
/// `explain` counts the score in deviations above the median of those of the fit: (upper quartile - median) / 0.6745 each.
/// Errors: `kp.missing_values` for a missing value, `kp.not_enough_data` for a shorter series.
/// Cost: O(n) for the season, O(n log n + n × max_anoms × log n) for the test.
/// Source: Hochenbaum, Vallis and Kejariwal, Automatic anomaly detection in the cloud via statistical learning, 2017
/// (S-H-ESD); Rosner, Percentage points for a generalized ESD many-outlier procedure, Technometrics 25, 1983.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SeasonalESD {
    /// Observations in a season; 1, the default, for no season.
    #[schemars(range(min = 1, max = 100_000))]
    pub season_length: usize,
    /// The share of outliers that is looked for at most. Default 0.1.
    #[schemars(range(min = 0.0, max = 0.49))]
    pub max_anoms: f64,
    /// The level of the test. Default 0.05.
    #[schemars(range(min = 1e-9, max = 0.5))]
    pub alpha: f64,
    /// The share of anomalies in the data of the fit, above 0 and at most 0.5; those that the test finds when absent.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: Option<f64>,
}

fn lengths(_: &mut SchemaGenerator) -> Schema {
    params::one_or_list_schema(json_schema!({"type": "integer", "minimum": 1, "maximum": 8784}))
}

impl Default for STLResidual {
    fn default() -> Self {
        Self { season_lengths: vec![1], contamination: None }
    }
}

impl Default for SeasonalESD {
    fn default() -> Self {
        Self { season_length: 1, max_anoms: 0.1, alpha: 0.05, contamination: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::STLResidual, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..120).map(|t| f64::from(t % 12) + 0.1 * f64::from(t * 7 % 5)).collect();
    /// y[70] += 5.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let model = STLResidual::default().season_lengths([12]).fit(&Panel::from_frame(&frame, PanelSpec::default())?)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert!((0..120).all(|at| at == 70 || scores[at] < 0.5 * scores[70]));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    STLResidual {
        /// Sets the observations in each season.
        season_lengths: impl Into<Vec<u32>>,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::SeasonalESD, component::SeriesDetector, data::{Frame, Panel, PanelSpec}};
    /// let mut y: Vec<f64> = (0..120).map(|t| f64::from(t % 12) + 0.1 * f64::from(t * 7 % 5)).collect();
    /// y[70] += 5.0;
    /// let frame = Frame::new().with("y", y)?;
    /// let model = SeasonalESD::default().season_length(12usize).fit(&Panel::from_frame(&frame, PanelSpec::default())?)?;
    /// let scores = model.score(&frame.into(), &Default::default())?;
    /// assert!((0..120).all(|at| at == 70 || scores[at] < scores[70]));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SeasonalESD {
        /// Sets the observations in a season.
        season_length: usize,
        /// Sets the share of outliers that is looked for at most.
        max_anoms: f64,
        /// Sets the level of the test.
        alpha: f64,
        /// Sets the share of anomalies in the data of the fit.
        contamination: f64,
    }
}

impl Component for STLResidual {
    const ID: &'static str = "anomaly.stl_residual";
    const NAME: &'static str = "STLResidual";
    const VERSION: u32 = 1;
}

impl Component for SeasonalESD {
    const ID: &'static str = "anomaly.seasonal_esd";
    const NAME: &'static str = "SeasonalESD";
    const VERSION: u32 = 1;
}

/// The fewest observations of a series.
const LEAST: usize = 8;
/// A score that stands for "beyond all bounds".
pub(super) const MOST: f64 = 1e12;
/// The median absolute deviation of a normal distribution is one over this of its standard deviation.
const MAD: f64 = 1.482_602_218_505_602;

/// The seasons, and where remainders usually are.
#[derive(Clone, Debug, PartialEq)]
pub struct StlResidualState {
    periods: Vec<usize>,
    centre: f64,
    deviation: f64,
}

impl StlResidualState {
    fn remainder(&self, y: &[f64], ctx: &Context) -> Result<Vec<f64>> {
        let fit = |period: &&usize| y.len() >= 2 * **period;
        let periods: Vec<usize> = self.periods.iter().filter(fit).copied().collect();
        if periods.is_empty() {
            let middle = median(&mut y.to_vec());
            return Ok(y.iter().map(|value| value - middle).collect());
        }
        Ok(decompose(y, &periods, true, ctx)?.remainder)
    }
}

/// How many deviations from a centre; beyond all bounds where there is no deviation.
pub(super) fn deviations(off: f64, deviation: f64) -> f64 {
    if off == 0.0 { 0.0 } else { (off.abs() / deviation).min(MOST) }
}

impl SeriesDetector for STLResidual {
    type State = StlResidualState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, ctx: &Context) -> Result<StlResidualState> {
        let y = series.complete(LEAST)?;
        let mut periods: Vec<usize> = self.season_lengths.iter().map(|&length| length as usize).collect();
        periods.retain(|&period| period > 1);
        periods.sort_unstable();
        periods.dedup();
        let mut state = StlResidualState { periods, centre: 0.0, deviation: 0.0 };
        let mut remainder = state.remainder(y, ctx)?;
        state.centre = median(&mut remainder);
        remainder.iter_mut().for_each(|value| *value = (*value - state.centre).abs());
        state.deviation = MAD * median(&mut remainder);
        Ok(state)
    }
}

impl SeriesDetectorState for StlResidualState {
    fn own_threshold(&self) -> Option<f64> {
        Some(5.0)
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let y = series.complete(1)?;
        // What is lost in rounding is no remainder.
        let rounding = 1e-12 * y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let off = |value: f64| if value.abs() <= rounding { 0.0 } else { value };
        let remainder = self.remainder(y, ctx)?;
        Ok(remainder.iter().map(|value| deviations(off(value - self.centre), self.deviation)).collect())
    }

    fn store(&self, row: &mut RowWriter) {
        row.list("season_lengths", &self.periods.iter().map(|&period| period as f64).collect::<Vec<_>>());
        row.f64("centre", self.centre);
        row.f64("deviation", self.deviation);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let lengths = row.list("season_lengths")?;
        let rising = lengths.windows(2).all(|pair| pair[0] < pair[1]);
        if !rising || lengths.iter().any(|length| !(2.0..=8784.0).contains(length) || libm::floor(*length) != *length) {
            return Err(corrupt("season_lengths", "are not rising lengths of seasons"));
        }
        let (centre, deviation) = (row.finite("centre")?, row.finite("deviation")?);
        if deviation < 0.0 {
            return Err(corrupt("deviation", "is below 0"));
        }
        Ok(Self { periods: lengths.into_iter().map(|length| length as usize).collect(), centre, deviation })
    }
}

/// The test's parameters: nothing else is known.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonalEsdState {
    period: usize,
    max_anoms: f64,
    alpha: f64,
}

impl SeriesDetector for SeasonalESD {
    type State = SeasonalEsdState;

    fn contamination(&self) -> Option<f64> {
        self.contamination
    }

    fn fit_series(&self, series: Series<'_>, _ctx: &Context) -> Result<SeasonalEsdState> {
        series.complete(LEAST)?;
        Ok(SeasonalEsdState { period: self.season_length, max_anoms: self.max_anoms, alpha: self.alpha })
    }
}

impl SeriesDetectorState for SeasonalEsdState {
    fn least(&self) -> usize {
        LEAST
    }

    fn own_threshold(&self) -> Option<f64> {
        Some(1.0)
    }

    fn score(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let y = series.complete(LEAST)?;
        let mut rest = y.to_vec();
        if self.period > 1 && y.len() >= 2 * self.period {
            // A season that is the same every time: its smoother is as long as the series.
            let whole = 10 * y.len() + 1;
            let stl = Stl { seasonal_degree: 0, outer: 15, inner: 1, ..Stl::new(self.period, whole) };
            let season = stl.decompose(y).seasonal;
            rest.iter_mut().zip(&season).for_each(|(rest, season)| *rest -= season);
        }
        esd(&rest, self.max_anoms, self.alpha, ctx)
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("season_length", self.period as i64);
        row.f64("max_anoms", self.max_anoms);
        row.f64("alpha", self.alpha);
    }

    fn restore(row: &mut RowReader<'_>, _channels: usize) -> Result<Self> {
        let (period, max_anoms) = (row.count("season_length", 100_000)?, row.finite("max_anoms")?);
        let alpha = row.finite("alpha")?;
        if period == 0 || !(0.0..=0.49).contains(&max_anoms) || !(1e-9..=0.5).contains(&alpha) {
            return Err(corrupt("alpha", "or another parameter of the test is out of range"));
        }
        Ok(Self { period, max_anoms, alpha })
    }
}

/// The scores of the generalised test with median and MAD.
fn esd(values: &[f64], share: f64, alpha: f64, ctx: &Context) -> Result<Vec<f64>> {
    let n = values.len();
    let most = ((share * n as f64) as usize).clamp(1, n - 3);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    // What is left is a stretch of the sorted values: the farthest from the median is at one of its ends.
    let (mut from, mut to) = (0, n);
    let (mut taken, mut ratios) = (Vec::new(), Vec::new());
    let mut lambda = 1.0;
    let scale = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    for i in 1..=most {
        if i.is_multiple_of(256) {
            ctx.check()?;
        }
        let sorted = |at: usize| values[order[at]];
        let (centre, spread) = middle(from, to, sorted);
        let left = n - i;
        let t = upper_quantile(alpha / (2.0 * (left + 1) as f64), left as f64 - 1.0);
        lambda = t * left as f64 / sqrt((left as f64 - 1.0 + t * t) * (left + 1) as f64);
        let (low, high) = (centre - sorted(from), sorted(to - 1) - centre);
        let off = if low >= high { low } else { high };
        if spread <= 1e-13 * scale {
            break;
        }
        ratios.push(off / (MAD * spread) / lambda);
        if low >= high {
            taken.push(order[from]);
            from += 1;
        } else {
            taken.push(order[to - 1]);
            to -= 1;
        }
    }
    let (centre, spread) = middle(from, to, |at| values[order[at]]);
    let usual =
        |value: f64| if spread > 0.0 { ((value - centre).abs() / (MAD * spread) / lambda).min(1.0) } else { 0.0 };
    let mut scores: Vec<f64> = values.iter().map(|&value| usual(value)).collect();
    let mut best = 0.0_f64;
    for (&at, &ratio) in taken.iter().zip(&ratios).rev() {
        best = best.max(ratio);
        scores[at] = best.min(MOST);
    }
    Ok(scores)
}

/// The median of a stretch of sorted values and their median absolute deviation from it, which is found by halving: for
/// a radius, how many values lie within it is a question of two searches.
fn middle(from: usize, to: usize, sorted: impl Fn(usize) -> f64) -> (f64, f64) {
    let n = to - from;
    let centre = (sorted(from + (n - 1) / 2) + sorted(from + n / 2)) / 2.0;
    // The k-th smallest distance: distances to the left and to the right are both sorted.
    let (mut split, mut end) = (from, to);
    while split < end {
        let at = split.midpoint(end);
        if sorted(at) < centre { split = at + 1 } else { end = at }
    }
    let nearest = |k: usize| {
        // Of the k + 1 nearest, `left` lie below the split.
        let (mut low, mut high) = ((k + 1).saturating_sub(to - split), (k + 1).min(split - from));
        while low < high {
            let left = (low + high) / 2;
            let below = centre - sorted(split - 1 - left);
            let above = sorted(split + k - left) - centre;
            if below < above { low = left + 1 } else { high = left }
        }
        let below = if low > 0 { centre - sorted(split - low) } else { f64::NEG_INFINITY };
        let above = if k + 1 > low { sorted(split + k - low) - centre } else { f64::NEG_INFINITY };
        below.max(above)
    };
    (centre, (nearest((n - 1) / 2) + nearest(n / 2)) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn medians_of_distances_are_those_of_the_definition() {
        let mut rng = Rng::new(8, 0);
        for n in 3..40 {
            let mut values: Vec<f64> = (0..n).map(|_| libm::floor(rng.normal() * 4.0)).collect();
            values.sort_by(f64::total_cmp);
            let (centre, spread) = middle(1, n, |at| values[at]);
            assert_eq!(centre, median(&mut values[1..].to_vec()));
            let mut off: Vec<f64> = values[1..].iter().map(|value| (value - centre).abs()).collect();
            assert_eq!(spread, median(&mut off), "{values:?}");
        }
    }

    #[test]
    fn outliers_are_those_of_the_test() {
        // Rosner's example (NIST/SEMATECH handbook 1.3.5.17.3): with mean and deviation the test finds 3 outliers; with
        // median and MAD, by numpy and scipy 1.17: R(i) / lambda(i) of the first 5.
        let y = [
            -0.25, 0.68, 0.94, 1.15, 1.20, 1.26, 1.26, 1.34, 1.38, 1.43, 1.49, 1.49, 1.55, 1.56, 1.58, 1.65, 1.69,
            1.70, 1.76, 1.77, 1.81, 1.91, 1.94, 1.96, 1.99, 2.06, 2.09, 2.10, 2.14, 2.15, 2.23, 2.24, 2.26, 2.35, 2.37,
            2.40, 2.47, 2.54, 2.62, 2.64, 2.90, 2.92, 2.92, 2.93, 3.21, 3.26, 3.30, 3.59, 3.68, 4.30, 4.64, 5.34, 5.42,
            6.01,
        ];
        let scores = esd(&y, 0.1, 0.05, &Context::default()).unwrap();
        for (at, expected) in ESD {
            assert!((scores[at] - expected).abs() < 1e-9, "{at}: {} {expected}", scores[at]);
        }
        assert_eq!(scores.iter().filter(|&&score| score > 1.0).count(), OUTLIERS);
    }

    const ESD: [(usize, f64); 5] = [
        (53, 1.5338727151044265),
        (52, 1.3198304987797032),
        (51, 1.309294848528302),
        (50, 1.087992712898652),
        (0, 0.99094710503542),
    ];
    const OUTLIERS: usize = 4;

    #[test]
    fn a_season_hides_nothing() {
        let mut rng = Rng::new(1, 0);
        let mut y: Vec<f64> = (0..240_u32).map(|t| f64::from(t % 24) + 0.3 * rng.normal()).collect();
        y[100] += 4.0;
        let ctx = Context::default();
        let state = SeasonalESD::default().season_length(24_usize).fit_series(Series::new(&y), &ctx).unwrap();
        let scores = state.score(Series::new(&y), &ctx).unwrap();
        assert!(scores[100] > 1.5 && scores.iter().filter(|&&score| score > 1.0).count() <= 3, "{}", scores[100]);
        let state = STLResidual::default().season_lengths([24]).fit_series(Series::new(&y), &ctx).unwrap();
        let scores = state.score(Series::new(&y), &ctx).unwrap();
        assert!((0..240).all(|at| at == 100 || scores[at] < scores[100]));
        // Nor is it spread over the same hour of the other days, however little noise there is to drown in.
        let mut y: Vec<f64> = (0..240_u32).map(|t| f64::from(t % 24) + f64::from(t * 37 % 11) / 50.0).collect();
        y[100] += 9.0;
        let state = STLResidual::default().season_lengths([24]).fit_series(Series::new(&y), &ctx).unwrap();
        let scores = state.score(Series::new(&y), &ctx).unwrap();
        assert!((0..240).all(|at| (scores[at] > 5.0) == (at == 100)));
    }
}
