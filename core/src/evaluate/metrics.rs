//! Metrics, each a plain function over slices and an id under which every language finds it.

use super::ranges;
use crate::component::params;
use crate::data::{Column, Frame};
use crate::error::{Result, err};
use libm::{fabs, log, sqrt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;

/// One metric of the list.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Its id, never renamed: it is what cards quote.
    pub id: &'static str,
    /// What it says, with its formula.
    pub doc: &'static str,
    /// Whether more is better.
    pub greater_is_better: bool,
    /// The columns of the frame that it reads.
    pub columns: &'static [&'static str],
    compute: fn(&Inputs<'_>) -> Result<f64>,
}

/// What some metrics need beside the columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MetricArgs {
    /// The observations before the forecast, for the scaled metrics.
    pub train: Vec<f64>,
    /// The lag of the seasonal naive forecast that scales them.
    #[schemars(range(min = 1, max = 8784))]
    pub season_length: usize,
    /// The quantile that `y_hat` stands for.
    #[schemars(extend("exclusiveMinimum" = 0.0, "exclusiveMaximum" = 1.0))]
    pub quantile: f64,
    /// The level of the interval `lo`..`hi`, in per cent.
    #[schemars(extend("exclusiveMinimum" = 0.0, "exclusiveMaximum" = 100.0))]
    pub level: f64,
    /// The longest buffer about each true range, in rows, for the volumes under surfaces.
    #[schemars(range(min = 0, max = 10_000))]
    pub window: usize,
    /// The share of a range's recall that is for touching it at all.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha: f64,
}

impl Default for MetricArgs {
    fn default() -> Self {
        Self { train: Vec::new(), season_length: 1, quantile: 0.5, level: 95.0, window: 100, alpha: 0.0 }
    }
}

struct Inputs<'a> {
    frame: &'a Frame,
    args: MetricArgs,
}

impl Inputs<'_> {
    fn column(&self, name: &str) -> Result<Cow<'_, [f64]>> {
        let column = self.frame.column(name)?;
        if let Column::F64(values) = column {
            return Ok(Cow::Borrowed(values));
        }
        column
            .to_f64()
            .map(Cow::Owned)
            .ok_or_else(|| err!(InvalidData, "column '{name}' holds {}; must hold numbers", column.kind()))
    }

    fn truths(&self, name: &str) -> Result<Vec<bool>> {
        if let Column::Bool(values) = self.frame.column(name)? {
            return Ok(values.clone());
        }
        let truth = |value: f64| match value {
            0.0 => Ok(false),
            1.0 => Ok(true),
            other => Err(err!(InvalidData, "column '{name}' has {other}; must be 0 or 1").with("column", name)),
        };
        self.column(name)?.iter().copied().map(truth).collect()
    }
}

