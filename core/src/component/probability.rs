//! How unusual a score is among those of the fit.

use super::{Store, corrupt};
use crate::error::Result;
use crate::math::{pot::Pareto, rng::Rng, stats::quantile};
use libm::{exp, pow};

/// Up to this share of the scores quantiles are remembered; what lies above is the tail.
const BODY: f64 = 0.95;
/// How many steps lead there.
const STEPS: usize = 32;
/// With fewer scores in the tail its shape is not fitted: it is exponential.
const FEW: usize = 10;
/// How many rows of a table decide at most: so many that the fit of a detector which need not score them stays fast.
const ROWS: usize = 8_192;

/// What share of rows like those of the fit scores lower than a score: from the quantiles of the scores of the fit, and
/// above the last of them from a generalised Pareto distribution of what exceeds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Probability {
    /// The quantiles 0, BODY / STEPS, ..., BODY.
    knots: Vec<f64>,
    /// The share of the scores above the last one.
    above: f64,
    /// How these exceed it; a scale of 0 where none does, so that nothing is known of what may.
    tail: Pareto,
}

impl Probability {
    /// How many numbers it is made of.
    pub(crate) const LEN: usize = STEPS + 4;

    /// From the scores that are not missing; without any it is that of a single 0.
    pub(crate) fn of(mut scores: Vec<f64>) -> Self {
        scores.retain(|score| score.is_finite());
        if scores.is_empty() {
            scores.push(0.0);
        }
        scores.sort_unstable_by(f64::total_cmp);
        let knots: Vec<f64> = (0..=STEPS).map(|step| quantile(&scores, share(step))).collect();
        let (n, start) = (scores.len(), knots[STEPS]);
        let excesses: Vec<f64> =
            scores[scores.partition_point(|&score| score <= start)..].iter().map(|score| score - start).collect();
        let mean = excesses.iter().sum::<f64>() / excesses.len() as f64;
        let tail = match Pareto::fit(&excesses) {
            None => Pareto { shape: 0.0, scale: 0.0 },
            Some(_) if excesses.len() < FEW => Pareto { shape: 0.0, scale: mean },
            Some(tail) => tail,
        };
        let above = if tail.scale > 0.0 { excesses.len() as f64 / n as f64 } else { 1.0 / (n + 1) as f64 };
        Self { knots, above: above.min(1.0 - BODY), tail }
    }

    /// Of one score: as many of its equals count as lower as do not; missing of a missing one.
    pub(crate) fn at(&self, score: f64) -> f64 {
        if score.is_nan() {
            return score;
        }
        let lower = self.knots.partition_point(|&knot| knot < score);
        let not_higher = self.knots.partition_point(|&knot| knot <= score);
        match lower {
            _ if lower < not_higher => 0.5 * (share(lower) + share(not_higher - 1)),
            0 => 0.0,
            _ if lower > STEPS => 1.0 - self.above * self.beyond(score - self.knots[STEPS]),
            _ => {
                let (from, to) = (self.knots[lower - 1], self.knots[lower]);
                share(lower - 1) + (score - from) / (to - from) * (share(lower) - share(lower - 1))
            }
        }
    }

    /// The score that this share is below, up to BODY: between the quantiles that are remembered in proportion.
    pub(crate) fn quantile(&self, share: f64) -> f64 {
        let place = (share / BODY * STEPS as f64).min(STEPS as f64);
        let below = (place as usize).min(STEPS - 1);
        let (from, to) = (self.knots[below], self.knots[below + 1]);
        from + (place - below as f64) * (to - from)
    }

    /// The scale of what exceeds the last quantile; 0 where nothing does.
    pub(crate) fn tail_scale(&self) -> f64 {
        self.tail.scale
    }

    pub(crate) fn of_each(&self, scores: &[f64]) -> Vec<f64> {
        scores.iter().map(|&score| self.at(score)).collect()
    }

    /// The share of the tail that exceeds its start by more.
    fn beyond(&self, excess: f64) -> f64 {
        let Pareto { shape, scale } = self.tail;
        if scale == 0.0 {
            1.0
        } else if shape.abs() < 1e-12 {
            exp(-excess / scale)
        } else {
            pow((1.0 + shape * excess / scale).max(0.0), -1.0 / shape)
        }
    }

    pub(crate) fn store(&self, store: &mut Store) {
        store.put("probability", &self.numbers());
    }

    pub(crate) fn restore(store: &Store) -> Result<Self> {
        Self::from_numbers(&store.take_exactly::<f64>("probability", Self::LEN)?)
    }

