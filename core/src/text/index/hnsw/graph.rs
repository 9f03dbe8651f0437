//! The layers of the graph, and walks on them.

use super::super::best::{Best, Ranked};
use super::super::vectors::{Chunk, Near, Vectors};
use std::collections::BinaryHeap;

/// Nodes have links on layer 0, and on more layers up to their level.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) m: usize,
    pub(super) levels: Vec<u8>,
    /// The links of each node on layer 0.
    base: Vec<Vec<u32>>,
    /// The links of each node on the layers above.
    upper: Vec<Vec<Vec<u32>>>,
    /// A node on the highest layer.
    pub(super) entry: Option<u32>,
}

impl Graph {
    pub(super) fn new(m: usize) -> Self {
        Self { m, levels: Vec::new(), base: Vec::new(), upper: Vec::new(), entry: None }
    }

    /// How many links a node may have on a layer.
    pub(super) fn room(&self, layer: usize) -> usize {
        if layer == 0 { 2 * self.m } else { self.m }
    }

    /// Adds a node without links.
    pub(super) fn push(&mut self, level: u8) {
        self.levels.push(level);
        self.base.push(Vec::new());
        self.upper.push(vec![Vec::new(); usize::from(level)]);
    }

    pub(super) fn top(&self) -> usize {
        self.entry.map_or(0, |entry| usize::from(self.levels[entry as usize]))
    }

    #[inline]
    pub(super) fn links(&self, node: u32, layer: usize) -> &[u32] {
        match layer {
            0 => &self.base[node as usize],
            _ => &self.upper[node as usize][layer - 1],
        }
    }

    pub(super) fn set_links(&mut self, node: u32, layer: usize, links: &[u32]) {
        let own = match layer {
            0 => &mut self.base[node as usize],
            _ => &mut self.upper[node as usize][layer - 1],
        };
        own.clear();
        own.extend_from_slice(links);
    }

    /// Goes to ever nearer neighbours on a layer, as far as that goes.
    pub(super) fn descend(&self, vectors: &Vectors, query: &[Chunk], mut at: Ranked, layer: usize) -> Ranked {
        let mut near = Near::default();
        loop {
            let links = self.links(at.row, layer);
            vectors.near(links, query, &mut near);
            let nearest = near.scores.iter().zip(links).map(|(&score, &row)| Ranked { score, row }).max();
            match nearest {
                Some(nearest) if nearest.score > at.score => at = nearest,
                _ => return at,
            }
        }
    }

    /// The nearest `ef` nodes of a layer that a walk from some nodes finds, nearest first; all are walked over, only those
    /// that are allowed are kept.
    pub(super) fn walk(
        &self,
        vectors: &Vectors,
        query: &[Chunk],
        from: &[Ranked],
        ef: usize,
        layer: usize,
        allowed: Option<&[bool]>,
    ) -> Vec<Ranked> {
        let may = |row: u32| allowed.is_none_or(|allowed| allowed[row as usize]);
        let mut seen = vec![0u64; self.levels.len().div_ceil(64)];
        let (mut open, mut best) = (BinaryHeap::new(), Best::new(ef));
        let (mut fresh, mut near) = (Vec::new(), Near::default());
        for &one in from {
            seen[one.row as usize / 64] |= 1 << (one.row % 64);
            open.push(one);
            if may(one.row) {
                best.offer(one);
            }
        }
        while let Some(nearest) = open.pop() {
            if best.is_full() && best.worst().is_some_and(|worst| nearest.score < worst.score) {
                break;
            }
            fresh.clear();
            for &row in self.links(nearest.row, layer) {
                let (word, bit) = (row as usize / 64, 1 << (row % 64));
                if seen[word] & bit == 0 {
                    seen[word] |= bit;
                    fresh.push(row);
                }
            }
            vectors.near(&fresh, query, &mut near);
            for (&score, &row) in near.scores.iter().zip(&fresh) {
                let one = Ranked { score, row };
                if !best.is_full() || best.worst().is_none_or(|worst| one.score > worst.score) {
                    open.push(one);
                    if may(row) {
                        best.offer(one);
                    }
                }
            }
        }
        best.into_sorted()
    }

    /// Of candidates, nearest first, those that are nearer to the node than to any that is chosen already.
    pub(super) fn choose(&self, vectors: &Vectors, candidates: &[Ranked], most: usize) -> Vec<u32> {
        let (mut chosen, mut near): (Vec<u32>, _) = (Vec::with_capacity(most), Near::default());
        for one in candidates {
            if chosen.len() == most {
                break;
            }
            let vector = vectors.get(one.row);
            let is_nearest = chosen.chunks(8).all(|others| {
                vectors.near(others, vector, &mut near);
                near.scores.iter().all(|&score| score <= one.score)
            });
            if is_nearest {
                chosen.push(one.row);
            }
        }
        chosen
    }

    /// Links a node to its neighbours on a layer and them to it; one with too many links keeps the best choice.
    pub(super) fn connect(&mut self, vectors: &Vectors, node: u32, layer: usize, candidates: &[Ranked]) {
        let chosen = self.choose(vectors, candidates, self.m);
        self.set_links(node, layer, &chosen);
        let mut near = Near::default();
        for neighbour in chosen {
            let mut links = self.links(neighbour, layer).to_vec();
            links.push(node);
            if links.len() > self.room(layer) {
                let vector = vectors.get(neighbour);
                vectors.near(&links, vector, &mut near);
                let ranked = near.scores.iter().zip(links).map(|(&score, row)| Ranked { score, row });
                let mut ranked: Vec<Ranked> = ranked.collect();
                ranked.sort_unstable_by(|a, b| b.cmp(a));
                links = self.choose(vectors, &ranked, self.room(layer));
            }
            self.set_links(neighbour, layer, &links);
        }
    }
}