/// Every metric.
pub const METRICS: &[Metric] = &[
    Metric {
        id: "mae",
        doc: "Mean absolute error: mean |y - y_hat|.",
        greater_is_better: false,
        columns: &["y", "y_hat"],
        compute: |i| mae(&i.column("y")?, &i.column("y_hat")?),
    },
    Metric {
        id: "rmse",
        doc: "Root mean square error: sqrt(mean (y - y_hat)²).",
        greater_is_better: false,
        columns: &["y", "y_hat"],
        compute: |i| rmse(&i.column("y")?, &i.column("y_hat")?),
    },
    Metric {
        id: "smape",
        doc: "Symmetric mean absolute percentage error as M4 defines it, in per cent: mean 200 |y - y_hat| / (|y| + |y_hat|).",
        greater_is_better: false,
        columns: &["y", "y_hat"],
        compute: |i| smape(&i.column("y")?, &i.column("y_hat")?),
    },
    Metric {
        id: "mase",
        doc: "Mean absolute scaled error: MAE over the MAE of the seasonal naive forecast within `train`.",
        greater_is_better: false,
        columns: &["y", "y_hat"],
        compute: |i| mase(&i.column("y")?, &i.column("y_hat")?, &i.args.train, i.args.season_length),
    },
    Metric {
        id: "rmsse",
        doc: "Root mean square scaled error: as MASE, with squares and a root.",
        greater_is_better: false,
        columns: &["y", "y_hat"],
        compute: |i| rmsse(&i.column("y")?, &i.column("y_hat")?, &i.args.train, i.args.season_length),
    },
    Metric {
        id: "owa",
        doc: "Overall weighted average of M4: the mean of sMAPE and MASE, each over that of the forecast in `y_naive2`.",
        greater_is_better: false,
        columns: &["y", "y_hat", "y_naive2"],
        compute: |i| {
            let naive2 = i.column("y_naive2")?;
            owa(&i.column("y")?, &i.column("y_hat")?, &naive2, &i.args.train, i.args.season_length)
        },
    },
    Metric {
        id: "pinball",
        doc: "Mean pinball (quantile) loss of `y_hat` as the `quantile` of y.",
        greater_is_better: false,
        columns: &["y", "y_hat"],
        compute: |i| pinball(&i.column("y")?, &i.column("y_hat")?, i.args.quantile),
    },
    Metric {
        id: "crps",
        doc: "Continuous ranked probability score of equally likely members: every column but `y` is one.",
        greater_is_better: false,
        columns: &["y"],
        compute: |i| {
            let names: Vec<String> = i.frame.names().filter(|&name| name != "y").map(str::to_owned).collect();
            let members: Vec<Vec<f64>> =
                names.iter().map(|name| i.column(name).map(Cow::into_owned)).collect::<Result<_>>()?;
            crps(&i.column("y")?, &members)
        },
    },
    Metric {
        id: "msis",
        doc: "Mean scaled interval score of `lo`..`hi` at `level`, scaled as MASE.",
        greater_is_better: false,
        columns: &["y", "lo", "hi"],
        compute: |i| {
            let (lo, hi) = (i.column("lo")?, i.column("hi")?);
            msis(&i.column("y")?, &lo, &hi, &i.args.train, i.args.season_length, i.args.level)
        },
    },
    Metric {
        id: "coverage",
        doc: "The share of observations within `lo`..`hi`, bounds included.",
        greater_is_better: true,
        columns: &["y", "lo", "hi"],
        compute: |i| coverage(&i.column("y")?, &i.column("lo")?, &i.column("hi")?),
    },
    Metric {
        id: "roc_auc",
        doc: "Area under the receiver operating characteristic: how often a true row scores above a false one.",
        greater_is_better: true,
        columns: &["truth", "score"],
        compute: |i| roc_auc(&i.truths("truth")?, &i.column("score")?),
    },
    Metric {
        id: "average_precision",
        doc: "Average precision: the sum over thresholds of precision times the gain in recall.",
        greater_is_better: true,
        columns: &["truth", "score"],
        compute: |i| average_precision(&i.truths("truth")?, &i.column("score")?),
    },
    Metric {
        id: "log_loss",
        doc: "Mean negative log-likelihood of the truth under `probability`.",
        greater_is_better: false,
        columns: &["truth", "probability"],
        compute: |i| log_loss(&i.truths("truth")?, &i.column("probability")?),
    },
    Metric {
        id: "f1",
        doc: "Harmonic mean of precision and recall: 2 TP / (2 TP + FP + FN); 0 when nothing is true nor predicted.",
        greater_is_better: true,
        columns: &["truth", "predicted"],
        compute: |i| f1(&i.truths("truth")?, &i.truths("predicted")?),
    },
    Metric {
        id: "vus_roc",
        doc: "Volume under the ROC surface of one series: the area for ranges with buffers of 0 to `window` rows, averaged.",
        greater_is_better: true,
        columns: &["truth", "score"],
        compute: |i| Ok(ranges::vus(&i.truths("truth")?, &i.column("score")?, i.args.window)?.0),
    },
    Metric {
        id: "vus_pr",
        doc: "Volume under the surface of precision and recall of one series: as `vus_roc`, of average precision.",
        greater_is_better: true,
        columns: &["truth", "score"],
        compute: |i| Ok(ranges::vus(&i.truths("truth")?, &i.column("score")?, i.args.window)?.1),
    },
    Metric {
        id: "range_recall",
        doc: "How well true ranges are found: `alpha` for touching each, the rest for the share found, over the pieces it is in.",
        greater_is_better: true,
        columns: &["truth", "predicted"],
        compute: |i| ranges::range_recall(&i.truths("truth")?, &i.truths("predicted")?, i.args.alpha),
    },
    Metric {
        id: "range_precision",
        doc: "How well predicted ranges hold true rows: the share that is true, over the ranges that it is of.",
        greater_is_better: true,
        columns: &["truth", "predicted"],
        compute: |i| ranges::range_precision(&i.truths("truth")?, &i.truths("predicted")?),
    },
    Metric {
        id: "ucr_score",
        doc: "1 where the highest score of one series is within the true range, its length or 100 rows to both sides; else 0.",
        greater_is_better: true,
        columns: &["truth", "score"],
        compute: |i| ranges::ucr_score(&i.truths("truth")?, &i.column("score")?),
    },
    Metric {
        id: "nab_score",
        doc: "Score of one series under the standard profile of the Numenta anomaly benchmark: 0 for no alarm, 100 at best.",
        greater_is_better: true,
        columns: &["truth", "predicted"],
        compute: |i| ranges::nab_score(&i.truths("truth")?, &i.truths("predicted")?),
    },
];

