//! One random cut tree over the points of the window.

use super::points::Points;
use crate::component::corrupt;
use crate::error::Result;
use crate::math::rng::Rng;

/// No node.
const NONE: u32 = u32::MAX;

/// Leaf of a point: an even number.
fn leaf(point: u32) -> u32 {
    2 * point
}

/// The place of an inner node in its arrays, whose number is odd.
fn inner(node: u32) -> usize {
    (node / 2) as usize
}

fn is_leaf(node: u32) -> bool {
    node.is_multiple_of(2)
}

#[derive(Clone, Copy, Debug)]
struct Node {
    parent: u32,
    /// Points below it, copies counted.
    count: u32,
}

/// Points at or below `at` in dimension `axis` are on the left.
#[derive(Clone, Copy, Debug)]
struct Cut {
    axis: u32,
    at: f64,
    children: [u32; 2],
}

/// Where a new point would come: beside `node`, set apart by a cut, or as a copy of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    node: u32,
    cut: Option<(u32, f64, bool)>,
}

/// The tree, and the random numbers that it will use.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    pub(super) rng: Rng,
    root: u32,
    nodes: Vec<Node>,
    cuts: Vec<Cut>,
    /// For each cut the lowest and then the highest values of the points below it.
    boxes: Vec<f64>,
    free: Vec<u32>,
}

impl Tree {
    pub(super) fn new(rng: Rng) -> Self {
        Self { rng, root: NONE, nodes: Vec::new(), cuts: Vec::new(), boxes: Vec::new(), free: Vec::new() }
    }

