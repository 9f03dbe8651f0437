//! The tails of a column.

use super::{Rule, Surprise};
use crate::component::{Store, corrupt};
use crate::error::Result;

/// Where the longer tail of a column is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Skew {
    Left = -1,
    None = 0,
    Right = 1,
}

impl Skew {
    pub(super) fn name(self) -> &'static str {
        match self {
            Skew::Left => "left",
            Skew::None => "none",
            Skew::Right => "right",
        }
    }

    /// The sign of the third central moment, in the order of sums and with the rule for constants of SciPy's `skew` along
    /// the rows of a matrix: which way the rounding of a symmetric column falls is part of the score.
    pub(super) fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let (mut second, mut third) = (0.0, 0.0);
        for value in values {
            let off = value - mean;
            second += off * off;
            third += off * off * off;
        }
        let noise = f64::EPSILON * mean;
        if second / n <= noise * noise {
            return Skew::None;
        }
        match third.partial_cmp(&0.0) {
            Some(std::cmp::Ordering::Less) => Skew::Left,
            Some(std::cmp::Ordering::Greater) => Skew::Right,
            _ => Skew::None,
        }
    }
}

/// A whole number that rises with the value.
pub(super) fn key_of(value: f64) -> u64 {
    // Adding 0 makes one zero of two, which compare as equal but have different bits.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

pub(super) fn value_of(key: u64) -> f64 {
    f64::from_bits(if key >> 63 == 1 { key ^ 1 << 63 } else { !key })
}

/// The values as keys, with their rows, in rising order: the first 32 bits of the range are sorted by eleven bits after the
/// other, the lowest first. What is equal in those is little, or equal in all.
pub(super) fn sorted(column: &[f64]) -> Vec<(u64, u32)> {
    const BITS: u32 = 11;
    const DIGITS: usize = 1 << BITS;
    let keys: Vec<u64> = column.iter().map(|&value| key_of(value)).collect();
    if keys.len() < DIGITS {
        let mut pairs: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
        pairs.sort_unstable();
        return pairs;
    }
    let digit = |packed: u64, pass: usize| (packed >> (32 + pass as u32 * BITS)) as usize % DIGITS;
    let least = keys.iter().copied().fold(u64::MAX, u64::min);
    let bits = keys.iter().fold(0, |bits, key| bits | (key - least));
    let lower = (64 - bits.leading_zeros()).saturating_sub(32);
    let upper = |key: u64| (key - least) >> lower;
    // The row in place of the other bits.
    let mut packed: Vec<u64> = keys.iter().zip(0..).map(|(&key, row)| upper(key) << 32 | row).collect();
    let mut counts = [[0u32; DIGITS]; 3];
    for &one in &packed {
        counts.iter_mut().enumerate().for_each(|(pass, counts)| counts[digit(one, pass)] += 1);
    }
    let mut other = packed.clone();
    for (pass, counts) in counts.iter_mut().enumerate() {
        if counts.contains(&(packed.len() as u32)) {
            continue;
        }
        let mut start = 0;
        for count in counts.iter_mut() {
            start += std::mem::replace(count, start);
        }
        for &one in &packed {
            let place = &mut counts[digit(one, pass)];
            other[*place as usize] = one;
            *place += 1;
        }
        std::mem::swap(&mut packed, &mut other);
    }
    let mut pairs: Vec<(u64, u32)> = packed.iter().map(|&one| (keys[one as u32 as usize], one as u32)).collect();
    if bits & ((1 << lower) - 1) != 0 {
        for same in pairs.chunk_by_mut(|a, b| upper(a.0) == upper(b.0)).filter(|same| same.len() > 1) {
            same.sort_unstable();
        }
    }
    pairs
}

/// Where to look for a value among rising ones: their range is cut into equal cells.
pub(super) struct Guide {
    low: f64,
    scale: f64,
    /// How many values are in cells before each, and all of them.
    before: Vec<u32>,
}

impl Guide {
    pub(super) fn new(values: &[f64]) -> Self {
        let cells = (values.len() / 2).max(1);
        let (low, high) = (values[0], values[values.len() - 1]);
        let scale = if high > low { (cells - 1) as f64 / (high - low) } else { 0.0 };
        let mut guide = Self { low, scale, before: vec![0; cells + 1] };
        for &value in values {
            let cell = guide.cell(value);
            guide.before[cell + 1] += 1;
        }
        for cell in 0..cells {
            guide.before[cell + 1] += guide.before[cell];
        }
        guide
    }

    /// A number that never falls where the value rises, so that values in cells before and after need no comparison.
    fn cell(&self, value: f64) -> usize {
        (((value - self.low) * self.scale) as usize).min(self.before.len() - 2)
    }

    /// How many of the values are at or below this one.
    #[inline]
    pub(super) fn place(&self, values: &[f64], value: f64) -> usize {
        let cell = self.cell(value);
        let (first, end) = (self.before[cell] as usize, self.before[cell + 1] as usize);
        let own = &values[first..end];
        first
            + if own.len() > 16 {
                own.partition_point(|&other| other <= value)
            } else {
                // Few are counted without a branch: which way a search turns cannot be foretold.
                own.iter().map(|&other| usize::from(other <= value)).sum::<usize>()
            }
    }
}

/// The distribution of one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tails {
    pub(super) skew: Skew,
    /// The distinct values, rising.
    pub(super) values: Vec<f64>,
    /// How many training rows are at or below each.
    pub(super) through: Vec<u32>,
    /// What a row gets from this column: below the first value, at it, between it and the second, at that, and so on.
    pub(super) weights: Vec<f64>,
}

