//! How unusual a score is among the last ones of a stream.

use super::{Store, corrupt};
use crate::error::Result;
use std::collections::VecDeque;

/// How many scores are remembered.
const KEPT: usize = 1_024;

/// The scores of the last rows that a stream detector learned.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Past {
    /// As they came, the oldest first.
    scores: VecDeque<f64>,
    /// The same in order.
    sorted: Vec<f64>,
}

impl Past {
    /// What share of these scores and this one is lower; of its equals, among them itself, a half counts as lower.
    pub(super) fn probability(&self, score: f64) -> f64 {
        if score.is_nan() {
            return score;
        }
        let lower = self.sorted.partition_point(|&other| other < score);
        let not_higher = self.sorted.partition_point(|&other| other <= score);
        (0.5 * (lower + not_higher + 1) as f64) / (self.sorted.len() + 1) as f64
    }

    /// The score above which no more than this share of the scores and a next one are; `None` where there are too few.
    pub(super) fn quantile_above(&self, share: f64) -> Option<f64> {
        let place = libm::ceil((1.0 - share) * (self.sorted.len() + 1) as f64 - 0.5) as usize;
        self.sorted.get(place.checked_sub(1)?).copied()
    }

    /// Remembers a score in the place of the oldest.
    pub(super) fn push(&mut self, score: f64) {
        if score.is_nan() {
            return;
        }
        self.scores.push_back(score);
        let to = self.place(score);
        if self.scores.len() <= KEPT {
            self.sorted.insert(to, score);
        } else if let Some(oldest) = self.scores.pop_front() {
            // What lies between the oldest and the place of the new one moves up.
            let from = self.place(oldest);
            if from < to {
                self.sorted.copy_within(from + 1..to, from);
                self.sorted[to - 1] = score;
            } else {
                self.sorted.copy_within(to..from, to + 1);
                self.sorted[to] = score;
            }
        }
    }

    /// Where the score is among the sorted ones, or would be.
    fn place(&self, score: f64) -> usize {
        self.sorted.partition_point(|other| other.total_cmp(&score).is_lt())
    }

    pub(super) fn store(&self, store: &mut Store) {
        store.put("past_scores", &self.scores.iter().copied().collect::<Vec<f64>>());
    }

    pub(super) fn restore(store: &Store) -> Result<Self> {
        let scores: Vec<f64> = store.take("past_scores")?;
        if scores.len() > KEPT || scores.iter().any(|score| score.is_nan()) {
            return Err(corrupt("past_scores", "has more scores than are remembered, or one that is missing"));
        }
        let mut sorted = scores.clone();
        sorted.sort_unstable_by(f64::total_cmp);
        Ok(Self { scores: scores.into(), sorted })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Rng;

    #[test]
    fn the_share_is_that_of_a_count() {
        let mut rng = Rng::new(1, 0);
        let (mut past, mut all) = (Past::default(), Vec::new());
        assert_eq!(past.probability(3.0), 0.5);
        for _ in 0..3 * KEPT {
            // Few values, so that many are equal; both zeros are.
            let score = libm::round(rng.normal() * 3.0);
            let last: &[f64] = &all[all.len().saturating_sub(KEPT)..];
            let lower = last.iter().filter(|&&other| other < score).count() as f64;
            let equal = last.iter().filter(|&&other| other == score).count() as f64;
            let share = (lower + 0.5 * (equal + 1.0)) / (last.len() + 1) as f64;
            assert_eq!(past.probability(score), share);
            past.push(score);
            all.push(score);
        }
        past.push(f64::NAN);
        assert_eq!((past.scores.len(), past.sorted.len()), (KEPT, KEPT));
        assert!(past.probability(f64::NAN).is_nan() && past.sorted.is_sorted());
    }

    #[test]
    fn usual_scores_are_as_unusual_as_they_seem() {
        let mut rng = Rng::new(2, 0);
        let mut past = Past::default();
        let mut above = [0; 2];
        for row in 0..50_000 {
            let score = rng.normal();
            if row >= KEPT {
                above[0] += usize::from(past.probability(score) > 0.9);
                above[1] += usize::from(past.probability(score) > 0.99);
            }
            past.push(score);
        }
        assert!((4_700..5_100).contains(&above[0]) && (440..540).contains(&above[1]), "{above:?}");
    }

    #[test]
    fn few_scores_are_above_their_quantile() {
        let mut past = Past::default();
        assert_eq!(past.quantile_above(0.01), None);
        for score in 1..=48 {
            past.push(f64::from(score));
            assert_eq!(past.quantile_above(0.01), None);
        }
        past.push(49.0);
        assert_eq!(past.quantile_above(0.01), Some(49.0));
        (50..=999).for_each(|score| past.push(f64::from(score)));
        // 9 of 999 are above 990, and a tenth of 1,000 with the next one.
        let limit = past.quantile_above(0.01).unwrap();
        assert!(limit == 990.0 && past.probability(limit + 0.5) > 0.99 && past.probability(limit - 0.5) < 0.99);
        assert_eq!(past.quantile_above(0.5), Some(500.0));
    }

    #[test]
    fn a_file_gives_the_same_back() {
        let mut past = Past::default();
        (0..2 * KEPT).for_each(|at| past.push(((at * 7) % 13) as f64));
        let mut store = Store::default();
        past.store(&mut store);
        assert_eq!(Past::restore(&store).unwrap(), past);
        for bad in [vec![f64::NAN], vec![1.0; KEPT + 1]] {
            let mut store = Store::default();
            store.put("past_scores", &bad);
            assert_eq!(Past::restore(&store).unwrap_err().code(), "kp.corrupt_model");
        }
    }
}
