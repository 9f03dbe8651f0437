//! From a score to a probability: the logistic curve of Platt, or steps that rise.

use libm::{exp, log, log1p};
use serde::{Deserialize, Serialize};

/// What a score stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) enum Curve {
    /// 1 / (1 + exp(a × score + b)).
    Sigmoid { a: f64, b: f64 },
    /// Straight lines between points, level beyond the first and the last.
    Isotonic { scores: Vec<f64>, chances: Vec<f64> },
}

impl Curve {
    pub(super) fn at(&self, score: f64) -> f64 {
        match self {
            Curve::Sigmoid { a, b } => logistic(-(a * score + b)),
            Curve::Isotonic { scores, chances } => {
                let above = scores.partition_point(|&known| known < score);
                match (above.checked_sub(1), scores.get(above)) {
                    (_, Some(&known)) if known == score => chances[above],
                    (None, _) => chances.first().copied().unwrap_or(0.0),
                    (Some(below), None) => chances[below],
                    (Some(below), Some(&next)) => {
                        let share = (score - scores[below]) / (next - scores[below]);
                        chances[below] + share * (chances[above] - chances[below])
                    }
                }
            }
        }
    }

    /// Whether a fit can have given it.
    pub(super) fn is_sound(&self) -> bool {
        match self {
            Curve::Sigmoid { a, b } => a.is_finite() && b.is_finite(),
            Curve::Isotonic { scores, chances } => {
                !scores.is_empty()
                    && scores.len() == chances.len()
                    && scores.iter().all(|score| score.is_finite())
                    && chances.iter().all(|chance| (0.0..=1.0).contains(chance))
                    && scores.windows(2).all(|pair| pair[0] < pair[1])
                    && chances.windows(2).all(|pair| pair[0] <= pair[1])
            }
        }
    }

    /// Platt's curve: Newton's method with halved steps on the log-loss, with targets drawn in from 0 and 1.
    pub(super) fn sigmoid(scores: &[f64], positive: &[bool]) -> Self {
        let plus = positive.iter().filter(|&&positive| positive).count() as f64;
        let minus = positive.len() as f64 - plus;
        let (high, low) = ((plus + 1.0) / (plus + 2.0), 1.0 / (minus + 2.0));
        let target = |row: usize| if positive[row] { high } else { low };
        let loss = |a: f64, b: f64| {
            scores.iter().enumerate().fold(0.0, |sum, (row, score)| {
                let z = a * score + b;
                sum + z.max(0.0) + log1p(exp(-z.abs())) - (1.0 - target(row)) * z
            })
        };
        let (mut a, mut b) = (0.0, log((minus + 1.0) / (plus + 1.0)));
        let mut value = loss(a, b);
        for _ in 0..200 {
            // The ridge keeps the equations solvable where all scores are the same.
            let (mut h11, mut h22, mut h21, mut g1, mut g2) = (1e-12, 1e-12, 0.0, 0.0, 0.0);
            for (row, &score) in scores.iter().enumerate() {
                let p = logistic(-(a * score + b));
                let (d1, d2) = (target(row) - p, p * (1.0 - p));
                h11 += score * score * d2;
                h22 += d2;
                h21 += score * d2;
                g1 += score * d1;
                g2 += d1;
            }
            let determinant = h11 * h22 - h21 * h21;
            let (da, db) = (-(h22 * g1 - h21 * g2) / determinant, -(h11 * g2 - h21 * g1) / determinant);
            if !(da.is_finite() && db.is_finite()) {
                break;
            }
            let mut length = 1.0;
            let next = loop {
                let next = loss(a + length * da, b + length * db);
                if next <= value || length < 1e-10 {
                    break next;
                }
                length /= 2.0;
            };
            if length < 1e-10 {
                break;
            }
            (a, b) = (a + length * da, b + length * db);
            let gain = value - next;
            value = next;
            if gain <= 1e-14 * (1.0 + value.abs()) {
                break;
            }
        }
        Curve::Sigmoid { a, b }
    }

    /// The rising steps that are nearest to the truth in squares: neighbours that fall are pooled.
    pub(super) fn isotonic(scores: &[f64], positive: &[bool]) -> Self {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|&a, &b| scores[a].total_cmp(&scores[b]));
        // Equal scores have one mean.
        let mut blocks: Vec<Block> = Vec::new();
        for same in order.chunk_by(|&a, &b| scores[a] == scores[b]) {
            let hits = same.iter().filter(|&&row| positive[row]).count() as f64;
            let (first, last) = (scores[same[0]], scores[same[0]]);
            let mut block = Block { first, last, hits, weight: same.len() as f64 };
            while let Some(before) = blocks.pop_if(|before| before.mean() >= block.mean()) {
                block.first = before.first;
                block.hits += before.hits;
                block.weight += before.weight;
            }
            blocks.push(block);
        }
        let (mut scores, mut chances) = (Vec::new(), Vec::new());
        for block in &blocks {
            scores.push(block.first);
            chances.push(block.mean());
            if block.last > block.first {
                scores.push(block.last);
                chances.push(block.mean());
            }
        }
        Curve::Isotonic { scores, chances }
    }
}

/// Scores with one chance.
struct Block {
    first: f64,
    last: f64,
    hits: f64,
    weight: f64,
}

impl Block {
    fn mean(&self) -> f64 {
        self.hits / self.weight
    }
}

fn logistic(z: f64) -> f64 {
    if z >= 0.0 { 1.0 / (1.0 + exp(-z)) } else { exp(z) / (1.0 + exp(z)) }
}
