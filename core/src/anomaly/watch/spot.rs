//! Streaming peaks over a threshold.

use super::{ROWS, WIDE, Watch, watches, within};
use crate::component::{Component, RowReader, RowWriter, corrupt, setters};
use crate::error::Result;
use crate::math::pot::Pareto;
use crate::math::stats::quantile;
use libm::{log10, pow};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Scores a value by how unlikely so high or so low a one is, from the tail of the stream so far: a threshold that sets
/// itself.
///
/// The first `n_init` values give the quantile `level` and what lies above it; a generalised Pareto distribution is
/// fitted to those excesses (Grimshaw). From then on a value above the quantile has the chance P = (share above) × (1 +
/// shape × excess / scale)^(-1 / shape), and the score is -log10 P; 0 for other values. A value with a score of at most
/// -log10 `q` above the quantile is a new excess, and the fit is brought up to date: from the last one, and from
/// nothing at every 50th excess; others are anomalies and are not learned. With `both` the same is done with the values
/// below, and the score is the larger. With `depth` d values count as what they are above the mean of the last d that
/// were no anomalies, for streams that drift.
///
/// Input: rows of numbers in time order, none missing. Of several columns the score is the largest over the columns.
/// Output: one score a row, 0 for the first `depth` + `n_init` values, at most 300; above -log10 `q` a row is an
/// anomaly.
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(1) a value and O(max_excess) a new excess; memory for `n_init` + `max_excess` + `depth` values.
/// Source: Siffer, Fouque, Termier and Largouët, Anomaly detection in streams with extreme value theory, KDD 2017
/// (SPOT, DSPOT, biSPOT). The Pareto distribution is the most likely one here, that of the highest top of the likelihood with
/// a shape above -1, or the exponential; of excesses the last `max_excess` are kept, as in the authors' libspot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SPOT {
    /// The chance below which a value is an anomaly. Default 0.0001.
    #[schemars(range(min = 1e-12, max = 0.1))]
    pub q: f64,
    /// From which quantile on values are the tail. Default 0.98.
    #[schemars(range(min = 0.5, max = 0.999))]
    pub level: f64,
    /// How many values are looked at first. Default 1000.
    #[schemars(range(min = 10, max = 1_000_000))]
    pub n_init: u32,
    /// How many values the moving mean has; none is taken off when 0, the default.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub depth: u32,
    /// How many excesses are kept. Default 200.
    #[schemars(range(min = 10, max = 100_000))]
    pub max_excess: u32,
    /// Look for values that are too low, too. Default true.
    pub both: bool,
}

impl Default for SPOT {
    fn default() -> Self {
        Self { q: 1e-4, level: 0.98, n_init: 1_000, depth: 0, max_excess: 200, both: true }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::SPOT, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let rows = |value: &dyn Fn(usize) -> f64, n: usize| Frame::new().with("x", (0..n).map(value).collect::<Vec<f64>>());
    /// let mut model = SPOT::default().fit(&Table::from_frame(&rows(&|at| libm::sin(at as f64 * at as f64), 2000)?)?)?;
    /// let seen = model.update(&rows(&|at| 9.0 + libm::sin(at as f64), 50)?.into(), &Context::new())?;
    /// assert!(seen.numbers("anomaly")?.contains(&1.0));
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    SPOT {
        /// Sets the chance below which a value is an anomaly.
        q: f64,
        /// Sets from which quantile on values are the tail.
        level: f64,
        /// Sets how many values are looked at first.
        n_init: u32,
        /// Sets how many values the moving mean has.
        depth: u32,
        /// Sets how many excesses are kept.
        max_excess: u32,
        /// Sets whether values may be too low, too.
        both: bool,
    }
}

impl Component for SPOT {
    const ID: &'static str = "anomaly.spot";
    const NAME: &'static str = "SPOT";
    const VERSION: u32 = 1;
}

/// One tail of a column.
#[derive(Clone, Debug, PartialEq)]
struct Tail {
    start: f64,
    excesses: VecDeque<f64>,
    /// How many excesses there were in all.
    above: usize,
    pareto: Option<Pareto>,
}

impl Tail {
    fn new(sorted: &[f64], level: f64, most: usize) -> Self {
        let start = quantile(sorted, level);
        let mut excesses: VecDeque<f64> =
            sorted.iter().filter(|&&value| value > start).map(|value| value - start).collect();
        let above = excesses.len();
        excesses.drain(..above.saturating_sub(most));
        let mut tail = Self { start, excesses, above, pareto: None };
        tail.fit();
        tail
    }

