//! Alerts: from scores to few messages.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Long, PanelSpec, time_column};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Makes alerts of scores: one for each stretch of high scores instead of one for each row.
///
/// An alert is raised at the `min_duration`-th row in a row with a score above `threshold`. It stays until a score is
/// at or below `clear`, which may be lower than the threshold so that a score that swings about it does not ring again
/// and again (hysteresis). For `cool_down` rows after that no other begins. A missing score changes nothing.
///
/// Input: id, time and the score, in any order of rows; such as the answer of a detector's `predict`.
/// Output: a row an alert, series by series in order of time: id, the times `start` of its first row, `raised` and
/// `end` of its last row, how many `rows` it has, and its highest score `peak`. An alert that is not over has the last
/// row as its end, and `open` is true.
/// Errors: `kp.invalid_params` where `clear` is above `threshold`; those of reading the table.
/// Cost: O(n log n).
/// Source: hysteresis as in Schmitt, A thermionic trigger, Journal of Scientific Instruments 15, 1938.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Alerts {
    /// The score above which an alert begins.
    pub threshold: f64,
    /// The score at or below which it ends; the threshold when absent.
    pub clear: Option<f64>,
    /// How many rows in a row have to be above the threshold.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub min_duration: usize,
    /// For how many rows after an alert no other begins.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub cool_down: usize,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of scores.
    pub score_col: String,
}

impl Default for Alerts {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, .. } = PanelSpec::default();
        let score_col = "score".into();
        Self { threshold: 3.0, clear: None, min_duration: 1, cool_down: 0, id_col, time_col, score_col }
    }
}

setters! {
    /// Setters.
    Alerts {
        /// Sets the score above which an alert begins.
        threshold: f64,
        /// Sets the score at or below which it ends.
        clear: f64,
        /// Sets how many rows in a row have to be above the threshold.
        min_duration: usize,
        /// Sets for how many rows after an alert no other begins.
        cool_down: usize,
    }
}

impl Component for Alerts {
    const ID: &'static str = "anomaly.alerts";
    const NAME: &'static str = "Alerts";
    const VERSION: u32 = 1;
}

/// One alert, in steps of its series.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Alert {
    start: usize,
    raised: usize,
    end: usize,
    peak: f64,
    open: bool,
}

/// ```
/// use kingpost::{anomaly::Alerts, component::{Context, Function}, data::{Column, Frame}};
/// let table = Frame::new().with("score", vec![1.0, 4.0, 2.5, 3.5, 0.5, 1.0])?;
/// let alerts = Alerts::default().clear(2.0).call(&[Some(&table)], &Context::default())?.frame()?;
/// assert_eq!(alerts.column("start")?, &Column::I64(vec![1]));
/// assert_eq!((alerts.column("end")?, alerts.f64("peak")?), (&Column::I64(vec![3]), &[4.0][..]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Alerts {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and score.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, _ctx: &Context) -> Result<Answer> {
        let clear = self.clear.unwrap_or(self.threshold);
        if clear > self.threshold {
            let message = format!("clear is {clear}; must be at most the threshold, {}", self.threshold);
            return Err(err!(InvalidParams, "{message}").with("param", "clear"));
        }
        let frame = inputs.need("data")?;
        let scores = frame.numbers(&self.score_col)?;
        let long = Long::read(frame, &self.id_col, &self.time_col)?;
        let (mut ids, mut times) = (Vec::new(), [Vec::new(), Vec::new(), Vec::new()]);
        let (mut rows, mut peaks, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (own, id) in long.rows.iter().zip(&long.ids) {
            let series: Vec<f64> = own.iter().map(|&row| scores[row]).collect();
            for alert in self.alerts(&series, clear) {
                ids.push(id.clone());
                for (times, step) in times.iter_mut().zip([alert.start, alert.raised, alert.end]) {
                    times.push(long.ticks[own[step]]);
                }
                rows.push((alert.end + 1 - alert.start) as i64);
                peaks.push(alert.peak);
                open.push(alert.open);
            }
        }
        let [start, raised, end] = times;
        // The id and time columns as they are made elsewhere; the time is that of the start.
        let index = long.index(ids, start)?;
        let mut answer = Frame::new();
        for (name, column) in index.into_columns() {
            let name = if name == self.time_col { "start".to_owned() } else { name };
            answer.push(name, column)?;
        }
        for (name, ticks) in [("raised", raised), ("end", end)] {
            answer.push(name.to_owned(), time_column(ticks, long.unit, long.zone()))?;
        }
        Ok(answer.with("rows", rows)?.with("peak", peaks)?.with("open", open)?.into())
    }
}

