//! The drift detection method.

use super::{ROWS, Watch, watches, within};
use crate::component::{Component, RowReader, RowWriter, corrupt, setters};
use crate::error::Result;
use crate::math::stats::positive;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Watches the errors of a classifier: how many deviations their rate has risen above the best that it was.
///
/// With p the share of errors so far and s = sqrt(p (1 - p) / n), the best is the p and s for which p + s was least.
/// The score is (p + s - p best) / s best, 0 for the first `warm_up` values. After a score above `threshold` everything
/// starts anew; a score above 2 is commonly taken as a warning. Of several columns the score is the largest over the
/// columns.
///
/// Input: rows in time order, none missing: 1 for an error and 0 for none; any value above 0.5 counts as an error.
/// Output: one score a row; above `threshold` a row is an anomaly: the drift is told there.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value, in time and memory.
/// Source: Gama, Medas, Castillo and Rodrigues, Learning with drift detection, SBIA 2004; parameters and drifts are
/// those of river 0.26.1 `drift.binary.DDM`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct DDM {
    /// How many values must have come before the first score. Default 30.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub warm_up: u32,
    /// The score above which there is a drift. Default 3.
    #[schemars(range(min = 0.0, max = 1e12))]
    pub threshold: f64,
}

impl Default for DDM {
    fn default() -> Self {
        Self { warm_up: 30, threshold: 3.0 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::DDM, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = DDM::default().fit(&Table::from_frame(&rows(&|at| f64::from(u8::from(at % 10 == 0)), 200)?)?)?;
    /// let seen = model.update(&rows(&|at| f64::from(u8::from(at % 10 != 0)), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    DDM {
        /// Sets how many values must have come before the first score.
        warm_up: u32,
        /// Sets the score above which there is a drift.
        threshold: f64,
    }
}

impl Component for DDM {
    const ID: &'static str = "anomaly.ddm";
    const NAME: &'static str = "DDM";
    const VERSION: u32 = 1;
}

/// The rate of errors of one column, and the best that it was.
#[derive(Clone, Debug, PartialEq)]
pub struct DdmWatch {
    params: DDM,
    count: usize,
    rate: f64,
    best: Option<[f64; 2]>,
}

impl DDM {
    fn watch(&self) -> DdmWatch {
        DdmWatch { params: self.clone(), count: 0, rate: 0.0, best: None }
    }
}

impl Watch for DdmWatch {
    fn update(&mut self, value: f64) -> f64 {
        self.count += 1;
        self.rate += (f64::from(u8::from(value > 0.5)) - self.rate) / self.count as f64;
        let deviation = sqrt((self.rate * (1.0 - self.rate)).max(0.0) / self.count as f64);
        if self.count <= self.params.warm_up as usize {
            return 0.0;
        }
        let best = match self.best {
            Some([rate, spread]) if self.rate + deviation > rate + spread => [rate, spread],
            _ => [self.rate, deviation],
        };
        self.best = Some(best);
        // Without an error so far there is no deviation, and the first error is a drift.
        let score = positive((self.rate + deviation - best[0]) / best[1].max(1e-12));
        if score > self.params.threshold {
            *self = self.params.watch();
        }
        score
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("warm_up", i64::from(self.params.warm_up));
        row.f64("threshold", self.params.threshold);
        row.i64("count", self.count as i64);
        row.f64("rate", self.rate);
        row.list("best", self.best.as_ref().map_or(&[][..], |best| &best[..]));
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let warm_up = row.count("warm_up", 1_000_000)? as u32;
        let params = DDM { warm_up, threshold: within(row, "threshold", 0.0, 1e12)? };
        let (count, rate) = (row.count("count", ROWS)?, within(row, "rate", 0.0, 1.0)?);
        let best = match row.list("best")?.as_slice() {
            [] => None,
            &[rate, spread] if (0.0..=1.0).contains(&rate) && (0.0..=1.0).contains(&spread) => Some([rate, spread]),
            _ => return Err(corrupt("best", "is not a rate and its deviation")),
        };
        Ok(Self { params, count, rate, best })
    }
}

watches!(DDM, DdmWatch, |test| test.threshold);
