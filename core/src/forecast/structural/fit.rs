//! The search for variances.

use super::filter::{Filter, Variances};
use super::form::System;
use crate::component::Context;
use crate::error::Result;
use crate::math::nelder_mead::NelderMead;
use libm::sin;

/// Which of the errors a model has; that of the observations is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moving {
    pub(super) level: bool,
    pub(super) slope: bool,
    pub(super) season: bool,
}

impl Moving {
    pub(super) fn count(self) -> usize {
        1 + [self.level, self.slope, self.season].into_iter().filter(|&moves| moves).count()
    }

    /// Variances that sum to 1, by an angle for each but the last: a right angle gives all that is left to the next.
    fn variances(self, angles: &[f64]) -> Variances {
        let (mut left, mut angles) = (1.0, angles.iter());
        let mut next = |moves: bool| {
            if !moves {
                return 0.0;
            }
            let share = angles.next().map_or(0.0, |&angle| sin(angle) * sin(angle));
            let own = left * share;
            left -= own;
            own
        };
        let (slope, season, level) = (next(self.slope), next(self.season), next(self.level));
        Variances { irregular: left, level, slope, season }
    }
}

/// Where the search looks first: from all but still to all but alone.
const FIRST: [f64; 4] = [0.01, 0.1, 0.5, 1.3];
/// How many of those points are followed.
const FOLLOWED: usize = 2;

/// The variances of the greatest likelihood, in units of their sum.
pub(super) fn search(y: &[f64], system: &System, moving: Moving, ctx: &Context) -> Result<Variances> {
    let dimensions = moving.count() - 1;
    if dimensions == 0 {
        return Ok(moving.variances(&[]));
    }
    let mut filter = Filter::new(system.form.size());
    let mut deviance = |angles: &[f64]| {
        filter.reset();
        let known = filter.run(system, &moving.variances(angles), y);
        if known { filter.deviance() } else { f64::INFINITY }
    };
    let mut starts = Vec::new();
    for point in 0..FIRST.len().pow(dimensions as u32) {
        ctx.check()?;
        let angle = |at: usize| FIRST[point / FIRST.len().pow(at as u32) % FIRST.len()];
        let angles: Vec<f64> = (0..dimensions).map(angle).collect();
        starts.push((deviance(&angles), angles));
    }
    starts.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let settings = NelderMead { step: 0.3, tolerance: 1e-7, max_iterations: 400, ..NelderMead::default() };
    let (lower, upper) = (vec![0.0; dimensions], vec![std::f64::consts::FRAC_PI_2; dimensions]);
    let mut best = starts[0].clone();
    for (_, start) in starts.iter().take(FOLLOWED) {
        ctx.check()?;
        let found = settings.minimize(start, &lower, &upper, &mut deviance);
        if found.value < best.0 {
            best = (found.value, found.x);
        }
    }
    // A variance that is all but none may be none.
    for at in 0..dimensions {
        let mut without = best.1.clone();
        without[at] = 0.0;
        let value = deviance(&without);
        if value <= best.0 {
            best = (value, without);
        }
    }
    Ok(moving.variances(&best.1))
}
