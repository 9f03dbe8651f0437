//! The matrix profile of several channels at once.

use super::join::window_of;
use super::profile::{GROUPS, MANY};
use super::sweep::{Best, TILE};
use super::{Windows, exclusion};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec, Series, time_column};
use crate::error::{Result, err};
use crate::math::wide::wide;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Computes the multi-dimensional matrix profile: for each window of a series of several channels and each number k of
/// channels, the window that is most alike in its k most alike channels.
///
/// A pair of windows has one distance a channel, that of `matrix_profile_join`. The k-dimensional distance of the pair
/// is the mean of its k smallest ones, so that channels that have nothing to do with what repeats do not hide it; with
/// `discords` it is the mean of its k largest ones, so that a window is far from all others when k channels at once
/// are. The profile holds the least k-dimensional distance of each window to another one of the series that is more
/// than `exclusion` steps away.
///
/// Input: id, time and value, and further columns of numbers as the other channels. Values may be missing: windows with
/// a missing value are infinitely far from all others in that channel.
/// Output: a row a window and a number of channels: id, the time of the window's first observation, its `position`
/// (from 0), `k` from 1 to the number of channels, the `distance` to the most alike window and the position `index` of
/// that one; where there is none the distance is missing and the position is -1.
/// Errors: `kp.not_enough_data` for a series shorter than the window, `kp.invalid_data` for a column of other than
/// numbers.
/// Cost: O(n² d log² d) time for d channels, O(n d) memory.
/// Source: Yeh, Kavantzas and Keogh, Matrix Profile VI: meaningful multidimensional motif discovery, ICDM 2017
/// (mSTAMP). Distances agree with stumpy 1.14.1 `mstump` to 1e-8; what may differ is the position where two are equally
/// alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MultidimensionalProfile {
    /// How many observations a window has; from the autocorrelation of the first series' first channel when absent.
    #[schemars(range(min = 3, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// How many steps apart windows must be more than; a quarter of the window, rounded up, when absent.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub exclusion: Option<usize>,
    /// Take the k largest distances of a pair instead of the k smallest.
    pub discords: bool,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of the first channel.
    pub target_col: String,
}

impl Default for MultidimensionalProfile {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { window_size: None, exclusion: None, discords: false, freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    MultidimensionalProfile {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets how many steps apart windows must be more than.
        exclusion: usize,
        /// Sets whether the k largest distances of a pair are taken.
        discords: bool,
    }
}

impl Component for MultidimensionalProfile {
    const ID: &'static str = "anomaly.multidimensional_profile";
    const NAME: &'static str = "MultidimensionalProfile";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{anomaly::MultidimensionalProfile, component::{Context, Function}, data::Frame};
/// let y = vec![0.0, 1.0, 3.0, 2.0, 9.0, 1.0, 1.0, 2.0, 4.0, 3.0, 7.0, 5.0];
/// let z: Vec<f64> = y.iter().rev().map(|value| value * value).collect();
/// let table = Frame::new().with("y", y)?.with("z", z)?;
/// let profile = MultidimensionalProfile::default().window_size(4).call(&[Some(&table)], &Context::default())?.frame()?;
/// assert_eq!(profile.numbers("k")?[..4], [1.0, 2.0, 1.0, 2.0]);
/// assert!((profile.f64("distance")?[7] - 1.697_153_843_1).abs() < 1e-9, "{:?}", profile.f64("distance")?);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for MultidimensionalProfile {
    const INPUTS: &'static [Input] =
        &[Input { name: "data", doc: "Id, time and value, and a column for each further channel.", needed: true }];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let [id_col, time_col, target_col] = [&self.id_col, &self.time_col, &self.target_col].map(String::clone);
        let spec = PanelSpec { id_col, time_col, target_col, freq: self.freq.clone(), missing: Missing::Keep };
        let panel = Panel::from_frame(inputs.need("data")?, spec)?;
        let m = window_of(&panel, self.window_size);
        let zone = self.exclusion.unwrap_or(exclusion(m));
        let found = ctx.map(panel.len(), |series| {
            let id = panel.id(series);
            panel.with_series(series, |series| {
                if series.y.len() < m {
                    return Err(err!(
                        NotEnoughData,
                        "series '{id}' has {} observations; a window has {m}",
                        series.y.len()
                    )
                    .with("series", id)
                    .with("needed", m));
                }
                profiles(series, m, zone, self.discords, ctx)
            })
        })?;
        let (mut series_of, mut ticks, mut positions, mut counts) = (vec![], vec![], vec![], vec![]);
        let (mut distances, mut indices) = (vec![], vec![]);
        for (series, profiles) in found.iter().enumerate() {
            for at in 0..profiles.first().map_or(0, |best| best.index.len()) {
                for (k, best) in profiles.iter().enumerate() {
                    let known = best.index[at] != u32::MAX;
                    series_of.push(series);
                    ticks.push(panel.time(series, at)?);
                    positions.push(at as i64);
                    counts.push(k as i64 + 1);
                    distances.push(if known { -best.correlation[at] } else { f64::NAN });
                    indices.push(if known { i64::from(best.index[at]) } else { -1 });
                }
            }
        }
        let frame = Frame::new().with(&self.id_col, panel.ids().take(&series_of))?;
        let frame = frame.with(&self.time_col, time_column(ticks, panel.unit, &panel.zone))?;
        let frame = frame.with("position", positions)?.with("k", counts)?;
        Ok(frame.with("distance", distances)?.with("index", indices)?.into())
    }
}

