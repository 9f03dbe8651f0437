//! The best few of many.

use crate::component::Hit;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// A row and how good it is; of equally good ones the earlier row is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ranked {
    pub(super) score: f32,
    pub(super) row: u32,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then(other.row.cmp(&self.row))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best of what it is offered.
#[derive(Debug)]
pub(super) struct Best {
    k: usize,
    heap: BinaryHeap<Reverse<Ranked>>,
}

impl Best {
    pub(super) fn new(k: usize) -> Self {
        Self { k, heap: BinaryHeap::with_capacity(k.min(1024) + 1) }
    }

    pub(super) fn is_full(&self) -> bool {
        self.heap.len() >= self.k
    }

    /// The worst that is kept.
    pub(super) fn worst(&self) -> Option<Ranked> {
        self.heap.peek().map(|worst| worst.0)
    }

    #[inline]
    pub(super) fn offer(&mut self, one: Ranked) {
        if self.heap.len() < self.k {
            self.heap.push(Reverse(one));
        } else if self.worst().is_some_and(|worst| one > worst)
            && let Some(mut worst) = self.heap.peek_mut()
        {
            *worst = Reverse(one);
        }
    }

    /// The best first.
    pub(super) fn into_sorted(self) -> Vec<Ranked> {
        self.heap.into_sorted_vec().into_iter().map(|one| one.0).collect()
    }

    pub(super) fn into_hits(self) -> Vec<Hit> {
        self.into_sorted().into_iter().map(|one| (one.row, f64::from(one.score))).collect()
    }
}
