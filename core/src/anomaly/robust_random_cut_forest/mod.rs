//! Robust random cut forest: how much would the window have to be rewritten if this row had not come?

mod points;
mod state;
mod tree;

pub use state::RobustRandomCutForestState;

use crate::component::{Component, Context, StreamDetector, setters};
use crate::error::Result;
use crate::math::rng::Rng;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tree::Tree;

/// Scores the rows of a stream one after the other by how much each would change a model of the last rows, and learns from
/// each, in constant memory.
///
/// A random cut tree cuts the box around its points at a random place, a long side more often than a short one, and goes on
/// in both halves until each point is alone. The displacement of a point is the largest, over all nodes on its way to the
/// root, of (points on the other side) / (points on its own side): how many others move up, for each point taken away, if
/// the point and those like it were not there. The score is the mean over `num_trees` trees, as a share of the points in
/// the window: 0 for a point among others, 1 for one that every tree sets apart with its first cut. Times the points in the
/// window it is the collusive displacement of the paper.
///
/// The window is the last `tree_size` points: a new one drives out the oldest. With `shingle_size` s above 1 a point is the
/// last s rows together, which finds an unusual shape as well as an unusual value.
///
/// Input: rows of numbers in time order, none missing. A column with a wide range counts for more: bring columns of
/// different units to one scale first.
/// Output: one score a row, 0 to 1; 0 as long as the shingle or the warm-up is not full. `score` does not learn, and takes
/// each row as if it came next; `update` gives the same score, and then learns. A row above `threshold` is an anomaly.
///
/// Errors: `kp.missing_values` for a missing value, `kp.invalid_data` for a column of categories.
/// Cost: O(num_trees × log(tree_size) × values of a point) a row; memory for num_trees × tree_size boxes, whatever the
/// length of the stream.
/// Source: Guha, Mishra, Roy and Schrijvers, Robust Random Cut Forest Based Anomaly Detection on Streams, ICML 2016,
/// definitions 1 and 4, algorithms 1 and 2; scores checked against rrcf 0.4.4 (Bartos, Mullapudi and Troutman, 2019).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RobustRandomCutForest {
    /// How many trees. Default 50.
    #[schemars(range(min = 1, max = 1000))]
    pub num_trees: u32,
    /// How many points the window holds. Default 256.
    #[schemars(range(min = 2, max = 16_384))]
    pub tree_size: u32,
    /// How many rows in a row make a point. Default 1; 4 to 48 for a single series.
    #[schemars(range(min = 1, max = 1024))]
    pub shingle_size: u32,
    /// How many points must have come before the first score above 0; at most `tree_size` of them are waited for.
    /// Default null: a quarter of `tree_size`.
    #[schemars(range(min = 1, max = 16_384))]
    pub warm_up: Option<u32>,
    /// The score above which a row is an anomaly. Default 0.3.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub threshold: f64,
}

impl Default for RobustRandomCutForest {
    fn default() -> Self {
        Self { num_trees: 50, tree_size: 256, shingle_size: 1, warm_up: None, threshold: 0.3 }
    }
}

setters! {
    /// ```
    /// use kingpost::{anomaly::RobustRandomCutForest, component::{Context, StreamDetector}, data::{Frame, Table}};
    /// let past = Frame::new().with("x", (0..64).map(|row| f64::from(row % 5)).collect::<Vec<_>>())?;
    /// let forest = RobustRandomCutForest::default().num_trees(20).tree_size(32);
    /// let mut model = forest.fit(&Table::from_frame(&past)?)?;
    /// let news = Frame::new().with("x", vec![2.0, 40.0])?;
    /// let found = model.update(&news.into(), &Context::new())?;
    /// let scores = found.f64("score")?;
    /// assert!((scores[0] - 0.032).abs() < 1e-3 && (scores[1] - 0.959).abs() < 1e-3);
    /// # Ok::<(), kingpost::Error>(())
    /// ```
    RobustRandomCutForest {
        /// Sets how many trees.
        num_trees: u32,
        /// Sets how many points the window holds.
        tree_size: u32,
        /// Sets how many rows in a row make a point.
        shingle_size: u32,
        /// Sets how many points must have come before the first score above 0.
        warm_up: u32,
        /// Sets the score above which a row is an anomaly.
        threshold: f64,
    }
}

impl Component for RobustRandomCutForest {
    const ID: &'static str = "anomaly.robust_random_cut_forest";
    const NAME: &'static str = "RobustRandomCutForest";
    const VERSION: u32 = 1;
}

impl StreamDetector for RobustRandomCutForest {
    type State = RobustRandomCutForestState;

    fn threshold(&self) -> f64 {
        self.threshold
    }

    fn start(&self, columns: usize, ctx: &Context) -> Result<RobustRandomCutForestState> {
        let trees = (0..u64::from(self.num_trees)).map(|number| Tree::new(Rng::new(ctx.get_seed(), number))).collect();
        let warm_up = self.warm_up.unwrap_or(self.tree_size / 4).clamp(1, self.tree_size);
        let [shingle, capacity, warm_up] = [self.shingle_size, self.tree_size, warm_up].map(|number| number as usize);
        Ok(RobustRandomCutForestState::new(columns, shingle, capacity, warm_up, trees))
    }
}

#[cfg(test)]
mod tests;
