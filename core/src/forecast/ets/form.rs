//! The taxonomy: which components a model has, and its name.

use crate::error::{Result, err};
use std::fmt;

/// How a component enters.
pub(super) use crate::forecast::Decomposition as Way;

/// One model of the taxonomy, such as ETS(M,Ad,N).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) error: Way,
    pub(super) trend: bool,
    /// Only with a trend.
    pub(super) damped: bool,
    pub(super) season: Option<Way>,
}

impl Form {
    /// Every model, in the order of the search; additive errors with a multiplicative season are left out, for their
    /// forecasts have no finite variance and their filter divides by states near zero.
    pub(super) fn all() -> impl Iterator<Item = Form> {
        let mut forms = Vec::with_capacity(18);
        for error in [Way::Additive, Way::Multiplicative] {
            for trends in [&[(false, false)][..], &[(true, true), (true, false)]] {
                for season in [None, Some(Way::Additive), Some(Way::Multiplicative)] {
                    forms.extend(trends.iter().map(|&(trend, damped)| Form { error, trend, damped, season }));
                }
            }
        }
        forms.into_iter().filter(|form| form.is_stable())
    }

    fn is_stable(self) -> bool {
        self.error == Way::Multiplicative || self.season != Some(Way::Multiplicative)
    }

    /// Whether a pattern of three letters, such as "ZAN", and the wish for damping allow this model.
    pub(super) fn matches(self, pattern: &str, damped: Option<bool>) -> bool {
        let letters = [letter(Some(self.error)), if self.trend { 'A' } else { 'N' }, letter(self.season)];
        let fits = pattern.chars().zip(letters).all(|(wanted, letter)| wanted == 'Z' || wanted == letter);
        // A wish for damping rules models without a trend in only where there is no wish.
        fits && damped.is_none_or(|damped| damped == self.damped)
    }

    /// Only positive data have these models.
    pub(super) fn needs_positive(self) -> bool {
        self.error == Way::Multiplicative || self.season == Some(Way::Multiplicative)
    }

    /// Smoothing parameters and free initial states; one seasonal state follows from the others. `fixed` parameters were
    /// given, not fitted.
    pub(super) fn parameters(self, period: usize, fixed: usize) -> usize {
        let season = if self.season.is_some() { period } else { 0 };
        2 + 2 * usize::from(self.trend) + usize::from(self.damped) + season - fixed
    }

    /// What a season adds to what it stands beside or multiplies.
    pub(super) fn added(self, base: f64, season: Option<f64>) -> f64 {
        match (self.season, season) {
            (Some(Way::Additive), Some(season)) => season,
            (Some(Way::Multiplicative), Some(season)) => base * season - base,
            _ => 0.0,
        }
    }

    /// Reads a name that [`Form`] wrote.
    pub(super) fn parse(name: &str) -> Result<Form> {
        let known = Form::all().find(|form| form.to_string() == name);
        known.ok_or_else(|| {
            err!(CorruptModel, "the model's state 'model' is '{name}', which is no model of the taxonomy")
        })
    }
}

fn letter(way: Option<Way>) -> char {
    match way {
        None => 'N',
        Some(Way::Additive) => 'A',
        Some(Way::Multiplicative) => 'M',
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trend = match (self.trend, self.damped) {
            (false, _) => "N",
            (true, false) => "A",
            (true, true) => "Ad",
        };
        write!(f, "ETS({},{trend},{})", letter(Some(self.error)), letter(self.season))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pattern: &str, damped: Option<bool>) -> String {
        let names = Form::all().filter(|form| form.matches(pattern, damped)).map(|form| form.to_string());
        names.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_taxonomy_in_the_order_of_the_search() {
        let additive = "ETS(A,N,N) ETS(A,N,A) ETS(A,Ad,N) ETS(A,A,N) ETS(A,Ad,A) ETS(A,A,A)";
        let rest =
            "ETS(M,N,N) ETS(M,N,A) ETS(M,N,M) ETS(M,Ad,N) ETS(M,A,N) ETS(M,Ad,A) ETS(M,A,A) ETS(M,Ad,M) ETS(M,A,M)";
        assert_eq!(names("ZZZ", None), format!("{additive} {rest}"));
        assert_eq!(names("AZZ", Some(true)), "ETS(A,Ad,N) ETS(A,Ad,A)");
        assert_eq!(names("ZAN", Some(false)), "ETS(A,A,N) ETS(M,A,N)");
        assert_eq!(names("MNM", None), "ETS(M,N,M)");
        assert_eq!(names("ANN", Some(true)), "");
    }

    #[test]
    fn names_read_back_and_parameters_are_counted() {
        for form in Form::all() {
            assert_eq!(Form::parse(&form.to_string()).unwrap(), form);
        }
        assert_eq!(Form::parse("ETS(A,N,M)").unwrap_err().code(), "kp.corrupt_model");
        // alpha, beta, gamma, phi, level, trend and 11 of 12 seasonal states.
        assert_eq!(Form::parse("ETS(M,Ad,M)").unwrap().parameters(12, 0), 17);
        assert_eq!(Form::parse("ETS(A,N,N)").unwrap().parameters(12, 0), 2);
    }
}