impl Alerts {
    fn alerts(&self, scores: &[f64], clear: f64) -> Vec<Alert> {
        let mut found: Vec<Alert> = Vec::new();
        // The first row of the rows in a row above the threshold, and from which row on an alert may begin.
        let (mut above, mut quiet_until) = (None, 0);
        for (at, &score) in scores.iter().enumerate() {
            if score.is_nan() {
                continue;
            }
            if let Some(alert) = found.last_mut().filter(|alert| alert.open) {
                if score > clear {
                    (alert.end, alert.peak) = (at, alert.peak.max(score));
                } else {
                    alert.open = false;
                    (above, quiet_until) = (None, at + self.cool_down + 1);
                }
                continue;
            }
            if score <= self.threshold || at < quiet_until {
                above = None;
                continue;
            }
            let (start, rows, peak) = above
                .map_or((at, 1, score), |(start, rows, peak): (usize, usize, f64)| (start, rows + 1, peak.max(score)));
            above = Some((start, rows, peak));
            if rows >= self.min_duration {
                found.push(Alert { start, raised: at, end: at, peak, open: true });
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(alerts: &Alerts, scores: &[f64]) -> Vec<(usize, usize, usize, bool)> {
        let found = alerts.alerts(scores, alerts.clear.unwrap_or(alerts.threshold));
        found.iter().map(|alert| (alert.start, alert.raised, alert.end, alert.open)).collect()
    }

    #[test]
    fn alerts_begin_stay_and_end() {
        let scores = [0.0, 4.0, 2.0, 4.0, 5.0, 1.0, 4.0, 4.0, f64::NAN, 4.0];
        let plain = Alerts::default();
        assert_eq!(spans(&plain, &scores), [(1, 1, 1, false), (3, 3, 4, false), (6, 6, 9, true)]);
        assert_eq!(spans(&plain.clone().clear(1.5), &scores), [(1, 1, 4, false), (6, 6, 9, true)]);
        assert_eq!(spans(&plain.clone().min_duration(2_usize), &scores), [(3, 4, 4, false), (6, 7, 9, true)]);
        assert_eq!(spans(&plain.clone().cool_down(3_usize), &scores), [(1, 1, 1, false), (6, 6, 9, true)]);
        assert_eq!(spans(&plain.min_duration(4_usize), &scores), []);
    }

    #[test]
    fn each_series_has_its_own() {
        let table = Frame::new()
            .with("unique_id", ["b", "a", "b", "a"].into_iter().collect::<crate::data::Strings>())
            .and_then(|frame| frame.with("ds", vec![2_i64, 1, 1, 2])?.with("score", vec![9.0, 4.0, 1.0, 5.0]))
            .unwrap();
        let found = Alerts::default().call(&[Some(&table)], &Context::default()).unwrap().frame().unwrap();
        assert_eq!(found.f64("peak").unwrap(), [9.0, 5.0]);
        assert_eq!(found.column("start").unwrap(), &crate::data::Column::I64(vec![2, 1]));
        let clear = Alerts::default().clear(4.0).call(&[Some(&table)], &Context::default());
        assert_eq!(clear.unwrap_err().code(), "kp.invalid_params");
    }
}
