//! Lightweight on-line detector of anomalies.

use super::histogram::{Histogram, Place};
use super::matrix::{Matrix, finite};
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, corrupt, setters};
use crate::data::Table;
use crate::error::Result;
use crate::math::rng::Rng;
use crate::math::stats::{mean, variance};
use libm::{log, sqrt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how rare its places are in histograms of random projections.
///
/// Each projection weighs √d of the d columns by standard normal numbers; the score is the mean over the projections of
/// -ln p, with p the share of the training rows in the bin of the row's projection. Columns count by their unit: bring
/// them to one scale before.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, at least 0; an empty bin, or a place outside all bins, counts as a share of 1e-12 of a row.
/// `explain` gives the paper's t statistic of each column: how much rarer the row is in projections with the column than
/// in those without it, in standard errors; 0 for a column that is in all projections or in none. They do not sum to the
/// score.
/// The random projections are our own, so scores differ from PyOD's as they do between two seeds; they differ in scale too
/// (PyOD divides by the number of projections twice), and in that each value is looked up in its own bin (PyOD takes the
/// next one).
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit and score O(n_random_cuts × √d) a row.
/// Source: Pevný, Loda: Lightweight on-line detector of anomalies, Machine Learning 102, 2016, algorithm 1 and equation 4;
/// Birgé and Rozenholc, ESAIM P&S 10, 2006, for the number of bins; PyOD 3.6.7 for the parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct LODA {
    /// How many bins each histogram has; null for as many as its likelihood asks for. Default 10.
    #[schemars(range(min = 2, max = 100_000))]
    pub n_bins: Option<u32>,
    /// How many random projections. Default 100.
    #[schemars(range(min = 1, max = 10_000))]
    pub n_random_cuts: u32,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for LODA {
    fn default() -> Self {
        Self { n_bins: Some(10), n_random_cuts: 100, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::LODA, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![1.0, 2.0, 3.0, 4.0, 11.0])?;
    /// let model = LODA::default().n_bins(2).fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// // Of two bins one has four of the five rows.
    /// assert!((scores[1] + (4.0_f64 / 5.0).ln()).abs() < 1e-9 && (scores[4] - 5f64.ln()).abs() < 1e-9);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    LODA {
        /// Sets how many bins each histogram has.
        n_bins: impl Into<Option<u32>>,
        /// Sets how many random projections.
        n_random_cuts: u32,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for LODA {
    const ID: &'static str = "anomaly.loda";
    const NAME: &'static str = "LODA";
    const VERSION: u32 = 1;
}

impl Detector for LODA {
    type State = LodaState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<LodaState> {
        let columns = table.complete()?;
        let used = (sqrt(columns.len() as f64) as usize).max(1);
        let cuts = ctx.map(self.n_random_cuts as usize, |number| {
            let mut rng = Rng::new(ctx.get_seed(), number as u64);
            let chosen = rng.sample(columns.len(), used);
            let terms: Vec<(usize, f64)> = chosen.into_iter().map(|column| (column, rng.normal())).collect();
            let mut projected = vec![0.0; table.rows()];
            for &(column, weight) in &terms {
                projected.iter_mut().zip(columns[column]).for_each(|(sum, value)| *sum += weight * value);
            }
            let histogram = match self.n_bins {
                Some(bins) => Histogram::new(&projected, bins as usize),
                None => Histogram::automatic(&projected),
            };
            Ok((terms, histogram))
        })?;
        Ok(LodaState::new(columns.len(), table.rows(), cuts))
    }
}

/// A projection: its columns and their weights.
type Terms = Vec<(usize, f64)>;

/// The projections and their histograms.
#[derive(Clone, Debug)]
pub struct LodaState {
    columns: usize,
    rows: usize,
    cuts: Vec<(Terms, Histogram)>,
    /// -ln of the share of each bin, and last of a place outside.
    rarity: Vec<Vec<f64>>,
}

impl LodaState {
    fn new(columns: usize, rows: usize, cuts: Vec<(Terms, Histogram)>) -> Self {
        const LEAST: f64 = 1e-12;
        let rarity = |(_, histogram): &(Terms, Histogram)| {
            let all = rows as f64 + LEAST * histogram.bins() as f64;
            let one = |&count: &u32| 0.0_f64.max(-log((f64::from(count) + LEAST) / all));
            histogram.counts.iter().chain(&[0]).map(one).collect()
        };
        let rarity = cuts.iter().map(rarity).collect();
        Self { columns, rows, cuts, rarity }
    }

    /// How rare a row is in each projection.
    fn rarities<'a>(&'a self, row: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
        self.cuts.iter().zip(&self.rarity).map(|((terms, histogram), rarity)| {
            let value = terms.iter().fold(0.0, |sum, &(column, weight)| sum + weight * row[column]);
            match histogram.place(value) {
                Place::Bin(bin) => rarity[bin],
                // The smallest training row lies on the lowest edge, and belongs to the first bin.
                Place::Below if value == histogram.edges[0] => rarity[0],
                Place::Below | Place::Above => rarity[histogram.bins()],
            }
        })
    }

    /// How much rarer a row is in the projections with a column than in the others, in standard errors.
    fn statistic(&self, column: usize, rarities: &[f64]) -> f64 {
        let uses = |cut: &(Terms, Histogram)| cut.0.iter().any(|&(used, _)| used == column);
        let (with, without): (Vec<_>, Vec<_>) = self.cuts.iter().zip(rarities).partition(|(cut, _)| uses(cut));
        let values = |part: Vec<(&(Terms, Histogram), &f64)>| part.iter().map(|(_, rarity)| **rarity).collect();
        let (with, without): (Vec<f64>, Vec<f64>) = (values(with), values(without));
        if with.len() < 2 || without.len() < 2 {
            return 0.0;
        }
        let error = |part: &[f64]| variance(part) / part.len() as f64;
        let noise = sqrt(error(&with) + error(&without));
        if noise > 0.0 { (mean(&with) - mean(&without)) / noise } else { 0.0 }
    }
}

impl DetectorState for LodaState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let rows = Matrix::from_columns(&table.complete()?);
        rows.map_rows(ctx, |row| self.rarities(row).sum::<f64>() / self.cuts.len() as f64)
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let rows = Matrix::from_columns(&table.complete()?);
        let rarities = ctx.map(rows.rows(), |row| Ok(self.rarities(rows.row(row)).collect::<Vec<f64>>()))?;
        ctx.each(rows.width, |column| Ok(rarities.iter().map(|row| self.statistic(column, row)).collect()))
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("training_rows".into(), self.rows.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("rows", &self.rows)?;
        let used = self.cuts.first().map_or(0, |(terms, _)| terms.len());
        let terms = || self.cuts.iter().flat_map(|(terms, _)| terms);
        let shape = vec![self.cuts.len(), used];
        store.put_shaped("columns", shape, &terms().map(|&(column, _)| column as u32).collect::<Vec<_>>());
        store.put("weights", &terms().map(|&(_, weight)| weight).collect::<Vec<_>>());
        let histograms: Vec<Histogram> = self.cuts.iter().map(|(_, histogram)| histogram.clone()).collect();
        Histogram::store_all(&histograms, "histograms", store);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let rows: usize = store.get("rows")?;
        let (shape, used) = store.take_shaped::<u32>("columns")?;
        let [cuts, each] = shape[..] else { return Err(corrupt("columns", "has not two axes")) };
        if cuts == 0 || each == 0 || used.iter().any(|&column| column as usize >= columns) {
            return Err(corrupt("columns", &format!("is empty, or names one that is not below {columns}")));
        }
        let weights = finite(store, "weights", used.len())?;
        let histograms = Histogram::restore_all(store, "histograms", cuts)?;
        let all = |histogram: &Histogram| histogram.counts.iter().map(|&count| count as usize).sum::<usize>();
        if rows == 0 || histograms.iter().any(|histogram| all(histogram) != rows) {
            return Err(corrupt("histograms", &format!("do not hold the {rows} training rows")));
        }
        let terms: Vec<(usize, f64)> = used.into_iter().map(|column| column as usize).zip(weights).collect();
        let cuts = terms.chunks_exact(each).map(<[_]>::to_vec).zip(histograms).collect();
        Ok(Self::new(columns, rows, cuts))
    }
}

impl PartialEq for LodaState {
    fn eq(&self, other: &Self) -> bool {
        (self.columns, self.rows, &self.cuts) == (other.columns, other.rows, &other.cuts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::frame;

    #[test]
    fn the_odd_rows_stand_out_and_say_why() {
        let (frame, ctx) = (frame(), Context::new());
        let table = Table::from_frame(&frame).unwrap();
        let state = LODA::default().fit_table(&table, &ctx).unwrap();
        let scores = state.score(&table, &ctx).unwrap();
        let mut order: Vec<usize> = (0..40).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        assert_eq!(&order[..2], &[7, 19]);
        let reasons = state.explain(&table, &ctx).unwrap();
        assert!(reasons[1][19] > reasons[0][19] && reasons[1][19] > reasons[2][19]);
    }

    #[test]
    fn bins_are_looked_up_where_the_rows_were_counted() {
        // With one column every projection orders the rows as they are or in reverse.
        let frame = crate::data::Frame::new().with("x", vec![0.0, 1.0, 2.0, 3.0, 4.0, 100.0]).unwrap();
        let table = Table::from_frame(&frame).unwrap();
        let state = LODA::default().n_bins(4).fit_table(&table, &Context::new()).unwrap();
        let scores = state.score(&table, &Context::new()).unwrap();
        scores[..5].iter().for_each(|score| assert!((score + log(5.0 / 6.0)).abs() < 1e-9, "{scores:?}"));
        assert!((scores[5] - log(6.0)).abs() < 1e-9);
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = LODA::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(LodaState::restore(&store, 3).unwrap(), state);
        let breaks: [fn(&mut Store); 5] = [
            |store| store.set("rows", &41).unwrap(),
            |store| store.put_shaped("columns", vec![100, 1], &[3u32; 100]),
            |store| store.put_shaped::<u32>("columns", vec![0, 1], &[]),
            |store| store.put("weights", &[f64::NAN; 100]),
            |store| store.put("histograms.counts", &[1u32; 7]),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(LodaState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