    fn fit(&mut self) {
        // A refit stays at the top of the likelihood that it comes from, which may not be the highest for ever.
        const ANEW: usize = 50;
        let last = self.pareto.filter(|_| !self.above.is_multiple_of(ANEW));
        let excesses = self.excesses.make_contiguous();
        self.pareto = last.map_or_else(|| Pareto::fit(excesses), |last| last.refit(excesses));
    }

    /// -log10 of the chance of a value as far out as this one.
    fn score(&self, value: f64, count: usize) -> f64 {
        if value <= self.start {
            return 0.0;
        }
        let excess = value - self.start;
        let share = (self.above.max(1) as f64 / count as f64).min(1.0);
        let beyond = match self.pareto {
            // No value has been above the start: nothing is known of what comes after it.
            None => 0.0,
            Some(Pareto { shape, scale }) if shape.abs() < 1e-12 => libm::exp(-excess / scale),
            Some(Pareto { shape, scale }) => pow((1.0 + shape * excess / scale).max(0.0), -1.0 / shape),
        };
        let beyond = if beyond.is_nan() { 0.0 } else { beyond };
        (-log10(share * beyond)).clamp(0.0, 300.0)
    }

    fn learn(&mut self, value: f64, most: usize) {
        if value > self.start {
            self.above += 1;
            self.excesses.push_back(value - self.start);
            if self.excesses.len() > most {
                self.excesses.pop_front();
            }
            self.fit();
        }
    }
}

/// What the tails' facts are called when they are written down.
const NAMES: [[&str; 5]; 2] = [
    ["start_high", "above_high", "high", "shape_high", "scale_high"],
    ["start_low", "above_low", "low", "shape_low", "scale_low"],
];

/// What is known of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct SpotWatch {
    params: SPOT,
    count: usize,
    /// The last values that were no anomalies, and their sum, for the moving mean.
    recent: VecDeque<f64>,
    sum: f64,
    /// How many of them came since the sum was computed anew.
    turn: usize,
    first: Vec<f64>,
    tails: Vec<Tail>,
}

impl SPOT {
    fn watch(&self) -> SpotWatch {
        let params = self.clone();
        SpotWatch { params, count: 0, recent: VecDeque::new(), sum: 0.0, turn: 0, first: Vec::new(), tails: Vec::new() }
    }
}

impl SpotWatch {
    /// Sorts the first values and begins.
    fn begin(&mut self) {
        let (level, most) = (self.params.level, self.params.max_excess as usize);
        let mut sorted = std::mem::take(&mut self.first);
        sorted.sort_by(f64::total_cmp);
        self.count = sorted.len();
        self.tails.push(Tail::new(&sorted, level, most));
        if self.params.both {
            let below: Vec<f64> = sorted.iter().rev().map(|value| -value).collect();
            self.tails.push(Tail::new(&below, level, most));
        }
    }

    fn remember(&mut self, value: f64) {
        let depth = self.params.depth as usize;
        if depth == 0 {
            return;
        }
        self.recent.push_back(value);
        self.sum += value;
        if self.recent.len() > depth {
            self.sum -= self.recent.pop_front().unwrap_or(0.0);
        }
        self.turn += 1;
        if self.turn >= depth {
            // Before rounding adds up.
            (self.turn, self.sum) = (0, self.recent.iter().sum());
        }
    }
}

