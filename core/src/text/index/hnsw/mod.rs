//! Nearest neighbours by a graph in layers.

mod graph;
#[cfg(test)]
mod tests;

use super::best::Ranked;
use super::vectors::{Chunk, Metric, Near, Vectors};
use crate::component::{Component, Context, Hit, Index, IndexState, Items, Keeps, Parts, Store, corrupt, setters};
use crate::error::Result;
use crate::math::rng::Rng;
use graph::Graph;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Finds nearly always the nearest vectors, in time that hardly grows with their number: hierarchical navigable small worlds.
///
/// Each vector is a node with at most `m` links a layer (2 `m` on the lowest) to neighbours chosen so that they lie in
/// different directions; on how many layers it is, chance decides, so that higher ones are thinner. A search goes down the layers
/// to ever nearer nodes and keeps the best `ef` on the lowest. Vectors are put in some at a time, each group searched for on several
/// threads and linked in order: the graph depends on the seed, not on the threads. Where `allow` leaves fewer items than a search
/// would look at, they are compared one by one, exactly.
///
/// Input: columns of numbers, one a dimension, none missing, within ±1e15; ids in the column `id`, or row numbers.
/// Output: `query`, `rank`, `id`, `score`: the cosine, the inner product or minus the squared distance, so that higher is nearer.
/// Errors: `kp.missing_values` for a missing number; `kp.invalid_data` for an id that is there twice.
/// Cost: fit about rows × ef_construction × m comparisons; a query ef × m. Memory: four bytes a number, of a
/// multiple of 16 numbers a row, and at most 8 m + 48 a row.
/// Source: Malkov and Yashunin, Efficient and robust approximate nearest neighbor search using hierarchical navigable small world
/// graphs, 2018, algorithms 1, 2, 4 and 5; parameters as in hnswlib 0.8.0.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HNSW {
    /// How near two vectors are.
    pub metric: Metric,
    /// How many links a node has on a layer; more find better and cost more. 12 to 48 are usual.
    #[schemars(range(min = 2, max = 256))]
    pub m: usize,
    /// How many nodes a search keeps while the graph is made.
    #[schemars(range(min = 1, max = 100_000))]
    pub ef_construction: usize,
    /// How many nodes a query keeps; at least as many as it wants. A search may be given another.
    #[schemars(range(min = 1, max = 100_000))]
    pub ef: usize,
}

impl Default for HNSW {
    fn default() -> Self {
        Self { metric: Metric::default(), m: 16, ef_construction: 200, ef: 64 }
    }
}

setters! {
    /// ```
    /// use kingpost::component::{Context, Index, SearchArgs};
    /// use kingpost::{data::Frame, text::{HNSW, Metric}};
    /// let table = Frame::new().with("x", (0..500).map(f64::from).collect::<Vec<_>>())?;
    /// let model = HNSW::default().metric(Metric::L2).fit(&table)?;
    /// let query = Frame::new().with("x", vec![123.4])?.into();
    /// let found = model.search(&query, &SearchArgs { k: 3, ..SearchArgs::default() }, &Context::new())?;
    /// assert_eq!(found.numbers("id")?, [123.0, 124.0, 122.0]);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    HNSW {
        /// Sets how near two vectors are.
        metric: Metric,
        /// Sets how many links a node has.
        m: usize,
        /// Sets how many nodes a search keeps while the graph is made.
        ef_construction: usize,
        /// Sets how many nodes a query keeps.
        ef: usize,
    }
}

impl Component for HNSW {
    const ID: &'static str = "text.hnsw";
    const NAME: &'static str = "HNSW";
    const VERSION: u32 = 1;
}

/// The vectors and their graph.
#[derive(Clone, Debug)]
pub struct HnswState {
    params: HNSW,
    seed: u64,
    vectors: Vectors,
    graph: Graph,
}

/// No node is on more layers.
const HIGHEST: u8 = 16;
/// At most so many are put in at a time, and an eighth of what is there: fewer searches miss one another.
const TOGETHER: usize = 64;

impl Index for HNSW {
    type State = HnswState;

    const KEEPS: Keeps = Keeps::Vectors;

