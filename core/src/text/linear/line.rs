//! The best chances of one document, which lie on a line.

use super::omega::omega;
use libm::{exp, log};

/// What the decisions of a document leave of a class below this distance from the best is left alone.
const TRACE: f32 = 8.0;

/// A class that may have more than a trace of a chance.
#[derive(Clone, Copy, Debug)]
struct Open {
    class: usize,
    place: f64,
    value: f64,
    slope: f64,
}

/// Finds the chances p of a document for which p_k is the probability of class k once the decisions have moved along,
/// decision_k - pull × (p_k - old p_k).
#[derive(Debug, Default)]
pub(super) struct Line {
    open: Vec<Open>,
    /// The classes whose chances were changed.
    pub(super) changed: Vec<u32>,
}

impl Line {
    /// The chance of the second of two classes, by Newton's method on t + pull × (p - old) = decision with p = 1 / (1 + e^-t).
    pub(super) fn of_two(decision: f64, old: f64, pull: f64) -> f64 {
        // Bounds that close in hold it where the curve bends.
        let (mut low, mut high) = (decision - pull * (1.0 - old), decision + pull * old);
        let (mut t, mut last) = (decision, high - low);
        let chance = |t: f64| 1.0 / (1.0 + exp(-t));
        for _ in 0..60 {
            let p = chance(t);
            let excess = t + pull * (p - old) - decision;
            if excess > 0.0 {
                high = t;
            } else {
                low = t;
            }
            let next = t - excess / (1.0 + pull * p * (1.0 - p));
            // Steps that do not shrink would go to and fro for ever.
            let next =
                if next > low && next < high && (next - t).abs() < 0.5 * last { next } else { 0.5 * (low + high) };
            last = (next - t).abs();
            t = next;
            if last < 1e-4 {
                break;
            }
        }
        // The last step was short, and what is left is its square.
        chance(t)
    }

    /// Changes the chances, and writes how much each fell; returns the largest change. `level` is that of the last time,
    /// or NaN.
    ///
    /// ln p_k + pull × p_k = decision_k + pull × old p_k - level, so pull × p_k is [`omega`] of the right side plus ln pull, and
    /// the level is the one at which the chances sum to what they did, found by Newton's method.
    pub(super) fn of_many(
        &mut self,
        decision: &[f32],
        chances: &mut [f64],
        falls: &mut [f32],
        pull: f64,
        level: &mut f64,
    ) -> f64 {
        let log_pull = log(pull);
        let most = decision.iter().fold(f32::NEG_INFINITY, |most, &value| if value > most { value } else { most });
        self.open.clear();
        let (mut mass, mut highest) = (0.0, f64::NEG_INFINITY);
        for (class, (&decision, &old)) in decision.iter().zip(&*chances).enumerate() {
            if decision > most - TRACE || old > 1e-4 {
                let place = f64::from(decision) + pull * old + log_pull;
                highest = if place > highest { place } else { highest };
                mass += old;
                self.open.push(Open { class, place, value: 0.0, slope: 0.0 });
            }
        }
        let target = pull * mass;
        // At this level the highest alone has all of the mass.
        let start = highest - target - log(target);
        if level.is_nan() {
            *level = start;
        }
        for _ in 0..30 {
            let (mut sum, mut slope) = (0.0, 0.0);
            for open in &mut self.open {
                open.value = omega(open.place - *level);
                open.slope = open.value / (1.0 + open.value);
                sum += open.value;
                slope += open.slope;
            }
            if slope < 1e-9 {
                *level = start;
                continue;
            }
            let step = (sum - target) / slope;
            *level += step;
            if step.abs() < 1e-3 {
                self.open.iter_mut().for_each(|open| open.value -= open.slope * step);
                break;
            }
        }
        falls.fill(0.0);
        self.changed.clear();
        let mut largest = 0.0;
        for open in &mut self.open {
            open.value /= pull;
            let size = (chances[open.class] - open.value).abs();
            largest = if size > largest { size } else { largest };
        }
        for open in &self.open {
            let fall = chances[open.class] - open.value;
            // What hardly moves is left for another time.
            if fall.abs() > 2e-3 * largest {
                (falls[open.class], chances[open.class]) = (fall as f32, open.value);
                self.changed.push(open.class as u32);
            }
        }
        largest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::recipe::probabilities;

    #[test]
    fn chances_are_what_the_moved_decisions_say() {
        for pull in [1e-3, 0.5, 20.0, 1e4] {
            let decision = [0.5f32, -1.0, 2.0, -0.25, 1.0];
            let old = [0.1, 0.2, 0.0, 0.3, 0.4];
            let (mut chances, mut falls, mut level) = (old, [0.0; 5], f64::NAN);
            let mut line = Line::default();
            line.of_many(&decision, &mut chances, &mut falls, pull, &mut level);
            let moved: Vec<f64> = (0..5).map(|k| f64::from(decision[k]) - pull * (chances[k] - old[k])).collect();
            let mut expected = [0.0; 5];
            probabilities(&moved, &mut expected);
            for k in 0..5 {
                assert!((chances[k] - expected[k]).abs() < 1e-3 / pull.max(1.0), "{pull}: {chances:?} {expected:?}");
                assert!((f64::from(falls[k]) - (old[k] - chances[k])).abs() < 1e-6);
            }
            for (decision, old) in [(1.5, 0.0), (1.5, 0.9), (-3.8, 1.0), (5.0, 0.0), (-20.0, 1.0)] {
                let p = Line::of_two(decision, old, pull);
                let moved = decision - pull * (p - old);
                assert!((log(p / (1.0 - p)) - moved).abs() < 1e-3, "{pull} {decision} {old}: {p}");
            }
        }
    }
}