impl Tails {
    /// The distribution of a column, and its rows in rising order.
    pub(super) fn of(column: &[f64]) -> (Self, Vec<u32>) {
        let sorted = sorted(column);
        let (mut values, mut through) = (Vec::with_capacity(sorted.len()), Vec::with_capacity(sorted.len()));
        for (index, &(key, _)) in sorted.iter().enumerate() {
            if sorted.get(index + 1).is_none_or(|&(next, _)| next != key) {
                values.push(value_of(key));
                through.push(index as u32 + 1);
            }
        }
        let tails = Self { skew: Skew::of(column), values, through, weights: Vec::new() };
        (tails, sorted.into_iter().map(|(_, row)| row).collect())
    }

    /// Adds what this column says of each training row, given in rising order.
    pub(super) fn add_sorted(&self, order: &[u32], scores: &mut [f64]) {
        let mut start = 0;
        for (place, &end) in self.through.iter().enumerate() {
            for &row in &order[start..end as usize] {
                scores[row as usize] += self.weights[2 * place + 1];
            }
            start = end as usize;
        }
    }

    /// Adds what this column says of each value to its row's score.
    pub(super) fn add(&self, column: &[f64], scores: &mut [f64]) {
        const LANES: usize = 8;
        // A guide is made in less time than so many searches take.
        if column.len() >= 1024 && column.len() * 4 >= self.values.len() {
            let guide = Guide::new(&self.values);
            for (&value, score) in column.iter().zip(scores) {
                *score += self.weight(value, guide.place(&self.values, value));
            }
            return;
        }
        let (lanes, rest) = column.as_chunks::<LANES>();
        let (lane_scores, rest_scores) = scores.as_chunks_mut::<LANES>();
        for (lane, scores) in lanes.iter().zip(lane_scores) {
            let places = self.places(*lane);
            for index in 0..LANES {
                scores[index] += self.weight(lane[index], places[index]);
            }
        }
        for (&value, score) in rest.iter().zip(rest_scores) {
            *score += self.weight(value, self.places([value])[0]);
        }
    }

    /// How many of the distinct values are at or below each of these. Several searches go in step, because one alone
    /// mostly waits for memory.
    pub(super) fn places<const N: usize>(&self, lane: [f64; N]) -> [usize; N] {
        let mut base = [0; N];
        let mut size = self.values.len();
        while size > 1 {
            let half = size / 2;
            for (base, value) in base.iter_mut().zip(&lane) {
                // A product and no branch: which way a search turns cannot be foretold.
                *base += half * usize::from(self.values[*base + half] <= *value);
            }
            size -= half;
        }
        for (base, value) in base.iter_mut().zip(&lane) {
            *base += usize::from(self.values[*base] <= *value);
        }
        base
    }

    /// The weight of a value that is not below the first `place` of the distinct values.
    pub(super) fn weight(&self, value: f64, place: usize) -> f64 {
        let known = place > 0 && self.values[place - 1] == value;
        self.weights[2 * place - usize::from(known)]
    }

    /// Works out the weights.
    pub(super) fn weigh(&mut self, surprise: &Surprise, rule: Rule) {
        let weight = |at_or_below: u32, below: u32| {
            let (left, right) = (surprise.of(at_or_below), surprise.of(surprise.rows - below));
            match (rule, self.skew) {
                (_, Skew::None) => left + right,
                (Rule::Longer, _) => left.max(right),
                (Rule::Skewed, Skew::Left) => left.max((left + right) / 2.0),
                (Rule::Skewed, Skew::Right) => right.max((left + right) / 2.0),
            }
        };
        self.weights = Vec::with_capacity(2 * self.through.len() + 1);
        self.weights.push(weight(0, 0));
        let mut below = 0;
        for &through in &self.through {
            self.weights.extend([weight(through, below), weight(through, through)]);
            below = through;
        }
    }

    pub(super) fn restore(store: &Store, index: usize, skew: i32, rows: u32) -> Result<Self> {
        let skew = match skew {
            -1 => Skew::Left,
            0 => Skew::None,
            1 => Skew::Right,
            other => return Err(corrupt("skew", &format!("is {other}; must be -1, 0 or 1"))),
        };
        let name = format!("values.{index}");
        let values: Vec<f64> = store.take(&name)?;
        if values.is_empty() || !values.iter().all(|value| value.is_finite()) || !values.is_sorted_by(|a, b| a < b) {
            return Err(corrupt(&name, "is not finite numbers that rise"));
        }
        let name = format!("through.{index}");
        let through: Vec<u32> = store.take_exactly(&name, values.len())?;
        if through[0] == 0 || !through.is_sorted_by(|a, b| a < b) || through.last() != Some(&rows) {
            return Err(corrupt(&name, &format!("is not counts that rise from 1 or more to {rows}")));
        }
        Ok(Self { skew, values, through, weights: Vec::new() })
    }
}
