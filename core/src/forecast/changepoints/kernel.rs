//! How unlike the values of a stretch are, by a Gaussian kernel.

use crate::component::Context;
use crate::error::Result;
use crate::math::stats::variance;
use libm::exp;

/// Values of one or several channels, and the kernel exp(-gamma |a - b|²) between them.
pub(super) struct Kernel {
    channels: Vec<Vec<f64>>,
    gamma: f64,
}

impl Kernel {
    /// Of complete values that are not all the same; `gamma` is 1 over the median of their squared differences when
    /// absent.
    pub(super) fn new(channels: Vec<Vec<f64>>, gamma: Option<f64>) -> Self {
        let usual = || match channels.as_slice() {
            [one] => usual_square(one),
            several => usual_square_of(several),
        };
        let gamma = gamma.unwrap_or_else(|| 1.0 / usual()).min(f64::MAX);
        Self { channels, gamma }
    }

    pub(super) fn len(&self) -> usize {
        self.channels[0].len()
    }

    /// 1 - the kernel of two values, whose exponent is kept between -100 and -0.01 as in the reference.
    fn apart(&self, a: usize, b: usize) -> f64 {
        1.0 - exp(-(self.gamma * square(&self.channels, a, b)).clamp(1e-2, 1e2))
    }

    /// What neighbours are apart on average.
    pub(super) fn noise(&self) -> f64 {
        (1..self.len()).map(|at| self.apart(at - 1, at)).sum::<f64>() / (self.len() - 1) as f64
    }

    /// What all pairs from `from` to before `to` are apart.
    pub(super) fn pairs(&self, from: usize, to: usize) -> f64 {
        (from..to).map(|b| (from..b).map(|a| self.apart(a, b)).sum::<f64>()).sum()
    }

    /// Adds the value at `end` to the pairs of each start from `lowest` on.
    pub(super) fn extend(&self, pairs: &mut [f64], lowest: usize, end: usize) {
        let mut apart = 0.0;
        for start in (lowest..end).rev() {
            apart += self.apart(start, end);
            pairs[start] += apart;
        }
    }

    /// The pairs before and after each place from `from` to `to`.
    pub(super) fn sides(&self, from: usize, to: usize, ctx: &Context) -> Result<(Vec<f64>, Vec<f64>)> {
        let n = to - from;
        let (mut before, mut after) = (vec![0.0; n + 1], vec![0.0; n + 1]);
        for b in 0..n {
            if b.is_multiple_of(64) {
                ctx.check()?;
            }
            for (a, after) in after.iter_mut().enumerate().take(b) {
                let apart = self.apart(from + a, from + b);
                before[b + 1] += apart;
                *after += apart;
            }
        }
        for at in 0..n {
            before[at + 1] += before[at];
        }
        for at in (0..n).rev() {
            after[at] += after[at + 1];
        }
        Ok((before, after))
    }
}

/// How far two places are from each other, squared.
fn square(channels: &[Vec<f64>], a: usize, b: usize) -> f64 {
    channels.iter().map(|y| (y[a] - y[b]) * (y[a] - y[b])).sum()
}

/// [`usual_square`] of several channels, whose pairs are not in any order: digit by digit of their bits, from the
/// highest, by counting the pairs that have it.
fn usual_square_of(channels: &[Vec<f64>]) -> f64 {
    const DIGIT: u32 = 16;
    let n = channels[0].len();
    let nth = |mut nth: usize| {
        let mut known = 0_u64;
        for shift in [48, 32, 16, 0] {
            let mut counts = vec![0_usize; 1 << DIGIT];
            for b in 0..n {
                for a in 0..b {
                    let bits = square(channels, a, b).to_bits();
                    if shift == 48 || bits >> (shift + DIGIT) == known {
                        counts[(bits >> shift & 0xffff) as usize] += 1;
                    }
                }
            }
            let mut digit = 0;
            while counts[digit] <= nth {
                nth -= counts[digit];
                digit += 1;
            }
            known = known << DIGIT | digit as u64;
        }
        f64::from_bits(known)
    };
    let pairs = n * (n - 1) / 2;
    let median = (nth((pairs - 1) / 2) + nth(pairs / 2)) / 2.0;
    if median > 1e-200 { median } else { channels.iter().map(|y| 2.0 * variance(y)).sum() }
}

/// The median of the squared differences of all pairs, or their mean where most are 0.
fn usual_square(y: &[f64]) -> f64 {
    let mut sorted = y.to_vec();
    sorted.sort_by(f64::total_cmp);
    let pairs = sorted.len() * (sorted.len() - 1) / 2;
    let (low, high) = (nth_difference(&sorted, (pairs - 1) / 2), nth_difference(&sorted, pairs / 2));
    let median = (low * low + high * high) / 2.0;
    if median > 1e-200 { median } else { 2.0 * variance(y) }
}

/// The `nth` smallest difference of two of the sorted values, from 0.
fn nth_difference(sorted: &[f64], nth: usize) -> f64 {
    // Numbers from 0 on are ordered as their bits are.
    let (mut low, mut high) = (0_u64, (sorted[sorted.len() - 1] - sorted[0]).to_bits());
    while low < high {
        let middle = low + (high - low) / 2;
        if pairs_within(sorted, f64::from_bits(middle)) > nth { high = middle } else { low = middle + 1 }
    }
    f64::from_bits(low)
}

/// How many pairs are at most `most` apart.
fn pairs_within(sorted: &[f64], most: f64) -> usize {
    let (mut from, mut pairs) = (0, 0);
    for (at, value) in sorted.iter().enumerate() {
        while value - sorted[from] > most {
            from += 1;
        }
        pairs += at - from;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_all_pairs() {
        for n in [2, 3, 4, 9, 40] {
            let y: Vec<f64> = (0..n).map(|t| f64::from(t * 7_919 % 23) / 4.0).collect();
            let mut pairs: Vec<f64> = (0..y.len())
                .flat_map(|b| (0..b).map(move |a| (a, b)))
                .map(|(a, b)| (y[a] - y[b]) * (y[a] - y[b]))
                .collect();
            let expected = crate::math::stats::median(&mut pairs);
            assert!((usual_square(&y) - expected).abs() < 1e-12, "{n}");
            // Twice the same channel is as far apart as one, times two.
            assert!((usual_square_of(&[y.clone(), y]) - 2.0 * expected).abs() < 1e-12, "{n}");
        }
    }
}