    fn fit_items(&self, items: &Items, ctx: &Context) -> Result<HnswState> {
        let (params, vectors) = (self.clone(), Vectors::new(self.metric, items)?);
        let mut state = HnswState { params, seed: ctx.get_seed(), vectors, graph: Graph::new(self.m) };
        state.grow(ctx)?;
        Ok(state)
    }
}

impl HnswState {
    pub(crate) fn dimensions(&self) -> usize {
        self.vectors.dimensions()
    }

    /// The level of a row: each is a factor `m` rarer than the one below.
    fn level(&self, row: usize) -> u8 {
        let uniform = 1.0 - Rng::new(self.seed, row as u64).uniform();
        let level = -libm::log(uniform) / libm::log(self.params.m as f64);
        level.min(f64::from(HIGHEST - 1)) as u8
    }

    /// Puts the vectors into the graph that are not in it.
    fn grow(&mut self, ctx: &Context) -> Result<()> {
        ctx.progress().start(self.vectors.len() - self.graph.levels.len());
        while self.graph.levels.len() < self.vectors.len() {
            ctx.check()?;
            let first = self.graph.levels.len();
            let last = (first + (first / 8).clamp(1, TOGETHER)).min(self.vectors.len());
            let near = ctx.each(last - first, |step| Ok(self.near_layers(first + step)))?;
            for (row, near) in (first..last).zip(near) {
                self.insert(row as u32, first as u32, near);
            }
            ctx.progress().add(last - first);
        }
        Ok(())
    }

    /// The nodes near a vector that is not in the graph yet, on each layer from 0 up to its level.
    fn near_layers(&self, row: usize) -> Vec<Vec<Ranked>> {
        let Some(entry) = self.graph.entry else { return Vec::new() };
        let (query, level) = (self.vectors.get(row as u32), usize::from(self.level(row)));
        let mut at = self.vectors.ranked(entry, query);
        for layer in (level + 1..=self.graph.top()).rev() {
            at = self.graph.descend(&self.vectors, query, at, layer);
        }
        let (mut from, mut layers) = (vec![at], Vec::new());
        for layer in (0..=level.min(self.graph.top())).rev() {
            from = self.graph.walk(&self.vectors, query, &from, self.params.ef_construction, layer, None);
            layers.push(from.clone());
        }
        layers.reverse();
        layers
    }

    /// Links a vector; those that were put in together with it before it are candidates as well.
    fn insert(&mut self, row: u32, first: u32, near: Vec<Vec<Ranked>>) {
        let level = self.level(row as usize);
        let query = self.vectors.get(row);
        let (mates, mut to_mates): (Vec<u32>, _) = ((first..row).collect(), Near::default());
        self.vectors.near(&mates, query, &mut to_mates);
        self.graph.push(level);
        let mut near = near.into_iter();
        for layer in 0..=usize::from(level) {
            let mut candidates = near.next().unwrap_or_default();
            let mates = mates.iter().zip(&to_mates.scores).map(|(&row, &score)| Ranked { score, row });
            let on_layer = mates.filter(|mate| usize::from(self.graph.levels[mate.row as usize]) >= layer);
            candidates.extend(on_layer);
            candidates.sort_unstable_by(|a, b| b.cmp(a));
            self.graph.connect(&self.vectors, row, layer, &candidates);
        }
        if self.graph.entry.is_none() || usize::from(level) > self.graph.top() {
            self.graph.entry = Some(row);
        }
    }

    fn nearest(&self, query: &[Chunk], k: usize, ef: usize, allowed: Option<&[bool]>) -> Vec<Hit> {
        let Some(entry) = self.graph.entry else { return Vec::new() };
        let mut at = self.vectors.ranked(entry, query);
        for layer in (1..=self.graph.top()).rev() {
            at = self.graph.descend(&self.vectors, query, at, layer);
        }
        let mut found = self.graph.walk(&self.vectors, query, &[at], ef.max(k), 0, allowed);
        found.truncate(k);
        found.into_iter().map(|one| (one.row, f64::from(one.score))).collect()
    }
}

impl IndexState for HnswState {
    fn len(&self) -> usize {
        self.vectors.len()
    }

