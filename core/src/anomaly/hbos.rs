//! Histogram-based outlier score.

use super::histogram::{Histogram, Place};
use super::matrix::at_least_zero;
use crate::component::{Component, Context, Detector, DetectorState, Parts, Store, setters};
use crate::data::{Frame, Table};
use crate::error::Result;
use libm::log2;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Scores a row by how rare its values are in a histogram of each column.
///
/// Column j adds -log2(d + alpha), where d is the density of the bin that the value lies in; the score is the sum over
/// the columns. How columns go together is not looked at. The density is one over the unit of the column, so bring columns
/// to one scale before.
///
/// Input: numbers, at least one row, none missing.
/// Output: one score a row, high for rare values, of either sign; `explain` gives what each column adds. A value outside all
/// bins by at most `tol` of a bin's width counts with the bin at that end, one farther out like the rarest bin. Training
/// and new rows get PyOD's scores.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: fit and score O(1) a value; with the number of bins left open, fit O(√n) a value.
/// Source: Goldstein and Dengel, Histogram-based Outlier Score (HBOS), KI 2012; Birgé and Rozenholc, How many bins should be
/// put in a regular histogram, ESAIM P&S 10, 2006, for the number of bins; PyOD 3.6.7 for the semantics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HBOS {
    /// How many bins each column has; null for as many as its likelihood asks for. Default 10.
    #[schemars(range(min = 2, max = 100_000))]
    pub n_bins: Option<u32>,
    /// Added to every density, so that an empty bin is not infinitely rare. Default 0.1.
    #[schemars(range(max = 1.0), extend("exclusiveMinimum" = 0.0))]
    pub alpha: f64,
    /// How far outside all bins a value still counts with the last of them, in widths of a bin. Default 0.5.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub tol: f64,
    /// The share of anomalies expected in the training rows, above 0 and at most 0.5; it sets the threshold and no score.
    /// Default 0.1.
    #[schemars(range(max = 0.5), extend("exclusiveMinimum" = 0.0))]
    pub contamination: f64,
}

impl Default for HBOS {
    fn default() -> Self {
        Self { n_bins: Some(10), alpha: 0.1, tol: 0.5, contamination: 0.1 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::HBOS, component::{Context, Detector}, data::{Frame, Table}};
    /// let rows = Frame::new().with("x", vec![0.0, 1.0, 1.5, 2.0, 2.0, 10.0])?;
    /// let model = HBOS::default().n_bins(5).fit(&Table::from_frame(&rows)?)?;
    /// let scores = model.score(&rows.into(), &Context::new())?;
    /// // Half of the rows lie in the first bin, of width 2; a sixth in the last.
    /// assert!((scores[1] + (3.0 / 6.0 / 2.0 + 0.1_f64).log2()).abs() < 1e-12);
    /// assert!((scores[5] + (1.0 / 6.0 / 2.0 + 0.1_f64).log2()).abs() < 1e-12);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    HBOS {
        /// Sets how many bins each column has.
        n_bins: impl Into<Option<u32>>,
        /// Sets what is added to every density.
        alpha: f64,
        /// Sets how far outside all bins a value still counts with the last of them.
        tol: f64,
        /// Sets the share of anomalies expected.
        contamination: f64,
    }
}

impl Component for HBOS {
    const ID: &'static str = "anomaly.hbos";
    const NAME: &'static str = "HBOS";
    const VERSION: u32 = 1;
}

impl Detector for HBOS {
    type State = HbosState;

    fn contamination(&self) -> Option<f64> {
        Some(self.contamination)
    }

    fn fit_table(&self, table: &Table<'_>, ctx: &Context) -> Result<HbosState> {
        let columns = table.complete()?;
        let histograms = ctx.map(columns.len(), |column| {
            Ok(match self.n_bins {
                Some(bins) => Histogram::new(columns[column], bins as usize),
                None => Histogram::automatic(columns[column]),
            })
        })?;
        Ok(HbosState::new(histograms, self.alpha, self.tol))
    }
}

/// The histograms.
#[derive(Clone, Debug, PartialEq)]
pub struct HbosState {
    histograms: Vec<Histogram>,
    alpha: f64,
    tol: f64,
    /// What a value in each bin adds, and after those what one outside of all adds.
    added: Vec<Vec<f64>>,
}

impl HbosState {
    fn new(histograms: Vec<Histogram>, alpha: f64, tol: f64) -> Self {
        let added = |histogram: &Histogram| {
            let rows: f64 = histogram.counts.iter().map(|&count| f64::from(count)).sum();
            let widths = histogram.edges.windows(2).map(|edges| edges[1] - edges[0]);
            let density = histogram.counts.iter().zip(widths).map(|(&count, width)| f64::from(count) / width / rows);
            let mut added: Vec<f64> = density.map(|density| -log2(density.min(1e300) + alpha)).collect();
            added.push(added.iter().copied().fold(f64::NEG_INFINITY, f64::max));
            added
        };
        let added = histograms.iter().map(added).collect();
        Self { histograms, alpha, tol, added }
    }

