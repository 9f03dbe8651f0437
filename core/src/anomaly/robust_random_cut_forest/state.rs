//! The window, the trees over it, and how both are written down.

use super::points::Points;
use super::tree::{Place, Tree};
use crate::component::{Parts, Store, StreamState, corrupt};
use crate::error::Result;
use crate::math::rng::Rng;
use std::collections::VecDeque;

/// What the forest knows: the last points, and a random cut tree over them for each of its trees.
#[derive(Clone, Debug)]
pub struct RobustRandomCutForestState {
    columns: usize,
    shingle: usize,
    capacity: usize,
    warm_up: usize,
    /// The last rows, at most one less than make a point, oldest first.
    recent: Vec<f64>,
    points: Points,
    /// The points of the window, oldest first.
    window: VecDeque<u32>,
    trees: Vec<Tree>,
}

impl RobustRandomCutForestState {
    pub(super) fn new(columns: usize, shingle: usize, capacity: usize, warm_up: usize, trees: Vec<Tree>) -> Self {
        let points = Points::new(columns * shingle);
        Self { columns, shingle, capacity, warm_up, recent: Vec::new(), points, window: VecDeque::new(), trees }
    }

    /// The point that a row completes, if there are enough rows before it.
    fn point(&self, row: &[f64]) -> Option<Vec<f64>> {
        // Adding 0 makes one zero of two: equal points must have equal bits.
        let point: Vec<f64> = self.recent.iter().chain(row).map(|value| value + 0.0).collect();
        (point.len() == self.points.size).then_some(point)
    }

    fn share(&self, displacements: impl Iterator<Item = f64>) -> f64 {
        if self.window.len() < self.warm_up {
            return 0.0;
        }
        displacements.sum::<f64>() / self.trees.len() as f64 / self.window.len() as f64
    }

    fn learn(&mut self, point: &[f64], known: Option<u32>, places: Vec<Option<Place>>) {
        let id = match known {
            Some(id) => {
                self.points.add_copy(id);
                id
            }
            None => self.points.insert(point),
        };
        self.trees.iter_mut().zip(places).for_each(|(tree, place)| tree.insert(id, place, &self.points));
        self.window.push_back(id);
        if self.window.len() > self.capacity
            && let Some(oldest) = self.window.pop_front()
        {
            self.trees.iter_mut().for_each(|tree| tree.remove(oldest, &self.points));
            self.points.remove_copy(oldest);
        }
    }
}

fn displacement(tree: &Tree, place: Option<Place>) -> f64 {
    place.map_or(0.0, |place| tree.displacement(place))
}

impl StreamState for RobustRandomCutForestState {
    fn score(&self, row: &[f64]) -> f64 {
        let Some(point) = self.point(row) else { return 0.0 };
        let known = self.points.find(&point).map(Tree::copy);
        let place = |tree: &Tree| known.or_else(|| tree.locate(&point, &self.points, &mut tree.rng.clone()));
        self.share(self.trees.iter().map(|tree| displacement(tree, place(tree))))
    }

    fn update(&mut self, row: &[f64]) -> f64 {
        let mut score = 0.0;
        if let Some(point) = self.point(row) {
            let known = self.points.find(&point);
            let mut places = Vec::with_capacity(self.trees.len());
            for tree in &mut self.trees {
                let mut rng = tree.rng.clone();
                places.push(known.map(Tree::copy).or_else(|| tree.locate(&point, &self.points, &mut rng)));
                tree.rng = rng;
            }
            score = self.share(self.trees.iter().zip(&places).map(|(tree, place)| displacement(tree, *place)));
            self.learn(&point, known, places);
        }
        self.recent.extend_from_slice(row);
        let surplus = self.recent.len().saturating_sub((self.shingle - 1) * self.columns);
        self.recent.drain(..surplus);
        score
    }

    fn parts(&self) -> Result<Parts> {
        let mut parts = Parts::default();
        parts.summary.insert("points_in_window".into(), self.window.len().into());
        parts.summary.insert("values_of_a_point".into(), self.points.size.into());
        Ok(parts)
    }

