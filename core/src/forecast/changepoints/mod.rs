//! Where series change.

mod costs;
mod kernel;
mod medians;
mod search;
#[cfg(test)]
mod tests;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec, Series, time_column};
use crate::error::{Result, err};
use crate::math::stats::median;
use costs::{Channel, Costs};
use libm::{log, sqrt};
use schemars::JsonSchema;
use search::{Places, Stop};
use serde::{Deserialize, Serialize};

/// Finds the observations at which the level, the spread, the trend or the distribution of a series changes.
///
/// A series is cut into segments so that the sum of their costs and of a penalty for each cut is least, or, with
/// `n_bkps`, into so many segments more. Costs, in units of the noise: `mean`, the squared errors around the mean of
/// the segment over the variance of the noise; `median`, the absolute errors around its median, scaled so that a cut of
/// mere normal noise saves as much as of `mean`; `trend`, the squared errors around its least-squares line;
/// `mean_variance`, n log of its variance, to which a thousandth of that of the noise is added so that no run of equal
/// values is infinitely likely; `rbf`, the scatter of the segment in the space of the kernel exp(-gamma (a - b)²), 2 /
/// n of the sum of 1 - kernel over its pairs, over the mean of 1 - kernel of neighbours: any change of the
/// distribution. The noise is read from the median of the absolute first differences, of second ones for `trend`, which
/// changes of the series hardly touch. The default penalty is that of Schwarz's criterion: log n for each parameter
/// that a cut adds: the cut itself, 1 for `rbf`, and a channel 2 for `mean_variance` and `trend` and 1 for the others.
///
/// With `channels` cuts are those of several columns at once: costs are added, each in units of its own noise, and
/// `rbf` takes the sum of the squared differences in these units. A channel without noise is left out.
///
/// Searches: `optimal` finds the cuts of the least sum. With F(t) the least sum of the first t values, F(t) = min over
/// s of F(s) + C(s, t) + penalty, where a start s that cannot come first any more is dropped (PELT); with `n_bkps`, for
/// each number of cuts, by dynamic programming. `binary_segmentation` makes the cut that saves most, then that of the
/// parts, and so on. `window` takes the places where the two halves of a window of `width` differ more than at all
/// places up to half a `width` away, from the greatest difference on. The last two stop at a cut that saves no more
/// than the penalty.
///
/// Input: id, time and value, none missing.
/// Output: a row a change: id, time and `position` (from 0) of the first observation of the new segment, and the mean,
/// for `trend` the slope a step and for `median` the median, of the segments `before` and `after` it; of each further
/// channel in columns such as `before_NAME`. Series without a change have no row; those too short for `n_bkps` changes
/// have fewer, and those without any noise none.
/// Errors: `kp.missing_values`, naming the series; `kp.invalid_params` for both `penalty` and `n_bkps`, and for more of
/// these than the optimal search keeps totals of: 10^8 over the observations.
/// Cost: O(1) a segment, for `median` O(log n). `optimal` is linear in the observations where changes are as frequent, at
/// worst quadratic, and with `n_bkps` O(n² n_bkps) with O(n n_bkps) memory; `binary_segmentation` O(n log n); `window`
/// O(n). `rbf` is O(n²) in the first two, and O(n width²) in the last. `jump` divides n, but not that of `rbf`.
/// Source: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal
/// of the American Statistical Association 107, 2012 (PELT); Truong, Oudre and Vayatis, Selective review of offline
/// change point detection methods, Signal Processing 167, 2020; Arlot, Celisse and Harchaoui, A kernel multiple
/// change-point algorithm via model selection, Journal of Machine Learning Research 20, 2019. Cuts are those of
/// ruptures 1.1.10, whose penalties and channels have no unit, whose `normal` looks at covariances too, and whose
/// windows go on at the other end of the series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Changepoints {
    /// What changes.
    pub cost: ChangeCost,
    /// How cuts are found.
    pub search: ChangeSearch,
    /// What a cut costs; that of Schwarz's criterion when absent.
    #[schemars(range(min = 0.0, max = 1e100))]
    pub penalty: Option<f64>,
    /// How many changes are found; as many as pay their penalty when absent.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub n_bkps: Option<usize>,
    /// The fewest observations of a segment; for `trend` at least 3.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub min_size: usize,
    /// Cuts are tried at positions that are multiples of this only.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub jump: usize,
    /// The observations of both halves of the window, of `window`.
    #[schemars(range(min = 4, max = 1_000_000))]
    pub width: usize,
    /// Further columns of values that change where the target does.
    pub channels: Vec<String>,
    /// How narrow the kernel of `rbf` is; 1 over the median of the squared differences of all values when absent. With
    /// `channels` these are in units of the noise.
    #[schemars(range(min = 1e-100, max = 1e100))]
    pub gamma: Option<f64>,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// What changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeCost {
    /// The level, with the same noise everywhere.
    #[default]
    Mean,
    /// The level or the spread, or both.
    MeanVariance,
    /// The line that the series follows, with the same noise everywhere.
    Trend,
    /// The level, where single values may be far off.
    Median,
    /// Anything about the distribution of the values, by a Gaussian kernel.
    Rbf,
}

