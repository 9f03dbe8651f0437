//! Sums over a table with a row a feature, or a document, and a lane an output.

use std::ops::{AddAssign, Mul};

/// Adds value times row to the sums, for each entry in order; up to 32 lanes at a time stay in registers.
#[inline(always)]
pub(super) fn gather<T: Copy + AddAssign + Mul<Output = T>, W: Copy + Into<T>>(
    entries: impl Iterator<Item = (u32, T)> + Clone,
    table: &[W],
    sums: &mut [T],
) {
    let lanes = sums.len();
    let mut first = 0;
    while first < lanes {
        let (entries, table, sums) = (entries.clone(), &table[first..], &mut sums[first..]);
        first += match lanes - first {
            32.. => some::<32, T, W>(entries, table, lanes, sums),
            16.. => some::<16, T, W>(entries, table, lanes, sums),
            8.. => some::<8, T, W>(entries, table, lanes, sums),
            4.. => some::<4, T, W>(entries, table, lanes, sums),
            3 => some::<3, T, W>(entries, table, lanes, sums),
            2 => some::<2, T, W>(entries, table, lanes, sums),
            _ => some::<1, T, W>(entries, table, lanes, sums),
        };
    }
}

#[inline(always)]
fn some<const N: usize, T: Copy + AddAssign + Mul<Output = T>, W: Copy + Into<T>>(
    entries: impl Iterator<Item = (u32, T)>,
    table: &[W],
    lanes: usize,
    sums: &mut [T],
) -> usize {
    let Some(sums) = sums.first_chunk_mut::<N>() else { return N };
    let mut own = *sums;
    for (row, value) in entries {
        if let Some(from) = table[row as usize * lanes..].first_chunk::<N>() {
            for lane in 0..N {
                own[lane] += value * from[lane].into();
            }
        }
    }
    *sums = own;
    N
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_a_plain_loop() {
        for lanes in [1, 2, 3, 4, 5, 7, 9, 40, 77, 151] {
            let table: Vec<f64> = (0..5 * lanes).map(|place| ((place * 37) % 101) as f64).collect();
            let mut sums = vec![1.0; lanes];
            gather([(3, 0.5), (0, -1.0), (4, 2.0)].into_iter(), &table, &mut sums);
            for (lane, &sum) in sums.iter().enumerate() {
                let at = |row: usize| table[row * lanes + lane];
                assert_eq!(sum, 1.0 + 0.5 * at(3) - at(0) + 2.0 * at(4));
            }
        }
    }
}
