//! What all observations say of the states: Durbin and Koopman, sections 4.6.2 and 5.3, the means alone.

use super::filter::{Filter, Variances};
use super::form::System;

/// What an observation told.
pub(super) struct Lesson {
    pub(super) error: f64,
    /// One over the error's variance, or over the infinite part of it.
    pub(super) inverse: f64,
    /// How the states follow the error.
    pub(super) gain: Vec<f64>,
    /// The gain's next term, where the error's variance was infinite.
    pub(super) second: Option<Vec<f64>>,
}

/// The states at each observation, NaN for none, as all of them say. `None` where the variances describe no series.
pub(super) fn smooth(system: &System, variances: &Variances, y: &[f64]) -> Option<Vec<Vec<f64>>> {
    let size = system.form.size();
    let mut filter = Filter::new(size);
    let lessons: Option<Vec<Option<Lesson>>> = y.iter().map(|&y| filter.lesson(system, variances, y)).collect();
    // What the later observations say against the states: of finite and of infinite variance.
    let mut against = [vec![0.0; size], vec![0.0; size]];
    let mut later = vec![Vec::new(); y.len()];
    for (lesson, later) in lessons?.into_iter().zip(&mut later).rev() {
        later.clone_from(&against[0]);
        against.iter_mut().for_each(|against| system.back(against));
        let Some(Lesson { error, inverse, gain, second }) = lesson else { continue };
        let dot = |weights: &[f64], values: &[f64]| weights.iter().zip(values).fold(0.0, |sum, (a, b)| sum + a * b);
        let mut told = [error * inverse - dot(&gain, &against[0]), 0.0];
        if let Some(second) = second {
            told[1] = error * inverse - dot(&gain, &against[1]) - dot(&second, &against[0]);
            told[0] = -dot(&gain, &against[0]);
        }
        for (against, told) in against.iter_mut().zip(told) {
            system.seen().for_each(|state| against[state] += told);
        }
    }
    // Nothing was assumed of the first states, and from each to the next the errors are what later observations say.
    let [_, mut states] = against;
    let mut all = Vec::with_capacity(y.len());
    for later in &later {
        all.push(states.clone());
        system.advance(&mut states, 1);
        states[0] += variances.level * later[0];
        if system.form.slope {
            states[1] += variances.slope * later[1];
        }
        system.moved().for_each(|state| states[state] += variances.season * later[state]);
    }
    Some(all)
}
