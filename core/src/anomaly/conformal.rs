//! From scores to decisions with a known share of false ones.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, texts_of};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Turns scores into p-values by scores of usual rows, and decides which rows are anomalies so that few of these are
/// false.
///
/// The p-value of a score is (1 + the number of calibration scores that are as high) / (1 + the number of calibration
/// scores): where the row is like those of the calibration it is at most p with a chance of at most p. Of a batch of m
/// rows those are anomalies whose `q_value` is at most `fdr`; `bh` (Benjamini and Hochberg) multiplies the i-th
/// smallest p-value by m / i, and takes the least such product from there on. `by` (Benjamini and Yekutieli) also
/// multiplies by 1 + 1/2 + ... + 1/m, and holds for p-values that depend on each other in any way. `storey` multiplies
/// `bh` by an estimate of the share of usual rows, 2 (1 + the number of p-values above a half) / m, at most 1. The
/// expected share of usual rows among the anomalies is then at most `fdr`: with `bh` also where p-values share one
/// calibration, as here; with `storey` where they do not depend on each other, so with a calibration that is large
/// against the batch. The smallest p-value is 1 / (1 + n) for n calibration scores: with fewer than about m / `fdr` of
/// them single anomalies in a batch cannot be told.
///
/// Input: `data`, scores of any detector; `calibration`, scores that the same model gives usual rows which it was not
/// fitted to. Missing scores are left out of both.
/// Output: a row a row of `data`: `score`, `p_value`, `q_value` and `anomaly`; of a missing score the values are
/// missing, and it is no anomaly.
/// Errors: `kp.not_enough_data` without any calibration score.
/// Cost: O(n log n).
/// Source: Bates, Candès, Lei, Romano and Sesia, Testing for outliers with conformal p-values, Annals of Statistics 51,
/// 2023; Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995; Storey, ibid. 64, 2002. `q_value`
/// is that of scipy 1.17.1 `stats.false_discovery_control`, anomalies are those of statsmodels 0.15 `multipletests`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ConformalPValues {
    /// The expected share of usual rows among the anomalies of a batch, at most. Default 0.1.
    #[schemars(range(min = 1e-6, max = 0.999_999))]
    pub fdr: f64,
    /// How the share is controlled.
    pub method: FdrMethod,
    /// The column of `data` that tells batches apart, each of which is controlled by itself; all rows are one when
    /// absent.
    pub batch_col: Option<String>,
    /// The column of scores, in both tables.
    pub score_col: String,
}

/// How the share of false discoveries is controlled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FdrMethod {
    /// Benjamini and Hochberg.
    #[default]
    Bh,
    /// Benjamini and Yekutieli, for any dependence.
    By,
    /// Benjamini and Hochberg with Storey's estimate of the share of usual rows.
    Storey,
}

impl Default for ConformalPValues {
    fn default() -> Self {
        Self { fdr: 0.1, method: FdrMethod::Bh, batch_col: None, score_col: "score".into() }
    }
}

setters! {
    /// Setters.
    ConformalPValues {
        /// Sets the expected share of usual rows among the anomalies.
        fdr: f64,
        /// Sets how the share is controlled.
        method: FdrMethod,
        /// Sets the column that tells batches apart.
        batch_col: Option<String>,
        /// Sets the column of scores.
        score_col: String,
    }
}

