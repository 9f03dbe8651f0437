//! The Page-Hinkley test.

use super::{ROWS, WIDE, Watch, watches, within};
use crate::component::{Component, RowReader, RowWriter, corrupt, setters};
use crate::error::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Watches a stream for a change of its mean: how far the sum of what values are off the mean so far has come from its
/// lowest, or from its highest.
///
/// With m(t) the mean of all values so far: up(t) = alpha up(t-1) + x(t) - m(t) - delta, down(t) = alpha down(t-1) +
/// x(t) - m(t) + delta. The score is the larger of up(t) less its minimum and the maximum of down less down(t), or one
/// of both as `mode` says; 0 for the first `min_instances` - 1 values. After a score above `threshold` everything
/// starts anew. Of several columns the score is the largest over the columns.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, in the unit of the columns; above `threshold` a row is an anomaly: the change is told
/// there.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value, in time and memory.
/// Source: Page, Continuous inspection schemes, Biometrika 41, 1954; parameters and changes are those of river 0.26.1
/// `drift.PageHinkley`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct PageHinkley {
    /// How many values must have come before a change is told. Default 30.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub min_instances: u32,
    /// What a value may be off without counting. Default 0.005.
    #[schemars(range(min = 0.0, max = 1e100))]
    pub delta: f64,
    /// The score above which there is a change. Default 50.
    #[schemars(range(min = 0.0, max = 1e100))]
    pub threshold: f64,
    /// What of the sum is kept at each value. Default 0.9999.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub alpha: f64,
    /// Which changes count. Default both.
    pub mode: ChangeDirection,
}

/// Which way a mean changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeDirection {
    /// Up and down.
    #[default]
    Both,
    /// To more.
    Up,
    /// To less.
    Down,
}

impl Default for PageHinkley {
    fn default() -> Self {
        let mode = ChangeDirection::Both;
        Self { min_instances: 30, delta: 0.005, threshold: 50.0, alpha: 0.9999, mode }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::PageHinkley, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = PageHinkley::default().fit(&Table::from_frame(&rows(&|at| libm::sin(at as f64), 200)?)?)?;
    /// let seen = model.update(&rows(&|at| 9.0 + libm::sin(at as f64), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    PageHinkley {
        /// Sets how many values must have come before a change is told.
        min_instances: u32,
        /// Sets what a value may be off without counting.
        delta: f64,
        /// Sets the score above which there is a change.
        threshold: f64,
        /// Sets what of the sum is kept at each value.
        alpha: f64,
        /// Sets which changes count.
        mode: ChangeDirection,
    }
}

impl Component for PageHinkley {
    const ID: &'static str = "anomaly.page_hinkley";
    const NAME: &'static str = "PageHinkley";
    const VERSION: u32 = 1;
}

/// The sums of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct PageHinkleyWatch {
    params: PageHinkley,
    count: usize,
    mean: f64,
    up: f64,
    down: f64,
    lowest: f64,
    highest: f64,
}

impl PageHinkley {
    fn watch(&self) -> PageHinkleyWatch {
        PageHinkleyWatch {
            params: self.clone(),
            count: 0,
            mean: 0.0,
            up: 0.0,
            down: 0.0,
            lowest: f64::INFINITY,
            highest: -1.0,
        }
    }
}

impl Watch for PageHinkleyWatch {
    fn update(&mut self, value: f64) -> f64 {
        self.count += 1;
        self.mean += (value - self.mean) / self.count as f64;
        let off = value - self.mean;
        self.up = self.params.alpha * self.up + off - self.params.delta;
        self.down = self.params.alpha * self.down + off + self.params.delta;
        self.lowest = self.lowest.min(self.up);
        self.highest = self.highest.max(self.down);
        if self.count < self.params.min_instances as usize {
            return 0.0;
        }
        let (up, down) = (self.up - self.lowest, self.highest - self.down);
        let score = match self.params.mode {
            ChangeDirection::Both => up.max(down),
            ChangeDirection::Up => up,
            ChangeDirection::Down => down,
        };
        if score > self.params.threshold {
            *self = self.params.watch();
        }
        score
    }

    fn store(&self, row: &mut RowWriter) {
        row.i64("min_instances", i64::from(self.params.min_instances));
        row.f64("delta", self.params.delta);
        row.f64("threshold", self.params.threshold);
        row.f64("alpha", self.params.alpha);
        row.i64("mode", self.params.mode as i64);
        row.i64("count", self.count as i64);
        row.f64("mean", self.mean);
        row.f64("up", self.up);
        row.f64("down", self.down);
        row.f64("lowest", self.lowest);
        row.f64("highest", self.highest);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let min_instances = row.count("min_instances", 1_000_000)? as u32;
        let (delta, threshold) = (within(row, "delta", 0.0, 1e100)?, within(row, "threshold", 0.0, 1e100)?);
        let alpha = within(row, "alpha", 0.0, 1.0)?;
        let modes = [ChangeDirection::Both, ChangeDirection::Up, ChangeDirection::Down];
        let mode = modes[row.count("mode", 2)?];
        let params = PageHinkley { min_instances, delta, threshold, alpha, mode };
        let (count, mean) = (row.count("count", ROWS)?, within(row, "mean", -WIDE, WIDE)?);
        let (up, down) = (within(row, "up", -WIDE, WIDE)?, within(row, "down", -WIDE, WIDE)?);
        let (lowest, highest) = (within(row, "lowest", -WIDE, f64::INFINITY)?, within(row, "highest", -WIDE, WIDE)?);
        if (count > 0 && lowest > up) || min_instances == 0 {
            return Err(corrupt("lowest", "is above what it is the lowest of"));
        }
        Ok(Self { params, count, mean, up, down, lowest, highest })
    }
}

watches!(PageHinkley, PageHinkleyWatch, |test| test.threshold);
