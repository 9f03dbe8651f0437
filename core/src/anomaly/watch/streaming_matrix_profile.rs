//! The matrix profile of a stream: each new window against those before it.

use super::{WIDE, Watch, Watches, within};
use crate::anomaly::matrix_profile::{exclusion, sum};
use crate::component::{Component, Context, RowReader, RowWriter, StreamDetector, corrupt, setters};
use crate::error::{Result, err};
use crate::math::wide::wide;
use libm::sqrt;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Scores a value by how unlike all earlier shapes of the stream the shape is that ends with it: the left matrix
/// profile, kept up to date value by value.
///
/// The last `window_size` values and every earlier window among the last `history` values are brought to mean 0 and
/// variance 1; the score is the Euclidean distance to the most alike one: sqrt(2 m (1 - r)), with m = `window_size` and
/// r the largest correlation. Windows that overlap the new one by more than three quarters do not count. A constant
/// window is at distance 0 from another and at sqrt(m) from any other. So the first of several like anomalies scores
/// high, and what comes back within the history does not.
///
/// Every value is learned, whatever its score. Of several columns the score is the largest over the columns.
///
/// Input: rows of numbers in time order, none missing.
/// Output: one score a row, 0 to sqrt(4 window_size), 0 for the first `warm_up` rows; above `threshold` a row is an
/// anomaly.
/// Errors: `kp.invalid_params` for a history of less than two windows; `kp.missing_values` for a missing value,
/// `kp.invalid_data` for a column of categories.
/// Cost: O(history) time a value, and memory for five numbers for each value of the history. Products are brought up to
/// date by two terms a value and computed anew every four windows, or where rounding would show.
/// Source: Yeh et al., Matrix Profile I, ICDM 2016 (STAMPI); Lu et al., DAMP, KDD 2022, for left discords and the
/// warm-up of four windows. Scores are the last `left_P_` of stumpy 1.14.1 `stumpi(T, m, egress=True)` for T of
/// `history` values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct StreamingMatrixProfile {
    /// How many values a window has: about a period of what repeats. Default 50.
    #[schemars(range(min = 4, max = 100_000))]
    pub window_size: u32,
    /// How many of the last values new windows are compared with, the new window included; at least two windows.
    /// Default 10,000.
    #[schemars(range(min = 8, max = 1_000_000))]
    pub history: u32,
    /// How many rows come before the first score, for there is little to be like at first; four windows when absent.
    #[schemars(range(min = 0, max = 10_000_000))]
    pub warm_up: Option<u32>,
    /// The score above which a row is an anomaly; sqrt(window_size) when absent, where no earlier window has a
    /// correlation above 1/2.
    #[schemars(range(min = 0.0, max = 1e6))]
    pub threshold: Option<f64>,
}

