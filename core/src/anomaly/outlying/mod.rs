//! Series of a panel that are not as the others.

mod cluster;
mod mad;
#[cfg(test)]
mod tests;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Long, PanelSpec, out_of_range, range_error, time_column};
use crate::error::{Result, err};
use cluster::Distances;
use mad::Medians;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds the series of a panel that are not as the others: the one of many machines that behaves in another way.
///
/// `dbscan`: at each time the values of more than half of the series, each within a distance epsilon of the next, are
/// the usual ones, and a series whose value is not among them is outlying; where there is no such group all are, with
/// one or two values none. `mad`: a value is outlying if it is further from the median of all values of all series than
/// `threshold` times 1.4826 times the median distance on its side (double median absolute deviation), medians being
/// trimmed Harrell-Davis estimates. `dtw`: as `dbscan` with whole series in place of values, and their distances by
/// dynamic time warping, so that what happens earlier or later is alike. A series is outlying if one of its values is.
/// `sensitivity` s makes epsilon (1 - s) × 1.1 times the range of all values, or the greatest distance of two series,
/// and the threshold of `mad` 7.94 - 7.10 √s.
///
/// Input: id, time and value, in any order of rows; missing values are left out.
/// Output: a row a series: id, `score` and `anomaly`. The score of `mad` is the greatest distance of a value in units
/// of that median distance, at most 1e12, of `dbscan` the share of times at which the series is outlying, of `dtw` the
/// distance to the nearest of the usual series over epsilon, above 1 for outlying ones; where there are none, to the
/// farthest. With `rows` `intervals` a row for each stretch of times at which a series is outlying: id, the first and
/// the last time `start` and `end`, how many `rows` it has, its highest score `peak`, and `open` if it goes on to the
/// end of the series. With `times` a row a value that is not missing: id, time, `score`, `anomaly`, and `low` and
/// `high` between which values are usual (missing where there are none).
/// Errors: `kp.not_enough_data` where every value, or for `dtw` every value of a series, is missing; `kp.invalid_data`
/// for infinite values; `kp.invalid_params` for `intervals` and `times` of `dtw`.
/// Cost: O(n log n) in the values; `dtw` O(series² length²) time and O(series²) memory, with `window` O(series² length
/// window).
/// Source: augurs-outlier 0.10.3 and augurs-dtw 0.10.3, whose scores, intervals, bands and distances these are (of
/// `dbscan` the score of a time is 1 or 0 there); Akinshin, Trimmed Harrell-Davis quantile estimator based on the
/// highest density interval of the given width, Communications in Statistics 53, 2024; Sakoe and Chiba, Dynamic
/// programming algorithm optimization for spoken word recognition, IEEE Transactions on Acoustics, Speech and Signal
/// Processing 26, 1978.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct OutlyingSeries {
    /// What makes a series outlying.
    pub method: OutlyingMethod,
    /// How easily a series is outlying: more with a greater value.
    #[schemars(range(min = 1e-6, max = 0.999_999))]
    pub sensitivity: f64,
    /// The threshold of `mad`, or epsilon of the others; from `sensitivity` when absent.
    #[schemars(range(min = 1e-100, max = 1e100))]
    pub threshold: Option<f64>,
    /// How many steps apart values may be that `dtw` pairs; any when absent.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub window: Option<usize>,
    /// What a row of the answer is.
    pub rows: OutlyingRows,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// What makes a series outlying.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutlyingMethod {
    /// Its value is not among those of most series at that time.
    #[default]
    Dbscan,
    /// Its value is far from the median of all values.
    Mad,
    /// Its shape is not among those of most series.
    Dtw,
}

/// What a row of the answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutlyingRows {
    /// A series.
    #[default]
    Series,
    /// A stretch of times at which a series is outlying.
    Intervals,
    /// A value.
    Times,
}

