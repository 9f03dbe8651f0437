//! A fitted series: forecasts, updates, saving.

use super::filter::{Filter, Variances};
use super::fit::Moving;
use super::form::{Form, SeasonForm, System};
use super::smooth::smooth;
use crate::component::{ForecastState, Intervals, Request, RowReader, RowWriter, SLOPE, corrupt};
use crate::data::Series;
use crate::error::{Error, Result, err};
use crate::forecast::criteria::Criteria;
use libm::sqrt;
use std::borrow::Cow;

/// The model of one series and its filter after the last observation.
#[derive(Clone, Debug, PartialEq)]
pub struct StructuralState {
    pub(super) system: System,
    /// In units of the filter's scale.
    pub(super) variances: Variances,
    pub(super) filter: Filter,
    /// How many variances were searched for.
    searched: usize,
}

fn too_large() -> Error {
    err!(InvalidData, "the values are too large for a structural model: its states are no longer finite")
}

impl StructuralState {
    /// Runs the filter over a series; returns the one-step forecasts too.
    pub(super) fn of(system: System, variances: Variances, moving: Moving, y: &[f64]) -> Result<(Self, Vec<f64>)> {
        let filter = Filter::new(system.form.size());
        let mut state = Self { system, variances, filter, searched: moving.count() };
        let fitted = state.advance(y)?;
        Ok((state, fitted))
    }

    fn advance(&mut self, y: &[f64]) -> Result<Vec<f64>> {
        let Self { system, variances, filter, .. } = self;
        let expected: Option<Vec<f64>> = y.iter().map(|&value| filter.step(system, variances, value)).collect();
        expected.filter(|_| self.is_finite()).ok_or_else(too_large)
    }

    fn is_finite(&self) -> bool {
        let Filter { states, covariance, squares, logs, .. } = &self.filter;
        [*squares, *logs].iter().chain(states).chain(covariance).all(|value| value.is_finite())
    }

    pub(super) fn loglik(&self) -> f64 {
        -0.5 * self.filter.deviance()
    }

    /// What the season adds.
    fn seasonal(&self, states: &[f64]) -> f64 {
        self.system.seen().skip(1).fold(0.0, |sum, state| sum + states[state])
    }

    fn season_name(&self) -> Option<String> {
        match self.system.form.season {
            SeasonForm::None => None,
            SeasonForm::Dummy { period } | SeasonForm::Waves { period, .. } => Some(format!("season_{period}")),
        }
    }

