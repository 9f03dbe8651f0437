//! What a model consists of, and how its states move on.

use libm::{cos, sin};

/// The season of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SeasonForm {
    None,
    /// An effect for each place in the season; the effects of a season sum to one error.
    Dummy {
        period: usize,
    },
    /// Waves whose lengths are the season's over 1, 2, .. harmonics.
    Waves {
        period: usize,
        harmonics: usize,
    },
}

/// The states of a model, in order: the level, the slope, and those of the season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) slope: bool,
    pub(super) season: SeasonForm,
}

impl Form {
    pub(super) fn size(self) -> usize {
        let season = match self.season {
            SeasonForm::None => 0,
            SeasonForm::Dummy { period } => period - 1,
            // The wave of two steps has no second state.
            SeasonForm::Waves { period, harmonics } => (2 * harmonics).min(period - 1),
        };
        self.first_season() + season
    }

    fn first_season(self) -> usize {
        1 + usize::from(self.slope)
    }
}

/// A form, and the sine and cosine of each wave's turn in one step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct System {
    pub(super) form: Form,
    turns: Vec<[f64; 2]>,
}

impl System {
    pub(super) fn new(form: Form) -> Self {
        let turns = match form.season {
            SeasonForm::Waves { period, harmonics } => (1..=harmonics)
                .map(|k| 2.0 * std::f64::consts::PI * k as f64 / period as f64)
                .map(|angle| [sin(angle), cos(angle)])
                .collect(),
            _ => Vec::new(),
        };
        Self { form, turns }
    }

    /// The places of the states that sum to an observation without its error.
    pub(super) fn seen(&self) -> impl Iterator<Item = usize> {
        let (first, size) = (self.form.first_season(), self.form.size());
        let season = match self.form.season {
            SeasonForm::Waves { .. } => (first..size).step_by(2),
            _ => (first..size.min(first + 1)).step_by(1),
        };
        std::iter::once(0).chain(season)
    }

    /// The places of the season's states that errors move.
    pub(super) fn moved(&self) -> std::ops::Range<usize> {
        let (first, size) = (self.form.first_season(), self.form.size());
        match self.form.season {
            SeasonForm::Waves { .. } => first..size,
            _ => first..size.min(first + 1),
        }
    }

    /// Moves states one step on; each is `width` numbers side by side.
    pub(super) fn advance(&self, states: &mut [f64], width: usize) {
        let size = self.form.size();
        if self.form.slope {
            let (level, slope) = states.split_at_mut(width);
            level.iter_mut().zip(slope).for_each(|(level, slope)| *level += *slope);
        }
        let season = &mut states[self.form.first_season() * width..size * width];
        match self.form.season {
            SeasonForm::None => {}
            SeasonForm::Dummy { period } => {
                // The oldest effect makes room for minus the sum of all.
                let oldest = (period - 2) * width;
                for at in 0..width {
                    let sum = (0..period - 1).fold(0.0, |sum, state| sum + season[state * width + at]);
                    season[oldest + at] = -sum;
                }
                season.rotate_right(width);
            }
            SeasonForm::Waves { .. } => {
                for (pair, [sine, cosine]) in season.chunks_mut(2 * width).zip(&self.turns) {
                    if pair.len() == width {
                        pair.iter_mut().for_each(|value| *value = -*value);
                        continue;
                    }
                    let (one, other) = pair.split_at_mut(width);
                    for (one, other) in one.iter_mut().zip(other) {
                        (*one, *other) = (cosine * *one + sine * *other, cosine * *other - sine * *one);
                    }
                }
            }
        }
    }

    /// The transpose of what moves states one step on.
    pub(super) fn back(&self, values: &mut [f64]) {
        if self.form.slope {
            values[1] += values[0];
        }
        let season = &mut values[self.form.first_season()..];
        match self.form.season {
            SeasonForm::None => {}
            SeasonForm::Dummy { period } => {
                let newest = season[0];
                season.rotate_left(1);
                season[period - 2] = 0.0;
                season.iter_mut().for_each(|value| *value -= newest);
            }
            SeasonForm::Waves { .. } => {
                for (pair, [sine, cosine]) in season.chunks_mut(2).zip(&self.turns) {
                    match pair {
                        [one, other] => {
                            (*one, *other) = (cosine * *one - sine * *other, cosine * *other + sine * *one);
                        }
                        single => single.iter_mut().for_each(|value| *value = -*value),
                    }
                }
            }
        }
    }

    /// Moves a covariance one step on, without the errors.
    pub(super) fn advance_both(&self, covariance: &mut [f64]) {
        let size = self.form.size();
        self.advance(covariance, size);
        covariance.chunks_mut(size).for_each(|row| self.advance(row, 1));
        // What rounding made of the two halves.
        for row in 1..size {
            for column in 0..row {
                covariance[column * size + row] = covariance[row * size + column];
            }
        }
    }
}
