//! The nearest rows so far.

use std::collections::BinaryHeap;

/// At most `k` rows, the farthest on top. Squared distances are ordered as their bits are, being at least 0.
pub(super) struct Best {
    k: usize,
    skip: u32,
    heap: BinaryHeap<(u64, u32)>,
    /// What is farther is of no use.
    pub(super) bound: f64,
}

impl Best {
    pub(super) fn new(k: usize, skip: u32) -> Self {
        let bound = if k == 0 { f64::NEG_INFINITY } else { f64::INFINITY };
        Self { k, skip, heap: BinaryHeap::with_capacity(k), bound }
    }

    /// A row that is not beyond the bound.
    pub(super) fn offer(&mut self, squared: f64, row: u32) {
        if row == self.skip {
            return;
        }
        let key = (squared.to_bits(), row);
        if self.heap.len() < self.k {
            self.heap.push(key);
        } else if let Some(mut worst) = self.heap.peek_mut().filter(|worst| key < **worst) {
            *worst = key;
        }
        if self.heap.len() == self.k {
            self.bound = self.heap.peek().map_or(self.bound, |worst| f64::from_bits(worst.0));
        }
    }

    /// Squared distances and rows, the nearest first.
    pub(super) fn sorted(self) -> impl Iterator<Item = (f64, u32)> {
        self.heap.into_sorted_vec().into_iter().map(|(bits, row)| (f64::from_bits(bits), row))
    }
}