impl Component for ConformalPValues {
    const ID: &'static str = "anomaly.conformal_p_values";
    const NAME: &'static str = "ConformalPValues";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{anomaly::ConformalPValues, component::{Context, Function}, data::Frame};
/// let usual = Frame::new().with("score", (0..99).map(f64::from).collect::<Vec<f64>>())?;
/// let batch = Frame::new().with("score", vec![50.0, 200.0, 97.5])?;
/// let found = ConformalPValues::default().call(&[Some(&batch), Some(&usual)], &Context::default())?.frame()?;
/// assert_eq!(found.f64("p_value")?, [0.5, 0.01, 0.02]);
/// assert_eq!(found.bools("anomaly")?, [false, true, true]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for ConformalPValues {
    const INPUTS: &'static [Input] = &[
        Input { name: "data", doc: "The scores to judge.", needed: true },
        Input { name: "calibration", doc: "Scores of usual rows.", needed: true },
    ];
    const OUTPUT: Output = Output::Frame;
    const KEEPS_ROWS: bool = true;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let frame = inputs.need("data")?;
        let scores = frame.numbers(&self.score_col)?;
        let mut usual = inputs.need("calibration")?.numbers(&self.score_col)?;
        usual.retain(|score| !score.is_nan());
        if usual.is_empty() {
            return Err(err!(NotEnoughData, "the calibration has no score; at least one is needed"));
        }
        usual.sort_by(f64::total_cmp);
        let p_values: Vec<f64> = scores.iter().map(|&score| p_value(score, &usual)).collect();
        let mut q_values = vec![f64::NAN; scores.len()];
        for rows in self.batches(frame)?.values() {
            let known: Vec<usize> = rows.iter().copied().filter(|&row| !p_values[row].is_nan()).collect();
            self.control(&known, &p_values, &mut q_values);
        }
        let anomaly: Vec<bool> = q_values.iter().map(|&q_value| q_value <= self.fdr).collect();
        let answer = Frame::new().with("score", scores)?.with("p_value", p_values)?;
        Ok(answer.with("q_value", q_values)?.with("anomaly", anomaly)?.into())
    }
}

impl ConformalPValues {
    /// The rows of each batch.
    fn batches(&self, frame: &Frame) -> Result<BTreeMap<String, Vec<usize>>> {
        let Some(name) = &self.batch_col else {
            return Ok([(String::new(), (0..frame.rows()).collect())].into());
        };
        let mut batches = BTreeMap::<String, Vec<usize>>::new();
        for (row, batch) in texts_of(frame.column(name)?, name)?.into_iter().enumerate() {
            batches.entry(batch).or_default().push(row);
        }
        Ok(batches)
    }

    /// The least rate at which each row of a batch would be an anomaly.
    fn control(&self, rows: &[usize], p_values: &[f64], q_values: &mut [f64]) {
        let m = rows.len() as f64;
        let factor = match self.method {
            FdrMethod::Bh => 1.0,
            FdrMethod::By => (1..=rows.len()).map(|at| 1.0 / at as f64).sum(),
            FdrMethod::Storey => {
                let high = rows.iter().filter(|&&row| p_values[row] > 0.5).count();
                (2.0 * (1.0 + high as f64) / m).min(1.0)
            }
        };
        let mut order = rows.to_vec();
        order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]).then(a.cmp(&b)));
        let mut least = 1.0_f64;
        for (at, &row) in order.iter().enumerate().rev() {
            least = least.min(p_values[row] * (m / (at + 1) as f64) * factor);
            q_values[row] = least;
        }
    }
}

