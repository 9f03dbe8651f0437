//! Numbers that say what a series is like.

mod dependence;
mod models;
mod parts;
mod shape;
mod supersmoother;
#[cfg(test)]
mod tests;
mod unit_root;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec};
use crate::error::{ErrorKind, Result};
use crate::math::stats::{mean, variance};
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Describes each series by numbers: trend, season, autocorrelation, entropy, gaps in demand and more.
///
/// They are the features of the R package tsfeatures, by its names. A series is first brought to mean 0 and standard
/// deviation 1 unless `scale` is off; sparsity and intermittency always look at the values as they came. Columns that need a
/// season (`seas_acf1`, `seas_pacf`, `hw_*`, `seasonal_strength`, `peak`, `trough`) are there if `season_length` is above 1.
/// `adi` is the number of periods per period with demand, `cv2` the squared coefficient of variation of the demands: below
/// 1.32 and 0.49 demand is smooth, above both it is lumpy.
///
/// Input: id, time and value.
/// Output: a row a series: its id and a column a feature. A feature that the series is too short or too constant for is
/// missing; all but `series_length`, `nperiods` and `seasonal_period` are for a series with missing values.
/// Errors: those of reading the table; no series makes the others fail.
/// Cost: linear in the observations but for autocorrelations (times the lags), `entropy` and `hurst` (n log n) and the
/// models of `holt_parameters`, `hw_parameters` and `heterogeneity`, which are most of the time.
/// Source: Hyndman, Wang and Laptev, Large-scale unusual time series detection, 2015; Kang, Hyndman and Smith-Miles,
/// Visualising forecasting algorithm performance using time series instance spaces, 2017; Syntetos, Boylan and Croston, On
/// the categorization of demand patterns, 2005. The numbers are those of the Python port tsfeatures 0.4.5, with these
/// differences. `holt_parameters` and `hw_parameters` are of ETS(A,A,N) and ETS(A,A,A), as in R. `heterogeneity` whitens
/// by the autoregression of Yule and Walker that has the least Akaike criterion and divides by the deviations of a GARCH(1,1),
/// as in R; the port no longer computes it. Below 100 observations the trend without a season, Friedman's supersmoother,
/// has windows of at least 5 points, where the port gives up; `hurst` leaves out the windows at the start in which nothing
/// moves. Partial autocorrelations do not end at half the length. `sparsity` counts zeros before the series is scaled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Features {
    /// Observations in a season; 1 for none.
    #[schemars(range(min = 1, max = 100_000))]
    pub season_length: u32,
    /// Which features; all when empty.
    pub feature_groups: Vec<FeatureGroup>,
    /// Whether a series is first brought to mean 0 and standard deviation 1.
    pub scale: bool,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// Features that are computed together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FeatureGroup {
    /// The first autocorrelation and the sum of squares of the first ten, of the series and its first and second
    /// differences; `seas_acf1` is that at the season.
    AcfFeatures,
    /// `arch_lm`: how much of the squares is explained by the twelve before.
    ArchStat,
    /// How often the series crosses its median.
    CrossingPoints,
    /// The entropy of the spectrum: 0 for a pure wave, 1 for noise.
    Entropy,
    /// The longest run within one tenth of the range.
    FlatSpots,
    /// Autocorrelation and explained share of the squares of whitened values, before (`arch_*`) and after (`garch_*`) a
    /// GARCH(1,1).
    Heterogeneity,
    /// `alpha` and `beta` of Holt's method.
    HoltParameters,
    /// Hurst's exponent, from the rescaled range.
    Hurst,
    /// `hw_alpha`, `hw_beta` and `hw_gamma` of Holt and Winters' additive method.
    HwParameters,
    /// `adi` and `cv2` of intermittent demand.
    Intermittency,
    /// The variance of the variances of blocks: seasons, or ten observations.
    Lumpiness,
    /// Teräsvirta's statistic against a linear autoregression, times ten over the length.
    Nonlinearity,
    /// Sums of squares of the first five partial autocorrelations of the series and its first and second differences;
    /// `seas_pacf` is that at the season.
    PacfFeatures,
    /// How many observations there are.
    SeriesLength,
    /// The share of zeros.
    Sparsity,
    /// The variance of the means of blocks: seasons, or ten observations.
    Stability,
    /// Strengths of trend and season, spikes, linearity, curvature and the autocorrelation of the remainder.
    StlFeatures,
    /// The statistic of Kwiatkowski, Phillips, Schmidt and Shin.
    UnitrootKpss,
    /// The statistic Z-alpha of Phillips and Perron.
    UnitrootPp,
}

