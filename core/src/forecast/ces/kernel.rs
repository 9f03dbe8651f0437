//! The recursions of complex exponential smoothing, and the start that they give themselves.

use super::CesModel;

/// The smoothing parameters: those of the level, and those of the season where the model has one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rates {
    pub(super) alpha: [f64; 2],
    pub(super) beta: [f64; 2],
}

/// A value and its information potential, the real and the imaginary part of a complex number.
pub(super) type Pair = [f64; 2];

/// The states before the next observation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct States {
    pub(super) level: Pair,
    /// The season, or the levels of each place in the season where the model has no other level; a ring.
    pub(super) season: Vec<Pair>,
    /// The ring's place of the next observation.
    pub(super) place: usize,
}

/// The next pair after an error.
#[inline]
fn next([value, potential]: Pair, rates: [f64; 2], error: f64) -> Pair {
    [
        value - (1.0 - rates[1]) * potential + (rates[0] - rates[1]) * error,
        value + (1.0 - rates[0]) * potential + (rates[0] + rates[1]) * error,
    ]
}

impl States {
    /// The forecast of the next observation.
    #[inline]
    pub(super) fn expected(&self, model: CesModel) -> f64 {
        match model {
            CesModel::N => self.level[0],
            CesModel::S => self.season[self.place][0],
            _ => self.level[0] + self.season[self.place][0],
        }
    }

    /// Moves on after an error.
    #[inline]
    pub(super) fn advance(&mut self, model: CesModel, rates: &Rates, error: f64) {
        if model != CesModel::S {
            self.level = next(self.level, rates.alpha, error);
        }
        if model == CesModel::N {
            return;
        }
        let here = &mut self.season[self.place];
        match model {
            CesModel::S => *here = next(*here, rates.alpha, error),
            CesModel::P => here[0] += rates.beta[0] * error,
            _ => *here = next(*here, rates.beta, error),
        }
        self.place = if self.place + 1 == self.season.len() { 0 } else { self.place + 1 };
    }

    /// Runs over a series; the sum of squared errors, each of which goes to `each`.
    fn run<'a>(
        &mut self,
        model: CesModel,
        rates: &Rates,
        y: impl Iterator<Item = &'a f64>,
        mut each: impl FnMut(f64),
    ) -> f64 {
        let mut squares = 0.0;
        for value in y {
            let error = value - self.expected(model);
            each(error);
            squares += error * error;
            self.advance(model, rates, error);
        }
        squares
    }

    /// Turns the states after the last observation into those before it, for a run the other way: a season goes by without
    /// errors, and its states are read backwards.
    fn turn(&mut self, model: CesModel, rates: &Rates) {
        self.advance(model, rates, 0.0);
        let level = self.level;
        (1..self.season.len()).for_each(|_| self.advance(model, rates, 0.0));
        self.level = level;
        self.season.rotate_left(self.place);
        self.season.reverse();
        self.place = 0;
    }

    /// Runs forwards, backwards, which improves the start, and forwards again; the sum of squared errors of the last run.
    /// `start` gets the states before it.
    pub(super) fn settle(&mut self, model: CesModel, rates: &Rates, y: &[f64], each: impl FnMut(f64)) -> f64 {
        self.run(model, rates, y.iter(), |_| ());
        self.turn(model, rates);
        self.run(model, rates, y.iter().rev(), |_| ());
        self.turn(model, rates);
        self.run(model, rates, y.iter(), each)
    }
}