    fn store(&self, store: &mut Store) -> Result<()> {
        for (name, fact) in [
            ("trees", self.trees.len()),
            ("shingle_size", self.shingle),
            ("tree_size", self.capacity),
            ("warm_up", self.warm_up),
        ] {
            store.set(name, &fact)?;
        }
        store.put("recent", &self.recent);
        let (number, order) = self.numbers();
        let values: Vec<f64> = order.iter().flat_map(|&id| self.points.get(id)).copied().collect();
        store.put("points", &values);
        store.put("window", &self.window.iter().map(|&id| number[id as usize]).collect::<Vec<u32>>());
        let (mut nodes, mut cuts) = (Vec::new(), Vec::new());
        self.trees.iter().for_each(|tree| tree.write(&number, &mut nodes, &mut cuts));
        store.put("nodes", &nodes);
        store.put("cuts", &cuts);
        store.put("rng", &self.trees.iter().map(|tree| tree.rng.state() as i64).collect::<Vec<_>>());
        Ok(())
    }

    fn restore(store: &Store, columns: usize) -> Result<Self> {
        let trees = fact(store, "trees", 1000)?;
        let (shingle, capacity) = (fact(store, "shingle_size", 1024)?, fact(store, "tree_size", 16_384)?);
        let mut state = Self::new(columns, shingle, capacity, fact(store, "warm_up", capacity)?, Vec::new());
        state.restore_window(store)?;
        let distinct = state.points.len();
        let (per_tree, cuts_per_tree) = ((2 * distinct).saturating_sub(1), distinct.saturating_sub(1));
        let nodes: Vec<u32> = store.take_exactly("nodes", trees * per_tree)?;
        let cuts: Vec<f64> = store.take_exactly("cuts", trees * cuts_per_tree)?;
        for (index, rng) in store.take_exactly::<i64>("rng", trees)?.into_iter().enumerate() {
            let nodes = &nodes[index * per_tree..][..per_tree];
            let cuts = &cuts[index * cuts_per_tree..][..cuts_per_tree];
            state.trees.push(Tree::read(Rng::from_state(rng as u64), nodes, cuts, &state.points)?);
        }
        Ok(state)
    }
}

fn fact(store: &Store, name: &str, most: usize) -> Result<usize> {
    match store.get(name)? {
        value if (1..=most).contains(&value) => Ok(value),
        value => Err(corrupt(name, &format!("is {value}; must be 1..={most}"))),
    }
}

fn values(store: &Store, name: &str) -> Result<Vec<f64>> {
    let values: Vec<f64> = store.take(name)?;
    match values.iter().find(|value| !value.is_finite() || value.abs() > 1e100) {
        Some(value) => Err(corrupt(name, &format!("has {value}; must be within ±1e100"))),
        None => Ok(values),
    }
}

impl RobustRandomCutForestState {
    /// A number for each point by its first place in the window, so that equal states are equal files; and the points in
    /// that order.
    fn numbers(&self) -> (Vec<u32>, Vec<u32>) {
        let highest = self.window.iter().max().map_or(0, |&id| id as usize + 1);
        let (mut number, mut order) = (vec![u32::MAX; highest], Vec::new());
        for &id in &self.window {
            if number[id as usize] == u32::MAX {
                number[id as usize] = order.len() as u32;
                order.push(id);
            }
        }
        (number, order)
    }

    fn restore_window(&mut self, store: &Store) -> Result<()> {
        let window: Vec<u32> = store.take("window")?;
        self.recent = values(store, "recent")?;
        let full = (self.shingle - 1) * self.columns;
        let partial = window.is_empty() && self.recent.len() < full && self.recent.len().is_multiple_of(self.columns);
        if self.recent.len() != full && !partial {
            return Err(corrupt("recent", &format!("has {} values; must be {full}", self.recent.len())));
        }
        if window.len() > self.capacity {
            return Err(corrupt("window", &format!("has {} points; must be at most {}", window.len(), self.capacity)));
        }
        let points = values(store, "points")?;
        let mut rows = points.chunks_exact(self.points.size);
        for id in window {
            if (id as usize) < self.points.len() {
                self.points.add_copy(id);
            } else {
                let next = if id as usize == self.points.len() { rows.next() } else { None };
                self.points.insert(next.ok_or_else(|| corrupt("window", &format!("names point {id} out of turn")))?);
            }
            self.window.push_back(id);
        }
        if rows.len() > 0 || !rows.remainder().is_empty() {
            return Err(corrupt("points", "are more than the window names"));
        }
        Ok(())
    }
}