impl Default for Features {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { season_length: 1, feature_groups: Vec::new(), scale: true, freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    Features {
        /// Sets how many observations a season has.
        season_length: u32,
        /// Sets which features.
        feature_groups: Vec<FeatureGroup>,
        /// Sets whether a series is first brought to mean 0 and standard deviation 1.
        scale: bool,
    }
}

impl Component for Features {
    const ID: &'static str = "forecast.features";
    const NAME: &'static str = "Features";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::Frame;
/// use kingpost::forecast::{FeatureGroup, Features};
/// let table = Frame::new().with("y", vec![0.0, 2.0, 0.0, 0.0, 4.0, 0.0])?;
/// let demand = Features::default().feature_groups(vec![FeatureGroup::Intermittency, FeatureGroup::Sparsity]);
/// let Answer::Frame(features) = demand.call(&[Some(&table)], &Context::default())? else { unreachable!() };
/// // Demand comes every third period: 2 or 4.
/// assert_eq!(features.f64("adi")?, [3.0]);
/// assert!((features.f64("cv2")?[0] - 2.0 / 9.0).abs() < 1e-12);
/// assert!((features.f64("sparsity")?[0] - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Features {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let panel = Panel::of_columns(inputs.need("data")?, columns, self.freq.as_deref(), Missing::Keep)?;
        let groups = self.groups();
        let season = self.season_length as usize;
        let rows = ctx.map(panel.len(), |series| {
            let sample = Sample::new(panel.y(series), season, self.scale);
            let mut row = Vec::new();
            for group in &groups {
                let names = group.names(season).len();
                let mut values = group.values(&sample, ctx)?;
                values.resize(names, f64::NAN);
                row.extend(values.into_iter().map(|value| if value.is_finite() { value } else { f64::NAN }));
            }
            Ok(row)
        })?;
        let mut result = Frame::new().with(&self.id_col, panel.ids().clone())?;
        for (at, name) in groups.iter().flat_map(|group| group.names(season)).enumerate() {
            result.push((*name).to_owned(), rows.iter().map(|row| row[at]).collect::<Vec<f64>>().into())?;
        }
        Ok(result.into())
    }
}

impl Features {
    /// The groups that are asked for, each once.
    fn groups(&self) -> Vec<FeatureGroup> {
        let asked = if self.feature_groups.is_empty() { FeatureGroup::ALL.as_slice() } else { &self.feature_groups };
        let mut groups = Vec::new();
        for group in asked {
            if !groups.contains(group) {
                groups.push(*group);
            }
        }
        groups
    }
}

/// A series as the features look at it.
struct Sample<'a> {
    raw: &'a [f64],
    /// The values, scaled where that was asked for; none where one is missing.
    x: Vec<f64>,
    season: usize,
}

impl<'a> Sample<'a> {
    fn new(raw: &'a [f64], season: usize, scale: bool) -> Self {
        let mut x = if raw.iter().any(|value| value.is_nan()) { Vec::new() } else { raw.to_vec() };
        if scale && !x.is_empty() {
            let (mean, spread) = (mean(&x), sqrt(variance(&x)));
            let constant = x.iter().all(|&value| value == x[0]) || spread.is_nan() || spread <= 0.0;
            x.iter_mut().for_each(|value| *value = if constant { 0.0 } else { (*value - mean) / spread });
        }
        Self { raw, x, season }
    }
}

impl FeatureGroup {
    const ALL: [Self; 19] = [
        Self::AcfFeatures,
        Self::ArchStat,
        Self::CrossingPoints,
        Self::Entropy,
        Self::FlatSpots,
        Self::Heterogeneity,
        Self::HoltParameters,
        Self::Hurst,
        Self::HwParameters,
        Self::Intermittency,
        Self::Lumpiness,
        Self::Nonlinearity,
        Self::PacfFeatures,
        Self::SeriesLength,
        Self::Sparsity,
        Self::Stability,
        Self::StlFeatures,
        Self::UnitrootKpss,
        Self::UnitrootPp,
    ];

