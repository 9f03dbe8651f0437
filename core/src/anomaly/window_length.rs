//! How long the windows of a series should be.

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec};
use crate::error::Result;
use crate::math::fft;
use libm::log;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds the length of window that detectors over a series should use: about as long as what repeats in it.
///
/// `autocorrelation`: the lag of the highest peak of the autocorrelation. `dominant_frequency`: n / k for the k cycles
/// that have the most power. `multi_window`: for each length, the logarithm of the absolute deviations of the moving
/// mean from its own mean, which is least where the window holds whole periods; the mean of the first three such
/// lengths, the second one halved and the third one divided by three.
///
/// Input: id, time and value; missing values are filled by straight lines.
/// Output: a row a series: id, `window_length`; missing (-1) where nothing repeats within the range of lengths.
/// Errors: those of reading the table.
/// Cost: O(n log n); `multi_window` O(n × lengths).
/// Source: Ermshaus, Schäfer and Leser, Window size selection in unsupervised time series analytics, AALTD 2022;
/// lengths agree with their package `window-size-selection`, where the second paper of the multi-window finder is Imani
/// and Keogh, 2021.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct WindowLength {
    /// How the length is found.
    pub method: WindowMethod,
    /// The shortest length.
    #[schemars(range(min = 2, max = 100_000))]
    pub min_length: usize,
    /// The length from which on none is taken; at most half of the series is.
    #[schemars(range(min = 3, max = 100_000))]
    pub max_length: usize,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// How a length of window is found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WindowMethod {
    /// The highest peak of the autocorrelation.
    #[default]
    Autocorrelation,
    /// The cycles that have the most power.
    DominantFrequency,
    /// Where the moving mean moves least.
    MultiWindow,
}

impl Default for WindowLength {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        let method = WindowMethod::Autocorrelation;
        Self { method, min_length: 10, max_length: 1_000, freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    WindowLength {
        /// Sets how the length is found.
        method: WindowMethod,
        /// Sets the shortest length.
        min_length: usize,
        /// Sets the length from which on none is taken.
        max_length: usize,
    }
}

impl Component for WindowLength {
    const ID: &'static str = "anomaly.window_length";
    const NAME: &'static str = "WindowLength";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{anomaly::WindowLength, component::{Context, Function}, data::{Column, Frame}};
/// let table = Frame::new().with("y", (0..300).map(|t| f64::from(t % 24)).collect::<Vec<_>>())?;
/// let lengths = WindowLength::default().call(&[Some(&table)], &Context::default())?.frame()?;
/// assert_eq!(lengths.column("window_length")?, &Column::I64(vec![24]));
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for WindowLength {
    const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let panel = Panel::of_columns(inputs.need("data")?, columns, self.freq.as_deref(), Missing::Interpolate)?;
        let range = Lengths { min: self.min_length, max: self.max_length };
        let found = ctx.map(panel.len(), |series| {
            let length = length(panel.y(series), self.method, range);
            Ok(length.map_or(-1, |length| length as i64))
        })?;
        Ok(Frame::new().with(&self.id_col, panel.ids().clone())?.with("window_length", found)?.into())
    }
}

/// The lengths that are looked at: from `min` to below `max`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lengths {
    pub(super) min: usize,
    pub(super) max: usize,
}

impl Default for Lengths {
    fn default() -> Self {
        Self { min: 10, max: 1_000 }
    }
}

/// The length that a detector takes when none is given: where nothing repeats, 100 or a tenth of the series; at least
/// 4.
pub(super) fn own_length(y: &[f64], method: WindowMethod) -> usize {
    let range = Lengths { max: Lengths::default().max.min(y.len() / 3 + 1), ..Lengths::default() };
    let found = length(y, method, range);
    found.unwrap_or((y.len() / 10).min(100)).clamp(4, (y.len() / 2).max(4))
}

/// The length of a complete series.
pub(super) fn length(y: &[f64], method: WindowMethod, range: Lengths) -> Option<usize> {
    let most = y.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let flat = y.windows(2).all(|pair| pair[0] == pair[1]);
    if y.len() < 4 || flat || !most.is_finite() {
        return None;
    }
    let mean = y.iter().map(|value| value / most).sum::<f64>() / y.len() as f64;
    let around: Vec<f64> = y.iter().map(|value| value / most - mean).collect();
    match method {
        WindowMethod::Autocorrelation => autocorrelation(&around, range),
        WindowMethod::DominantFrequency => dominant_frequency(&around, range),
        WindowMethod::MultiWindow => multi_window(&around, range),
    }
}