/// Computes a metric by its id from the columns of a frame.
///
/// # Errors
/// `kp.invalid_params` for an unknown id or bad arguments; `kp.invalid_data` for columns that are absent or of unequal
/// length; `kp.missing_values` for NaN; `kp.not_enough_data` without rows or with too short a `train`.
///
/// ```
/// use kingpost::{data::Frame, evaluate::metric};
/// let frame = Frame::new().with("y", vec![1.0, 2.0])?.with("y_hat", vec![1.0, 4.0])?;
/// assert_eq!(metric("mae", &frame, &serde_json::Value::Null)?, 1.0);
/// # Ok::<(), kingpost::Error>(())
/// ```
pub fn metric(id: &str, frame: &Frame, args: &Value) -> Result<f64> {
    let known = METRICS.iter().find(|metric| metric.id == id).ok_or_else(|| {
        let ids: Vec<&str> = METRICS.iter().map(|metric| metric.id).collect();
        err!(InvalidParams, "there is no metric '{id}'; there are {}", ids.join(", ")).with("metric", id)
    })?;
    (known.compute)(&Inputs { frame, args: params::read(id, args)? })
}

/// Checks that all columns are as long as the first, not empty and without NaN.
fn check(columns: &[(&str, &[f64])]) -> Result<()> {
    let (first, values) = columns[0];
    let rows = values.len();
    if rows == 0 {
        return Err(err!(NotEnoughData, "'{first}' is empty; at least one row is needed"));
    }
    for (name, values) in columns {
        if values.len() != rows {
            return Err(err!(InvalidData, "'{name}' has {} rows, but '{first}' has {rows}", values.len()));
        }
        if let Some(row) = values.iter().position(|value| value.is_nan()) {
            return Err(err!(MissingValues, "'{name}' has no value in row {row}")
                .with("column", name)
                .with("row", row));
        }
    }
    Ok(())
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let rows = values.len() as f64;
    values.fold(0.0, |sum, value| sum + value) / rows
}

fn pairs<'a>(y: &'a [f64], other: &'a [f64]) -> impl ExactSizeIterator<Item = (f64, f64)> + 'a {
    y.iter().copied().zip(other.iter().copied())
}

/// Mean absolute error: mean |y - y_hat|.
///
/// # Errors
/// `kp.not_enough_data` without rows, `kp.invalid_data` for unequal lengths, `kp.missing_values` for NaN; so do all others.
pub fn mae(y: &[f64], y_hat: &[f64]) -> Result<f64> {
    check(&[("y", y), ("y_hat", y_hat)])?;
    Ok(mean(pairs(y, y_hat).map(|(y, f)| fabs(y - f))))
}

/// Root mean square error: sqrt(mean (y - y_hat)²).
pub fn rmse(y: &[f64], y_hat: &[f64]) -> Result<f64> {
    check(&[("y", y), ("y_hat", y_hat)])?;
    Ok(sqrt(mean(pairs(y, y_hat).map(|(y, f)| (y - f) * (y - f)))))
}

/// Symmetric mean absolute percentage error in per cent, as M4 defines it; a step with y = y_hat = 0 counts as 0.
pub fn smape(y: &[f64], y_hat: &[f64]) -> Result<f64> {
    check(&[("y", y), ("y_hat", y_hat)])?;
    let step = |(y, f): (f64, f64)| if y == f { 0.0 } else { 200.0 * fabs(y - f) / (fabs(y) + fabs(f)) };
    Ok(mean(pairs(y, y_hat).map(step)))
}

