//! What is near to most.

use std::ops::Range;

/// The share of the greatest distance that may be between neighbours.
pub(super) fn epsilon(sensitivity: f64, greatest: f64) -> f64 {
    // Below a thousandth everything would be outlying.
    ((1.0 - sensitivity.min(1.0 - 1e-3)) * greatest * 1.1).max(f64::MIN_POSITIVE)
}

/// Which of the sorted values are more than half of all, each within `epsilon` of the next; all where there are but
/// two, none where there is no such group.
pub(super) fn majority(sorted: &[f64], epsilon: f64) -> Range<usize> {
    let n = sorted.len();
    if n <= 2 {
        return 0..n;
    }
    // More than half of all has the middle one in it.
    let (mut start, mut end) = (n / 2, n / 2);
    while start > 0 && sorted[start] - sorted[start - 1] <= epsilon {
        start -= 1;
    }
    while end + 1 < n && sorted[end + 1] - sorted[end] <= epsilon {
        end += 1;
    }
    if end + 1 - start > n / 2 { start..end + 1 } else { 0..0 }
}

/// The distances of all pairs.
pub(super) struct Distances {
    /// Of each to those before it.
    pub(super) rows: Vec<Vec<f64>>,
}

impl Distances {
    fn of(&self, a: usize, b: usize) -> f64 {
        if a > b { self.rows[a][b] } else { self.rows[b][a] }
    }

    pub(super) fn greatest(&self) -> f64 {
        self.rows.iter().flatten().fold(0.0, |most, distance| most.max(*distance))
    }

    /// Which are in the group of more than half of all that are joined by distances of at most `epsilon`.
    fn members(&self, epsilon: f64) -> Vec<bool> {
        let n = self.rows.len();
        let mut group: Vec<usize> = (0..n).collect();
        fn root(group: &mut [usize], mut at: usize) -> usize {
            while group[at] != at {
                group[at] = group[group[at]];
                at = group[at];
            }
            at
        }
        for a in 0..n {
            for b in 0..a {
                if self.rows[a][b] <= epsilon {
                    let (from, to) = (root(&mut group, a), root(&mut group, b));
                    group[from] = to;
                }
            }
        }
        let roots: Vec<usize> = (0..n).map(|at| root(&mut group, at)).collect();
        let mut sizes = vec![0; n];
        roots.iter().for_each(|&root| sizes[root] += 1);
        roots.iter().map(|&root| sizes[root] > n / 2).collect()
    }

    /// The distance of each to the nearest other of the group over `epsilon`; where there is no group, to the farthest.
    /// Above 1 for those that are outlying.
    pub(super) fn scores(&self, epsilon: f64) -> Vec<f64> {
        let n = self.rows.len();
        if n <= 2 {
            return vec![0.0; n];
        }
        let members = self.members(epsilon);
        let is_any = members.contains(&true);
        let score = |one: usize| {
            let others = (0..n).filter(|&other| other != one);
            if is_any {
                let near = others.filter(|&other| members[other]);
                near.fold(f64::INFINITY, |least, other| least.min(self.of(one, other)))
            } else {
                others.fold(0.0, |most: f64, other| most.max(self.of(one, other)))
            }
        };
        (0..n).map(|one| (score(one) / epsilon).min(super::MOST)).collect()
    }
}

/// The distance of two series by dynamic time warping: the root of the least sum of squared differences over the ways
/// to pair their values in order, at most `window` apart or as far as their lengths differ.
pub(super) fn warped(a: &[f64], b: &[f64], window: Option<usize>) -> f64 {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let window = window.map_or(long.len(), |window| window.max(long.len() - short.len()));
    let mut before = vec![f64::INFINITY; short.len() + 1];
    before[0] = 0.0;
    let mut row = vec![f64::INFINITY; short.len() + 1];
    for (at, value) in long.iter().enumerate() {
        let (from, to) = (at.saturating_sub(window), short.len().min(at + window + 1));
        row[from] = f64::INFINITY;
        let mut left = f64::INFINITY;
        for (place, other) in short.iter().enumerate().take(to).skip(from) {
            let best = before[place].min(before[place + 1]).min(left);
            left = (value - other) * (value - other) + best;
            row[place + 1] = left;
        }
        row[to + 1..].fill(f64::INFINITY);
        std::mem::swap(&mut before, &mut row);
    }
    libm::sqrt(before[short.len()])
}