    fn add(&self, column: usize, values: &[f64], scores: &mut [f64]) {
        let (histogram, added) = (&self.histograms[column], &self.added[column]);
        let (last, reach) = (histogram.bins() - 1, self.tol * histogram.width());
        for (score, &value) in scores.iter_mut().zip(values) {
            let bin = match histogram.place(value) {
                Place::Bin(bin) => bin,
                Place::Below if histogram.edges[0] - value <= reach => 0,
                Place::Above if value - histogram.edges[last + 1] <= reach => last,
                Place::Below | Place::Above => last + 1,
            };
            *score += added[bin];
        }
    }
}

/// Rows scored in one go.
const BLOCK: usize = 1 << 14;

impl DetectorState for HbosState {
    fn score(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<f64>> {
        let columns = table.complete()?;
        let blocks = ctx.map(table.rows().div_ceil(BLOCK), |block| {
            let range = block * BLOCK..table.rows().min((block + 1) * BLOCK);
            let mut scores = vec![0.0; range.len()];
            columns.iter().enumerate().for_each(|(index, values)| self.add(index, &values[range.clone()], &mut scores));
            Ok(scores)
        })?;
        Ok(blocks.concat())
    }

    fn explain(&self, table: &Table<'_>, ctx: &Context) -> Result<Vec<Vec<f64>>> {
        let columns = table.complete()?;
        ctx.map(columns.len(), |index| {
            let mut added = vec![0.0; table.rows()];
            self.add(index, columns[index], &mut added);
            Ok(added)
        })
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        let (mut columns, mut low, mut high, mut counts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (histogram, column) in self.histograms.iter().zip(0i64..) {
            columns.extend(std::iter::repeat_n(column, histogram.bins()));
            low.extend_from_slice(&histogram.edges[..histogram.bins()]);
            high.extend_from_slice(&histogram.edges[1..]);
            counts.extend(histogram.counts.iter().map(|&count| i64::from(count)));
        }
        let bins = Frame::new().with("column", columns)?.with("low", low)?.with("high", high)?.with("rows", counts)?;
        parts.tables.push(("bins".into(), bins));
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("alpha", &self.alpha)?;
        store.set("tol", &self.tol)?;
        Histogram::store_all(&self.histograms, "histograms", store);
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let histograms = Histogram::restore_all(store, "histograms", columns)?;
        let (alpha, tol) = (at_least_zero(store, "alpha")?, at_least_zero(store, "tol")?);
        if alpha == 0.0 || histograms.iter().any(|histogram| histogram.counts.iter().all(|&count| count == 0)) {
            return Err(crate::component::corrupt("histograms", "has none of the rows, or alpha is 0"));
        }
        Ok(Self::new(histograms, alpha, tol))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anomaly::samples::{close, frame, new_rows};
    use crate::data::Data;

    #[test]
    fn scores_are_those_of_pyod() {
        // PyOD 3.6.7: `h = HBOS(n_bins=b).fit(X); h.decision_scores_[[0, 1, 7, 19, 39]], h.threshold_,
        // h.decision_function(N)` for b of 10 and "auto"
        let expected = [
            (
                Some(10),
                [6.8424453202493485, 6.7136399217551395, 8.459965410415183, 7.928451050387144, 6.704941796499414],
                7.7361240358878085,
                [7.00909580528131, 8.421463768438276, 7.856251119774379],
            ),
            (
                None,
                [7.166683214552769, 7.166683214552769, 8.11291195811179, 7.865302497069493, 7.166683214552769],
                7.166683214552769,
                [7.166683214552769, 7.166683214552769, 8.14853586784251],
            ),
        ];
        let (frame, new, ctx) = (Data::from(frame()), Data::from(new_rows()), Context::new());
        let table = Table::from_frame(frame.frame().unwrap()).unwrap();
        for (bins, own, threshold, scores) in expected {
            let model = HBOS::default().n_bins(bins).fit(&table).unwrap();
            let found = model.score(&frame, &ctx).unwrap();
            close(&[0, 1, 7, 19, 39].map(|row| found[row]), &own);
            close(&[model.parts().unwrap().summary["threshold"].as_f64().unwrap()], &[threshold]);
            close(&model.score(&new, &ctx).unwrap(), &scores);
        }
    }

    #[test]
    fn a_broken_state_is_refused() {
        let frame = frame();
        let state = HBOS::default().fit_table(&Table::from_frame(&frame).unwrap(), &Context::new()).unwrap();
        let mut store = Store::default();
        state.store(&mut store).unwrap();
        assert_eq!(HbosState::restore(&store, 3).unwrap(), state);
        let breaks: [fn(&mut Store); 5] = [
            |store| store.put("histograms.bins", &[10u32, 10]),
            |store| store.put("histograms.bins", &[10u32, 10, 11]),
            |store| store.put("histograms.edges", &[0.0; 33]),
            |store| store.put("histograms.counts", &[0u32; 30]),
            |store| store.set("alpha", &-1.0).unwrap(),
        ];
        for damage in breaks {
            let mut store = store.clone();
            damage(&mut store);
            assert_eq!(HbosState::restore(&store, 3).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