    fn bounds<'a>(&'a self, node: u32, points: &'a Points) -> (&'a [f64], &'a [f64]) {
        if is_leaf(node) {
            let point = points.get(node / 2);
            return (point, point);
        }
        self.boxes[inner(node) * 2 * points.size..][..2 * points.size].split_at(points.size)
    }

    /// Where a point comes that no point of the tree equals; `None` in an empty tree.
    ///
    /// From the root down, a cut is drawn for the box with the new point in it. If it sets the point apart from all others,
    /// that is its place; else the cut that is there stays as good as a new one, and the way goes on on its side.
    pub(super) fn locate(&self, point: &[f64], points: &Points, rng: &mut Rng) -> Option<Place> {
        if self.root == NONE {
            return None;
        }
        let mut node = self.root;
        loop {
            let (low, high) = self.bounds(node, points);
            let (axis, at) = draw(low, high, point, rng);
            let value = point[axis];
            let left = value <= at && at < low[axis];
            if left || (high[axis] <= at && at < value) || is_leaf(node) {
                return Some(Place { node, cut: Some((axis as u32, at, left)) });
            }
            let cut = &self.cuts[inner(node)];
            node = cut.children[usize::from(point[cut.axis as usize] > cut.at)];
        }
    }

    /// The place of a copy.
    pub(super) fn copy(id: u32) -> Place {
        Place { node: leaf(id), cut: None }
    }

    /// The displacement of a point in a place: the most others that move up for each point taken away.
    pub(super) fn displacement(&self, place: Place) -> f64 {
        let mut node = place.node;
        let beside = f64::from(self.nodes[node as usize].count);
        let (mut most, mut own) = if place.cut.is_some() { (beside, beside + 1.0) } else { (0.0, beside + 1.0) };
        loop {
            let parent = self.nodes[node as usize].parent;
            if parent == NONE {
                return most;
            }
            let other = f64::from(self.nodes[self.sibling(parent, node) as usize].count);
            most = most.max(other / own);
            own += other;
            node = parent;
        }
    }

    fn sibling(&self, parent: u32, node: u32) -> u32 {
        let [left, right] = self.cuts[inner(parent)].children;
        if left == node { right } else { left }
    }

    /// Adds a point in its place.
    pub(super) fn insert(&mut self, id: u32, place: Option<Place>, points: &Points) {
        let new = leaf(id);
        let Some(place) = place else {
            self.set(new, Node { parent: NONE, count: 1 });
            self.root = new;
            return;
        };
        let Some((axis, at, left)) = place.cut else {
            return self.count_up(new, |count| count + 1);
        };
        let Node { parent, count } = self.nodes[place.node as usize];
        let children = if left { [new, place.node] } else { [place.node, new] };
        let branch = self.add_cut(Cut { axis, at, children }, points.size);
        self.set(branch, Node { parent, count });
        self.set(new, Node { parent: branch, count: 1 });
        self.nodes[place.node as usize].parent = branch;
        self.replace(parent, place.node, branch);
        self.measure(branch, points);
        self.count_up(branch, |count| count + 1);
        self.widen(parent, points.get(id), points.size);
    }

    /// Takes away a copy of a point, which `points` still counts; with the last copy goes its leaf.
    pub(super) fn remove(&mut self, id: u32, points: &Points) {
        let old = leaf(id);
        if points.copies(id) > 1 {
            return self.count_up(old, |count| count - 1);
        }
        let branch = self.nodes[old as usize].parent;
        if branch == NONE {
            self.root = NONE;
            return;
        }
        let (other, parent) = (self.sibling(branch, old), self.nodes[branch as usize].parent);
        self.nodes[other as usize].parent = parent;
        self.replace(parent, branch, other);
        self.free.push(branch);
        self.count_up(parent, |count| count - 1);
        let mut node = parent;
        while node != NONE && self.measure(node, points) {
            node = self.nodes[node as usize].parent;
        }
    }

    fn set(&mut self, node: u32, value: Node) {
        let needed = node as usize + 1;
        if self.nodes.len() < needed {
            self.nodes.resize(needed, Node { parent: NONE, count: 0 });
        }
        self.nodes[node as usize] = value;
    }

    fn add_cut(&mut self, cut: Cut, size: usize) -> u32 {
        if let Some(node) = self.free.pop() {
            self.cuts[inner(node)] = cut;
            return node;
        }
        self.cuts.push(cut);
        self.boxes.resize(self.cuts.len() * 2 * size, 0.0);
        2 * (self.cuts.len() as u32 - 1) + 1
    }

    fn replace(&mut self, parent: u32, old: u32, new: u32) {
        if parent == NONE {
            self.root = new;
            return;
        }
        let children = &mut self.cuts[inner(parent)].children;
        children[usize::from(children[0] != old)] = new;
    }

    fn count_up(&mut self, mut node: u32, change: impl Fn(u32) -> u32) {
        while node != NONE {
            let Node { parent, count } = self.nodes[node as usize];
            self.nodes[node as usize].count = change(count);
            node = parent;
        }
    }

    /// Widens the boxes from a node up until one holds the point already.
    fn widen(&mut self, mut node: u32, point: &[f64], size: usize) {
        while node != NONE {
            let (low, high) = self.boxes[inner(node) * 2 * size..][..2 * size].split_at_mut(size);
            let mut inside = true;
            for ((low, high), &value) in low.iter_mut().zip(high).zip(point) {
                inside &= *low <= value && value <= *high;
                (*low, *high) = (low.min(value), high.max(value));
            }
            if inside {
                return;
            }
            node = self.nodes[node as usize].parent;
        }
    }

    /// Works out the box of a node from its children, and says whether it changed.
    fn measure(&mut self, node: u32, points: &Points) -> bool {
        let [left, right] = self.cuts[inner(node)].children;
        let mut changed = false;
        for axis in 0..points.size {
            let [(low, high), (other_low, other_high)] = [left, right].map(|child| {
                let (low, high) = self.bounds(child, points);
                (low[axis], high[axis])
            });
            let start = inner(node) * 2 * points.size + axis;
            for (place, value) in [(start, low.min(other_low)), (start + points.size, high.max(other_high))] {
                changed |= self.boxes[place] != value;
                self.boxes[place] = value;
            }
        }
        changed
    }

    /// The nodes in pre-order: twice its number for a point, twice the axis and one for a cut; and the cuts' places.
    pub(super) fn write(&self, number: &[u32], nodes: &mut Vec<u32>, cuts: &mut Vec<f64>) {
        let mut open: Vec<u32> = (self.root != NONE).then_some(self.root).into_iter().collect();
        while let Some(node) = open.pop() {
            if is_leaf(node) {
                nodes.push(2 * number[(node / 2) as usize]);
                continue;
            }
            let cut = self.cuts[inner(node)];
            nodes.push(2 * cut.axis + 1);
            cuts.push(cut.at);
            open.extend([cut.children[1], cut.children[0]]);
        }
    }

    /// Reads a tree over all points from what [`Tree::write`] wrote: every point once, on the right side of every cut.
    pub(super) fn read(rng: Rng, nodes: &[u32], cuts: &[f64], points: &Points) -> Result<Self> {
        let mut tree = Self::new(rng);
        let mut open: Vec<u32> = Vec::new();
        let mut places = cuts.iter();
        for (index, &code) in nodes.iter().enumerate() {
            let parent = open.last().copied().unwrap_or(NONE);
            if parent == NONE && index > 0 {
                return Err(corrupt("nodes", "go on after the end of a tree"));
            }
            let node = if is_leaf(code) {
                let known = points.known(code / 2);
                if known.is_none() || tree.nodes.get(code as usize).is_some_and(|node| node.count > 0) {
                    return Err(corrupt("nodes", &format!("name point {} twice, or it is not there", code / 2)));
                }
                tree.set(code, Node { parent, count: known.unwrap_or(0) });
                code
            } else {
                let at = places.next().copied().ok_or_else(|| corrupt("cuts", "are fewer than the nodes need"))?;
                if code as usize / 2 >= points.size {
                    return Err(corrupt("nodes", &format!("cut axis {}; must be below {}", code / 2, points.size)));
                }
                let node = tree.add_cut(Cut { axis: code / 2, at, children: [NONE; 2] }, points.size);
                tree.set(node, Node { parent, count: 0 });
                node
            };
            tree.attach(node, parent, &mut open);
            if !is_leaf(node) {
                open.push(node);
            }
        }
        if !open.is_empty() || places.len() > 0 {
            return Err(corrupt("nodes", "end within a tree"));
        }
        tree.settle(points)?;
        Ok(tree)
    }

    /// Hangs a node under its parent, which is done with its second child.
    fn attach(&mut self, node: u32, parent: u32, open: &mut Vec<u32>) {
        if parent == NONE {
            self.root = node;
            return;
        }
        let children = &mut self.cuts[inner(parent)].children;
        if children[0] == NONE {
            children[0] = node;
        } else {
            children[1] = node;
            open.pop();
        }
    }

    /// Counts and boxes from the leaves up; in pre-order a child has a higher number than its parent.
    fn settle(&mut self, points: &Points) -> Result<()> {
        for index in (0..self.cuts.len()).rev() {
            let node = 2 * index as u32 + 1;
            let Cut { axis, at, children: [left, right] } = self.cuts[index];
            self.measure(node, points);
            self.nodes[node as usize].count =
                self.nodes[left as usize].count.saturating_add(self.nodes[right as usize].count);
            let below = self.bounds(left, points).1[axis as usize];
            let above = self.bounds(right, points).0[axis as usize];
            if !(below <= at && at < above) {
                return Err(corrupt("cuts", &format!("at {at} do not part the points, {below} and {above}")));
            }
        }
        Ok(())
    }
}

/// A cut drawn evenly over the sides of the box that holds the point too: a side's share is its length.
fn draw(low: &[f64], high: &[f64], point: &[f64], rng: &mut Rng) -> (usize, f64) {
    let side = |axis: usize| (low[axis].min(point[axis]), high[axis].max(point[axis]));
    let total: f64 = (0..point.len()).map(|axis| side(axis).1 - side(axis).0).sum();
    let mut rest = rng.uniform() * total;
    let mut cut = (0, low[0]);
    for axis in 0..point.len() {
        let (low, high) = side(axis);
        if low < high {
            // Rounding must not bring the cut to the upper end, where it would part nothing.
            cut = (axis, if low + rest < high { low + rest } else { low });
            if rest < high - low {
                break;
            }
            rest -= high - low;
        }
    }
    cut
}
