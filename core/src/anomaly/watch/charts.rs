//! Control charts: a baseline from the first rows, and how far later rows leave it.

use super::{MOST, WIDE, Watch, watches, within};
use crate::component::{Component, RowReader, RowWriter, corrupt, setters};
use crate::error::Result;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Mean and deviation of the first values, which then stay.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Baseline {
    wanted: usize,
    count: usize,
    mean: f64,
    squares: f64,
}

impl Baseline {
    pub(super) fn new(wanted: u32) -> Self {
        Self { wanted: wanted as usize, count: 0, mean: 0.0, squares: 0.0 }
    }

    /// How many deviations a value is from the mean; `None`, and learned, as long as the baseline is not complete.
    pub(super) fn place(&mut self, value: f64) -> Option<f64> {
        if self.count < self.wanted {
            self.count += 1;
            let off = value - self.mean;
            self.mean += off / self.count as f64;
            self.squares += off * (value - self.mean);
            return None;
        }
        let deviation = sqrt(self.squares / (self.count as f64 - 1.0));
        let off = value - self.mean;
        Some(if off == 0.0 { 0.0 } else { (off / deviation).clamp(-MOST, MOST) })
    }

    /// How many values it is made of.
    pub(super) fn wanted(&self) -> u32 {
        self.wanted as u32
    }

    pub(super) fn store(&self, row: &mut RowWriter) {
        row.i64("wanted", self.wanted as i64);
        row.i64("count", self.count as i64);
        row.f64("mean", self.mean);
        row.f64("squares", self.squares);
    }

    pub(super) fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let wanted = row.count("wanted", 1_000_000)?;
        let count = row.count("count", wanted)?;
        if wanted < 2 {
            return Err(corrupt("wanted", "is less than 2"));
        }
        Ok(Self { wanted, count, mean: within(row, "mean", -WIDE, WIDE)?, squares: within(row, "squares", 0.0, WIDE)? })
    }
}

/// Scores a value by how many standard deviations it is from the mean of the first rows: Shewhart's chart of single
/// values.
///
/// Mean and standard deviation (with n - 1) are those of the first `warm_up` rows, and stay. Of several columns the
/// score is the largest over the columns. Where the first rows were all equal, any other value scores 1e12.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, 0 during the warm-up; above `threshold` a row is an anomaly.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value, in time and memory.
/// Source: Shewhart, Economic Control of Quality of Manufactured Product, 1931.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Shewhart {
    /// How many rows make the baseline. Default 100.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub warm_up: u32,
    /// The score above which a row is an anomaly. Default 3.
    #[schemars(range(min = 0.0, max = 1e12))]
    pub threshold: f64,
}

/// Scores a row by how far the exponentially weighted mean of the stream has left that of the first rows: small lasting
/// shifts.
///
/// z(t) = alpha x(t) + (1 - alpha) z(t-1), with x in standard deviations from the mean of the first `warm_up` rows and
/// z = 0 after them. The score is |z| over its own deviation, sqrt(alpha / (2 - alpha) (1 - (1 - alpha)^(2t))). Of
/// several columns the score is the largest over the columns.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, 0 during the warm-up; above `threshold` a row is an anomaly.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value, in time and memory.
/// Source: Roberts, Control chart tests based on geometric moving averages, Technometrics 1, 1959; Lucas and Saccucci,
/// 1990.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct EWMA {
    /// The weight of the newest row. Default 0.2; less for smaller shifts.
    #[schemars(range(min = 1e-6, max = 1.0))]
    pub alpha: f64,
    /// How many rows make the baseline. Default 100.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub warm_up: u32,
    /// The score above which a row is an anomaly. Default 3.
    #[schemars(range(min = 0.0, max = 1e12))]
    pub threshold: f64,
}

/// Scores a row by the sum of what the stream has left the mean of the first rows by, beyond an allowance: small
/// lasting shifts.
///
/// With z in standard deviations from the mean of the first `warm_up` rows: up = max(0, up + z - drift), down = max(0,
/// down - z - drift), and the score is the larger. After a score above `threshold` both start again at 0, so that each
/// change is told once. Of several columns the score is the largest over the columns.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, 0 during the warm-up; above `threshold` a row is an anomaly.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value, in time and memory.
/// Source: Page, Continuous inspection schemes, Biometrika 41, 1954; the tabular form of Montgomery, Introduction to
/// Statistical Quality Control, 9.1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct CUSUM {
    /// What a row may be off without counting, in standard deviations: half of the shift to be found. Default 0.5.
    #[schemars(range(min = 0.0, max = 1e6))]
    pub drift: f64,
    /// How many rows make the baseline. Default 100.
    #[schemars(range(min = 2, max = 1_000_000))]
    pub warm_up: u32,
    /// The score above which a row is an anomaly. Default 5.
    #[schemars(range(min = 0.0, max = 1e12))]
    pub threshold: f64,
}

impl Default for Shewhart {
    fn default() -> Self {
        Self { warm_up: 100, threshold: 3.0 }
    }
}

impl Default for EWMA {
    fn default() -> Self {
        Self { alpha: 0.2, warm_up: 100, threshold: 3.0 }
    }
}