/// The first of what is highest.
fn highest(candidates: impl Iterator<Item = (usize, f64)>) -> Option<usize> {
    let better = |best: Option<(usize, f64)>, one: (usize, f64)| match best {
        Some(best) if best.1 >= one.1 => Some(best),
        _ => Some(one),
    };
    candidates.fold(None, better).map(|(length, _)| length)
}

fn autocorrelation(y: &[f64], range: Lengths) -> Option<usize> {
    let products = fft::products(y, y.len() / 2);
    let lags = range.min.max(1)..range.max.min(products.len() - 1);
    highest(lags.filter(|&lag| is_peak(&products, lag)).map(|lag| (lag, products[lag])))
}

/// Whether a place is higher than the next lower ones on both sides; a level top counts at its middle.
fn is_peak(values: &[f64], at: usize) -> bool {
    if values[at] > values[at - 1] && values[at] > values[at + 1] {
        return true;
    }
    let same = |other: &&f64| **other == values[at];
    let before = values[..at].iter().rev().take_while(same).count();
    let after = values[at + 1..].iter().take_while(same).count();
    let lower = |other: Option<&f64>| other.is_some_and(|other| *other < values[at]);
    let sides = lower(values[..at - before].last()) && lower(values.get(at + after + 1));
    sides && before + after > 0 && before == (before + after) / 2
}

fn dominant_frequency(y: &[f64], range: Lengths) -> Option<usize> {
    let n = y.len();
    let power = fft::power(y);
    let cycles = (1..=(n - 1) / 2).filter(|&k| (range.min..range.max).contains(&(n / k)));
    highest(cycles.map(|k| (n / k, power[k])))
}

fn multi_window(y: &[f64], range: Lengths) -> Option<usize> {
    let max = range.max.min(y.len() / 2);
    if max < range.min + 3 {
        return None;
    }
    let mut sums = vec![0.0];
    y.iter().fold(0.0, |sum, value| {
        sums.push(sum + value);
        sum + value
    });
    // All lengths are judged by as many windows as the longest has.
    let count = y.len() + 2 - max;
    let moves: Vec<f64> = (range.min..max)
        .map(|length| {
            let mean = |at: usize| (sums[at + length] - sums[at]) / length as f64;
            let centre = (0..count).map(mean).sum::<f64>() / count as f64;
            log((0..count).map(|at| (mean(at) - centre).abs()).sum::<f64>())
        })
        .collect();
    let sign = |value: f64| if value > 0.0 { 1 } else { -i32::from(value < 0.0) };
    let lows: Vec<usize> = (1..moves.len() - 1)
        .filter(|&at| sign(moves[at + 1] - moves[at]) > sign(moves[at] - moves[at - 1]))
        .map(|at| at + range.min)
        .collect();
    match lows.as_slice() {
        [] => None,
        [first, second, third, ..] => {
            Some(((*first as f64 + *second as f64 / 2.0 + *third as f64 / 3.0) / 3.0) as usize)
        }
        [first, ..] => Some(*first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_package() {
        // window-size-selection (commit cbb43b1), n = 1000: sin(2 pi t / 57) + 0.3 sin(2 pi t / 19) + 0.05 ((7919 t)
        // mod 101) / 101
        let y: Vec<f64> = (0..1_000)
            .map(|t| {
                let wave = |period: f64| libm::sin(2.0 * std::f64::consts::PI * f64::from(t) / period);
                wave(57.0) + 0.3 * wave(19.0) + 0.05 * f64::from(t * 7_919 % 101) / 101.0
            })
            .collect();
        let of = |method| length(&y, method, Lengths { min: 10, max: 400 });
        assert_eq!(of(WindowMethod::Autocorrelation), Some(57));
        assert_eq!(of(WindowMethod::DominantFrequency), Some(55));
        assert_eq!(of(WindowMethod::MultiWindow), Some(57));
    }

    #[test]
    fn what_does_not_repeat_has_no_length() {
        for y in [vec![], vec![1.0; 50], vec![1.0, 2.0], (0..50).map(f64::from).collect::<Vec<f64>>()] {
            assert_eq!(length(&y, WindowMethod::Autocorrelation, Lengths::default()), None);
            assert!(own_length(&y, WindowMethod::default()) >= 4);
        }
    }

    #[test]
    fn a_level_top_counts_once() {
        let values = [0.0, 2.0, 2.0, 1.0, 3.0, 1.0];
        let peaks: Vec<usize> = (1..5).filter(|&at| is_peak(&values, at)).collect();
        assert_eq!(peaks, [1, 4]);
    }
}
