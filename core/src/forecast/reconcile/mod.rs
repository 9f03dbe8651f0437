//! Forecasts that add up.

mod aggregate;
mod hierarchy;
mod sheet;
#[cfg(test)]
mod tests;
mod trace;
mod weights;

use crate::component::{Answer, Component, Context, Function, Input, Inputs, Output, setters};
use crate::data::PanelSpec;
use crate::error::{Result, err};
use crate::math::stats::positive;
pub use aggregate::Aggregate;
pub(super) use hierarchy::Hierarchy;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sheet::Sheet;
pub(super) use sheet::{Centred, Past};
pub(super) use trace::Trace;
use weights::{Plan, Shares};

/// Makes the forecasts of a hierarchy or of crossed groups add up.
///
/// Forecasts that were made one series at a time do not: the sum of the shops is not the forecast of the country. The
/// methods replace all of them by S G f, where f are the forecasts, S adds the bottom series up and G says how much each
/// forecast counts for each bottom series. `bottom_up` takes the bottom as it is, `top_down` splits the top, `middle_out`
/// splits a level in between. The others spread every difference over all series: G = (S' W⁻¹ S)⁻¹ S' W⁻¹ has the least
/// total variance if W is the covariance of the errors; they differ in the W that they take. `erm` learns G from the past.
///
/// Bounds in the forecasts (`-lo-95`, `-hi-95`) are replaced too: the spread of each series at each step is read from its
/// bounds, the correlation of the errors from `fitted` (shrunk as `mint_shrink` does; none without `fitted`), and the
/// bounds are those of a normal distribution with the variance of S G f.
///
/// Input: forecasts of every series of the hierarchy at the same times, as `forecast` gives them. The hierarchy has one
/// row a bottom series: its id, and one column a level, from the widest to the narrowest, that names the aggregate which
/// the series belongs to. `aggregate` makes the observations of the aggregates.
/// Output: the rows and columns of the forecasts, reconciled.
/// Errors: `kp.invalid_data` for series that are missing or not in the hierarchy, and where a method needs `fitted`;
/// `kp.not_enough_data` where errors of too few times are known; `kp.unsupported` for shares in crossed groups.
/// Cost: with a aggregates, n series and T past errors O(a³ + a² T + n T²) and for bounds O(h n² (a + T)); `bottom_up`
/// and the shares are linear.
/// Source: Wickramasuriya, Athanasopoulos and Hyndman (2019), Optimal forecast reconciliation for hierarchical and grouped
/// time series through trace minimization; Schäfer and Strimmer (2005) for the shrinkage; Ben Taieb and Koo (2019) for
/// `erm`; Athanasopoulos, Ahmed and Hyndman (2009) for the shares. The tests compare with hierarchicalforecast 1.5.3.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Reconcile {
    /// How the differences are spread.
    pub method: ReconcileMethod,
    /// The level that `middle_out` starts from: a column of the hierarchy.
    pub level: Option<String>,
    /// How `top_down` and `middle_out` split a forecast.
    pub proportions: Proportions,
    /// Whether no reconciled forecast may be below zero: those nearest in the measure W of the method; `bottom_up` and
    /// shares count a bottom forecast below zero as zero.
    pub non_negative: bool,
    /// The column that tells series apart, in every table.
    pub id_col: String,
    /// The column of times.
    pub time_col: String,
    /// The column of observations in `fitted`.
    pub target_col: String,
}

impl Default for Reconcile {
    fn default() -> Self {
        let PanelSpec { id_col, time_col, target_col, .. } = PanelSpec::default();
        Self {
            method: ReconcileMethod::default(),
            level: None,
            proportions: Proportions::default(),
            non_negative: false,
            id_col,
            time_col,
            target_col,
        }
    }
}

