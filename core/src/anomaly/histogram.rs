//! Histograms of equal bins, as numpy makes them.

use crate::component::{Store, corrupt};
use crate::error::Result;
use libm::{log, pow};

/// Counts between edges that rise.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Histogram {
    pub(super) edges: Vec<f64>,
    pub(super) counts: Vec<u32>,
    scale: f64,
}

/// Where a value lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    Below,
    Bin(usize),
    Above,
}

impl Histogram {
    /// Of so many bins; each holds what is at or above its lower edge, the last its upper edge too.
    pub(super) fn new(values: &[f64], bins: usize) -> Self {
        let (low, high) = range(values);
        let mut histogram = Self::of_edges(edges(low, high, bins));
        for &value in values {
            let near = histogram.guess(value);
            let lower = near - usize::from(near > 0 && value < histogram.edges[near]);
            let upper = lower + usize::from(lower + 1 < bins && value >= histogram.edges[lower + 1]);
            histogram.counts[upper] += 1;
        }
        histogram
    }

    fn of_edges(edges: Vec<f64>) -> Self {
        let bins = edges.len() - 1;
        let scale = bins as f64 / (edges[bins] - edges[0]);
        Self { edges, counts: vec![0; bins], scale }
    }

    /// Of the number of bins that Birgé and Rozenholc's penalised likelihood likes best, below the root of the number of
    /// values.
    pub(super) fn automatic(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let most = (libm::sqrt(n) as usize).max(2);
        let likelihood = |counts: &[u32]| {
            let bins = counts.len() as f64;
            let penalty = bins - 1.0 + pow(log(bins), 2.5);
            let each = |&count: &u32| f64::from(count) * log(bins * f64::from(count) / n + 1.0) - penalty;
            counts.iter().map(each).sum::<f64>()
        };
        // Sorted once, each number of bins takes a search an edge.
        let mut sorted = values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let (low, high) = (sorted[0], sorted[sorted.len() - 1]);
        let (mut best, mut highest) = (1, f64::NEG_INFINITY);
        for bins in 1..most {
            let value = likelihood(&counts(&sorted, &edges(low, high, bins)));
            if value > highest {
                (best, highest) = (bins, value);
            }
        }
        Self::new(values, best)
    }

    pub(super) fn bins(&self) -> usize {
        self.counts.len()
    }

    pub(super) fn width(&self) -> f64 {
        self.edges[1] - self.edges[0]
    }

    /// The bin of a value, or one beside it. Fewer bins than 2^31 are all there can be.
    #[inline]
    fn guess(&self, value: f64) -> usize {
        ((((value - self.edges[0]) * self.scale) as i32).max(0) as usize).min(self.bins() - 1)
    }

    /// The bin whose upper edge is the first at or above the value, as numpy's `digitize` with `right=True`.
    #[inline]
    pub(super) fn place(&self, value: f64) -> Place {
        let near = self.guess(value);
        if value > self.edges[near] && value <= self.edges[near + 1] {
            Place::Bin(near)
        } else {
            self.search(value, near)
        }
    }

    /// [`Histogram::place`] from a bin on.
    fn search(&self, value: f64, mut bin: usize) -> Place {
        if value <= self.edges[0] {
            return Place::Below;
        }
        while bin > 0 && value <= self.edges[bin] {
            bin -= 1;
        }
        while bin < self.bins() && value > self.edges[bin + 1] {
            bin += 1;
            if bin == self.bins() {
                return Place::Above;
            }
        }
        Place::Bin(bin)
    }

    pub(super) fn store_all(all: &[Self], name: &str, store: &mut Store) {
        let bins: Vec<u32> = all.iter().map(|histogram| histogram.bins() as u32).collect();
        store.put(&format!("{name}.bins"), &bins);
        store.put(&format!("{name}.edges"), &all.iter().flat_map(|h| h.edges.iter().copied()).collect::<Vec<_>>());
        store.put(&format!("{name}.counts"), &all.iter().flat_map(|h| h.counts.iter().copied()).collect::<Vec<_>>());
    }