/// How many diagonals go side by side.
const LANES: usize = 8;

/// The channels of a series, and how they are put in order.
struct Channels {
    windows: Vec<Windows>,
    /// 1/2 for a constant window: two of them are the same, and one and another are as far apart as with a correlation
    /// of 1/2.
    flat: Vec<Vec<f64>>,
    /// The pairs of places that are compared one after the other to sort as many numbers as there are channels.
    network: Vec<(usize, usize)>,
    /// Largest first.
    descending: bool,
}

/// The profile for each number of channels; what is kept as a correlation is the distance below 0.
fn profiles(series: Series<'_>, m: usize, zone: usize, descending: bool, ctx: &Context) -> Result<Vec<Best>> {
    let channels = std::iter::once(series.y).chain(series.regressors.iter().map(|(_, values)| *values));
    let windows: Vec<Windows> = channels.map(|y| Windows::new(y, m)).collect();
    let half =
        |windows: &Windows| windows.inverse.iter().map(|&inverse| if inverse == 0.0 { 0.5 } else { 0.0 }).collect();
    let flat = windows.iter().map(half).collect();
    let (network, count, n) = (network(windows.len()), windows.len(), windows[0].len());
    let channels = Channels { windows, flat, network, descending };
    let first = zone.saturating_add(1).min(n);
    let (offsets, new) = (n - first, || vec![Best::new(n); count]);
    let (blocks, groups) = (offsets.div_ceil(LANES), if offsets < MANY { 1 } else { GROUPS });
    let found = ctx.each(groups, |group| {
        let mut best = new();
        for block in (group..blocks).step_by(groups) {
            if (block / groups).is_multiple_of(16) {
                ctx.check()?;
            }
            let from = first + block * LANES;
            wide(
                #[inline(always)]
                || channels.sweep(from, &mut best),
            );
        }
        Ok(best)
    })?;
    let mut all = new();
    found.iter().for_each(|found| all.iter_mut().zip(found).for_each(|(all, found)| all.merge(found)));
    Ok(all)
}

impl Windows {
    /// Moves products on with some of them computed anew, if one of their windows is such that the length fell; whether
    /// there was one.
    fn restart<const L: usize>(&self, at: usize, there: usize, products: &mut [f64; L]) -> bool {
        let next = self.falls.partition_point(|&fall| fall < there);
        let (own, other) = (self.fell(at), self.falls.get(next).is_some_and(|&fall| fall < there + L));
        if own || other {
            for (lane, product) in products.iter_mut().enumerate() {
                let other = there + lane;
                *product = if own || self.fell(other) {
                    self.product(at, self, other)
                } else {
                    *product + (self.df[at] * self.dg[other] + self.df[other] * self.dg[at])
                };
            }
        }
        own || other
    }
}

