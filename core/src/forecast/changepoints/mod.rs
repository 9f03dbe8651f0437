//! Where series change.

#[cfg(test)]
mod tests;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec, time_column};
use crate::error::{Result, err};
use crate::math::stats::median;
use libm::{log, sqrt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds the observations at which the level, the spread or the trend of a series changes.
///
/// The series is cut into segments with the least sum of their costs and a penalty for each cut. The search is exact: with
/// F(t) the least cost of the first t values, F(t) = min over s of F(s) + C(s, t) + penalty, where a start s that cannot come
/// first any more is dropped. The cost of a segment is its squared errors around its mean (`mean`) or its least-squares line
/// (`trend`), over the variance of the noise, or n log of its variance (`mean_variance`). The noise is read from the median
/// of the absolute first differences, of second ones for `trend`, which changes of the series hardly touch; a thousandth of its
/// variance is added to that of each segment, so that no run of equal values is infinitely likely. The default penalty is that
/// of Schwarz's criterion: log n for each parameter that a cut adds, the cut itself among them, which are 2 for `mean` and
/// 3 for the others.
///
/// Input: id, time and value, none missing.
/// Output: a row a change: id, time and `position` (from 0) of the first observation of the new segment, and the mean, or
/// for `trend` the slope a step, of the segments `before` and `after` it. Series without a change have no row.
/// Errors: `kp.missing_values`, naming the series.
/// Cost: linear in the observations where changes are as frequent, at worst quadratic; O(1) a segment.
/// Source: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal of the
/// American Statistical Association 107, 2012 (PELT). The tests compare with ruptures 1.1.10, whose penalty of `l2` is that
/// here times the variance of the noise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Changepoints {
    /// What changes.
    pub cost: ChangeCost,
    /// What a cut costs; that of Schwarz's criterion when absent.
    #[schemars(range(min = 0.0, max = 1e100))]
    pub penalty: Option<f64>,
    /// The fewest observations of a segment; for `trend` at least 3.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub min_size: usize,
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
}

