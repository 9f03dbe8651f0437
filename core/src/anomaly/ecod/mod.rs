//! Outlier detection by empirical cumulative distribution functions.

mod tails;

use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, setters};
use crate::data::{Frame, Strings, Table};
use crate::error::{Result, err};
use libm::log;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tails::Tails;

/// Scores a row by how far out in the tails of its columns it lies; no parameters to tune, and every score explains itself.
///
/// Column j adds O(j) = max(-ln F(x), -ln G(x)), where F(x) is the share of training rows at or below x and G(x) the
/// share at or above it; a column without skew adds -ln F(x) - ln G(x). The score is the sum over the columns: 0 for a
/// table of constants, at most ln(n) a column (2 ln(n) without skew). Columns count alike whatever their unit; how they
/// go together is not looked at, so a rare combination of common values is not found.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, at least 0; `explain` gives O(j), which sum to the score.
/// Training rows get the scores of PyOD. New rows are scored against the training rows alone, so that a row's score does
/// not depend on what else is asked in the same call (PyOD puts the new rows into the distribution); a value beyond all
/// training values counts like the outermost one.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit O(n log n) a column, score O(log n) a value; the model keeps the distinct values of each column.
/// Source: Li, Zhao, Hu, Botta, Ionescu and Chen, ECOD: Unsupervised Outlier Detection Using Empirical Cumulative
/// Distribution Functions, IEEE TKDE 2022, algorithm 1, with the columns taken one by one as PyOD 3.6.7 does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ECOD {
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for ECOD {
    fn default() -> Self {
        Self { contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::ECOD, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 50.0])?;
    /// let model = ECOD::default().fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// assert!((scores[7] - 8f64.ln()).abs() < 1e-12 && (scores[3] - 2f64.ln()).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    ECOD {
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for ECOD {
    const ID: &'static str = "anomaly.ecod";
    const NAME: &'static str = "ECOD";
    const VERSION: u32 = 1;
}

impl Detector for ECOD {
    type State = EcodState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<EcodState> {
        Ok(self.fit_scored(table, ctx)?.0)
    }

    fn fit_scored(&self, table: &Table<'_>, ctx: &Context) -> Result<(EcodState, Option<Vec<f64>>)> {
        let (state, scores) = EcodState::of_table(table, Rule::Longer, ctx)?;
        Ok((state, Some(scores)))
    }
}

/// How the surprises of the two tails become one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    /// The larger; of a column without skew the sum.
    Longer,
    /// That of the tail that the skew points to, or the mean of both where it is larger; of a column without skew the sum.
    Skewed,
}

impl EcodState {
    /// The state, and the scores of the training rows: their order is known from sorting them, so that they need not be
    /// searched for.
    pub(super) fn of_table(table: &Table<'_>, rule: Rule, ctx: &Context) -> Result<(Self, Vec<f64>)> {
        let columns = table.complete()?;
        let rows = u32::try_from(table.rows())
            .map_err(|_| err!(InvalidData, "the table has {} rows; must be at most {}", table.rows(), u32::MAX))?;
        let sorted = ctx.map(columns.len(), |index| Ok(Tails::of(columns[index])))?;
        let (tails, orders): (Vec<Tails>, Vec<Vec<u32>>) = sorted.into_iter().unzip();
        let state = Self::new(rows, tails, rule);
        let mut scores = vec![0.0; table.rows()];
        state.tails.iter().zip(&orders).for_each(|(tails, order)| tails.add_sorted(order, &mut scores));
        Ok((state, scores))
    }

    pub(super) fn restore_with(store: &Store, columns: usize, rule: Rule) -> Result<Self> {
        let skew: Vec<i32> = store.take_exactly("skew", columns)?;
        let rows: u32 = store.get("rows")?;
        let mut tails = Vec::with_capacity(columns);
        for (index, &skew) in skew.iter().enumerate() {
            tails.push(Tails::restore(store, index, skew, rows)?);
        }
        Ok(Self::new(rows, tails, rule))
    }
}

/// The distribution of each column.
#[derive(Clone, Debug, PartialEq)]
pub struct EcodState {
    rows: u32,
    tails: Vec<Tails>,
}

/// -ln(k / n) for a count k of n rows, where 0 counts like 1.
struct Surprise {
    rows: u32,
    /// The first few, worked out once.
    table: Vec<f64>,
}

impl Surprise {
    /// `known` is how many different counts will be asked for, and not the number of rows: a file of a few bytes must not
    /// ask for gigabytes.
    fn new(rows: u32, known: usize) -> Self {
        let mut surprise = Self { rows, table: Vec::new() };
        surprise.table = (0..=rows).take(known).map(|count| surprise.work_out(count)).collect();
        surprise
    }

    fn work_out(&self, count: u32) -> f64 {
        0.0 - log(f64::from(count.max(1)) / f64::from(self.rows))
    }

    fn of(&self, count: u32) -> f64 {
        self.table.get(count as usize).copied().unwrap_or_else(|| self.work_out(count))
    }
}

/// Rows scored in one go: many, so that the values of a column stay in the cache while they are searched.
const BLOCK: usize = 1 << 16;

impl EcodState {
    fn new(rows: u32, mut tails: Vec<Tails>, rule: Rule) -> Self {
        let surprise = Surprise::new(rows, tails.iter().map(|tails| tails.values.len() + 1).max().unwrap_or(0));
        tails.iter_mut().for_each(|tails| tails.weigh(&surprise, rule));
        Self { rows, tails }
    }
}

impl DetectorState for EcodState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let columns = table.complete()?;
        let blocks = ctx.map(table.rows().div_ceil(BLOCK), |block| {
            let range = block * BLOCK..table.rows().min((block + 1) * BLOCK);
            let mut scores = vec![0.0; range.len()];
            for (tails, values) in self.tails.iter().zip(&columns) {
                tails.add(&values[range.clone()], &mut scores);
            }
            Ok(scores)
        })?;
        Ok(blocks.concat())
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let columns = table.complete()?;
        ctx.map(columns.len(), |index| {
            let mut added = vec![0.0; table.rows()];
            self.tails[index].add(columns[index], &mut added);
            Ok(added)
        })
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("training_rows".into(), self.rows.into());
        let skew: Strings = self.tails.iter().map(|tails| tails.skew.name()).collect();
        let distinct: Vec<i64> = self.tails.iter().map(|tails| tails.values.len() as i64).collect();
        parts.tables.push(("columns".into(), Frame::new().with("skew", skew)?.with("distinct_values", distinct)?));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("rows", &self.rows)?;
        store.put("skew", &self.tails.iter().map(|tails| tails.skew as i32).collect::<Vec<_>>());
        for (index, tails) in self.tails.iter().enumerate() {
            store.put(&format!("values.{index}"), &tails.values);
            store.put(&format!("through.{index}"), &tails.through);
        }
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        Self::restore_with(store, columns, Rule::Longer)
    }
}

#[cfg(test)]
mod tests;
