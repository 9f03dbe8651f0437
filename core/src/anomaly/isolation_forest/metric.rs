//! What counts on the way of a row.

use super::tree::average_path_length;
use libm::log;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What counts on the way of a row. With p = (share of the rows that go its way at a cut) / (share of the range that lies on
/// that side of it), and Σ over its cuts, averaged over the trees:
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ScoringMetric {
    /// The number of cuts, as in the paper: the score is 2^(-h / c).
    #[default]
    Depth,
    /// How crowded the box is in which the way ends: the score is -Σ ln p, above 0 where there are fewer rows than if they
    /// were spread evenly.
    Density,
    /// Cuts count 2 / (1 + 1 / (2 p)), more where the way leads to many rows in little room: the score is 2^(-h / c).
    AdjDepth,
    /// The score is -Σ ln(2 / (1 + 1 / (2 p))).
    AdjDensity,
}

impl ScoringMetric {
    /// Whether scores are 2^(-h / c).
    pub(super) fn is_depth(self) -> bool {
        matches!(self, Self::Depth | Self::AdjDepth)
    }

    /// What a cut adds, where so many of the rows go to the side that has this share of the range.
    pub(super) fn step(self, own: usize, all: usize, share: f64) -> f64 {
        let p = own as f64 / all as f64 / share.clamp(1e-7, 1.0 - 1e-7);
        let adjusted = 2.0 / (1.0 + 0.5 / p);
        match self {
            Self::Depth => 1.0,
            Self::Density => log(p),
            Self::AdjDepth => adjusted,
            Self::AdjDensity => log(adjusted),
        }
    }

    /// The whole way of so many rows that end together, less that of a typical tree.
    pub(super) fn way(self, steps: f64, rows: usize, typical: f64) -> f64 {
        if self.is_depth() { steps + average_path_length(rows) - typical } else { steps }
    }
}