/// How cuts are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeSearch {
    /// The cuts of the least total cost.
    #[default]
    Optimal,
    /// One cut after the other, each where it saves most.
    BinarySegmentation,
    /// Where two halves of a window that moves along differ most.
    Window,
}

impl Default for Changepoints {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self {
            cost: ChangeCost::Mean,
            search: ChangeSearch::Optimal,
            penalty: None,
            n_bkps: None,
            min_size: 5,
            jump: 1,
            width: 100,
            channels: Vec::new(),
            gamma: None,
            freq: None,
            id_col,
            time_col,
            target_col,
        }
    }
}

setters! {
    /// Setters.
    Changepoints {
        /// Sets what changes.
        cost: ChangeCost,
        /// Sets how cuts are found.
        search: ChangeSearch,
        /// Sets what a cut costs.
        penalty: Option<f64>,
        /// Sets how many changes are found.
        n_bkps: Option<usize>,
        /// Sets the fewest observations of a segment.
        min_size: usize,
        /// Sets of what the positions of cuts are multiples.
        jump: usize,
        /// Sets the observations of both halves of the window.
        width: usize,
        /// Sets the further columns that change where the target does.
        channels: Vec<String>,
        /// Sets how narrow the kernel is.
        gamma: Option<f64>,
    }
}

impl Component for Changepoints {
    const ID: &'static str = "forecast.changepoints";
    const NAME: &'static str = "Changepoints";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::{Column, Frame};
/// use kingpost::forecast::Changepoints;
/// let y = vec![5.0, 6.0, 5.0, 4.0, 5.0, 6.0, 15.0, 14.0, 15.0, 16.0, 15.0, 13.0];
/// let table = Frame::new().with("y", y)?;
/// let Answer::Frame(changes) = Changepoints::default().call(&[Some(&table)], &Context::default())? else { unreachable!() };
/// assert_eq!(changes.column("position")?, &Column::I64(vec![6]));
/// assert!((changes.f64("after")?[0] - 88.0 / 6.0).abs() < 1e-12);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Changepoints {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        if let (Some(penalty), Some(n_bkps)) = (self.penalty, self.n_bkps) {
            let message = format!("penalty is {penalty} and n_bkps is {n_bkps}; only one of them may be given");
            return Err(err!(InvalidParams, "{message}").with("param", "n_bkps"));
        }
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let (freq, data) = (self.freq.as_deref(), inputs.need("data")?);
        let panel = Panel::of_channels(data, columns, &self.channels, freq, Missing::Keep)?;
        let found = ctx.map(panel.len(), |series| {
            panel.with_series(series, |series| self.changes(series, ctx)).map_err(|error| {
                error.within(format_args!("series '{}'", panel.id(series))).with("series", panel.id(series))
            })
        })?;
        let (mut series_of, mut ticks, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        let mut sides = vec![(Vec::new(), Vec::new()); 1 + self.channels.len()];
        for (series, changes) in found.iter().enumerate() {
            for change in changes {
                series_of.push(series);
                ticks.push(panel.time(series, change.position)?);
                positions.push(change.position as i64);
                for (all, own) in sides.iter_mut().zip(&change.sides) {
                    all.0.push(own.0);
                    all.1.push(own.1);
                }
            }
        }
        let frame = Frame::new().with(&self.id_col, panel.ids().take(&series_of))?;
        let frame = frame.with(&self.time_col, time_column(ticks, panel.unit, &panel.zone))?;
        let mut frame = frame.with("position", positions)?;
        let endings = std::iter::once(String::new()).chain(self.channels.iter().map(|name| format!("_{name}")));
        for (ending, (before, after)) in endings.zip(sides) {
            frame = frame.with(format!("before{ending}"), before)?.with(format!("after{ending}"), after)?;
        }
        Ok(frame.into())
    }
}

/// A cut, and what is before and after it in each channel.
struct Change {
    position: usize,
    sides: Vec<(f64, f64)>,
}