/// How the differences between forecasts and sums are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReconcileMethod {
    /// Covariance of the past errors, shrunk towards its diagonal as far as the data say; needs `fitted`.
    #[default]
    MintShrink,
    /// Covariance of the past errors as it is; needs `fitted` with more times than there are aggregates.
    MintCov,
    /// Mean square of the past errors of each series; needs `fitted`.
    WlsVar,
    /// The number of bottom series that a series is the sum of.
    WlsStruct,
    /// Every series counts the same.
    Ols,
    /// The sums of the bottom forecasts.
    BottomUp,
    /// The forecast of the first level, split.
    TopDown,
    /// Sums above the level `level`, shares below it.
    MiddleOut,
    /// Regression of the bottom observations on all fitted values; needs `fitted` with more times than series.
    Erm,
}

/// What a forecast is split by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Proportions {
    /// The forecasts themselves, level by level; the levels must be nested.
    #[default]
    Forecast,
    /// The mean of the past shares; needs `fitted`.
    Average,
    /// The share of the past means; needs `fitted`.
    OfAverages,
}

setters! {
    /// Setters.
    Reconcile {
        /// Sets how the differences are spread.
        method: ReconcileMethod,
        /// Sets the level that `middle_out` starts from.
        level: impl Into<Option<String>>,
        /// Sets how `top_down` and `middle_out` split a forecast.
        proportions: Proportions,
        /// Sets whether no reconciled forecast may be below zero.
        non_negative: bool,
    }
}

impl Component for Reconcile {
    const ID: &'static str = "forecast.reconcile";
    const NAME: &'static str = "Reconcile";
    const VERSION: u32 = 1;
}

/// ```
/// use kingpost::component::{Answer, Context, Function};
/// use kingpost::data::{Frame, Strings};
/// use kingpost::forecast::{Reconcile, ReconcileMethod};
/// let text = |values: [&str; 3]| values.into_iter().collect::<Strings>();
/// let forecasts = Frame::new()
///     .with("unique_id", text(["all", "a", "b"]))?
///     .with("ds", vec![1i64, 1, 1])?
///     .with("Naive", vec![10.0, 3.0, 4.0])?;
/// let hierarchy = Frame::new().with("unique_id", ["a", "b"].into_iter().collect::<Strings>())?
///     .with("total", ["all", "all"].into_iter().collect::<Strings>())?;
/// let ols = Reconcile::default().method(ReconcileMethod::Ols);
/// let Answer::Frame(result) = ols.call(&[Some(&forecasts), Some(&hierarchy)], &Context::default())? else { unreachable!() };
/// // The difference of 3 is shared by all three series.
/// assert_eq!(result.f64("Naive")?, [9.0, 4.0, 5.0]);
/// # Ok::<(), kingpost::Error>(())
/// ```
impl Function for Reconcile {
    const INPUTS: &'static [Input] = &[
        Input {
            name: "forecasts",
            doc: "Id, time and forecasts of every series, as `forecast` gives them.",
            needed: true,
        },
        Input {
            name: "hierarchy",
            doc: "One row a bottom series: its id, and a column a level that names its aggregate.",
            needed: true,
        },
        Input {
            name: "fitted",
            doc: "Id, time, observations and fitted values of every series, as `fitted` gives them.",
            needed: false,
        },
    ];
    const OUTPUT: Output = Output::Frame;

    fn answer(&self, inputs: &Inputs<'_>, ctx: &Context) -> Result<Answer> {
        let hierarchy = Hierarchy::read(inputs.need("hierarchy")?, &self.id_col)?;
        let frame = inputs.need("forecasts")?;
        let sheet = Sheet::read(frame, &hierarchy, &self.id_col, &self.time_col)?;
        let mut result = frame.clone();
        for model in sheet.models() {
            let past = inputs
                .get("fitted")
                .map(|fitted| Past::read(fitted, &hierarchy, [&self.id_col, &self.time_col, &self.target_col], model));
            let past = past.transpose()?;
            let base = sheet.values(model)?;
            let plan = self.plan(&hierarchy, past.as_ref(), &base)?;
            let mean = ctx.map(base.len(), |step| self.step(&plan, &hierarchy, &base[step], step))?;
            result = sheet.put(result, model, &mean)?;
            let bounds = sheet.bounds(model);
            if bounds.is_empty() {
                continue;
            }
            let sigma = plan.sigma(&hierarchy, past.as_ref(), &sheet.sigma(model, &bounds)?, ctx)?;
            for (name, z) in &bounds {
                let mut bound = mean.clone();
                for (values, sigma) in bound.iter_mut().zip(&sigma) {
                    values.iter_mut().zip(sigma).for_each(|(value, sigma)| *value += z * sigma);
                    if self.non_negative {
                        values.iter_mut().for_each(|value| *value = positive(*value));
                    }
                }
                result = sheet.put(result, name, &bound)?;
            }
        }
        Ok(result.into())
    }
}