    pub(super) fn restore_all(store: &Store, name: &str, length: usize) -> Result<Vec<Self>> {
        let bins: Vec<u32> = store.take_exactly(&format!("{name}.bins"), length)?;
        let (edges, counts) = (format!("{name}.edges"), format!("{name}.counts"));
        let (all_edges, all_counts): (Vec<f64>, Vec<u32>) = (store.take(&edges)?, store.take(&counts)?);
        let (mut edges_left, mut counts_left) = (&all_edges[..], &all_counts[..]);
        let mut all = Vec::with_capacity(length);
        for bins in bins {
            let bins = bins as usize;
            if bins == 0 || bins > counts_left.len() || bins >= edges_left.len() {
                return Err(corrupt(&edges, "has less than its bins need"));
            }
            let (own_edges, own_counts);
            (own_edges, edges_left) = edges_left.split_at(bins + 1);
            (own_counts, counts_left) = counts_left.split_at(bins);
            if !own_edges.iter().all(|edge| edge.is_finite()) || !own_edges.is_sorted_by(|a, b| a < b) {
                return Err(corrupt(&edges, "is not finite numbers that rise"));
            }
            let mut histogram = Self::of_edges(own_edges.to_vec());
            histogram.counts.copy_from_slice(own_counts);
            all.push(histogram);
        }
        match edges_left.len() + counts_left.len() {
            0 => Ok(all),
            left => Err(corrupt(&edges, &format!("or the counts have {left} values too many"))),
        }
    }
}

/// The smallest and the largest value.
fn range(values: &[f64]) -> (f64, f64) {
    const LANES: usize = 8;
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let (whole, rest) = values.as_chunks::<LANES>();
    for values in whole {
        for lane in 0..LANES {
            low[lane] = if values[lane] < low[lane] { values[lane] } else { low[lane] };
            high[lane] = if values[lane] > high[lane] { values[lane] } else { high[lane] };
        }
    }
    let low = low.iter().chain(rest).copied().fold(f64::INFINITY, f64::min);
    (low, high.iter().chain(rest).copied().fold(f64::NEG_INFINITY, f64::max))
}

/// How many of the rising values are in each bin.
fn counts(sorted: &[f64], edges: &[f64]) -> Vec<u32> {
    let mut rest = sorted;
    let mut counts: Vec<u32> = edges[1..edges.len() - 1]
        .iter()
        .map(|&edge| {
            let count = rest.partition_point(|&value| value < edge);
            rest = &rest[count..];
            count as u32
        })
        .collect();
    counts.push(rest.len() as u32);
    counts
}

/// Equal steps from the smallest to the largest value. A constant gets half a unit to either side, and more where half
/// a unit is lost in rounding.
fn edges(low: f64, high: f64, bins: usize) -> Vec<f64> {
    let even = |low: f64, high: f64| {
        let step = (high - low) / bins as f64;
        let mut edges: Vec<f64> = (0..=bins).map(|at| low + at as f64 * step).collect();
        edges[bins] = high;
        edges
    };
    // numpy refuses a range too small for its bins; here it is taken for a constant.
    let own = even(low, high);
    if high - low > 1e-290 && own.is_sorted_by(|a, b| a < b) {
        return own;
    }
    let half = 0.5_f64.max(1e-9 * low.abs());
    even(low - half, high + half)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn counts_are_numpys() {
        // numpy 2.4: np.histogram([0.1, 0.2, 0.3, 0.4, 0.5, 0.1, 1.1], bins=10)
        let histogram = Histogram::new(&[0.1, 0.2, 0.3, 0.4, 0.5, 0.1, 1.1], 10);
        assert_eq!(histogram.counts.iter().sum::<u32>(), 7);
        assert_eq!(histogram.counts, [2, 2, 0, 1, 1, 0, 0, 0, 0, 1]);
        // np.histogram([3, 3], bins=4)
        let constant = Histogram::new(&[3.0, 3.0], 4);
        assert_eq!((constant.edges, constant.counts), (vec![2.5, 2.75, 3.0, 3.25, 3.5], vec![0, 0, 2, 0]));
    }

    #[test]
    fn sorted_values_are_counted_as_others_are() {
        let mut rng = Rng::new(7, 0);
        for (offset, unit) in [(0.0, 1.0), (1e6, 1e-3), (-1e15, 1.0), (1e300, 1e290), (0.0, 1e-320)] {
            let values: Vec<f64> = (0..500).map(|_| offset + unit * (rng.uniform() * 40.0).trunc()).collect();
            let mut sorted = values.clone();
            sorted.sort_unstable_by(f64::total_cmp);
            for bins in 1..60 {
                let histogram = Histogram::new(&values, bins);
                assert_eq!(counts(&sorted, &histogram.edges), histogram.counts, "{bins} bins from {offset}");
            }
        }
    }

    #[test]
    fn places_are_numpys() {
        // np.digitize(x, np.arange(5), right=True)
        let histogram = Histogram::new(&[0.0, 4.0], 4);
        let places = [-1.0, 0.0, 0.5, 1.0, 1.5, 3.5, 4.0, 4.1].map(|value| histogram.place(value));
        use Place::{Above, Below, Bin};
        assert_eq!(places, [Below, Below, Bin(0), Bin(0), Bin(1), Bin(3), Bin(3), Above]);
    }
}