/// The share of the sorted scores that are as high, the score among them.
fn p_value(score: f64, usual: &[f64]) -> f64 {
    if score.is_nan() {
        return f64::NAN;
    }
    let lower = usual.partition_point(|&other| other < score);
    (1 + usual.len() - lower) as f64 / (1 + usual.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Strings;

    fn run(test: &ConformalPValues, scores: Vec<f64>, usual: Vec<f64>) -> Result<Frame> {
        let [data, calibration] = [scores, usual].map(|scores| Frame::new().with("score", scores).unwrap());
        test.call(&[Some(&data), Some(&calibration)], &Context::default())?.frame()
    }

    fn usual() -> Vec<f64> {
        (0..60).map(|at| f64::from(at * 7_919 % 101) / 10.0).collect()
    }

    fn batch() -> Vec<f64> {
        (0..20).map(|at| f64::from((at * 37 + 5) % 103) / 8.0).collect()
    }

    #[test]
    fn values_are_scipys() {
        // numpy 2.4.6: (1 + (usual >= score).sum()) / 61; scipy 1.17.1: stats.false_discovery_control(p, method=..);
        // statsmodels 0.15.0: multipletests(p, alpha, "fdr_bh").
        let found = run(&ConformalPValues::default(), batch(), usual()).unwrap();
        let (p, q) = (found.f64("p_value").unwrap(), found.f64("q_value").unwrap());
        let expected = [
            (0.9180327868852459, 0.9663503019844694),
            (0.47540983606557374, 0.7923497267759563),
            (0.03278688524590164, 0.13114754098360656),
            (0.819672131147541, 0.9643201542912248),
            (0.39344262295081966, 0.7749627421758568),
            (0.01639344262295082, 0.0819672131147541),
        ];
        for (at, expected) in expected.into_iter().enumerate() {
            assert!(
                (p[at] - expected.0).abs() < 1e-15 && (q[at] - expected.1).abs() < 1e-14,
                "{at}: {} {}",
                p[at],
                q[at]
            );
        }
        assert_eq!((p[11], q[11]), (1.0, 1.0));
        for (fdr, method, count) in [
            (0.05, FdrMethod::Bh, 0),
            (0.1, FdrMethod::Bh, 4),
            (0.2, FdrMethod::Bh, 5),
            (0.2, FdrMethod::By, 0),
            (0.3, FdrMethod::By, 4),
        ] {
            let found = run(&ConformalPValues::default().fdr(fdr).method(method), batch(), usual()).unwrap();
            let anomalies = found.bools("anomaly").unwrap().iter().filter(|anomaly| **anomaly).count();
            assert_eq!(anomalies, count, "{fdr} {method:?}");
        }
        let found = run(&ConformalPValues::default().method(FdrMethod::By), batch(), usual()).unwrap();
        assert!((found.f64("q_value").unwrap()[2] - 0.47183470913359765).abs() < 1e-14);
        // Eight p-values above a half of 20: a share of 0.9.
        let found = run(&ConformalPValues::default().method(FdrMethod::Storey), batch(), usual()).unwrap();
        assert!((found.f64("q_value").unwrap()[2] - 0.9 * 0.13114754098360656).abs() < 1e-14);
    }

    #[test]
    fn batches_are_judged_by_themselves_and_missing_scores_by_none() {
        let scores = [batch(), vec![f64::NAN, 50.0, 60.0, 10.0, 9.9, 12.0]].concat();
        let names: Strings = (0..26).map(|at| if at < 20 { "first" } else { "second" }).collect();
        let data = Frame::new().with("score", scores).and_then(|frame| frame.with("day", names)).unwrap();
        let calibration = Frame::new().with("score", [usual(), vec![f64::NAN]].concat()).unwrap();
        let test = ConformalPValues::default().batch_col(Some("day".to_owned()));
        let found = test.call(&[Some(&data), Some(&calibration)], &Context::default()).unwrap().frame().unwrap();
        let alone = run(&ConformalPValues::default(), batch(), usual()).unwrap();
        assert_eq!(found.f64("q_value").unwrap()[..20], *alone.f64("q_value").unwrap());
        assert!(found.f64("p_value").unwrap()[20].is_nan() && found.f64("q_value").unwrap()[20].is_nan());
        assert_eq!(found.bools("anomaly").unwrap()[20..], [false, true, true, true, true, true]);
        let error = run(&ConformalPValues::default(), batch(), vec![f64::NAN]).unwrap_err();
        assert_eq!(error.code(), "kp.not_enough_data");
        assert_eq!(run(&ConformalPValues::default(), vec![], usual()).unwrap().rows(), 0);
    }

    #[test]
    fn few_anomalies_are_false() {
        // 200 batches of 180 usual rows and 20 that score 4 more, calibrated by 2000: the mean share of usual rows
        // among the anomalies is at most fdr × 0.9, and most of the 20 are found.
        let (mut false_share, mut found) = (0.0, 0);
        for batch in 0..200 {
            let mut rng = crate::math::rng::Rng::new(batch, 0);
            let usual: Vec<f64> = (0..2_000).map(|_| rng.normal()).collect();
            let scores: Vec<f64> = (0..200).map(|row| rng.normal() + if row < 20 { 4.0 } else { 0.0 }).collect();
            let judged = run(&ConformalPValues::default().fdr(0.2), scores, usual).unwrap();
            let anomalies = judged.bools("anomaly").unwrap();
            let count = |rows: &[bool]| rows.iter().filter(|anomaly| **anomaly).count();
            false_share += count(&anomalies[20..]) as f64 / count(anomalies).max(1) as f64 / 200.0;
            found += count(&anomalies[..20]);
        }
        assert!((0.1..0.21).contains(&false_share) && found > 3_400, "{false_share} {found}");
    }
}