/// The mean of `size(y(t) - y(t - m))` within the training observations: what scaled metrics are scaled by.
fn scale(train: &[f64], m: usize, size: impl Fn(f64) -> f64) -> Result<f64> {
    if train.len() <= m {
        let n = train.len();
        return Err(err!(NotEnoughData, "train has {n} observations; more than the season length {m} are needed"));
    }
    check(&[("train", train)])?;
    let scale = mean(train[m..].iter().zip(train).map(|(now, then)| size(now - then)));
    if scale == 0.0 {
        return Err(err!(InvalidData, "train does not change over a season of {m}, so nothing can be scaled by it"));
    }
    Ok(scale)
}

/// Mean absolute scaled error (Hyndman and Koehler 2006): MAE over the MAE of the seasonal naive forecast within `train`.
///
/// # Errors
/// Also `kp.not_enough_data` when `train` is not longer than the season, `kp.invalid_data` when it never changes.
pub fn mase(y: &[f64], y_hat: &[f64], train: &[f64], season_length: usize) -> Result<f64> {
    Ok(mae(y, y_hat)? / scale(train, season_length, fabs)?)
}

/// Root mean square scaled error: as [`mase`], with squares and a root.
pub fn rmsse(y: &[f64], y_hat: &[f64], train: &[f64], season_length: usize) -> Result<f64> {
    Ok(rmse(y, y_hat)? / sqrt(scale(train, season_length, |x| x * x)?))
}

/// M4's overall weighted average of one series: the mean of relative sMAPE and relative MASE against Naive2.
pub fn owa(y: &[f64], y_hat: &[f64], y_naive2: &[f64], train: &[f64], season_length: usize) -> Result<f64> {
    let relative_smape = smape(y, y_hat)? / smape(y, y_naive2)?;
    Ok(0.5 * (relative_smape + mase(y, y_hat, train, season_length)? / mase(y, y_naive2, train, season_length)?))
}

/// Mean pinball loss of `y_hat` as the `quantile` of y: q (y - f) above it, (1 - q) (f - y) below.
pub fn pinball(y: &[f64], y_hat: &[f64], quantile: f64) -> Result<f64> {
    check(&[("y", y), ("y_hat", y_hat)])?;
    Ok(mean(pairs(y, y_hat).map(|(y, f)| if y >= f { quantile * (y - f) } else { (1.0 - quantile) * (f - y) })))
}

/// Mean continuous ranked probability score of an ensemble: mean |x - y| - mean |x - x'| / 2 over members x, x'.
pub fn crps(y: &[f64], members: &[Vec<f64>]) -> Result<f64> {
    if members.is_empty() {
        return Err(err!(NotEnoughData, "there are no members; at least one column beside 'y' is needed"));
    }
    let mut columns = vec![("y", y)];
    columns.extend(members.iter().map(|member| ("a member", member.as_slice())));
    check(&columns)?;
    let count = members.len() as f64;
    let step = |(row, &y): (usize, &f64)| {
        let mut sorted: Vec<f64> = members.iter().map(|member| member[row]).collect();
        sorted.sort_by(f64::total_cmp);
        let error = sorted.iter().fold(0.0, |sum, x| sum + fabs(x - y)) / count;
        // Sum of |x - x'| over all pairs from the order statistics.
        let weight = |(rank, x): (usize, &f64)| (2.0 * rank as f64 + 1.0 - count) * x;
        let spread = sorted.iter().enumerate().map(weight).fold(0.0, |sum, x| sum + x) / (count * count);
        error - spread
    };
    Ok(mean(y.iter().enumerate().map(step)))
}

/// Mean scaled interval score of M4: width, plus 2/alpha times each miss, scaled as [`mase`].
pub fn msis(y: &[f64], lo: &[f64], hi: &[f64], train: &[f64], season_length: usize, level: f64) -> Result<f64> {
    check(&[("y", y), ("lo", lo), ("hi", hi)])?;
    let penalty = 2.0 / (1.0 - level / 100.0);
    let step = |((&y, &lo), &hi): ((&f64, &f64), &f64)| hi - lo + penalty * ((lo - y).max(0.0) + (y - hi).max(0.0));
    Ok(mean(y.iter().zip(lo).zip(hi).map(step)) / scale(train, season_length, fabs)?)
}