    /// The variances themselves, the log likelihood and the criteria.
    fn derived(&self) -> [(&'static str, f64); 8] {
        let (scale, deviance) = (self.filter.scale(), self.filter.deviance());
        let criteria = Criteria::of(deviance, self.searched + self.system.form.size(), self.filter.observed);
        let Variances { irregular, level, slope, season } = self.variances;
        [
            ("sigma2_irregular", scale * irregular),
            ("sigma2_level", scale * level),
            ("sigma2_trend", scale * slope),
            ("sigma2_season", scale * season),
            ("loglik", self.loglik()),
            ("aic", criteria.aic),
            ("aicc", criteria.aicc),
            ("bic", criteria.bic),
        ]
    }
}

const DERIVED: [&str; 8] =
    ["sigma2_irregular", "sigma2_level", "sigma2_trend", "sigma2_season", "loglik", "aic", "aicc", "bic"];
const SHARES: [&str; 4] = ["irregular_share", "level_share", "trend_share", "season_share"];

impl ForecastState for StructuralState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let (mut filter, scale) = (self.filter.clone(), self.filter.scale());
        let (mut mean, mut sigma) = (Vec::with_capacity(request.h), Vec::new());
        for _ in 0..request.h {
            mean.push(filter.expected(&self.system));
            if request.levels.is_empty() {
                self.system.advance(&mut filter.states, 1);
                continue;
            }
            sigma.push(sqrt(scale * filter.variance(&self.system, &self.variances).max(0.0)));
            filter.advance(&self.system, &self.variances);
        }
        Ok(Intervals::normal(mean, &sigma, request.levels))
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut next = self.clone();
        let expected = next.advance(new.y)?;
        *self = next;
        Ok(expected)
    }

    fn components(&self, y: &[f64]) -> Vec<(String, Cow<'_, [f64]>)> {
        if y.is_empty() {
            return Vec::new();
        }
        let Some(states) = smooth(&self.system, &self.variances, y) else { return Vec::new() };
        let each = |part: &dyn Fn(&[f64]) -> f64| states.iter().map(|states| part(states)).collect::<Vec<f64>>();
        let (level, seasonal) = (each(&|states| states[0]), each(&|states| self.seasonal(states)));
        let rest = y.iter().zip(level.iter().zip(&seasonal)).map(|(y, (level, season))| y - (level + season));
        let remainder: Vec<f64> = rest.collect();
        let mut all = vec![("level".to_owned(), Cow::from(level))];
        all.extend(self.system.form.slope.then(|| (SLOPE.to_owned(), each(&|states| states[1]).into())));
        all.extend(self.season_name().map(|name| (name, seasonal.into())));
        all.push(("remainder".to_owned(), remainder.into()));
        all
    }

    fn components_ahead(&self, request: Request<'_>) -> Result<Vec<(String, Vec<f64>)>> {
        let mut states = self.filter.states.clone();
        let (mut level, mut seasonal) = (Vec::with_capacity(request.h), Vec::with_capacity(request.h));
        for _ in 0..request.h {
            level.push(states[0]);
            seasonal.push(self.seasonal(&states));
            self.system.advance(&mut states, 1);
        }
        let mut all = vec![("level".to_owned(), level)];
        all.extend(self.season_name().map(|name| (name, seasonal)));
        Ok(all)
    }

    fn store(&self, row: &mut RowWriter) {
        let Form { slope, season } = self.system.form;
        let (name, period, harmonics) = match season {
            SeasonForm::None => ("none", 1, 0),
            SeasonForm::Dummy { period } => ("dummy", period, 0),
            SeasonForm::Waves { period, harmonics } => ("waves", period, harmonics),
        };
        row.str("season", name);
        row.i64("season_length", period as i64);
        row.i64("harmonics", harmonics as i64);
        row.f64("level", self.filter.states[0]);
        row.f64("trend", if slope { self.filter.states[1] } else { f64::NAN });
        self.derived().into_iter().for_each(|(name, value)| row.f64(name, value));
        let Variances { irregular, level, slope, season } = self.variances;
        SHARES.into_iter().zip([irregular, level, slope, season]).for_each(|(name, share)| row.f64(name, share));
        row.i64("variances", self.searched as i64);
        let Filter { states, covariance, counted, observed, squares, logs, .. } = &self.filter;
        row.i64("counted", *counted as i64);
        row.i64("observed", *observed as i64);
        row.f64("squares", *squares);
        row.f64("logs", *logs);
        row.list("states", states);
        // One half: the other is the same.
        let half = covariance.chunks(states.len()).enumerate().flat_map(|(at, row)| &row[..=at]);
        row.list("covariance", &half.copied().collect::<Vec<_>>());
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let (name, period) = (row.str("season")?, row.count("season_length", 366)?);
        let harmonics = row.count("harmonics", 183)?;
        let season = match (name.as_str(), period, harmonics) {
            ("none", 1, 0) => SeasonForm::None,
            ("dummy", 2.., 0) => SeasonForm::Dummy { period },
            ("waves", 2.., 1..) if 2 * harmonics <= period => SeasonForm::Waves { period, harmonics },
            _ => return Err(corrupt("season", &format!("is '{name}' of {period} and {harmonics}, which is none"))),
        };
        let (level, trend) = (row.finite("level")?, row.f64("trend")?);
        let form = Form { slope: !trend.is_nan(), season };
        let derived: Vec<f64> = DERIVED.into_iter().map(|name| row.f64(name)).collect::<Result<_>>()?;
        let mut shares = [0.0; 4];
        for (name, share) in SHARES.into_iter().zip(&mut shares) {
            *share = row.finite(name)?;
            if !(0.0..=1.0).contains(share) {
                return Err(corrupt(name, &format!("is {share}; must be 0 to 1")));
            }
        }
        let [irregular, level_share, slope, season] = shares;
        let searched = row.count("variances", 4)?;
        let (counted, observed) = (row.count("counted", 1 << 53)?, row.count("observed", 1 << 53)?);
        let (squares, logs) = (row.finite("squares")?, row.finite("logs")?);
        let (size, states, half) = (form.size(), row.list("states")?, row.list("covariance")?);
        let own = |at: usize, value: f64| states.get(at).is_some_and(|state| state.to_bits() == value.to_bits());
        if states.len() != size || !own(0, level) || form.slope && !own(1, trend) {
            return Err(corrupt("states", "are not those of the model"));
        }
        if half.len() != size * (size + 1) / 2 {
            return Err(corrupt("covariance", "is not that of the states"));
        }
        if searched == 0 || counted == 0 || observed != counted + size || squares < 0.0 {
            return Err(corrupt("counted", "does not match the model and the sums of the errors"));
        }
        let mut covariance = vec![0.0; size * size];
        let mut values = half.into_iter();
        for at in 0..size {
            for (other, value) in values.by_ref().take(at + 1).enumerate() {
                covariance[at * size + other] = value;
                covariance[other * size + at] = value;
            }
        }
        let mut filter = Filter::known(states, covariance);
        (filter.counted, filter.observed, filter.squares, filter.logs) = (counted, observed, squares, logs);
        let variances = Variances { irregular, level: level_share, slope, season };
        let state = Self { system: System::new(form), variances, filter, searched };
        if !state.is_finite() {
            return Err(corrupt("covariance", "is not finite"));
        }
        for ((name, value), read) in state.derived().into_iter().zip(derived) {
            if value.to_bits() != read.to_bits() {
                return Err(corrupt(name, "does not follow from the state"));
            }
        }
        Ok(state)
    }
}
