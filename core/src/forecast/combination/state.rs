//! A fitted series: forecasts, updates, saving.

use super::pool::Candidate;
use super::weights::Rule;
use crate::component::{ErrorScale, ForecastState, Intervals, Request, RowReader, RowWriter, corrupt};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::member::Fitted;
use crate::math::special::normal_quantile;
use libm::sqrt;

/// One of the members.
#[derive(Clone, Debug)]
pub(super) struct Part {
    name: String,
    id: String,
    /// Of the weighted mean.
    weight: f64,
    error: f64,
    /// The sum of its coefficients in the one-step forecasts.
    used: f64,
    /// Why there is nothing fitted.
    pub(super) note: String,
    pub(super) fitted: Option<Fitted>,
}

impl Part {
    pub(super) fn of(candidate: &Candidate) -> Self {
        let (name, id) = (candidate.name.clone(), candidate.opened.entry.id.to_owned());
        let Candidate { weight, error, .. } = *candidate;
        Self { name, id, weight, error, used: 0.0, note: String::new(), fitted: None }
    }
}

/// The members after the last observation.
#[derive(Clone, Debug)]
pub struct CombinationState {
    rule: Rule,
    parts: Vec<Part>,
    /// How many one-step forecasts were combined.
    combined: usize,
}

impl CombinationState {
    /// Of members whose one-step forecasts are given, in order, of those that were fitted.
    pub(super) fn of(rule: Rule, mut parts: Vec<Part>, paths: &[Vec<f64>], n: usize) -> (Self, Vec<f64>) {
        let sum: f64 = parts.iter().filter(|part| part.fitted.is_some()).map(|part| part.weight).sum();
        for part in &mut parts {
            part.weight = if part.fitted.is_some() { part.weight / sum } else { 0.0 };
        }
        let mut state = Self { rule, parts, combined: 0 };
        let fitted = state.learn(paths, n);
        (state, fitted)
    }

    fn fitted(&self) -> impl Iterator<Item = &Fitted> {
        self.parts.iter().filter_map(|part| part.fitted.as_ref())
    }

    fn weights(&self) -> Vec<f64> {
        self.parts.iter().filter(|part| part.fitted.is_some()).map(|part| part.weight).collect()
    }

    /// What the fitted members weigh in what the combination says beside its forecast.
    fn mixture(&self) -> Vec<f64> {
        match self.rule {
            Rule::Median => {
                let count = self.fitted().count();
                vec![1.0 / count as f64; count]
            }
            Rule::Weighted => self.weights(),
        }
    }

    /// Combines one-step forecasts, and notes whose they are.
    fn learn(&mut self, paths: &[Vec<f64>], n: usize) -> Vec<f64> {
        let (rule, weights) = (self.rule, self.weights());
        let (mut values, mut coefficients) = (vec![0.0; paths.len()], vec![0.0; paths.len()]);
        let mut fitted = Vec::with_capacity(n);
        for at in 0..n {
            values.iter_mut().zip(paths).for_each(|(value, path)| *value = path.get(at).copied().unwrap_or(f64::NAN));
            let value = rule.combine(&values, &weights, &mut coefficients);
            fitted.push(value);
            if !value.is_nan() {
                self.combined += 1;
                let parts = self.parts.iter_mut().filter(|part| part.fitted.is_some());
                parts.zip(&coefficients).for_each(|(part, coefficient)| part.used += coefficient);
            }
        }
        fitted
    }

    fn share(&self, part: &Part) -> f64 {
        part.used / self.combined.max(1) as f64
    }
}

/// The bounds of a level: the variance of a mixture is the mean of the members' variances and that of their means.
fn mixed(each: &[Intervals], weights: &[f64], mean: &[f64], at: usize, level: f64) -> (Vec<f64>, Vec<f64>) {
    let z = normal_quantile(0.5 + level / 200.0);
    let bound = |sign: f64, of: &dyn Fn(&Intervals) -> &[f64]| -> Vec<f64> {
        let at_step = |(step, &centre): (usize, &f64)| {
            let square = |one: &Intervals| {
                let (half, apart) = (of(one)[step] - one.mean[step], z * (one.mean[step] - centre));
                half * half + apart * apart
            };
            centre + sign * sqrt(each.iter().zip(weights).map(|(one, weight)| weight * square(one)).sum())
        };
        mean.iter().enumerate().map(at_step).collect()
    };
    (bound(-1.0, &|one| &one.bounds[at].0), bound(1.0, &|one| &one.bounds[at].1))
}