/// The share of observations within `lo`..=`hi`.
pub fn coverage(y: &[f64], lo: &[f64], hi: &[f64]) -> Result<f64> {
    check(&[("y", y), ("lo", lo), ("hi", hi)])?;
    let inside = |((y, lo), hi): ((&f64, &f64), &f64)| f64::from(u8::from(lo <= y && y <= hi));
    Ok(mean(y.iter().zip(lo).zip(hi).map(inside)))
}

/// Rows by falling score, and how many true and false ones have at least each distinct score.
fn operating_points(truth: &[bool], score: &[f64]) -> Result<Vec<(f64, f64)>> {
    if truth.len() != score.len() {
        return Err(err!(InvalidData, "'truth' has {} rows, but 'score' has {}", truth.len(), score.len()));
    }
    check(&[("score", score)])?;
    let positives = truth.iter().filter(|&&truth| truth).count();
    if positives == 0 || positives == truth.len() {
        return Err(err!(InvalidData, "'truth' has {positives} true rows of {}; both kinds are needed", truth.len()));
    }
    let mut order: Vec<usize> = (0..score.len()).collect();
    order.sort_by(|&a, &b| score[b].total_cmp(&score[a]));
    let (mut hits, mut alarms, mut points) = (0.0, 0.0, Vec::new());
    for (place, &row) in order.iter().enumerate() {
        if truth[row] {
            hits += 1.0
        } else {
            alarms += 1.0
        }
        if order.get(place + 1).is_none_or(|&next| score[next] != score[row]) {
            points.push((hits, alarms));
        }
    }
    Ok(points)
}

/// Area under the receiver operating characteristic; ties count half.
///
/// # Errors
/// Also `kp.invalid_data` unless both kinds of rows are there.
pub fn roc_auc(truth: &[bool], score: &[f64]) -> Result<f64> {
    let points = operating_points(truth, score)?;
    let (mut area, mut before) = (0.0, (0.0, 0.0));
    for &(hits, alarms) in &points {
        area += (alarms - before.1) * (hits + before.0) / 2.0;
        before = (hits, alarms);
    }
    Ok(area / (before.0 * before.1))
}

/// Average precision: the sum over thresholds of precision times the gain in recall.
///
/// # Errors
/// As [`roc_auc`].
pub fn average_precision(truth: &[bool], score: &[f64]) -> Result<f64> {
    let points = operating_points(truth, score)?;
    let positives = points.last().map_or(1.0, |point| point.0);
    let (mut sum, mut before) = (0.0, 0.0);
    for (hits, alarms) in points {
        sum += (hits - before) / positives * (hits / (hits + alarms));
        before = hits;
    }
    Ok(sum)
}

/// Mean negative log-likelihood; probabilities are kept 2^-52 away from 0 and 1.
pub fn log_loss(truth: &[bool], probability: &[f64]) -> Result<f64> {
    if truth.len() != probability.len() {
        return Err(err!(InvalidData, "'truth' has {} rows, but 'probability' has {}", truth.len(), probability.len()));
    }
    check(&[("probability", probability)])?;
    if let Some(p) = probability.iter().find(|p| !(0.0..=1.0).contains(*p)) {
        return Err(err!(InvalidData, "a probability is {p}; must be from 0 to 1"));
    }
    let step = |(&truth, &p): (&bool, &f64)| {
        let p = p.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        -log(if truth { p } else { 1.0 - p })
    };
    Ok(mean(truth.iter().zip(probability).map(step)))
}