impl Default for StreamingMatrixProfile {
    fn default() -> Self {
        Self { window_size: 50, history: 10_000, warm_up: None, threshold: None }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::StreamingMatrixProfile, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let wave = |from: u32, to: u32| (from..to).map(|t| f64::from(t % 10)).collect::<Vec<_>>();
    /// let past = Frame::new().with("x", wave(0, 100))?;
    /// let detector = StreamingMatrixProfile::default().window_size(10_u32).history(200_u32);
    /// let mut model = detector.fit(&Table::from_frame(&past)?)?;
    /// let mut news = wave(100, 130);
    /// news[13] = 9.0;
    /// let seen = model.update(&Frame::new().with("x", news)?.into(), &Context::new())?;
    /// let scores = seen.f64("score")?;
    /// assert!(scores[12] < 1e-6 && (scores[13] - 1.8865).abs() < 1e-4, "{}", scores[13]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    StreamingMatrixProfile {
        /// Sets how many values a window has.
        window_size: u32,
        /// Sets how many of the last values new windows are compared with.
        history: u32,
        /// Sets how many rows come before the first score.
        warm_up: u32,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

impl Component for StreamingMatrixProfile {
    const ID: &'static str = "anomaly.streaming_matrix_profile";
    const NAME: &'static str = "StreamingMatrixProfile";
    const VERSION: u32 = 1;
}

impl StreamDetector for StreamingMatrixProfile {
    type State = Watches<MatrixProfileWatch>;

    fn threshold(&self) -> f64 {
        self.threshold.unwrap_or_else(|| sqrt(f64::from(self.window_size)))
    }

    fn start(&self, columns: usize, _ctx: &Context) -> Result<Self::State> {
        let (window, history) = (self.window_size, self.history);
        if history / 2 < window {
            let least = 2 * window;
            return Err(err!(InvalidParams, "history is {history}; must be at least two windows: {least}")
                .with("param", "history"));
        }
        let warm_up = self.warm_up.unwrap_or(4 * window) as usize;
        Ok(Watches::new(columns, &MatrixProfileWatch::new(window as usize, history as usize, warm_up)))
    }
}

/// Within how many windows' time every product is computed anew, before rounding adds up.
const ANEW: usize = 4;
/// To which part of what it was the length of a window must fall for its products to be computed anew at once: what a
/// far outlier leaves behind in them is rounding, and would be most of what remains.
const FALL: f64 = 1e-3;

/// The last values of one column, and the products of its newest window with those before it.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixProfileWatch {
    window: usize,
    history: usize,
    warm_up: usize,
    /// How many values came, up to the warm-up.
    seen: usize,
    windows: Windows,
    /// The product of the newest window with each earlier one around their means, oldest first; the last places are
    /// filled first, each for windows as many steps apart.
    products: Vec<f64>,
    /// The place that is computed anew next.
    next: usize,
    /// The last constant window among the earlier ones.
    flat: Option<usize>,
}

/// The windows of the last values. What is older than the history is cut off now and then.
#[derive(Clone, Debug, PartialEq, Default)]
struct Windows {
    values: Vec<f64>,
    mean: Vec<f64>,
    /// Half of what enters less what leaves; 0 for the first window.
    df: Vec<f64>,
    /// What enters and what leaves, around their windows' means; 0 for the first window.
    dg: Vec<f64>,
    /// One over the length of the window around its mean; 0 where it is constant.
    inverse: Vec<f64>,
    /// The greatest length since the last fall, and the windows where lengths fell.
    greatest: f64,
    falls: VecDeque<usize>,
}

impl Windows {
    /// Takes the next value, and the window of the last m with it.
    fn push(&mut self, value: f64, m: usize) {
        self.values.push(value);
        if self.values.len() < m {
            return;
        }
        let at = self.mean.len();
        let window = &self.values[at..];
        let mean = sum(window.iter().copied()) / m as f64;
        let length = sqrt(sum(window.iter().map(|value| (value - mean) * (value - mean))));
        let constant = window.iter().all(|&value| value == window[0]) || length <= 0.0;
        let (df, dg) = if at == 0 {
            (0.0, 0.0)
        } else {
            let left = self.values[at - 1];
            (0.5 * (value - left), (value - mean) + (left - self.mean[at - 1]))
        };
        self.mean.push(mean);
        self.df.push(df);
        self.dg.push(dg);
        self.inverse.push(if constant { 0.0 } else { 1.0 / length });
    }

    /// Notes whether the newest window's length has fallen.
    fn note(&mut self) {
        let at = self.inverse.len() - 1;
        let length = if self.inverse[at] > 0.0 { 1.0 / self.inverse[at] } else { 0.0 };
        if length < FALL * self.greatest {
            self.falls.push_back(at);
            self.greatest = length;
        } else {
            self.greatest = self.greatest.max(length);
        }
    }

    /// The product of two windows around their means.
    fn product(&self, at: usize, other: usize, m: usize) -> f64 {
        let (a, b) = (self.mean[at], self.mean[other]);
        let (x, y) = (&self.values[at..at + m], &self.values[other..other + m]);
        wide(
            #[inline(always)]
            || dot(x, a, y, b),
        )
    }

