//! A fitted series: what it looked like, and its members.

use super::look::{Kind, Look};
use crate::component::{ErrorScale, ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::Result;
use crate::forecast::combination::{CombinationState, Rule};

/// What the series looked like at the fit, and the members after the last observation.
#[derive(Clone, Debug)]
pub struct AutoState {
    kind: Kind,
    reason: String,
    zeros: f64,
    strength: f64,
    second: usize,
    members: CombinationState,
}

impl AutoState {
    pub(super) fn of(look: Look, rule: Rule, members: CombinationState) -> Self {
        let reason = look.reason(rule == Rule::Weighted);
        let Look { kind, zeros, strength, second, .. } = look;
        Self { kind, reason, zeros, strength, second, members }
    }
}

impl ForecastState for AutoState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let mut answer = self.members.forecast(request)?;
        // What is demanded is not below zero, and the spread of the mixture does not know that.
        if self.kind == Kind::Intermittent {
            answer.cut_at_zero();
        }
        Ok(answer)
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        self.members.update(new)
    }

    fn store(&self, row: &mut RowWriter) {
        row.str("kind", self.kind.name());
        row.str("reason", &self.reason);
        row.f64("zeros", self.zeros);
        row.f64("season_strength", self.strength);
        row.i64("second_season", self.second as i64);
        self.members.store(row);
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let name = row.str("kind")?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| corrupt("kind", &format!("is '{name}', which is none")))?;
        let (reason, zeros, strength) = (row.str("reason")?, row.finite("zeros")?, row.f64("season_strength")?);
        let second = row.count("second_season", 1 << 20)?;
        if !(0.0..=1.0).contains(&zeros) || !(strength.is_nan() || (0.0..=1.0).contains(&strength)) {
            return Err(corrupt("season_strength", "is none"));
        }
        Ok(Self { kind, reason, zeros, strength, second, members: CombinationState::restore(row)? })
    }

    fn error_scale(&self) -> ErrorScale {
        self.members.error_scale()
    }

    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        self.members.error_sizes(y)
    }

    fn least(&self) -> f64 {
        self.members.least()
    }

    fn forget(&mut self) {
        self.members.forget();
    }
}