    fn search(&self, queries: &Items, k: usize, allowed: Option<&[bool]>, ctx: &Context) -> Result<Vec<Vec<Hit>>> {
        self.search_with(queries, k, self.params.ef, allowed, ctx)
    }

    fn search_with(
        &self,
        queries: &Items,
        k: usize,
        ef: usize,
        allowed: Option<&[bool]>,
        ctx: &Context,
    ) -> Result<Vec<Vec<Hit>>> {
        let queries = self.vectors.queries(queries)?;
        let few = |allowed: &[bool]| {
            let count = allowed.iter().filter(|&&allowed| allowed).count();
            count <= ef.max(k) * self.params.m || count * 20 <= self.len()
        };
        let exact = allowed.is_some_and(few) || k >= self.len();
        ctx.map(queries.len(), |query| {
            if exact {
                let found = self.vectors.scan(&queries, query..query + 1, k, allowed, ctx)?;
                return Ok(found.into_iter().flatten().collect());
            }
            Ok(self.nearest(queries.get(query as u32), k, ef, allowed))
        })
    }

    fn add(&mut self, items: &Items, ctx: &Context) -> Result<()> {
        self.vectors.add(items)?;
        self.grow(ctx)
    }

    fn parts(&self) -> Result<Parts> {
        let links: usize = (0..self.len()).map(|row| self.graph.links(row as u32, 0).len()).sum();
        let summary = json!({
            "dimensions": self.vectors.dimensions(),
            "layers": if self.len() == 0 { 0 } else { self.graph.top() + 1 },
            "links": links,
        });
        Ok(Parts { summary: summary.as_object().cloned().unwrap_or_default(), tables: Vec::new() })
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        store.set("hnsw", &self.params)?;
        store.set("seed", &self.seed)?;
        store.set("entry", &self.graph.entry)?;
        self.vectors.store(store);
        store.put("levels", &self.graph.levels);
        let (mut counts, mut links) = (Vec::new(), Vec::new());
        for (row, &level) in self.graph.levels.iter().enumerate() {
            for layer in 0..=usize::from(level) {
                let these = self.graph.links(row as u32, layer);
                counts.push(these.len() as u32);
                links.extend_from_slice(these);
            }
        }
        store.put("counts", &counts);
        store.put("links", &links);
        Ok(())
    }

    fn restore(store: &Store) -> Result<Self> {
        let params: HNSW = store.params("hnsw")?;
        let vectors = Vectors::restore(store, params.metric)?;
        let levels: Vec<u8> = store.take_exactly("levels", vectors.len())?;
        let entry: Option<u32> = store.get("entry")?;
        let top = levels.iter().max().copied();
        let right = match entry {
            Some(entry) => levels.get(entry as usize).copied() == top && top.is_some_and(|top| top < HIGHEST),
            None => levels.is_empty(),
        };
        if !right {
            return Err(corrupt("entry", "is not a node of the highest layer"));
        }
        let layers = levels.iter().map(|&level| usize::from(level) + 1).sum();
        let counts: Vec<u32> = store.take_exactly("counts", layers)?;
        let links: Vec<u32> = store.take("links")?;
        let mut graph = Graph::new(params.m);
        levels.iter().for_each(|&level| graph.push(level));
        graph.entry = entry;
        let (mut counts, mut rest) = (counts.into_iter(), &links[..]);
        for (row, &level) in levels.iter().enumerate() {
            for layer in 0..=usize::from(level) {
                let count = counts.next().unwrap_or(0) as usize;
                let on_layer =
                    |&link: &u32| levels.get(link as usize).is_some_and(|&level| usize::from(level) >= layer);
                let (these, others) = rest.split_at_checked(count).unwrap_or((&[], &[]));
                if count > graph.room(layer) || these.len() != count || !these.iter().all(on_layer) {
                    return Err(corrupt("links", "leads to nodes that are not on the layer, or to too many"));
                }
                graph.set_links(row as u32, layer, these);
                rest = others;
            }
        }
        if !rest.is_empty() {
            return Err(corrupt("links", "has more links than there are nodes for"));
        }
        Ok(Self { params, seed: store.get("seed")?, vectors, graph })
    }
}
