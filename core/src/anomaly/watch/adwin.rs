//! Adaptive windowing.

use super::{ROWS, WIDE, Watch, watches, within};
use crate::component::{Component, RowReader, RowWriter, corrupt, setters};
use crate::error::Result;
use libm::{log, sqrt};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Watches a stream for a change of its mean, with a window that is as long as nothing changes and is cut where
/// something does.
///
/// The window is kept as buckets of 1, 2, 4, ... values, at most `max_buckets` of each size. At every `clock`-th value
/// each border between two buckets is a cut of the window into an older part of n0 and a newer part of n1 values. Their
/// means differ if they are more than e = sqrt(2 v d / m) + 2/3 d / m apart, with v the variance of the window, d =
/// log(2 log(n) / delta) and 1 / m = 1 / (n0 - min_window_length + 1) + 1 / (n1 - min_window_length + 1). The score is
/// the largest difference over e of the cuts at this value, 0 in between. After a change the window starts anew. Of
/// several columns the score is the largest over the columns.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row; above 1 a row is an anomaly: the change is told there.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(log n) memory and, at every `clock`-th value, time.
/// Source: Bifet and Gavaldà, Learning from time-changing data with adaptive windowing, SDM 2007; parameters and
/// changes are those of river 0.26.1 `drift.ADWIN`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ADWIN {
    /// How often a change may be told though there is none. Default 0.002.
    #[schemars(range(min = 1e-12, max = 1.0))]
    pub delta: f64,
    /// At every how many values cuts are tried. Default 32.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub clock: u32,
    /// How many buckets of a size there are at most. Default 5.
    #[schemars(range(min = 1, max = 1_000))]
    pub max_buckets: u32,
    /// The fewest values of both parts of a cut. Default 5.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub min_window_length: u32,
    /// How many values must have come before cuts are tried. Default 10.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub grace_period: u32,
}

impl Default for ADWIN {
    fn default() -> Self {
        Self { delta: 0.002, clock: 32, max_buckets: 5, min_window_length: 5, grace_period: 10 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::ADWIN, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = ADWIN::default().fit(&Table::from_frame(&rows(&|at| libm::sin(at as f64), 200)?)?)?;
    /// let seen = model.update(&rows(&|at| 9.0 + libm::sin(at as f64), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    ADWIN {
        /// Sets how often a change may be told though there is none.
        delta: f64,
        /// Sets at every how many values cuts are tried.
        clock: u32,
        /// Sets how many buckets of a size there are at most.
        max_buckets: u32,
        /// Sets the fewest values of both parts of a cut.
        min_window_length: u32,
        /// Sets how many values must have come before cuts are tried.
        grace_period: u32,
    }
}

impl Component for ADWIN {
    const ID: &'static str = "anomaly.adwin";
    const NAME: &'static str = "ADWIN";
    const VERSION: u32 = 1;
}

/// The total and the squares around the mean of some values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sums {
    n: f64,
    total: f64,
    squares: f64,
}

impl Sums {
    fn one(value: f64) -> Self {
        Self { n: 1.0, total: value, squares: 0.0 }
    }

    /// How much the squares grow when both become one.
    fn between(self, other: Self) -> f64 {
        if self.n <= 0.0 || other.n <= 0.0 {
            return 0.0;
        }
        let off = self.total / self.n - other.total / other.n;
        self.n * other.n * off * off / (self.n + other.n)
    }

    fn with(self, other: Self) -> Self {
        let squares = self.squares + other.squares + self.between(other);
        Self { n: self.n + other.n, total: self.total + other.total, squares }
    }
}

/// The window of one column: buckets by size, the oldest of each first.
#[derive(Clone, Debug, PartialEq)]
pub struct AdwinWatch {
    params: ADWIN,
    ticks: usize,
    window: Sums,
    /// Buckets of 1, 2, 4, ... values.
    sizes: Vec<VecDeque<Sums>>,
}

impl ADWIN {
    fn watch(&self) -> AdwinWatch {
        AdwinWatch { params: self.clone(), ticks: 0, window: Sums::default(), sizes: Vec::new() }
    }
}

impl AdwinWatch {
    fn insert(&mut self, value: f64) {
        let mut bucket = Some(Sums::one(value));
        self.window = self.window.with(Sums::one(value));
        let mut size = 0;
        while let Some(next) = bucket.take() {
            if size == self.sizes.len() {
                self.sizes.push(VecDeque::new());
            }
            let own = &mut self.sizes[size];
            own.push_back(next);
            if own.len() > self.params.max_buckets as usize
                && let (Some(first), Some(second)) = (own.pop_front(), own.pop_front())
            {
                bucket = Some(first.with(second));
            }
            size += 1;
        }
    }