impl Default for OutlyingSeries {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        let (method, rows) = (OutlyingMethod::Dbscan, OutlyingRows::Series);
        Self { method, sensitivity: 0.5, threshold: None, window: None, rows, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    OutlyingSeries {
        /// Sets what makes a series outlying.
        method: OutlyingMethod,
        /// Sets how easily a series is outlying.
        sensitivity: f64,
        /// Sets the threshold of `mad`, or epsilon of the others.
        threshold: Option<f64>,
        /// Sets how many steps apart values may be that `dtw` pairs.
        window: Option<usize>,
        /// Sets what a row of the answer is.
        rows: OutlyingRows,
    }
}

impl Component for OutlyingSeries {
    const ID: &'static str = "anomaly.outlying_series";
    const NAME: &'static str = "OutlyingSeries";
    const VERSION: u32 = 1;
}

/// A score that stands for "beyond all bounds".
const MOST: f64 = 1e12;

/// A value at a time.
#[derive(Clone, Copy)]
struct Judged {
    row: usize,
    score: f64,
    anomaly: bool,
    low: f64,
    high: f64,
}

/// ```
/// use kingpost::{anomaly::OutlyingSeries, component::{Context, Function}, data::{Column, Frame, Strings}};
/// let ids: Strings = ["a", "a", "b", "b", "c", "c", "d", "d"].into_iter().collect();
/// let table = Frame::new().with("unique_id", ids)?.with("ds", vec![1i64, 2, 1, 2, 1, 2, 1, 2])?;
/// let table = table.with("y", vec![1.0, 2.0, 1.1, 2.2, 0.9, 8.0, 1.0, 1.9])?;
/// let found = OutlyingSeries::default().call(&[Some(&table)], &Context::default())?.frame()?;
/// assert_eq!(found.f64("score")?, [0.0, 0.0, 0.5, 0.0]);
/// assert_eq!(found.column("anomaly")?, &Column::Bool(vec![false, false, true, false]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for OutlyingSeries {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        if self.method == OutlyingMethod::Dtw && self.rows != OutlyingRows::Series {
            return Err(err!(InvalidParams, "dtw compares whole series; rows must be series").with("param", "rows"));
        }
        let frame = inputs.need("data")?;
        let values = frame.numbers(&self.target_col)?;
        if let Some(row) = values.iter().position(|value| out_of_range(*value)) {
            return Err(range_error(&self.target_col, row, values[row]));
        }
        let long = Long::read(frame, &self.id_col, &self.time_col)?;
        let judged = match self.method {
            OutlyingMethod::Dtw => return self.by_shape(&long, &values, ctx),
            OutlyingMethod::Dbscan => self.by_time(&long, &values)?,
            OutlyingMethod::Mad => self.by_median(&long, &values)?,
        };
        match self.rows {
            OutlyingRows::Series => self.series(&long, &judged),
            OutlyingRows::Intervals => self.intervals(&long, &values, &judged),
            OutlyingRows::Times => times(&long, &judged),
        }
    }
}

impl OutlyingSeries {
    fn by_median(&self, long: &Long<'_>, values: &[f64]) -> Result<Vec<Vec<Judged>>> {
        let medians = Medians::new(values)?;
        let threshold = self.threshold.unwrap_or_else(|| mad::threshold(self.sensitivity));
        let (low, high) = medians.band(threshold);
        let judge = |&row: &usize| {
            let score = medians.score(values[row]);
            Judged { row, score, anomaly: score > threshold, low, high }
        };
        let present = |rows: &Vec<usize>| rows.iter().filter(|&&row| !values[row].is_nan()).map(judge).collect();
        Ok(long.rows.iter().map(present).collect())
    }