impl Watch for SpotWatch {
    fn update(&mut self, raw: f64) -> f64 {
        if self.recent.len() < self.params.depth as usize {
            self.remember(raw);
            return 0.0;
        }
        let value = if self.recent.is_empty() { raw } else { raw - self.sum / self.recent.len() as f64 };
        if self.tails.is_empty() {
            self.first.push(value);
            self.remember(raw);
            if self.first.len() >= self.params.n_init as usize {
                self.begin();
            }
            return 0.0;
        }
        let sides = [value, -value];
        let score =
            self.tails.iter().zip(sides).fold(0.0, |most: f64, (tail, value)| most.max(tail.score(value, self.count)));
        if score <= -log10(self.params.q) {
            self.count += 1;
            let most = self.params.max_excess as usize;
            self.tails.iter_mut().zip(sides).for_each(|(tail, value)| tail.learn(value, most));
            self.remember(raw);
        }
        score
    }

    fn store(&self, row: &mut RowWriter) {
        let params = &self.params;
        row.f64("q", params.q);
        row.f64("level", params.level);
        row.i64("n_init", i64::from(params.n_init));
        row.i64("depth", i64::from(params.depth));
        row.i64("max_excess", i64::from(params.max_excess));
        row.i64("both", i64::from(params.both));
        row.i64("count", self.count as i64);
        row.list("recent", &self.recent.iter().copied().collect::<Vec<_>>());
        row.f64("sum", self.sum);
        row.i64("turn", self.turn as i64);
        row.list("first", &self.first);
        for (names, side) in NAMES.into_iter().zip([0, 1]) {
            let tail = self.tails.get(side);
            // A scale of 0 stands for no distribution.
            let pareto = tail.and_then(|tail| tail.pareto).unwrap_or(Pareto { shape: 0.0, scale: 0.0 });
            row.f64(names[3], pareto.shape);
            row.f64(names[4], pareto.scale);
            row.f64(names[0], tail.map_or(0.0, |tail| tail.start));
            row.i64(names[1], tail.map_or(0, |tail| tail.above as i64));
            row.list(names[2], &tail.map_or_else(Vec::new, |tail| tail.excesses.iter().copied().collect()));
        }
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (q, level) = (within(row, "q", 1e-12, 0.1)?, within(row, "level", 0.5, 0.999)?);
        let n_init = row.count("n_init", 1_000_000)? as u32;
        let depth = row.count("depth", 1_000_000)? as u32;
        let max_excess = row.count("max_excess", 100_000)? as u32;
        let params = SPOT { q, level, n_init, depth, max_excess, both: row.count("both", 1)? == 1 };
        let count = row.count("count", ROWS)?;
        let recent = row.list("recent")?;
        let (sum, turn) = (within(row, "sum", -WIDE, WIDE)?, row.count("turn", depth as usize)?);
        let first = row.list("first")?;
        let is_wide = |value: &f64| value.abs() > WIDE || value.is_nan();
        if n_init < 10 || max_excess < 10 || recent.len() > depth as usize || first.len() >= n_init as usize {
            return Err(corrupt("first", "has more values than are looked at first"));
        }
        let mut tails = Vec::new();
        for names in NAMES {
            let (start, above) = (within(row, names[0], -WIDE, WIDE)?, row.count(names[1], ROWS)?);
            let excesses = VecDeque::from(row.list(names[2])?);
            let (shape, scale) = (within(row, names[3], -WIDE, WIDE)?, within(row, names[4], 0.0, WIDE)?);
            let pareto = (scale > 0.0).then_some(Pareto { shape, scale });
            let fits = excesses.len() <= (max_excess as usize).min(above);
            if !fits || excesses.iter().any(|excess| is_wide(excess) || *excess <= 0.0) {
                return Err(corrupt(names[2], "are not excesses"));
            }
            if count > 0 && (tails.is_empty() || params.both) {
                tails.push(Tail { start, excesses, above, pareto });
            }
        }
        if recent.iter().chain(&first).any(is_wide) || (count > 0 && !first.is_empty()) {
            return Err(corrupt("first", "has a value out of range"));
        }
        Ok(Self { params, count, recent: recent.into(), sum, turn, first, tails })
    }
}

watches!(SPOT, SpotWatch, |spot| -log10(spot.q));