    pub(crate) fn numbers(&self) -> Vec<f64> {
        let mut numbers = self.knots.clone();
        numbers.extend([self.above, self.tail.shape, self.tail.scale]);
        numbers
    }

    pub(crate) fn from_numbers(numbers: &[f64]) -> Result<Self> {
        let Some((knots, &[above, shape, scale])) = numbers.split_at_checked(STEPS + 1) else {
            return Err(corrupt("probability", "does not have its numbers"));
        };
        let finite = numbers.iter().all(|number| number.is_finite());
        if !finite || !knots.is_sorted() || scale < 0.0 || !(0.0..=1.0 - BODY).contains(&above) {
            return Err(corrupt("probability", "is not quantiles that rise and their tail"));
        }
        Ok(Self { knots: knots.to_vec(), above, tail: Pareto { shape, scale } })
    }
}

fn share(step: usize) -> f64 {
    BODY * step as f64 / STEPS as f64
}

/// The rows of a table whose scores decide: all of few, else some drawn at random, always the same.
pub(crate) fn deciding_rows(rows: usize) -> Vec<usize> {
    let mut sample = Rng::new(0, 0).sample(rows, ROWS);
    sample.sort_unstable();
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_below_and_a_tail_above() {
        // scipy 1.17: stats.expon.cdf(x) of a sample of exponential scores, whose tail is exponential too.
        let scores: Vec<f64> = (0..2_000).map(|at| -libm::log(1.0 - (f64::from(at) + 0.5) / 2_000.0)).collect();
        let probability = Probability::of(scores);
        for (score, share) in [(0.1, 0.0951626), (1.0, 0.6321206), (3.5, 0.9698026), (6.0, 0.9975212)] {
            assert!((probability.at(score) - share).abs() < 1.5e-3, "{score}: {}", probability.at(score));
        }
        let far = 1.0 - probability.at(12.0);
        assert!((2e-6..2e-5).contains(&far), "{far} is not about exp(-12)");
        assert_eq!((probability.at(-1.0), probability.at(f64::INFINITY)), (0.0, 1.0));
        assert!(probability.at(f64::NAN).is_nan());
    }

    #[test]
    fn a_higher_score_is_never_less_unusual() {
        let mut rng = Rng::new(3, 0);
        for n in [1usize, 2, 3, 9, 11, 19, 20, 21, 60, 400] {
            for digits in [1.0, 1e6] {
                let scores: Vec<f64> = (0..n).map(|_| libm::round(rng.normal() * digits) / digits).collect();
                let probability = Probability::of(scores.clone());
                let shares: Vec<f64> = (-60..=60).map(|at| probability.at(f64::from(at) / 10.0)).collect();
                assert!(
                    shares.is_sorted() && shares.iter().all(|share| (0.0..=1.0).contains(share)),
                    "{n}: {shares:?}"
                );
                assert_eq!(Probability::from_numbers(&probability.numbers()).unwrap(), probability);
            }
        }
    }

    #[test]
    fn equal_scores_count_half() {
        let probability = Probability::of(vec![2.0; 9]);
        assert_eq!(probability.at(2.0), 0.475);
        // None was higher, of nine: the chance of a higher one is put at .05, no less than 1 / 10 would be.
        assert_eq!((probability.at(1.0), probability.at(3.0)), (0.0, 0.95));
    }

    #[test]
    fn new_rows_are_as_unusual_as_they_seem() {
        // Of 100,000 new scores of the same kind about 1 % and .1 % have a chance so small; a tail that is estimated from
        // 103 scores is passed more often than the true one.
        let mut rng = Rng::new(8, 0);
        let mut draw = |n: usize| (0..n).map(|_| rng.normal().abs()).collect::<Vec<f64>>();
        let (mut hundredth, mut thousandth) = (0, 0);
        for _ in 0..50 {
            let probability = Probability::of(draw(2_048));
            let new = draw(2_000);
            hundredth += new.iter().filter(|&&score| probability.at(score) > 0.99).count();
            thousandth += new.iter().filter(|&&score| probability.at(score) > 0.999).count();
        }
        assert!((900..1_100).contains(&hundredth) && (90..160).contains(&thousandth), "{hundredth} {thousandth}");
    }

    #[test]
    fn the_rows_that_decide_are_few() {
        assert_eq!(deciding_rows(5), [0, 1, 2, 3, 4]);
        let rows = deciding_rows(100_000);
        assert!(rows.len() == ROWS && rows.is_sorted_by(|a, b| a < b) && rows[ROWS - 1] > 99_000);
    }
}