    /// Forgets all but the last values, when twice as many are there; how many it forgot.
    fn cut(&mut self, keep: usize) -> usize {
        let Some(old) = self.values.len().checked_sub(keep).filter(|&old| old >= keep) else { return 0 };
        self.values.drain(..old);
        for list in [&mut self.mean, &mut self.df, &mut self.dg, &mut self.inverse] {
            list.drain(..old.min(list.len()));
        }
        self.falls.retain(|&at| at >= old);
        self.falls.iter_mut().for_each(|at| *at -= old);
        old
    }
}

/// How many values go side by side.
const LANES: usize = 8;

#[inline(always)]
fn dot(x: &[f64], a: f64, y: &[f64], b: f64) -> f64 {
    let (whole_x, rest_x) = x.as_chunks::<LANES>();
    let (whole_y, rest_y) = y.as_chunks::<LANES>();
    let mut lanes = [0.0; LANES];
    for (x, y) in whole_x.iter().zip(whole_y) {
        for lane in 0..LANES {
            lanes[lane] += (x[lane] - a) * (y[lane] - b);
        }
    }
    let rest: f64 = rest_x.iter().zip(rest_y).map(|(x, y)| (x - a) * (y - b)).sum();
    lanes.iter().sum::<f64>() + rest
}

/// Moves products on by one value of both windows; the largest product over the length of the earlier window.
#[inline(always)]
fn advance(products: &mut [f64], [df, dg, inverse]: [&[f64]; 3], own: [f64; 2], most: f64) -> f64 {
    let mut best = [most; LANES];
    let (products, rest) = products.as_chunks_mut::<LANES>();
    let (df, rest_df) = df.as_chunks::<LANES>();
    let (dg, rest_dg) = dg.as_chunks::<LANES>();
    let (inverse, rest_inverse) = inverse.as_chunks::<LANES>();
    for (((products, df), dg), inverse) in products.iter_mut().zip(df).zip(dg).zip(inverse) {
        for lane in 0..LANES {
            products[lane] += own[0] * dg[lane] + df[lane] * own[1];
            let found = products[lane] * inverse[lane];
            best[lane] = if found > best[lane] { found } else { best[lane] };
        }
    }
    for (((product, df), dg), inverse) in rest.iter_mut().zip(rest_df).zip(rest_dg).zip(rest_inverse) {
        *product += own[0] * dg + df * own[1];
        best[0] = best[0].max(*product * inverse);
    }
    best.into_iter().fold(most, f64::max)
}

impl MatrixProfileWatch {
    fn new(window: usize, history: usize, warm_up: usize) -> Self {
        let products = vec![0.0; history - window - exclusion(window)];
        Self { window, history, warm_up, seen: 0, windows: Windows::default(), products, next: 0, flat: None }
    }

    /// How many earlier windows the newest one is compared with.
    fn compared(&self) -> usize {
        let windows = (self.windows.values.len().min(self.history) + 1).saturating_sub(self.window);
        windows.saturating_sub(1 + exclusion(self.window))
    }

    /// The distance of the newest window from the most alike earlier one; `None` without one.
    fn distance(&mut self) -> Option<f64> {
        let (count, windows) = (self.compared(), &self.windows);
        if count == 0 {
            return None;
        }
        let newest = windows.mean.len() - 1;
        let end = newest - exclusion(self.window);
        let first = end - count;
        let places = self.products.len();
        let products = &mut self.products[places - count..];
        // Where products must be computed and not brought up to date: a window that has no window before it, and after
        // the fall of a length. Ascending.
        let mut anew: Vec<usize> = windows.falls.iter().copied().filter(|at| (first..end).contains(at)).collect();
        if windows.falls.back() == Some(&newest) {
            anew = (first..end).collect();
        } else if first == 0 {
            anew.retain(|&at| at != first);
            anew.insert(0, first);
        }
        let (own, mut most, mut from) = ([windows.df[newest], windows.dg[newest]], f64::NEG_INFINITY, first);
        for to in anew.into_iter().chain([end]) {
            let lists = [&windows.df[from..to], &windows.dg[from..to], &windows.inverse[from..to]];
            let part = &mut products[from - first..to - first];
            most = wide(
                #[inline(always)]
                || advance(part, lists, own, most),
            );
            if to < end {
                products[to - first] = windows.product(newest, to, self.window);
                most = most.max(products[to - first] * windows.inverse[to]);
            }
            from = to + 1;
        }
        if windows.inverse[end - 1] == 0.0 {
            self.flat = Some(end - 1);
        }
        let flat = self.flat.is_some_and(|at| at >= first);
        let m = self.window as f64;
        let alike = match (windows.inverse[newest] == 0.0, flat) {
            // Two constant windows are the same; one and another are as far apart as with a correlation of 1/2.
            (true, true) => 1.0,
            (true, false) => 0.5,
            (false, true) => (most * windows.inverse[newest]).max(0.5),
            (false, false) => most * windows.inverse[newest],
        };
        self.renew(first, count);
        Some(sqrt(2.0 * m * (1.0 - alike.max(-1.0)).max(0.0)))
    }

