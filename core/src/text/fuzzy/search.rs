//! The best choices of several texts.

use super::Scorer;
use super::ratio::{Query, Ready, Together};
use crate::component::Context;
use crate::error::Result;
use crate::math::wide::wide;

/// Scores and choices, best first.
pub(super) type Best = Vec<(f64, usize)>;

/// The search for one text.
struct Search<'a> {
    query: &'a Query,
    /// What the score with a choice cannot exceed.
    bounds: Vec<f64>,
    /// What is not enough for the best so far.
    least: f64,
    k: usize,
    best: Best,
}

/// The best `k` choices of each of at most [`LANES`](super::lanes::LANES) texts.
pub(super) fn best(
    queries: &[Query],
    choices: &[Option<Ready>],
    k: usize,
    min_score: f64,
    ctx: &Context,
) -> Result<Vec<Best>> {
    let mut searches: Vec<Search<'_>> = queries.iter().map(|query| Search::new(query, choices, k, min_score)).collect();
    let together = Together::new(queries);
    for (choice, other) in choices.iter().enumerate() {
        if choice % 1024 == 1023 {
            ctx.check()?;
        }
        let Some(other) = other else { continue };
        let wanted = searches.iter().fold(0, |sum, search| sum + usize::from(search.bounds[choice] > search.least));
        if wanted == 0 {
            continue;
        }
        let edits = match &together {
            Some(together) if wanted > 1 => together.edits(other),
            _ => Default::default(),
        };
        for (search, edits) in searches.iter_mut().zip(edits) {
            // Where the edits are known, the score is found as soon as a guess of the processor is made good.
            if edits.is_some() || search.bounds[choice] > search.least {
                search.offer(choice, other, edits);
            }
        }
    }
    Ok(searches.into_iter().map(|search| search.best).collect())
}

impl<'a> Search<'a> {
    fn new(query: &'a Query, choices: &[Option<Ready>], k: usize, min_score: f64) -> Self {
        let mut bounds = vec![-1.0; choices.len()];
        wide(
            #[inline(always)]
            || {
                for (bound, other) in bounds.iter_mut().zip(choices) {
                    if let Some(other) = other {
                        *bound = query.bound(other);
                    }
                }
            },
        );
        let floor = floor(query, choices, &bounds, k).max(min_score);
        Self { query, bounds, least: floor.next_down(), k, best: Vec::new() }
    }

    /// Scores a choice, which is so many edits away if that is known, and keeps it if it is among the best.
    #[inline]
    fn offer(&mut self, choice: usize, other: &Ready, edits: Option<usize>) {
        match self.query.score(other, edits, |score| score > self.least) {
            Some(score) if score > self.least => self.keep(choice, score),
            _ => {}
        }
    }

    #[cold]
    fn keep(&mut self, choice: usize, score: f64) {
        let place = self.best.partition_point(|other| other.0 >= score);
        self.best.insert(place, (score, choice));
        self.best.truncate(self.k);
        if let (true, Some(last)) = (self.best.len() == self.k, self.best.last()) {
            self.least = self.least.max(last.0);
        }
    }
}

/// A score that the best choices have at least: that of those which promise most.
fn floor(query: &Query, choices: &[Option<Ready>], bounds: &[f64], k: usize) -> f64 {
    // So many are scored twice.
    const TRIED: usize = 16;
    if k > TRIED || query.scorer == Scorer::TokenSetRatio {
        return 0.0;
    }
    let mut first: Vec<usize> = Vec::with_capacity(k + 1);
    for (choice, &bound) in bounds.iter().enumerate() {
        if first.len() < k || first.last().is_some_and(|&last| bound > bounds[last]) {
            let place = first.partition_point(|&other| bounds[other] >= bound);
            first.insert(place, choice);
            first.truncate(k);
        }
    }
    let scores = first.iter().filter_map(|&choice| query.score(choices[choice].as_ref()?, None, |_| true));
    let scores: Vec<f64> = scores.collect();
    if scores.len() == k { scores.into_iter().fold(100.0, f64::min) } else { 0.0 }
}
