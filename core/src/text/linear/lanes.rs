//! Additions to a table with a row a feature and a lane an output, in single precision.

/// A feature, by its row in the table, and its value.
pub(super) type Entry = (u32, f32);

/// How many lanes a table has for so many outputs: what vectors of the processor divide.
pub(super) fn lanes_for(outputs: usize) -> usize {
    match outputs {
        1 | 2 => outputs,
        3 | 4 => 4,
        _ => outputs.next_multiple_of(8),
    }
}

/// Adds value times `add` to the row of each entry; `few` has the lanes where that is not 0 if they are few.
pub(super) fn scatter(entries: &[Entry], table: &mut [f32], add: &[f32], few: Option<&[u32]>) {
    match (add.len(), few) {
        (1, _) => scatter_some::<1>(entries, table, add),
        (2, _) => scatter_some::<2>(entries, table, add),
        (4, _) => scatter_some::<4>(entries, table, add),
        (lanes, Some(few)) => {
            for &(row, value) in entries {
                let row = &mut table[row as usize * lanes..][..lanes];
                few.iter().for_each(|&lane| row[lane as usize] += value * add[lane as usize]);
            }
        }
        (lanes, None) => {
            for &(row, value) in entries {
                let row = &mut table[row as usize * lanes..][..lanes];
                row.iter_mut().zip(add).for_each(|(to, add)| *to += value * add);
            }
        }
    }
}

#[inline]
fn scatter_some<const N: usize>(entries: &[Entry], table: &mut [f32], add: &[f32]) {
    let Some(add) = add.first_chunk::<N>() else { return };
    for &(row, value) in entries {
        if let Some(to) = table[row as usize * N..].first_chunk_mut::<N>() {
            to.iter_mut().zip(add).for_each(|(to, add)| *to += value * add);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_a_plain_loop() {
        for outputs in [1, 2, 3, 4, 5, 9, 40, 77, 151] {
            let lanes = lanes_for(outputs);
            let mut table: Vec<f32> = (0..5 * lanes).map(|place| ((place * 37) % 101) as f32).collect();
            let entries = [(3, 0.5), (0, -1.0), (4, 2.0)];
            let at = |table: &[f32], row: usize, lane: usize| table[row * lanes + lane];
            let before = table.clone();
            let mut add = vec![0.0; lanes];
            add[outputs - 1] = 3.0;
            scatter(&entries, &mut table, &add, Some(&[outputs as u32 - 1]));
            scatter(&entries, &mut table, &add, None);
            for (row, value) in [(3, 0.5), (0, -1.0), (4, 2.0), (1, 0.0)] {
                for (lane, add) in add.iter().enumerate() {
                    assert_eq!(at(&table, row, lane), at(&before, row, lane) + 2.0 * value * add);
                }
            }
        }
    }
}
