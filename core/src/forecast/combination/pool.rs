//! The members before the fit, and the fit.

use super::origins::Trials;
use super::state::{CombinationState, Part};
use super::weights::Rule;
use crate::component::{Context, is_about_the_call};
use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::member::{Member, Opened};

/// One of the members.
pub(in crate::forecast) struct Candidate {
    /// The class, and a number where others have the same.
    pub(super) name: String,
    pub(super) opened: Opened,
    /// Of the weighted mean; 0 leaves it out.
    pub(super) weight: f64,
    /// From the rolling origins; NaN where there were none.
    pub(super) error: f64,
}

/// The members of a combination.
pub(in crate::forecast) struct Pool {
    pub(super) candidates: Vec<Candidate>,
}

impl Pool {
    /// Reads the parameters of the members; `field` is the parameter that has them.
    pub(in crate::forecast) fn open(models: &[Member], field: &str, series: Series<'_>) -> Result<Self> {
        let mut candidates: Vec<Candidate> = Vec::with_capacity(models.len());
        for member in models {
            let opened = member.read(field)?;
            let same = candidates.iter().filter(|other| other.opened.entry.id == opened.entry.id).count();
            let class = opened.entry.name;
            let name = if same == 0 { class.to_owned() } else { format!("{class}_{}", same + 1) };
            candidates.push(Candidate { name, opened, weight: 1.0, error: f64::NAN });
        }
        let takes = candidates.iter().any(|candidate| candidate.opened.takes_regressors());
        if !series.regressors.is_empty() && !takes {
            let names: Vec<&str> = series.regressors.iter().map(|(name, _)| *name).collect();
            return Err(err!(Unsupported, "no member takes regressors; drop the columns {}", names.join(", "))
                .with("columns", names.join(", ")));
        }
        Ok(Self { candidates })
    }

    /// Fits the first member that can be fitted, and no other.
    pub(super) fn fit_first(self, series: Series<'_>, ctx: &Context) -> Result<(CombinationState, Vec<f64>)> {
        self.fit_until(1, Rule::Weighted, series, ctx)
    }

    /// Takes over what rolling origins say of each.
    pub(in crate::forecast) fn judge(&mut self, trials: &Trials, weights: Option<Vec<f64>>) {
        for (at, candidate) in self.candidates.iter_mut().enumerate() {
            candidate.error = trials.error(at);
            candidate.weight = weights.as_ref().map_or(1.0, |weights| weights[at]);
        }
    }

    /// Fits every member whose weight is not 0, and combines their one-step forecasts.
    pub(in crate::forecast) fn fit(
        self,
        rule: Rule,
        series: Series<'_>,
        ctx: &Context,
    ) -> Result<(CombinationState, Vec<f64>)> {
        self.fit_until(usize::MAX, rule, series, ctx)
    }

    /// Fits members in order until there are `enough`.
    fn fit_until(
        self,
        enough: usize,
        rule: Rule,
        series: Series<'_>,
        ctx: &Context,
    ) -> Result<(CombinationState, Vec<f64>)> {
        let (mut parts, mut paths, mut first_error) = (Vec::new(), Vec::new(), None);
        for candidate in self.candidates {
            ctx.check()?;
            let mut part = Part::of(&candidate);
            let wanted = candidate.weight > 0.0 && paths.len() < enough;
            match wanted.then(|| candidate.opened.fit(series, ctx)) {
                Some(Err(error)) if is_about_the_call(&error) => return Err(error),
                Some(Err(error)) => {
                    part.note = error.message().to_owned();
                    first_error.get_or_insert(error);
                }
                Some(Ok((fitted, path))) => {
                    part.fitted = Some(fitted);
                    paths.push(path);
                }
                None if paths.len() == enough => part.note = "one before it was fitted".to_owned(),
                None => part.note = "its weight is 0".to_owned(),
            }
            parts.push(part);
        }
        match first_error {
            Some(error) if paths.is_empty() => Err(error),
            _ => Ok(CombinationState::of(rule, parts, &paths, series.y.len())),
        }
    }
}
