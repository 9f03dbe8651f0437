//! The windows that are least like any other, and the pairs that are most alike.

use super::join::{window_of, windows_of};
use super::sweep::Best;
use super::{exclusion, self_join};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec, time_column};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Finds the discords of series: the windows whose most alike other window is farthest away.
///
/// The first is the window with the largest distance in the matrix profile; windows that share an observation with it
/// are then left out, and so on.
///
/// Input: id, time and value. Values may be missing: windows with a missing value are left out.
/// Output: at most `k` rows a series: id, `rank` from 1, the time and the `position` (from 0) of the window's first
/// observation, its `distance`, and the position `index` of the most alike window.
/// Errors: `kp.not_enough_data` for a series shorter than the window.
/// Cost: that of `matrix_profile_join`.
/// Source: Keogh, Lin and Fu, HOT SAX, ICDM 2005, for the notion; distances agree with stumpy 1.14.1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Discords {
    /// How many observations a window has; from the autocorrelation of the first series when absent.
    #[schemars(range(min = 3, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// How many discords a series has at most.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub k: usize,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

/// Finds the motifs of series: the pairs of windows that are most alike.
///
/// The first is the pair with the smallest distance in the matrix profile; windows within a quarter of a window of
/// either are then left out, and so on.
///
/// Input: id, time and value. Values may be missing: windows with a missing value are left out.
/// Output: at most `k` rows a series: id, `rank` from 1, the time and the `position` (from 0) of the first window's
/// first observation, their `distance`, and the position `index` of the second window.
/// Errors: `kp.not_enough_data` for a series shorter than the window.
/// Cost: that of `matrix_profile_join`.
/// Source: Yeh et al., Matrix Profile I, ICDM 2016; distances agree with stumpy 1.14.1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Motifs {
    /// How many observations a window has; from the autocorrelation of the first series when absent.
    #[schemars(range(min = 3, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// How many pairs a series has at most.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub k: usize,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

macro_rules! shared {
    ($($name:ident, $id:literal, $pick:ident;)*) => {$(
        impl Default for $name {
            fn default() -> Self {
                let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
                Self { window_size: None, k: 3, freq: None, id_col, time_col, target_col }
            }
        }

        setters! {
            /// Setters.
            $name {
                /// Sets how many observations a window has.
                window_size: usize,
                /// Sets how many there are at most.
                k: usize,
            }
        }

        impl Component for $name {
            const ID: &'static str = $id;
            const NAME: &'static str = stringify!($name);
            const VERSION: u32 = 1;
        }

        impl Function for $name {
            const INPUTS: &'static [Input] = &[Input { name: "data", doc: "Id, time and value.", needed: true }];
            const OUTPUT: Output = Output::Frame;

            fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
                let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
                let panel =
                    Panel::of_columns(inputs.need("data")?, columns, self.freq.as_deref(), Missing::Keep)?;
                rows(&panel, window_of(&panel, self.window_size), |best, m| $pick(best, m, self.k), ctx)
            }
        }
    )*};
}
shared! {
    Discords, "anomaly.discords", discords;
    Motifs, "anomaly.motifs", motifs;
}

/// The windows that are picked from each series' profile.
fn rows(panel: &Panel, m: usize, pick: impl Fn(&Best, usize) -> Vec<usize> + Sync, ctx: &Context) -> Result<Answer> {
    let found = ctx.map(panel.len(), |series| {
        let [mut best, after] = self_join(&windows_of(panel, series, m)?, exclusion(m), ctx)?;
        best.merge(&after);
        let picked = pick(&best, m);
        Ok((best, picked))
    })?;
    let (mut series_of, mut ranks, mut ticks) = (Vec::new(), Vec::new(), Vec::new());
    let (mut positions, mut distances, mut indices) = (Vec::new(), Vec::new(), Vec::new());
    for (series, (best, picked)) in found.iter().enumerate() {
        for (rank, &at) in picked.iter().enumerate() {
            series_of.push(series);
            ranks.push(rank as i64 + 1);
            ticks.push(panel.time(series, at)?);
            positions.push(at as i64);
            distances.push(best.distance(at, m).unwrap_or(f64::NAN));
            indices.push(i64::from(best.index[at]));
        }
    }
    let frame = Frame::new().with(&panel.spec().id_col, panel.ids().take(&series_of))?.with("rank", ranks)?;
    let frame = frame.with(&panel.spec().time_col, time_column(ticks, panel.unit, &panel.zone))?;
    Ok(frame.with("position", positions)?.with("distance", distances)?.with("index", indices)?.into())
}

fn discords(best: &Best, m: usize, k: usize) -> Vec<usize> {
    pick(best, k, |at| at.saturating_sub(m - 1)..at + m, |correlation, other| correlation < other, false)
}

fn motifs(best: &Best, m: usize, k: usize) -> Vec<usize> {
    let zone = exclusion(m);
    pick(best, k, |at| at.saturating_sub(zone)..at + zone + 1, |correlation, other| correlation > other, true)
}

/// Takes the best window again and again, and then leaves out the zone about it, and about its like where `both`.
fn pick(
    best: &Best,
    k: usize,
    zone: impl Fn(usize) -> std::ops::Range<usize>,
    is_better: impl Fn(f64, f64) -> bool,
    both: bool,
) -> Vec<usize> {
    let n = best.index.len();
    let mut open: Vec<bool> = best.index.iter().map(|&index| index != u32::MAX).collect();
    let mut picked = Vec::new();
    while picked.len() < k {
        let mut first: Option<usize> = None;
        for at in (0..n).filter(|&at| open[at] && (!both || open[best.index[at] as usize])) {
            if first.is_none_or(|first| is_better(best.correlation[at], best.correlation[first])) {
                first = Some(at);
            }
        }
        let Some(at) = first else { break };
        picked.push(at);
        let like = both.then_some(best.index[at] as usize);
        for centre in std::iter::once(at).chain(like) {
            let zone = zone(centre);
            open[zone.start..zone.end.min(n)].fill(false);
        }
    }
    picked
}