impl Default for CUSUM {
    fn default() -> Self {
        Self { drift: 0.5, warm_up: 100, threshold: 5.0 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::Shewhart, component::StreamDetector, data::{Frame, Table}};
    /// let past = Frame::new().with("x", vec![1.0, 2.0, 3.0, 2.0])?;
    /// let mut model = Shewhart::default().warm_up(4).fit(&Table::from_frame(&past)?)?;
    /// let news = Frame::new().with("x", vec![2.0, 5.0])?;
    /// let found = model.update(&news.into(), &Default::default())?;
    /// assert!((found.f64("score")?[1] - 13.5_f64.sqrt()).abs() < 1e-12 && found.f64("score")?[0] == 0.0);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    Shewhart {
        /// Sets how many rows make the baseline.
        warm_up: u32,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::EWMA, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = EWMA::default().fit(&Table::from_frame(&rows(&|at| libm::sin(at as f64), 200)?)?)?;
    /// let seen = model.update(&rows(&|at| 9.0 + libm::sin(at as f64), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    EWMA {
        /// Sets the weight of the newest row.
        alpha: f64,
        /// Sets how many rows make the baseline.
        warm_up: u32,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::CUSUM, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = CUSUM::default().fit(&Table::from_frame(&rows(&|at| libm::sin(at as f64), 200)?)?)?;
    /// let seen = model.update(&rows(&|at| 9.0 + libm::sin(at as f64), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    CUSUM {
        /// Sets what a row may be off without counting.
        drift: f64,
        /// Sets how many rows make the baseline.
        warm_up: u32,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

impl Component for Shewhart {
    const ID: &'static str = "anomaly.shewhart";
    const NAME: &'static str = "Shewhart";
    const VERSION: u32 = 1;
}

impl Component for EWMA {
    const ID: &'static str = "anomaly.ewma";
    const NAME: &'static str = "EWMA";
    const VERSION: u32 = 1;
}

impl Component for CUSUM {
    const ID: &'static str = "anomaly.cusum";
    const NAME: &'static str = "CUSUM";
    const VERSION: u32 = 1;
}

/// The chart of single values.
#[derive(Clone, Debug, PartialEq)]
pub struct ShewhartWatch(Baseline);

impl Shewhart {
    pub(super) fn watch(&self) -> ShewhartWatch {
        ShewhartWatch(Baseline::new(self.warm_up))
    }
}

impl Watch for ShewhartWatch {
    fn update(&mut self, value: f64) -> f64 {
        self.0.place(value).map_or(0.0, f64::abs)
    }

    fn store(&self, row: &mut RowWriter) {
        self.0.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        Ok(Self(Baseline::restore(row)?))
    }
}

/// The chart of the weighted mean.
#[derive(Clone, Debug, PartialEq)]
pub struct EwmaWatch {
    baseline: Baseline,
    alpha: f64,
    mean: f64,
    /// (1 - alpha)^(2t).
    rest: f64,
}

impl EWMA {
    pub(super) fn watch(&self) -> EwmaWatch {
        EwmaWatch { baseline: Baseline::new(self.warm_up), alpha: self.alpha, mean: 0.0, rest: 1.0 }
    }
}

impl Watch for EwmaWatch {
    fn update(&mut self, value: f64) -> f64 {
        let Some(place) = self.baseline.place(value) else { return 0.0 };
        let kept = 1.0 - self.alpha;
        self.mean = self.alpha * place + kept * self.mean;
        self.rest *= kept * kept;
        self.mean.abs() / sqrt(self.alpha / (2.0 - self.alpha) * (1.0 - self.rest))
    }

    fn store(&self, row: &mut RowWriter) {
        self.baseline.store(row);
        row.f64("alpha", self.alpha);
        row.f64("ewma", self.mean);
        row.f64("rest", self.rest);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let baseline = Baseline::restore(row)?;
        let (alpha, mean) = (within(row, "alpha", 1e-6, 1.0)?, within(row, "ewma", -MOST, MOST)?);
        Ok(Self { baseline, alpha, mean, rest: within(row, "rest", 0.0, 1.0)? })
    }
}

/// The chart of the sums.
#[derive(Clone, Debug, PartialEq)]
pub struct CusumWatch {
    baseline: Baseline,
    drift: f64,
    threshold: f64,
    up: f64,
    down: f64,
}

impl CUSUM {
    pub(super) fn watch(&self) -> CusumWatch {
        let (drift, threshold) = (self.drift, self.threshold);
        CusumWatch { baseline: Baseline::new(self.warm_up), drift, threshold, up: 0.0, down: 0.0 }
    }
}

impl Watch for CusumWatch {
    fn update(&mut self, value: f64) -> f64 {
        let Some(place) = self.baseline.place(value) else { return 0.0 };
        self.up = (self.up + place - self.drift).clamp(0.0, 2.0 * MOST);
        self.down = (self.down - place - self.drift).clamp(0.0, 2.0 * MOST);
        let score = self.up.max(self.down);
        if score > self.threshold {
            (self.up, self.down) = (0.0, 0.0);
        }
        score
    }

    fn store(&self, row: &mut RowWriter) {
        self.baseline.store(row);
        row.f64("drift", self.drift);
        row.f64("threshold", self.threshold);
        row.f64("up", self.up);
        row.f64("down", self.down);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let baseline = Baseline::restore(row)?;
        let (drift, threshold) = (within(row, "drift", 0.0, 1e6)?, within(row, "threshold", 0.0, MOST)?);
        let (up, down) = (within(row, "up", 0.0, 2.0 * MOST)?, within(row, "down", 0.0, 2.0 * MOST)?);
        Ok(Self { baseline, drift, threshold, up, down })
    }
}

watches!(Shewhart, ShewhartWatch, |chart| chart.threshold);
watches!(EWMA, EwmaWatch, |chart| chart.threshold);
watches!(CUSUM, CusumWatch, |chart| chart.threshold);