impl Channels {
    /// The pairs (i, i + d) of windows for `LANES` offsets d, or those that there are.
    #[inline(always)]
    fn sweep(&self, first: usize, best: &mut [Best]) {
        let n = self.windows[0].len();
        let all = (n + 1).saturating_sub(first + LANES);
        self.block::<LANES>(first, 0..all, best);
        for d in first..n.min(first + LANES) {
            self.block::<1>(d, all..n - d, best);
        }
    }

    /// `L` diagonals side by side.
    #[inline(always)]
    fn block<const L: usize>(&self, first: usize, rows: Range<usize>, best: &mut [Best]) {
        let mut products = vec![[0.0; L]; self.windows.len()];
        let mut distances = products.clone();
        for at in rows.clone() {
            let there = at + first;
            let anew = (at - rows.start).is_multiple_of(TILE);
            for (channel, windows) in self.windows.iter().enumerate() {
                let products = &mut products[channel];
                if anew {
                    for (lane, product) in products.iter_mut().enumerate() {
                        *product = windows.product(at, windows, there + lane);
                    }
                }
                let anew = anew || (!windows.falls.is_empty() && windows.restart(at, there, products));
                self.distances(channel, at, there, anew, products, &mut distances[channel]);
            }
            for &(a, b) in &self.network {
                let (x, y) = (distances[a], distances[b]);
                let (mut low, mut high) = (x, y);
                for lane in 0..L {
                    (low[lane], high[lane]) = if y[lane] < x[lane] { (y[lane], x[lane]) } else { (x[lane], y[lane]) };
                }
                (distances[a], distances[b]) = if self.descending { (high, low) } else { (low, high) };
            }
            let mut sum = [0.0; L];
            for (k, (best, distances)) in best.iter_mut().zip(&distances).enumerate() {
                let mut found = [0.0; L];
                let mut better = false;
                let (own, count) = (best.correlation[at], -(k as f64 + 1.0));
                let Some(known) = best.correlation[there..].first_chunk::<L>() else { return };
                for lane in 0..L {
                    sum[lane] += distances[lane];
                    found[lane] = sum[lane] / count;
                    better |= (found[lane] > own) | (found[lane] > known[lane]);
                }
                // Rare: most pairs are worse than the best that both windows have.
                if better {
                    for (lane, &found) in found.iter().enumerate() {
                        best.offer(at, found, there + lane);
                        best.offer(there + lane, found, at);
                    }
                }
            }
        }
    }

    /// The distances of a window to others side by side in one channel, after their products moved on.
    #[inline(always)]
    fn distances<const L: usize>(
        &self,
        channel: usize,
        at: usize,
        there: usize,
        anew: bool,
        products: &mut [f64; L],
        distances: &mut [f64; L],
    ) {
        let (windows, flat) = (&self.windows[channel], &self.flat[channel]);
        let (Some(df), Some(dg)) = (windows.df[there..].first_chunk::<L>(), windows.dg[there..].first_chunk::<L>())
        else {
            return;
        };
        let inverse = windows.inverse[there..].first_chunk::<L>();
        let (Some(inverse), Some(halves)) = (inverse, flat[there..].first_chunk::<L>()) else { return };
        let moved = if anew { [0.0; 2] } else { [windows.df[at], windows.dg[at]] };
        let (own, half, double) = (windows.inverse[at], flat[at], 2.0 * windows.m as f64);
        for lane in 0..L {
            products[lane] += moved[0] * dg[lane] + df[lane] * moved[1];
            let square = double * (1.0 - (products[lane] * own * inverse[lane] + (half + halves[lane])));
            let square = if square < 0.0 { 0.0 } else { square };
            // NaN where a value is missing.
            distances[lane] = if square.is_nan() { f64::INFINITY } else { square.sqrt() };
        }
    }
}

/// Batcher's network that sorts n numbers by comparing pairs (Knuth, The Art of Computer Programming 3, algorithm
/// 5.2.2M).
fn network(n: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let most = n.next_power_of_two() / 2;
    let mut p = most;
    while p > 0 {
        let (mut q, mut r, mut d) = (most, 0, p);
        loop {
            pairs.extend((0..n.saturating_sub(d)).filter(|i| i & p == r).map(|i| (i, i + d)));
            if q == p {
                break;
            }
            (d, q, r) = (q - p, q / 2, p);
        }
        p /= 2;
    }
    pairs
}
