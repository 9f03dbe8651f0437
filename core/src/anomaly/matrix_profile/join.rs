//! The matrix profile as a table.

use super::sweep::Best;
use super::{Windows, exclusion, join, self_join};
use crate::anomaly::window_length::{WindowMethod, own_length};
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Frame, Missing, Panel, PanelSpec, time_column};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Computes the matrix profile: for each window of a series the most alike one, in the same series or in another.
///
/// Two windows are compared after each was brought to mean 0 and variance 1. Within one series (self-join) windows that
/// are at most `exclusion` steps apart do not count. With the table `other`, the windows of `data` are looked for in
/// the series of the same id in `other` (AB-join), and every window counts. Two constant windows are at distance 0; a
/// constant and another one at sqrt(window_size).
///
/// Input: id, time and value; `other` has the same columns. Values may be missing: windows with a missing value are
/// like none.
/// Output: a row a window: id, the time of its first observation, `position` (from 0) of that observation, `distance`
/// to the most alike window, and the positions `index` of that one, `left_index` of the most alike one before it and
/// `right_index` after it. Where there is none the distance is missing and the position is -1; a join of two series has
/// no left and right.
/// Errors: `kp.not_enough_data` for a series shorter than the window, `kp.invalid_data` where `other` lacks a series.
/// Cost: O(n²) time, O(n) memory; 2^16 observations take some seconds on one core.
/// Source: Zhu et al., Matrix Profile II, ICDM 2016; Zimmerman et al., Matrix Profile XIV (SCAMP), SoCC 2019. Distances
/// and positions agree with stumpy 1.14.1 `stump` to 1e-9.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct MatrixProfileJoin {
    /// How many observations a window has; from the autocorrelation of the first series when absent.
    #[schemars(range(min = 3, max = 1_000_000))]
    pub window_size: Option<usize>,
    /// How many steps apart windows of one series must be more than; a quarter of the window, rounded up, when absent.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub exclusion: Option<usize>,
    /// The step between observations, such as `MS`, `D`, `15min` or `1`; inferred from the data when absent.
    pub freq: Option<String>,
    /// The column that tells series apart.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

impl Default for MatrixProfileJoin {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { window_size: None, exclusion: None, freq: None, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    MatrixProfileJoin {
        /// Sets how many observations a window has.
        window_size: usize,
        /// Sets how many steps apart windows of one series must be more than.
        exclusion: usize,
    }
}

impl Component for MatrixProfileJoin {
    const ID: &'static str = "anomaly.matrix_profile_join";
    const NAME: &'static str = "MatrixProfileJoin";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::{anomaly::MatrixProfileJoin, component::{Context, Function}, data::Frame};
/// let y = vec![0.0, 1.0, 3.0, 2.0, 9.0, 1.0, 1.0, 2.0, 4.0, 3.0, 7.0, 5.0];
/// let table = Frame::new().with("y", y)?;
/// let profile = MatrixProfileJoin::default().window_size(4).call(&[Some(&table)], &Context::default())?.frame()?;
/// assert_eq!(profile.numbers("index")?[..8], [6.0, 7.0, 8.0, 7.0, 2.0, 1.0, 0.0, 1.0]);
/// assert!((profile.f64("distance")?[3] - 2.939_257_283_7).abs() < 1e-9);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for MatrixProfileJoin {
    const INPUTS: &'static [Input] = &[
        Input { name: "data", doc: "Id, time and value.", needed: true },
        Input { name: "other", doc: "Id, time and value: the series in which windows are looked for.", needed: false },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let columns = [&self.id_col, &self.time_col, &self.target_col].map(String::as_str);
        let read = |frame| Panel::of_columns(frame, columns, self.freq.as_deref(), Missing::Keep);
        let panel = read(inputs.need("data")?)?;
        let other = inputs.get("other").map(read).transpose()?;
        let m = window_of(&panel, self.window_size);
        let found = ctx.map(panel.len(), |series| {
            let windows = windows_of(&panel, series, m)?;
            match &other {
                None => {
                    let [before, after] = self_join(&windows, self.exclusion.unwrap_or(exclusion(m)), ctx)?;
                    let mut all = before.clone();
                    all.merge(&after);
                    Ok((all, Some([before, after])))
                }
                Some(other) => {
                    let id = panel.id(series);
                    let there = (0..other.len()).find(|&there| other.id(there) == id);
                    let there = there.ok_or_else(|| {
                        err!(InvalidData, "series '{id}': the table 'other' has none of that id").with("series", &id)
                    })?;
                    Ok((join(&windows, &windows_of(other, there, m)?, None, ctx)?, None))
                }
            }
        })?;
        let (mut series_of, mut ticks, mut positions, mut distances) = (vec![], vec![], vec![], vec![]);
        let mut indices: [Vec<i64>; 3] = Default::default();
        for (series, (all, sides)) in found.iter().enumerate() {
            let place =
                |best: &Best, at: usize| if best.index[at] == u32::MAX { -1 } else { i64::from(best.index[at]) };
            for at in 0..all.index.len() {
                series_of.push(series);
                ticks.push(panel.time(series, at)?);
                positions.push(at as i64);
                distances.push(all.distance(at, m).unwrap_or(f64::NAN));
                indices[0].push(place(all, at));
                for side in 0..2 {
                    indices[side + 1].push(sides.as_ref().map_or(-1, |sides| place(&sides[side], at)));
                }
            }
        }
        let [index, left, right] = indices;
        let frame = Frame::new().with(&self.id_col, panel.ids().take(&series_of))?;
        let frame = frame.with(&self.time_col, time_column(ticks, panel.unit, &panel.zone))?;
        let frame = frame.with("position", positions)?.with("distance", distances)?.with("index", index)?;
        Ok(frame.with("left_index", left)?.with("right_index", right)?.into())
    }
}

/// The length of window: the given one, or that of the first series.
pub(super) fn window_of(panel: &Panel, given: Option<usize>) -> usize {
    given.unwrap_or_else(|| {
        let known: Vec<f64> = panel.y(0).iter().copied().filter(|value| !value.is_nan()).collect();
        own_length(&known, WindowMethod::default())
    })
}

pub(super) fn windows_of(panel: &Panel, series: usize, m: usize) -> Result<Windows> {
    let (y, id) = (panel.y(series), panel.id(series));
    if y.len() < m {
        return Err(err!(NotEnoughData, "series '{id}' has {} observations; a window has {m}", y.len())
            .with("series", id)
            .with("needed", m));
    }
    Ok(Windows::new(y, m))
}