    /// Computes a few products anew.
    fn renew(&mut self, first: usize, count: usize) {
        let places = self.products.len();
        let newest = self.windows.mean.len() - 1;
        for _ in 0..places.div_ceil(ANEW * self.window) {
            if let Some(at) = (self.next + count).checked_sub(places) {
                self.products[self.next] = self.windows.product(newest, first + at, self.window);
            }
            self.next = (self.next + 1) % places;
        }
    }
}

impl Watch for MatrixProfileWatch {
    fn update(&mut self, value: f64) -> f64 {
        self.windows.push(value, self.window);
        if !self.windows.mean.is_empty() {
            self.windows.note();
        }
        let distance = self.distance().unwrap_or(0.0);
        // One value more than the history, from which the first window's change is known.
        let old = self.windows.cut(self.history + 1);
        self.flat = self.flat.and_then(|at| at.checked_sub(old));
        if self.seen < self.warm_up {
            self.seen += 1;
            return 0.0;
        }
        distance
    }

    fn store(&self, row: &mut RowWriter) {
        let values = &self.windows.values;
        let old = values.len().saturating_sub(self.history + 1);
        let falls: Vec<f64> = self.windows.falls.iter().filter(|&&at| at >= old).map(|&at| (at - old) as f64).collect();
        row.i64("window_size", self.window as i64);
        row.i64("history", self.history as i64);
        row.i64("warm_up", self.warm_up as i64);
        row.i64("seen", self.seen as i64);
        row.i64("next", self.next as i64);
        row.f64("greatest", self.windows.greatest);
        row.list("values", &values[old..]);
        row.list("products", &self.products[self.products.len() - self.compared()..]);
        row.list("falls", &falls);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (window, history) = (row.count("window_size", 100_000)?, row.count("history", 1_000_000)?);
        let warm_up = row.count("warm_up", 10_000_000)?;
        let (seen, next) = (row.count("seen", warm_up)?, row.count("next", history)?);
        let greatest = within(row, "greatest", 0.0, WIDE)?;
        let (values, products, falls) = (row.list("values")?, row.list("products")?, row.list("falls")?);
        if window < 4 || history < 2 * window || values.len() > history + 1 {
            return Err(corrupt("values", "are more than the history has"));
        }
        if values.iter().any(|value| !value.is_finite() || value.abs() > 1e100) {
            return Err(corrupt("values", "have one out of range"));
        }
        let windows = (values.len() + 1).saturating_sub(window);
        let rising = falls.windows(2).all(|pair| pair[0] < pair[1]);
        let is_place = |at: &f64| *at >= 0.0 && *at < windows as f64 && at.fract() == 0.0;
        if !rising || !falls.iter().all(is_place) {
            return Err(corrupt("falls", "are not windows"));
        }
        let mut own = Self { seen, next, ..Self::new(window, history, warm_up) };
        values.into_iter().for_each(|value| own.windows.push(value, window));
        (own.windows.greatest, own.windows.falls) = (greatest, falls.into_iter().map(|at| at as usize).collect());
        let places = own.products.len();
        if products.len() != own.compared() || next >= places || products.iter().any(|value| !value.is_finite()) {
            return Err(corrupt("products", "are not those of the windows"));
        }
        own.products[places - products.len()..].copy_from_slice(&products);
        let end = windows.saturating_sub(1 + exclusion(window));
        own.flat = own.windows.inverse[..end].iter().rposition(|&inverse| inverse == 0.0);
        Ok(own)
    }
}
