//! What a series looks like, and which forecasters suit it.

use crate::data::Series;
use crate::error::{Result, err};
use crate::forecast::Member;
use crate::math::stl::Stl;
use serde_json::json;

/// With fewer observations the models have too little to learn from.
const SHORT: usize = 8;
/// Periods between demands on average from which on demand is intermittent.
const INTERMITTENT: f64 = 1.32;
/// From this length on a season is long, and forecasters differ in how they take it.
const LONG: usize = 24;
/// Up to this length models estimate a state for each place in the season.
const MODELLED: usize = 60;

/// What a series looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gaps,
    Regressors,
    Constant,
    Short,
    Intermittent,
    Seasons,
    Season,
    Plain,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Gaps,
        Self::Regressors,
        Self::Constant,
        Self::Short,
        Self::Intermittent,
        Self::Seasons,
        Self::Season,
        Self::Plain,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Gaps => "gaps",
            Self::Regressors => "regressors",
            Self::Constant => "constant",
            Self::Short => "short",
            Self::Intermittent => "intermittent",
            Self::Seasons => "seasons",
            Self::Season => "season",
            Self::Plain => "plain",
        }
    }
}

/// What was seen.
#[derive(Clone, Debug)]
pub(super) struct Look {
    pub(super) kind: Kind,
    n: usize,
    regressors: usize,
    pub(super) missing: usize,
    /// The share of zeros.
    pub(super) zeros: f64,
    pub(super) season: usize,
    /// The second season; 0 for none.
    pub(super) second: usize,
    /// How strong the season is, 0 to 1; NaN where it is not seen twice.
    pub(super) strength: f64,
}

impl Look {
    pub(super) fn at(series: Series<'_>, season: usize) -> Result<Self> {
        let (y, regressors) = (series.y, series.regressors.len());
        let n = y.len();
        let missing = y.iter().filter(|value| value.is_nan()).count();
        if missing == n {
            return Err(err!(MissingValues, "all {n} values are missing").with("missing", missing));
        }
        let zeros = y.iter().filter(|value| **value == 0.0).count();
        let demands = (n - zeros) as f64;
        let second = second_of(season).filter(|second| n >= 3 * second).unwrap_or(0);
        let seen = season > 1 && n >= 2 * season;
        let kind = if missing > 0 {
            Kind::Gaps
        } else if regressors > 0 {
            Kind::Regressors
        } else if y.iter().all(|&value| value == y[0]) {
            Kind::Constant
        } else if n < SHORT {
            Kind::Short
        } else if y.iter().all(|&value| value >= 0.0) && n as f64 > INTERMITTENT * demands {
            Kind::Intermittent
        } else if seen && (season >= LONG || second > 0) {
            Kind::Seasons
        } else if seen {
            Kind::Season
        } else {
            Kind::Plain
        };
        let strength = if seen && missing == 0 { strength(y, season) } else { f64::NAN };
        Ok(Self { kind, n, regressors, missing, zeros: zeros as f64 / n as f64, season, second, strength })
    }

    /// Whether the second season is one that few series have.
    pub(super) fn doubtful(&self) -> bool {
        self.second > 0 && self.season < LONG
    }

    /// The same series without its second season.
    pub(super) fn without_second(&self) -> Self {
        let kind = if self.season < LONG && self.kind == Kind::Seasons { Kind::Season } else { self.kind };
        Self { kind, second: 0, ..self.clone() }
    }

    /// Where the members with a second season start.
    pub(super) fn first_of_second(&self) -> usize {
        Self { second: 0, ..self.clone() }.members().len()
    }