impl ForecastState for CombinationState {
    fn forecast(&self, request: Request<'_>) -> Result<Intervals> {
        let Request { h, levels, future } = request;
        let each: Vec<Intervals> =
            self.fitted().map(|fitted| fitted.forecast(Request { h, levels, future })).collect::<Result<_>>()?;
        let weights = self.mixture();
        let (mut values, mut coefficients) = (vec![0.0; each.len()], vec![0.0; each.len()]);
        let combine = |step| {
            values.iter_mut().zip(&each).for_each(|(value, one)| *value = one.mean[step]);
            self.rule.combine(&values, &weights, &mut coefficients)
        };
        let mean: Vec<f64> = (0..h).map(combine).collect();
        let bounds: Vec<_> =
            levels.iter().enumerate().map(|(at, &level)| mixed(&each, &weights, &mean, at, level)).collect();
        let all = bounds.iter().flat_map(|(lower, upper)| lower.iter().chain(upper)).chain(&mean);
        if !all.into_iter().all(|value| value.is_finite()) {
            return Err(err!(InvalidData, "the members' forecasts are too large to be combined"));
        }
        Ok(Intervals { mean, bounds })
    }

    fn update(&mut self, new: Series<'_>) -> Result<Vec<f64>> {
        let mut next = self.clone();
        let members = next.parts.iter_mut().filter_map(|part| part.fitted.as_mut());
        let paths: Vec<Vec<f64>> = members.map(|fitted| fitted.update(new)).collect::<Result<_>>()?;
        let expected = next.learn(&paths, new.y.len());
        *self = next;
        Ok(expected)
    }

    fn store(&self, row: &mut RowWriter) {
        row.str("method", self.rule.name());
        row.i64("combined", self.combined as i64);
        for part in &self.parts {
            row.nested("members", |row| {
                row.str("member", &part.name);
                row.str("forecaster", &part.id);
                row.f64("weight", if self.rule == Rule::Median { f64::NAN } else { part.weight });
                row.f64("share", self.share(part));
                row.f64("error", part.error);
                row.f64("used", part.used);
                row.str("left_out", &part.note);
            });
            if let Some(fitted) = &part.fitted {
                fitted.store(&part.name, row);
            }
        }
    }

    fn restore(row: &mut RowReader<'_>) -> Result<Self> {
        let name = row.str("method")?;
        let known = [Rule::Median, Rule::Weighted].into_iter().find(|rule| rule.name() == name);
        let rule = known.ok_or_else(|| corrupt("method", &format!("is '{name}'; must be median or weighted")))?;
        let combined = row.count("combined", 1 << 53)?;
        let mut state = Self { rule, parts: Vec::new(), combined };
        while row.count_nested("members")? > 0 {
            let (mut part, share) = row.nested("members", |row| {
                let (name, id, weight) = (row.str("member")?, row.str("forecaster")?, row.f64("weight")?);
                let (share, error, used) = (row.finite("share")?, row.f64("error")?, row.finite("used")?);
                let note = row.str("left_out")?;
                Ok((Part { name, id, weight, error, used, note, fitted: None }, share))
            })?;
            if part.note.is_empty() {
                part.fitted = Some(Fitted::restore(&part.id, &part.name, row)?);
            }
            let weighted = rule == Rule::Weighted;
            if !(part.weight.is_nan() && !weighted || (0.0..=1.0).contains(&part.weight) && weighted) {
                return Err(corrupt("weight", &format!("is {}, which is none of this method", part.weight)));
            }
            if state.share(&part).to_bits() != share.to_bits() || part.used < 0.0 {
                return Err(corrupt("share", "does not follow from the state"));
            }
            state.parts.push(part);
        }
        if state.fitted().next().is_none() {
            return Err(corrupt("members", "are none that was fitted"));
        }
        Ok(state)
    }

    fn error_scale(&self) -> ErrorScale {
        let mut scales = self.fitted().map(Fitted::error_scale);
        let first = scales.next().unwrap_or_default();
        if scales.all(|scale| scale == first) {
            return first;
        }
        let weighted = self.fitted().zip(self.mixture());
        ErrorScale::BoxCox(weighted.map(|(fitted, weight)| weight * fitted.error_scale().power()).sum())
    }

    fn error_sizes(&self, y: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; y.len() + 1];
        for (fitted, weight) in self.fitted().zip(self.mixture()) {
            sum.iter_mut().zip(fitted.error_sizes(y)).for_each(|(sum, size)| *sum += weight * size);
        }
        sum
    }

    fn least(&self) -> f64 {
        self.fitted().map(Fitted::least).fold(f64::NEG_INFINITY, f64::max)
    }

    fn forget(&mut self) {
        self.parts.iter_mut().filter_map(|part| part.fitted.as_mut()).for_each(Fitted::forget);
    }
}
