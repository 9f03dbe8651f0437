//! Which series is the sum of which others.

use crate::data::{Frame, texts_of};
use crate::error::{Result, err};
use std::collections::{BTreeSet, HashMap};

/// Aggregates, then the series at the bottom: nodes by number.
#[derive(Debug)]
pub(in crate::forecast) struct Hierarchy {
    /// The name of each node.
    pub(super) names: Vec<String>,
    /// The bottom series that each aggregate is the sum of, in order, counted from 0.
    pub(super) leaves: Vec<Vec<usize>>,
    /// The nodes of each level from the top down; the last level is the bottom.
    pub(super) levels: Vec<Vec<usize>>,
    /// What the levels are called.
    pub(super) level_names: Vec<String>,
}

impl Hierarchy {
    /// Reads one row a bottom series: its id, and for each level above it the id of the aggregate that it belongs to.
    ///
    /// # Errors
    /// `kp.invalid_data` for missing or repeated ids, no level, and an aggregate that stands for different series in two
    /// levels.
    pub(super) fn read(frame: &Frame, id_col: &str) -> Result<Self> {
        let bottoms = texts_of(frame.column(id_col)?, id_col)?;
        let (mut names, mut leaves, mut levels, mut level_names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut known: HashMap<String, usize> = HashMap::new();
        let own: HashMap<&str, usize> = bottoms.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
        if own.len() != bottoms.len() {
            let twice = bottoms.iter().enumerate().find(|(at, name)| own[name.as_str()] != *at);
            let twice = twice.map(|(_, name)| name.as_str()).unwrap_or_default();
            return Err(err!(InvalidData, "the hierarchy has the series '{twice}' twice").with("series", twice));
        }
        for (level, column) in frame.iter().filter(|(name, _)| *name != id_col) {
            let members = members(texts_of(column, level)?);
            let mut nodes = Vec::with_capacity(members.len());
            for (name, below) in members {
                // A branch that ends early stands in its own place at the bottom.
                if own.get(name.as_str()).is_some_and(|&leaf| below == [leaf]) {
                    nodes.push(Node::Bottom(below[0]));
                    continue;
                }
                let differs =
                    own.contains_key(name.as_str()) || known.get(&name).is_some_and(|&at| leaves[at] != below);
                if differs {
                    let message = "stands for different series in two levels; names must be unique";
                    return Err(err!(InvalidData, "'{name}' of level '{level}' {message}").with("column", level));
                }
                let at = *known.entry(name.clone()).or_insert_with(|| {
                    names.push(name);
                    leaves.push(below);
                    leaves.len() - 1
                });
                nodes.push(Node::Aggregate(at));
            }
            levels.push(nodes);
            level_names.push(level.to_owned());
        }
        if levels.is_empty() {
            return Err(err!(InvalidData, "the hierarchy has no level above '{id_col}'; give a column for each"));
        }
        let aggregates = names.len();
        let number = |node: Node| match node {
            Node::Aggregate(at) => at,
            Node::Bottom(leaf) => aggregates + leaf,
        };
        let mut levels: Vec<Vec<usize>> =
            levels.into_iter().map(|nodes| nodes.into_iter().map(number).collect()).collect();
        levels.push((aggregates..aggregates + bottoms.len()).collect());
        level_names.push(id_col.to_owned());
        names.extend(bottoms);
        Ok(Self { names, leaves, levels, level_names })
    }

    /// Sums of series at the bottom, without names.
    pub(in crate::forecast) fn of_sums(leaves: Vec<Vec<usize>>, bottoms: usize) -> Self {
        let names = vec![String::new(); leaves.len() + bottoms];
        Self { names, leaves, levels: Vec::new(), level_names: Vec::new() }
    }

    /// How many nodes are sums of others.
    pub(super) fn aggregates(&self) -> usize {
        self.leaves.len()
    }

    /// How many are at the bottom.
    pub(super) fn bottoms(&self) -> usize {
        self.names.len() - self.leaves.len()
    }

    /// The bottom series under a node.
    pub(super) fn below(&self, node: usize) -> Vec<usize> {
        self.leaves.get(node).cloned().unwrap_or_else(|| vec![node - self.leaves.len()])
    }

    /// Values of all nodes from those of the bottom.
    pub(super) fn sum(&self, bottoms: &[f64]) -> Vec<f64> {
        let sums = self.leaves.iter().map(|leaves| leaves.iter().map(|&leaf| bottoms[leaf]).sum());
        sums.chain(bottoms.iter().copied()).collect()
    }

    /// By how much each aggregate differs from the sum of its series.
    pub(super) fn incoherence(&self, values: &[f64]) -> Vec<f64> {
        let bottoms = &values[self.aggregates()..];
        let of = |(leaves, own): (&Vec<usize>, &f64)| own - leaves.iter().map(|&leaf| bottoms[leaf]).sum::<f64>();
        self.leaves.iter().zip(values).map(of).collect()
    }

    /// For each bottom series, the aggregates that it is in.
    pub(super) fn above(&self) -> Vec<Vec<usize>> {
        let mut above = vec![Vec::new(); self.bottoms()];
        for (node, leaves) in self.leaves.iter().enumerate() {
            leaves.iter().for_each(|&leaf| above[leaf].push(node));
        }
        above
    }

    /// For each node of a level, the nodes of the next that it is made of.
    ///
    /// # Errors
    /// `kp.unsupported` where a node of the next level belongs to two.
    pub(super) fn children(&self, level: usize) -> Result<Vec<Vec<usize>>> {
        let owner: HashMap<usize, usize> = self.levels[level]
            .iter()
            .enumerate()
            .flat_map(|(place, &node)| self.below(node).into_iter().map(move |leaf| (leaf, place)))
            .collect();
        let mut children = vec![Vec::new(); self.levels[level].len()];
        for &node in &self.levels[level + 1] {
            let owners: BTreeSet<Option<&usize>> = self.below(node).iter().map(|leaf| owner.get(leaf)).collect();
            match owners.first() {
                Some(&Some(&place)) if owners.len() == 1 => children[place].push(node),
                _ => {
                    let (name, level) = (&self.names[node], &self.level_names[level]);
                    let message =
                        "shares from the top down need levels that are nested, from the widest to the narrowest";
                    return Err(err!(Unsupported, "'{name}' is in more than one node of level '{level}'; {message}"));
                }
            }
        }
        Ok(children)
    }
}

enum Node {
    Aggregate(usize),
    Bottom(usize),
}

/// The rows that have each name, in order of first appearance.
fn members(names: Vec<String>) -> Vec<(String, Vec<usize>)> {
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut members: Vec<(String, Vec<usize>)> = Vec::new();
    for (row, name) in names.into_iter().enumerate() {
        let at = *place.entry(name.clone()).or_insert_with(|| {
            members.push((name, Vec::new()));
            members.len() - 1
        });
        members[at].1.push(row);
    }
    members
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Strings;

    fn texts(values: &[&str]) -> Strings {
        values.iter().copied().collect()
    }

    #[test]
    fn levels_are_read_from_the_top_down() {
        let frame = Frame::new()
            .with("unique_id", texts(&["a", "b", "c"]))
            .and_then(|frame| frame.with("all", texts(&["t", "t", "t"])))
            .and_then(|frame| frame.with("group", texts(&["ab", "ab", "c"])))
            .unwrap();
        let hierarchy = Hierarchy::read(&frame, "unique_id").unwrap();
        assert_eq!(hierarchy.names, ["t", "ab", "a", "b", "c"]);
        assert_eq!(hierarchy.levels, [vec![0], vec![1, 4], vec![2, 3, 4]]);
        assert_eq!(hierarchy.sum(&[1.0, 2.0, 4.0]), [7.0, 3.0, 1.0, 2.0, 4.0]);
        assert_eq!(hierarchy.incoherence(&[8.0, 3.0, 1.0, 2.0, 4.0]), [1.0, 0.0]);
        assert_eq!(hierarchy.children(0).unwrap(), [vec![1, 4]]);
        assert_eq!(hierarchy.children(1).unwrap(), [vec![2, 3], vec![4]]);
    }

    #[test]
    fn ambiguous_names_and_crossed_levels_are_refused() {
        let two = |first: &[&str], second: &[&str]| {
            Frame::new()
                .with("unique_id", texts(&["a", "b", "c"]))
                .and_then(|frame| frame.with("one", texts(first)))
                .and_then(|frame| frame.with("two", texts(second)))
                .unwrap()
        };
        let error = Hierarchy::read(&two(&["x", "x", "y"], &["x", "y", "y"]), "unique_id").unwrap_err();
        assert!(error.message().contains("stands for different series"), "{error}");
        let error = Hierarchy::read(&two(&["a", "a", "y"], &["x", "x", "z"]), "unique_id").unwrap_err();
        assert!(error.message().contains("stands for different series"), "{error}");
        let crossed = Hierarchy::read(&two(&["x", "x", "y"], &["u", "v", "v"]), "unique_id").unwrap();
        assert_eq!(crossed.children(0).unwrap_err().code(), "kp.unsupported");
    }
}