impl Reconcile {
    fn plan(&self, hierarchy: &Hierarchy, past: Option<&Past>, base: &[Vec<f64>]) -> Result<Plan> {
        let needed = || {
            past.ok_or_else(|| {
                err!(InvalidData, "this method needs the table 'fitted'; none was given").with("input", "fitted")
            })
        };
        if self.non_negative && matches!(self.method, ReconcileMethod::Erm) {
            return Err(err!(Unsupported, "erm has no measure in which forecasts could be moved above zero"));
        }
        Ok(match self.method {
            ReconcileMethod::BottomUp => Plan::BottomUp,
            ReconcileMethod::TopDown => Plan::Shares(Shares::new(hierarchy, 0, self.proportions, past, base)?),
            ReconcileMethod::MiddleOut => {
                Plan::Shares(Shares::new(hierarchy, self.middle(hierarchy)?, self.proportions, past, base)?)
            }
            ReconcileMethod::Erm => Plan::erm(hierarchy, needed()?)?,
            ReconcileMethod::Ols => Plan::trace(hierarchy, vec![1.0; hierarchy.names.len()], None)?,
            ReconcileMethod::WlsStruct => {
                let size = |node| hierarchy.below(node).len() as f64;
                Plan::trace(hierarchy, (0..hierarchy.names.len()).map(size).collect(), None)?
            }
            ReconcileMethod::WlsVar => Plan::trace(hierarchy, needed()?.squares()?, None)?,
            ReconcileMethod::MintCov => {
                let past = needed()?;
                Plan::trace(hierarchy, vec![0.0; hierarchy.names.len()], Some((1.0, past.centred()?)))?
            }
            ReconcileMethod::MintShrink => {
                let (shrinkage, centred) = needed()?.shrinkage()?;
                let variances = centred.variances().iter().map(|variance| shrinkage * variance).collect();
                Plan::trace(hierarchy, variances, Some((1.0 - shrinkage, centred)))?
            }
        })
    }

    /// The number of the level that `middle_out` starts from.
    fn middle(&self, hierarchy: &Hierarchy) -> Result<usize> {
        let names = &hierarchy.level_names;
        let level = self.level.as_deref().unwrap_or_default();
        names.iter().position(|name| name == level).ok_or_else(|| {
            err!(InvalidParams, "level is '{level}'; must be one of {}", names.join(", ")).with("param", "level")
        })
    }

    /// The reconciled forecasts of all nodes at one step.
    fn step(&self, plan: &Plan, hierarchy: &Hierarchy, base: &[f64], step: usize) -> Result<Vec<f64>> {
        let bottoms = match plan {
            Plan::Trace(trace) if self.non_negative => trace.above_zero(hierarchy, base)?,
            plan => {
                let mut bottoms = plan.bottoms(hierarchy, base, step);
                if self.non_negative {
                    bottoms.iter_mut().for_each(|value| *value = positive(*value));
                }
                bottoms
            }
        };
        Ok(hierarchy.sum(&bottoms))
    }
}