impl Changepoints {
    fn changes(&self, series: Series<'_>, ctx: &Context) -> Result<Vec<Change>> {
        let least = if self.cost == ChangeCost::Trend { self.min_size.max(3) } else { self.min_size };
        let n = series.y.len();
        let all: Vec<&[f64]> = std::iter::once(series.y).chain(series.regressors.iter().map(|own| own.1)).collect();
        if let Some(missing) =
            all.iter().map(|y| y.iter().filter(|value| value.is_nan()).count()).find(|&some| some > 0)
        {
            let message = format!("{missing} of {n} values are missing; none may be");
            return Err(err!(MissingValues, "{message}").with("missing", missing));
        }
        let channels: Vec<Channel<'_>> = all.iter().filter_map(|y| self.channel(y)).collect();
        if n < 2 * least || channels.is_empty() {
            return Ok(Vec::new());
        }
        let costs = Costs::new(&channels, self.cost, self.gamma);
        let cuts = self.cuts(&costs, channels.len(), least, ctx)?;
        let mut edges = vec![0];
        edges.extend(cuts);
        edges.push(n);
        let say = |segment: &[f64]| match self.cost {
            ChangeCost::Trend => slope(segment),
            ChangeCost::Median => median(&mut segment.to_vec()),
            _ => mean(segment),
        };
        let changes = edges.windows(3).map(|edge| Change {
            position: edge[1],
            sides: all.iter().map(|y| (say(&y[edge[0]..edge[1]]), say(&y[edge[1]..edge[2]]))).collect(),
        });
        Ok(changes.collect())
    }

    /// What is known of a channel; `None` where it has no noise.
    fn channel<'a>(&self, y: &'a [f64]) -> Option<Channel<'a>> {
        let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let noise = noise(y, most, self.cost == ChangeCost::Trend);
        (noise > 0.0).then_some(Channel { y, most, noise })
    }

    fn cuts(&self, costs: &Costs, channels: usize, least: usize, ctx: &Context) -> Result<Vec<usize>> {
        let added = match self.cost {
            ChangeCost::Mean | ChangeCost::Median => channels,
            ChangeCost::MeanVariance | ChangeCost::Trend => 2 * channels,
            // The mean in the kernel's one space.
            ChangeCost::Rbf => 1,
        };
        let penalty = self.penalty.unwrap_or((1 + added) as f64 * log(costs.len() as f64));
        let stop = self.n_bkps.map_or(Stop::Penalty(penalty), Stop::Count);
        let places = Places { least, jump: self.jump };
        match (self.search, stop) {
            (ChangeSearch::Optimal, Stop::Penalty(penalty)) => search::pelt(costs, penalty, places, ctx),
            (ChangeSearch::Optimal, Stop::Count(count)) => search::optimal(costs, count, places, ctx),
            (ChangeSearch::BinarySegmentation, _) => search::binary_segmentation(costs, stop, places, ctx),
            (ChangeSearch::Window, _) => search::window(costs, self.width, stop, places, ctx),
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().map(|value| value / values.len() as f64).sum()
}

fn slope(values: &[f64]) -> f64 {
    let (middle, mean) = ((values.len() as f64 - 1.0) / 2.0, mean(values));
    let (mut across, mut along) = (0.0, 0.0);
    for (at, value) in values.iter().enumerate() {
        across += (at as f64 - middle) * (at as f64 - middle);
        along += (at as f64 - middle) * (value - mean);
    }
    along / across
}

/// The variance of the noise as a share of the square of the greatest value, from differences.
fn noise(y: &[f64], most: f64, twice: bool) -> f64 {
    let share: Vec<f64> = y.iter().map(|value| value / most).collect();
    let mut differences: Vec<f64> = share.windows(2).map(|pair| pair[1] - pair[0]).collect();
    if twice {
        differences = differences.windows(2).map(|pair| pair[1] - pair[0]).collect();
    }
    if most <= 0.0 || differences.is_empty() {
        return 0.0;
    }
    let times = if twice { 6.0 } else { 2.0 };
    let centre = median(&mut differences.clone());
    let deviation = median(&mut differences.iter().map(|value| (value - centre).abs()).collect::<Vec<f64>>());
    // The median absolute deviation of a normal distribution is 0.6745 of its standard deviation.
    let robust = (deviation / 0.674_489_750_196_081_7) * (deviation / 0.674_489_750_196_081_7);
    let usual = differences.iter().map(|value| value * value).sum::<f64>() / differences.len() as f64;
    // Where most differences are the same the median says nothing; below rounding there is no noise at all.
    let variance = if robust > 1e-24 { robust } else { usual } / times;
    if sqrt(variance) > 1e-13 { variance } else { 0.0 }
}