    /// The columns; those that need a season come last.
    fn names(self, season: usize) -> &'static [&'static str] {
        let (names, seasonal): (&'static [&'static str], usize) = match self {
            Self::AcfFeatures => {
                (&["x_acf1", "x_acf10", "diff1_acf1", "diff1_acf10", "diff2_acf1", "diff2_acf10", "seas_acf1"], 1)
            }
            Self::ArchStat => (&["arch_lm"], 0),
            Self::CrossingPoints => (&["crossing_points"], 0),
            Self::Entropy => (&["entropy"], 0),
            Self::FlatSpots => (&["flat_spots"], 0),
            Self::Heterogeneity => (&["arch_acf", "garch_acf", "arch_r2", "garch_r2"], 0),
            Self::HoltParameters => (&["alpha", "beta"], 0),
            Self::Hurst => (&["hurst"], 0),
            Self::HwParameters => (&["hw_alpha", "hw_beta", "hw_gamma"], 3),
            Self::Intermittency => (&["adi", "cv2"], 0),
            Self::Lumpiness => (&["lumpiness"], 0),
            Self::Nonlinearity => (&["nonlinearity"], 0),
            Self::PacfFeatures => (&["x_pacf5", "diff1x_pacf5", "diff2x_pacf5", "seas_pacf"], 1),
            Self::SeriesLength => (&["series_length"], 0),
            Self::Sparsity => (&["sparsity"], 0),
            Self::Stability => (&["stability"], 0),
            Self::StlFeatures => (parts::NAMES, 3),
            Self::UnitrootKpss => (&["unitroot_kpss"], 0),
            Self::UnitrootPp => (&["unitroot_pp"], 0),
        };
        &names[..names.len() - if season > 1 { 0 } else { seasonal }]
    }

    /// The values of the columns; those that are left out at the end are missing.
    fn values(self, sample: &Sample<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let (x, season) = (sample.x.as_slice(), sample.season);
        match self {
            Self::SeriesLength => return Ok(vec![sample.raw.len() as f64]),
            Self::StlFeatures => return Ok(parts::stl_features(x, season)),
            _ if x.is_empty() => return Ok(Vec::new()),
            _ => {}
        }
        let models = match self {
            Self::Heterogeneity => models::heterogeneity(x, ctx),
            Self::HoltParameters => models::holt(x, ctx),
            Self::HwParameters if season > 1 => models::holt_winters(x, season, ctx),
            _ => Ok(Vec::new()),
        };
        let models = match models {
            // A series that no model fits has no feature of it; a stop is a stop.
            Err(error) if !matches!(error.kind(), ErrorKind::Cancelled | ErrorKind::DeadlineExceeded) => Vec::new(),
            other => other?,
        };
        Ok(match self {
            Self::AcfFeatures => dependence::acf_features(x, season),
            Self::ArchStat => vec![dependence::arch_stat(x)],
            Self::CrossingPoints => vec![shape::crossing_points(x)],
            Self::Entropy => vec![shape::entropy(x)],
            Self::FlatSpots => vec![shape::flat_spots(x)],
            Self::Hurst => vec![shape::hurst(x)],
            Self::Intermittency => shape::intermittency(sample.raw),
            Self::Lumpiness => vec![shape::tiles(x, season, variance)],
            Self::Nonlinearity => vec![dependence::nonlinearity(x)],
            Self::PacfFeatures => dependence::pacf_features(x, season),
            Self::Sparsity => vec![shape::sparsity(sample.raw)],
            Self::Stability => vec![shape::tiles(x, season, mean)],
            Self::UnitrootKpss => vec![unit_root::kpss(x)],
            Self::UnitrootPp => vec![unit_root::phillips_perron(x)],
            _ => models,
        })
    }
}

/// The differences between neighbours.
fn differences(values: &[f64]) -> Vec<f64> {
    values.windows(2).map(|pair| pair[1] - pair[0]).collect()
}