impl Default for Changepoints {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { cost: ChangeCost::Mean, penalty: None, min_size: 5, freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    Changepoints {
        /// Sets what changes.
        cost: ChangeCost,
        /// Sets what a cut costs.
        penalty: Option<f64>,
        /// Sets the fewest observations of a segment.
        min_size: usize,
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
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let panel = Panel::of_columns(inputs.need("data")?, columns, self.freq.as_deref(), Missing::Keep)?;
        let found = ctx.map(panel.len(), |series| {
            let y = panel.y(series);
            match y.iter().filter(|value| value.is_nan()).count() {
                0 => self.changes(y, ctx),
                missing => {
                    let (id, n) = (panel.id(series), y.len());
                    Err(err!(MissingValues, "series '{id}' misses {missing} of {n} values; none may be missing")
                        .with("series", id)
                        .with("missing", missing))
                }
            }
        })?;
        let (mut series_of, mut ticks, mut positions) = (Vec::new(), Vec::new(), Vec::new());
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (series, changes) in found.iter().enumerate() {
            for change in changes {
                series_of.push(series);
                ticks.push(panel.time(series, change.position)?);
                positions.push(change.position as i64);
                before.push(change.before);
                after.push(change.after);
            }
        }
        let frame = Frame::new().with(&self.id_col, panel.ids().take(&series_of))?;
        let frame = frame.with(&self.time_col, time_column(ticks, panel.unit, &panel.zone))?;
        let frame = frame.with("position", positions)?;
        Ok(frame.with("before", before)?.with("after", after)?.into())
    }
}

/// A cut, and what is on both sides of it.
struct Change {
    position: usize,
    before: f64,
    after: f64,
}

impl Changepoints {
    fn changes(&self, y: &[f64], ctx: &Context) -> Result<Vec<Change>> {
        let least = if self.cost == ChangeCost::Trend { self.min_size.max(3) } else { self.min_size };
        let most = y.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let noise = noise(y, most, self.cost == ChangeCost::Trend);
        if y.len() < 2 * least || noise <= 0.0 {
            return Ok(Vec::new());
        }
        let costs = Costs::new(y, most, self.cost, noise);
        let added = if self.cost == ChangeCost::Mean { 2.0 } else { 3.0 };
        let penalty = self.penalty.unwrap_or(added * log(y.len() as f64));
        let cuts = pelt(&costs, penalty, least, ctx)?;
        let mut edges = vec![0];
        edges.extend(cuts);
        edges.push(y.len());
        let say = |segment: &[f64]| if self.cost == ChangeCost::Trend { slope(segment) } else { mean(segment) };
        let changes = edges.windows(3).map(|edge| Change {
            position: edge[1],
            before: say(&y[edge[0]..edge[1]]),
            after: say(&y[edge[1]..edge[2]]),
        });
        Ok(changes.collect())
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

/// The cost of any segment in constant time, from cumulative sums of values around their mean.
struct Costs {
    cost: ChangeCost,
    noise: f64,
    /// Where time is counted from.
    centre: f64,
    /// Sums of y, y² and t y before each place.
    sums: Vec<[f64; 3]>,
}

impl Costs {
    fn new(y: &[f64], most: f64, cost: ChangeCost, noise: f64) -> Self {
        let (centre, mean) = (y.len() as f64 / 2.0, y.iter().map(|value| value / most).sum::<f64>() / y.len() as f64);
        let mut sums = Vec::with_capacity(y.len() + 1);
        let mut sum = [0.0; 3];
        sums.push(sum);
        for (at, value) in y.iter().enumerate() {
            let value = value / most - mean;
            sum = [sum[0] + value, sum[1] + value * value, sum[2] + (at as f64 - centre) * value];
            sums.push(sum);
        }
        Self { cost, noise, centre, sums }
    }

    fn len(&self) -> usize {
        self.sums.len() - 1
    }

    /// The cost of the values from `from` to before `to`.
    fn of(&self, from: usize, to: usize) -> f64 {
        let n = (to - from) as f64;
        let [y, squares, products] = [0, 1, 2].map(|sum| self.sums[to][sum] - self.sums[from][sum]);
        let errors = (squares - y * y / n).max(0.0);
        match self.cost {
            ChangeCost::Mean => errors / self.noise,
            ChangeCost::MeanVariance => n * log(errors / n / self.noise + 1e-3),
            ChangeCost::Trend => {
                let middle = from as f64 + (n - 1.0) / 2.0 - self.centre;
                let along = products - middle * y;
                let across = n * (n * n - 1.0) / 12.0;
                (errors - along * along / across).max(0.0) / self.noise
            }
        }
    }
}

/// The cuts of the least total cost.
fn pelt(costs: &Costs, penalty: f64, least: usize, ctx: &Context) -> Result<Vec<usize>> {
    let n = costs.len();
    let mut total = vec![f64::INFINITY; n + 1];
    let mut start = vec![0; n + 1];
    total[0] = -penalty;
    // The starts that may still come first, each with the end from which on another start is always as good.
    let mut starts: Vec<(usize, usize)> = vec![(0, usize::MAX)];
    for end in least..=n {
        if end.is_multiple_of(1_024) {
            ctx.check()?;
        }
        if end >= 2 * least {
            starts.push((end - least, usize::MAX));
        }
        starts.retain(|&(_, until)| end < until);
        for &(from, _) in &starts {
            let cost = total[from] + costs.of(from, end) + penalty;
            if cost < total[end] {
                (total[end], start[end]) = (cost, from);
            }
        }
        for (from, until) in &mut starts {
            // A cut at `end` is allowed only once a whole segment fits after it.
            if *until == usize::MAX && total[*from] + costs.of(*from, end) > total[end] {
                *until = end + least;
            }
        }
    }
    let mut cuts = Vec::new();
    let mut end = start[n];
    while end > 0 {
        cuts.push(end);
        end = start[end];
    }
    cuts.reverse();
    Ok(cuts)
}