    /// The forecasters that suit it; those with a second season last.
    pub(super) fn members(&self) -> Vec<Member> {
        let seasonal = |name: &str| Member::named(name).with("season_length", self.season);
        let mstl = |lengths: &[usize], trend: &str| {
            Member::named("MSTL").with("season_lengths", json!(lengths)).with("trend_forecaster", trend)
        };
        let models = || ["AutoETS", "AutoCES", "DynamicOptimizedTheta"].map(seasonal);
        match self.kind {
            Kind::Gaps if self.regressors > 0 => vec![Member::named("Additive")],
            Kind::Gaps => vec![Member::named("Structural").with("season_length", self.season.min(366))],
            Kind::Regressors => {
                let mut members = ["AutoARIMA", "LinearLags"].map(seasonal).to_vec();
                // Regressors may have nothing to say; these do not listen to them.
                members.extend(["AutoETS", "DynamicOptimizedTheta"].map(seasonal));
                members
            }
            Kind::Constant => vec![Member::named("Naive")],
            Kind::Short => ["Naive", "RandomWalkWithDrift", "SimpleExponentialSmoothing"].map(Member::named).to_vec(),
            Kind::Intermittent => ["CrostonSBA", "TSB", "ADIDA", "IMAPA"].map(Member::named).to_vec(),
            Kind::Plain => {
                let simple = ["RandomWalkWithDrift", "SimpleExponentialSmoothing"].map(Member::named);
                let models = ["AutoETS", "AutoCES", "DynamicOptimizedTheta"].map(Member::named);
                models.into_iter().chain(simple).collect()
            }
            Kind::Season => {
                let mut members = models().to_vec();
                members.push(mstl(&[self.season], "DynamicOptimizedTheta"));
                members
            }
            Kind::Seasons => {
                let mut members = if self.season <= MODELLED { models().to_vec() } else { Vec::new() };
                let both = [self.season, self.second];
                for (lengths, last) in [(&both[..1], self.season), (&both[..], self.second)] {
                    if last > 0 {
                        members.extend(["AutoETS", "DynamicOptimizedTheta"].map(|trend| mstl(lengths, trend)));
                        members.push(Member::named("SeasonalNaive").with("season_length", last));
                    }
                }
                members
            }
        }
    }

    /// Why these.
    pub(super) fn reason(&self, weighted: bool) -> String {
        let Self { n, season, second, .. } = self;
        let what = match self.kind {
            Kind::Gaps => {
                let model = if self.regressors > 0 { "Additive" } else { "Structural" };
                return format!("{} of {n} values are missing, which {model} allows", self.missing);
            }
            Kind::Regressors if self.regressors == 1 => "one regressor".to_owned(),
            Kind::Regressors => format!("{} regressors", self.regressors),
            Kind::Constant => return format!("all {n} values are the same"),
            Kind::Short => format!("{n} observations are fewer than {SHORT}"),
            Kind::Intermittent => format!("{:.0} % of the values are zero", 100.0 * self.zeros),
            Kind::Seasons if *second > 0 => {
                format!("seasons of {season} and {second}, the first with a strength of {:.2}", self.strength)
            }
            Kind::Seasons | Kind::Season => format!("a season of {season} with a strength of {:.2}", self.strength),
            Kind::Plain if *season > 1 => format!("a season of {season} is not seen twice in {n} observations"),
            Kind::Plain => format!("no season, {n} observations"),
        };
        format!("{what}: {}", if weighted { "mean, weighted by errors from rolling origins" } else { "median" })
    }
}

/// The season that one of this length often comes with: the week of a day, the year of a week of days.
fn second_of(season: usize) -> Option<usize> {
    match season {
        24 | 48 | 96 | 144 | 288 | 1440 => Some(7 * season),
        7 => Some(365),
        _ => None,
    }
}

/// 1 less the variance of the remainder as a share of that of season and remainder together.
fn strength(y: &[f64], season: usize) -> f64 {
    let parts = Stl { seasonal_degree: 0, ..Stl::new(season, 11) }.decompose(y);
    let rest: Vec<f64> = y.iter().zip(&parts.trend).map(|(y, trend)| y - trend).collect();
    let remainder: Vec<f64> = rest.iter().zip(&parts.seasonal).map(|(rest, season)| rest - season).collect();
    let share = variance(&remainder) / variance(&rest);
    if share.is_finite() { (1.0 - share).clamp(0.0, 1.0) } else { 0.0 }
}

fn variance(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / values.len() as f64
}