    /// The largest difference over its bound, of the cuts up to the first that passes it.
    fn cuts(&self) -> f64 {
        let (mut old, mut new) = (Sums::default(), self.window);
        let least = f64::from(self.params.min_window_length);
        let d = log(2.0 * log(self.window.n) / self.params.delta);
        let variance = self.window.squares / self.window.n;
        let mut most = 0.0_f64;
        for buckets in self.sizes.iter().rev() {
            for bucket in buckets {
                old = Sums { n: old.n + bucket.n, total: old.total + bucket.total, squares: 0.0 };
                new = Sums { n: new.n - bucket.n, total: new.total - bucket.total, squares: 0.0 };
                if old.n >= least && new.n >= least {
                    let m = 1.0 / (old.n - least + 1.0) + 1.0 / (new.n - least + 1.0);
                    let bound = sqrt((2.0 * m * variance * d).max(0.0)) + 2.0 / 3.0 * d * m;
                    let off = (old.total / old.n - new.total / new.n).abs();
                    most = most.max(if bound > 0.0 { off / bound } else { 0.0 });
                    if off > bound {
                        return most;
                    }
                }
            }
        }
        most
    }
}

impl Watch for AdwinWatch {
    fn update(&mut self, value: f64) -> f64 {
        self.insert(value);
        self.ticks += 1;
        let due = self.ticks.is_multiple_of(self.params.clock as usize);
        if !due || self.window.n <= f64::from(self.params.grace_period) {
            return 0.0;
        }
        let score = self.cuts();
        if score > 1.0 {
            *self = self.params.watch();
        }
        score
    }

    fn store(&self, row: &mut RowWriter) {
        row.f64("delta", self.params.delta);
        row.i64("clock", i64::from(self.params.clock));
        row.i64("max_buckets", i64::from(self.params.max_buckets));
        row.i64("min_window_length", i64::from(self.params.min_window_length));
        row.i64("grace_period", i64::from(self.params.grace_period));
        row.i64("ticks", self.ticks as i64);
        row.f64("total", self.window.total);
        row.f64("squares", self.window.squares);
        row.list("counts", &self.sizes.iter().map(|buckets| buckets.len() as f64).collect::<Vec<_>>());
        row.list("totals", &self.sizes.iter().flatten().map(|bucket| bucket.total).collect::<Vec<_>>());
        row.list("variances", &self.sizes.iter().flatten().map(|bucket| bucket.squares).collect::<Vec<_>>());
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let delta = within(row, "delta", 1e-12, 1.0)?;
        let clock = row.count("clock", 1_000_000)?.max(1) as u32;
        let max_buckets = row.count("max_buckets", 1_000)?.max(1) as u32;
        let min_window_length = row.count("min_window_length", 1_000_000)?.max(1) as u32;
        let grace_period = row.count("grace_period", 1_000_000)?.max(1) as u32;
        let params = ADWIN { delta, clock, max_buckets, min_window_length, grace_period };
        let ticks = row.count("ticks", ROWS)?;
        let (total, squares) = (within(row, "total", -WIDE, WIDE)?, within(row, "squares", 0.0, WIDE)?);
        let counts = row.list("counts")?;
        let (totals, variances) = (row.list("totals")?, row.list("variances")?);
        let most = f64::from(max_buckets);
        let whole = |count: &f64| (0.0..=most).contains(count) && *count == libm::floor(*count);
        let fits = totals.len() == variances.len() && counts.iter().sum::<f64>() == totals.len() as f64;
        let finite = totals.iter().chain(&variances).all(|value| value.abs() <= WIDE);
        if counts.len() > 50 || !counts.iter().all(whole) || !fits || !finite {
            return Err(corrupt("counts", "are not those of the buckets"));
        }
        let mut window = Sums { n: 0.0, total, squares };
        let (mut sizes, mut pairs, mut n) = (Vec::new(), totals.iter().zip(&variances), 1.0);
        for count in counts {
            let own = pairs.by_ref().take(count as usize);
            let own: VecDeque<Sums> = own.map(|(&total, &squares)| Sums { n, total, squares }).collect();
            window.n += n * own.len() as f64;
            sizes.push(own);
            n *= 2.0;
        }
        Ok(Self { params, ticks, window, sizes })
    }
}

watches!(ADWIN, AdwinWatch, |_| 1.0);