/// Harmonic mean of precision and recall; 0 when nothing is true nor predicted.
pub fn f1(truth: &[bool], predicted: &[bool]) -> Result<f64> {
    if truth.len() != predicted.len() {
        return Err(err!(InvalidData, "'truth' has {} rows, but 'predicted' has {}", truth.len(), predicted.len()));
    }
    let count = |t: bool, p: bool| truth.iter().zip(predicted).filter(|&pair| pair == (&t, &p)).count() as f64;
    let (hits, errors) = (count(true, true), count(true, false) + count(false, true));
    Ok(if hits + errors == 0.0 { 0.0 } else { 2.0 * hits / (2.0 * hits + errors) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const Y: [f64; 5] = [3.0, -0.5, 2.0, 7.0, 4.2];
    const F: [f64; 5] = [2.5, 0.0, 2.1, 8.0, 5.0];
    const TRAIN: [f64; 8] = [1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 5.5, 8.0];

    fn near(value: Result<f64>, expected: f64) {
        let value = value.unwrap();
        assert!((value - expected).abs() < 1e-12 * (1.0 + expected.abs()), "{value} is not {expected}");
    }

    #[test]
    fn forecast_metrics_are_those_of_the_field() {
        // scikit-learn 1.9.1 (mean_absolute_error, root_mean_squared_error, mean_pinball_loss) and utilsforecast 0.2.17
        // (smape × 200, mase, rmsse, coverage) on the same numbers.
        near(mae(&Y, &F), 0.58);
        near(rmse(&Y, &F), 0.6557438524302);
        near(pinball(&Y, &F, 0.9), 0.138);
        near(smape(&Y, &F), 200.0 * 0.2537845046434654);
        near(mase(&Y, &F, &TRAIN, 2), 0.3663157894736842);
        near(rmsse(&Y, &F, &TRAIN, 2), 0.3984585684474996);
        let at = |by: f64| F.iter().map(|f| f + by).collect::<Vec<f64>>();
        near(coverage(&Y, &at(-0.6), &at(0.6)), 0.6);
        // numpy 2.4, from the definitions, the ensemble score over all pairs of members.
        near(crps(&Y, &[at(-1.0), at(0.0), at(2.0)]), 0.5266666666666667);
        near(msis(&Y, &at(-0.6), &at(0.6), &TRAIN, 2, 80.0), 1.5157894736842115);
        near(owa(&Y, &F, &F, &TRAIN, 2), 1.0);
    }

    #[test]
    fn classification_metrics_are_scikit_learns() {
        // scikit-learn 1.9.1 (roc_auc_score, average_precision_score, log_loss, f1_score above 0.5); scores with ties.
        let truth = [true, false, true, true, false, false, true, false];
        let score = [0.9, 0.8, 0.8, 0.4, 0.4, 0.1, 0.35, 0.7];
        near(roc_auc(&truth, &score), 0.625);
        near(average_precision(&truth, &score), 0.6845238095238095);
        near(log_loss(&truth, &score), 0.7155267224410904);
        near(f1(&truth, &score.map(|score| score > 0.5)), 0.5);
        near(f1(&[false], &[false]), 0.0);
    }
    #[test]
    fn the_list_and_the_functions_agree() {
        let frame = Frame::new().with("y", Y.to_vec()).unwrap().with("y_hat", F.to_vec()).unwrap();
        let by_id = |id: &str, args: Value| metric(id, &frame, &args);
        let train = json!({"train": TRAIN, "season_length": 2});
        assert_eq!(by_id("mase", train.clone()).unwrap(), mase(&Y, &F, &TRAIN, 2).unwrap());
        assert_eq!(by_id("rmsse", train).unwrap(), rmsse(&Y, &F, &TRAIN, 2).unwrap());
        assert_eq!(by_id("pinball", json!({"quantile": 0.9})).unwrap(), pinball(&Y, &F, 0.9).unwrap());
        assert!(by_id("mape", Value::Null).unwrap_err().message().contains("there are mae, rmse"));
        assert_eq!(by_id("coverage", Value::Null).unwrap_err().code(), "kp.invalid_data");
        let message = "quantile is 1.0; must be a number above 0 and below 1";
        assert_eq!(by_id("pinball", json!({"quantile": 1.0})).unwrap_err().message(), message);
    }

    #[test]
    fn bad_input_is_refused() {
        assert_eq!(mae(&[], &[]).unwrap_err().code(), "kp.not_enough_data");
        assert_eq!(mae(&[1.0], &[f64::NAN]).unwrap_err().code(), "kp.missing_values");
        assert_eq!(mae(&[1.0], &[1.0, 2.0]).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(mase(&Y, &F, &[1.0], 1).unwrap_err().code(), "kp.not_enough_data");
        assert_eq!(mase(&Y, &F, &[1.0, 1.0], 1).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(roc_auc(&[true], &[1.0]).unwrap_err().code(), "kp.invalid_data");
        assert_eq!(log_loss(&[true], &[1.5]).unwrap_err().code(), "kp.invalid_data");
    }
}
