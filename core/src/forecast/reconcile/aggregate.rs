//! The observations of the aggregates of a hierarchy.

use super::hierarchy::Hierarchy;
use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::{Long, PanelSpec};
use crate::error::{Result, err};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Adds the series at the bottom of a hierarchy up to all of its aggregates.
///
/// Input: the observations of the bottom series, and the hierarchy: one row a bottom series, with its id and one column a
/// level, from the widest to the narrowest, that names the aggregate which the series belongs to.
/// Output: id, time and value of the aggregates and of the bottom series, in that order: what forecasters are fitted to
/// before `reconcile`. An aggregate has the times at which all of its series have a row; a missing value among them makes
/// its sum missing.
/// Errors: `kp.invalid_data` for a series that is missing or not in the hierarchy, and for an aggregate whose series have no
/// time in common.
/// Cost: one addition a row and level.
/// Source: none; it is addition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Aggregate {
    /// Add up what there is at a time, even where some series of an aggregate have no row or no value.
    pub skip_missing: bool,
    /// The column that tells series apart, in both tables.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of values.
    pub target_col: String,
}

impl Default for Aggregate {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self { skip_missing: false, id_col, time_col, target_col }
    }
}

setters! {
    /// Setters.
    Aggregate {
        /// Sets whether to add up what there is.
        skip_missing: bool,
    }
}

impl Component for Aggregate {
    const ID: &'static str = "forecast.aggregate";
    const NAME: &'static str = "Aggregate";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::{Frame, Strings};
/// use kingpost::forecast::Aggregate;
/// let text = |values: &[&str]| values.iter().copied().collect::<Strings>();
/// let data = Frame::new()
///     .with("unique_id", text(&["a", "b", "a", "b"]))?
///     .with("ds", vec![1i64, 1, 2, 2])?
///     .with("y", vec![3.0, 4.0, 5.0, 6.0])?;
/// let hierarchy = Frame::new().with("unique_id", text(&["a", "b"]))?.with("total", text(&["all", "all"]))?;
/// let answer = Aggregate::default().call(&[Some(&data), Some(&hierarchy)], &Context::default())?;
/// let Answer::Frame(sums) = answer else { unreachable!() };
/// assert_eq!(sums.f64("y")?, [7.0, 11.0, 3.0, 5.0, 4.0, 6.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Aggregate {
    const INPUTS: &'static [Input] = &[
        Input { name: "data", doc: "Id, time and value of every bottom series.", needed: true },
        Input {
            name: "hierarchy",
            doc: "One row a bottom series: its id, and a column a level that names its aggregate.",
            needed: true,
        },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let hierarchy = Hierarchy::read(inputs.need("hierarchy")?, &self.id_col)?;
        let long = Long::read(inputs.need("data")?, &self.id_col, &self.time_col)?;
        let y = long.frame.numbers(&self.target_col)?;
        let known = long.position();
        let bottoms = &hierarchy.names[hierarchy.aggregates()..];
        if let Some(other) = long.ids.iter().find(|id| !bottoms.contains(id)) {
            return Err(err!(InvalidData, "'{other}' is not at the bottom of the hierarchy").with("series", other));
        }
        let series = bottoms.iter().map(|name| {
            let found = known.get(name.as_str()).copied();
            found.ok_or_else(|| err!(InvalidData, "'{name}' of the hierarchy has no rows").with("series", name))
        });
        let series: Vec<usize> = series.collect::<Result<_>>()?;
        let sums = ctx.map(hierarchy.names.len(), |node| {
            let below = hierarchy.below(node);
            let mut sums: BTreeMap<i64, (f64, usize)> = BTreeMap::new();
            for &leaf in &below {
                for &row in &long.rows[series[leaf]] {
                    if self.skip_missing && y[row].is_nan() {
                        continue;
                    }
                    let (sum, count) = sums.entry(long.ticks[row]).or_default();
                    *sum += y[row];
                    *count += 1;
                }
            }
            if !self.skip_missing {
                sums.retain(|_, (_, count)| *count == below.len());
            }
            if sums.is_empty() {
                let name = &hierarchy.names[node];
                return Err(err!(InvalidData, "the series of '{name}' have no time in common").with("series", name));
            }
            Ok(sums)
        })?;
        let (mut ids, mut ticks, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for (name, sums) in hierarchy.names.iter().zip(sums) {
            for (tick, (sum, _)) in sums {
                ids.push(name.clone());
                ticks.push(tick);
                values.push(sum);
            }
        }
        Ok(long.index(ids, ticks)?.with(&self.target_col, values)?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Column, Frame, Strings};

    fn run(skip_missing: bool, y: Vec<f64>) -> Result<Frame> {
        let text = |values: &[&str]| values.iter().copied().collect::<Strings>();
        let data = Frame::new()
            .with("unique_id", text(&["a", "b", "a", "b", "a"]))
            .and_then(|frame| frame.with("ds", vec![1i64, 1, 2, 2, 3]))
            .and_then(|frame| frame.with("y", y))
            .unwrap();
        let hierarchy = Frame::new()
            .with("unique_id", text(&["a", "b"]))
            .and_then(|f| f.with("total", text(&["all", "all"])))
            .unwrap();
        let sum = Aggregate { skip_missing, ..Aggregate::default() };
        sum.call(&[Some(&data), Some(&hierarchy)], &Context::default())?.frame()
    }

    #[test]
    fn a_sum_needs_all_of_its_series_unless_told_otherwise() {
        let y = vec![1.0, 10.0, 2.0, f64::NAN, 3.0];
        let strict = run(false, y.clone()).unwrap();
        assert_eq!(strict.column("ds").unwrap(), &Column::I64(vec![1, 2, 1, 2, 3, 1, 2]));
        assert_eq!(format!("{:?}", &strict.f64("y").unwrap()[..2]), "[11.0, NaN]");
        assert_eq!(run(true, y).unwrap().f64("y").unwrap(), [11.0, 2.0, 3.0, 1.0, 2.0, 3.0, 10.0]);
    }
}