    fn by_time(&self, long: &Long<'_>, values: &[f64]) -> Result<Vec<Vec<Judged>>> {
        let all = || values.iter().copied().filter(|value| !value.is_nan());
        let span = all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min);
        if span < 0.0 {
            return Err(err!(NotEnoughData, "every value is missing; at least one is needed"));
        }
        let epsilon = self.threshold.unwrap_or_else(|| cluster::epsilon(self.sensitivity, span));
        let mut rows: Vec<(usize, usize)> = Vec::new();
        for (series, own) in long.rows.iter().enumerate() {
            rows.extend(own.iter().filter(|&&row| !values[row].is_nan()).map(|&row| (series, row)));
        }
        rows.sort_by(|a, b| {
            let (a, b) = (a.1, b.1);
            long.ticks[a].cmp(&long.ticks[b]).then(values[a].total_cmp(&values[b])).then(a.cmp(&b))
        });
        let mut judged = vec![Vec::new(); long.ids.len()];
        for rows in rows.chunk_by(|a, b| long.ticks[a.1] == long.ticks[b.1]) {
            let sorted: Vec<f64> = rows.iter().map(|&(_, row)| values[row]).collect();
            let usual = cluster::majority(&sorted, epsilon);
            let known = sorted.len() > 2 && !usual.is_empty();
            let low = if known { sorted[usual.start] - epsilon / 2.0 } else { f64::NAN };
            let high = if known { sorted[usual.end - 1] + epsilon / 2.0 } else { f64::NAN };
            for (at, &(series, row)) in rows.iter().enumerate() {
                let anomaly = !usual.contains(&at);
                judged[series].push(Judged { row, score: f64::from(u8::from(anomaly)), anomaly, low, high });
            }
        }
        Ok(judged)
    }

    fn by_shape(&self, long: &Long<'_>, values: &[f64], ctx: &Context) -> Result<Answer> {
        let series: Vec<Vec<f64>> = long
            .rows
            .iter()
            .map(|rows| rows.iter().map(|&row| values[row]).filter(|value| !value.is_nan()).collect())
            .collect();
        if let Some(empty) = series.iter().position(Vec::is_empty) {
            let id = &long.ids[empty];
            return Err(err!(NotEnoughData, "every value of series '{id}' is missing; at least one is needed")
                .with("series", id));
        }
        let rows = ctx.map(series.len(), |one| {
            series[..one]
                .iter()
                .map(|other| {
                    ctx.check()?;
                    Ok(cluster::warped(&series[one], other, self.window))
                })
                .collect::<Result<Vec<f64>>>()
        })?;
        let distances = Distances { rows };
        let epsilon = self.threshold.unwrap_or_else(|| cluster::epsilon(self.sensitivity, distances.greatest()));
        let scores = distances.scores(epsilon);
        let anomaly: Vec<bool> = scores.iter().map(|&score| score > 1.0).collect();
        Ok(self.ids(long)?.with("score", scores)?.with("anomaly", anomaly)?.into())
    }

    fn ids(&self, long: &Long<'_>) -> Result<Frame> {
        let ids: crate::data::Strings = long.ids.iter().map(String::as_str).collect();
        Frame::new().with(&self.id_col, ids)
    }

    fn series(&self, long: &Long<'_>, judged: &[Vec<Judged>]) -> Result<Answer> {
        let score = |own: &Vec<Judged>| match self.method {
            OutlyingMethod::Mad => own.iter().fold(0.0, |most: f64, value| most.max(value.score)),
            _ => own.iter().map(|value| value.score).sum::<f64>() / own.len().max(1) as f64,
        };
        let scores: Vec<f64> = judged.iter().map(score).collect();
        let anomaly: Vec<bool> = judged.iter().map(|own| own.iter().any(|value| value.anomaly)).collect();
        Ok(self.ids(long)?.with("score", scores)?.with("anomaly", anomaly)?.into())
    }

    fn intervals(&self, long: &Long<'_>, values: &[f64], judged: &[Vec<Judged>]) -> Result<Answer> {
        let (mut ids, mut starts, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        let (mut rows, mut peaks, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (series, own) in judged.iter().enumerate() {
            let mut last = None;
            let mut own = own.iter().peekable();
            for (at, &row) in long.rows[series].iter().enumerate() {
                // A missing value ends a stretch.
                let value = if values[row].is_nan() { None } else { own.next() };
                let Some(value) = value.filter(|value| value.anomaly) else { continue };
                if last == Some(at.wrapping_sub(1))
                    && let (Some(end), Some(count), Some(peak)) = (ends.last_mut(), rows.last_mut(), peaks.last_mut())
                {
                    (*end, *count, *peak) = (long.ticks[row], *count + 1, value.score.max(*peak));
                } else {
                    ids.push(long.ids[series].clone());
                    starts.push(long.ticks[row]);
                    ends.push(long.ticks[row]);
                    rows.push(1_i64);
                    peaks.push(value.score);
                    open.push(false);
                }
                last = Some(at);
                if let Some(open) = open.last_mut() {
                    *open = at + 1 == long.rows[series].len();
                }
            }
        }
        let id: crate::data::Strings = ids.iter().map(String::as_str).collect();
        let answer = Frame::new().with(&self.id_col, id)?;
        let answer = answer.with("start", time_column(starts, long.unit, long.zone()))?;
        let answer = answer.with("end", time_column(ends, long.unit, long.zone()))?;
        Ok(answer.with("rows", rows)?.with("peak", peaks)?.with("open", open)?.into())
    }
}

fn times(long: &Long<'_>, judged: &[Vec<Judged>]) -> Result<Answer> {
    let all = || judged.iter().enumerate().flat_map(|(series, own)| own.iter().map(move |value| (series, value)));
    let ids = all().map(|(series, _)| long.ids[series].clone()).collect();
    let frame = long.index(ids, all().map(|(_, value)| long.ticks[value.row]).collect())?;
    let column = |of: fn(&Judged) -> f64| all().map(|(_, value)| of(value)).collect::<Vec<f64>>();
    let anomaly: Vec<bool> = all().map(|(_, value)| value.anomaly).collect();
    let frame = frame.with("score", column(|value| value.score))?.with("anomaly", anomaly)?;
    Ok(frame.with("low", column(|value| value.low))?.with("high", column(|value| value.high))?.into())
}
