//! Absolute deviations from medians, of any stretch of a series.

/// A wavelet matrix over the ranks of values: which of a stretch are the lowest, and their sum, in O(log n).
pub(super) struct Medians {
    /// Bit by bit of the ranks from the highest, in the order of the bits so far.
    levels: Vec<Level>,
    sorted: Vec<f64>,
    /// Sums of the values before each place.
    sums: Vec<f64>,
}

struct Level {
    /// How many values before each place have no bit here.
    low: Vec<u32>,
    /// Sums of the values before each place in the order of the next level: those without the bit first.
    sums: Vec<f64>,
}

impl Medians {
    pub(super) fn new(y: &[f64]) -> Self {
        let mut order: Vec<usize> = (0..y.len()).collect();
        order.sort_by(|&a, &b| y[a].total_cmp(&y[b]));
        let mut ranks = vec![0_usize; y.len()];
        order.iter().enumerate().for_each(|(rank, &at)| ranks[at] = rank);
        let sorted: Vec<f64> = order.iter().map(|&at| y[at]).collect();
        let bits = y.len().max(2).next_power_of_two().trailing_zeros();
        let mut levels = Vec::new();
        for bit in (0..bits).rev() {
            let is_high = |rank: &usize| rank >> bit & 1 == 1;
            let mut low = vec![0];
            let mut count = 0;
            for rank in &ranks {
                count += u32::from(!is_high(rank));
                low.push(count);
            }
            let (highs, lows): (Vec<usize>, Vec<usize>) = ranks.iter().partition(|&rank| is_high(rank));
            ranks = [lows, highs].concat();
            levels.push(Level { low, sums: running(ranks.iter().map(|&rank| sorted[rank])) });
        }
        Self { levels, sums: running(y.iter().copied()), sorted }
    }

    pub(super) fn len(&self) -> usize {
        self.sorted.len()
    }

    /// The sum of the absolute deviations from the median of the values from `from` to before `to`.
    pub(super) fn deviations(&self, from: usize, to: usize) -> f64 {
        let total = self.sums[to] - self.sums[from];
        let (mut from, mut to, mut left) = (from, to, (to - from) / 2);
        let odd = (to - from) % 2 == 1;
        let (mut below, mut rank) = (0.0, 0);
        for level in &self.levels {
            let (before, until) = (level.low[from] as usize, level.low[to] as usize);
            let low = until - before;
            rank <<= 1;
            if left < low {
                (from, to) = (before, until);
            } else {
                below += level.sums[until] - level.sums[before];
                left -= low;
                let lows = level.low[self.len()] as usize;
                (from, to) = (from - before + lows, to - until + lows);
                rank |= 1;
            }
        }
        let middle = if odd { self.sorted[rank] } else { 0.0 };
        (total - middle - 2.0 * below).max(0.0)
    }
}

/// Sums of the values before each place.
fn running(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sums = vec![0.0];
    values.fold(0.0, |sum, value| {
        sums.push(sum + value);
        sum + value
    });
    sums
}
