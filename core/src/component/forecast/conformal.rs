//! Conformal intervals: those of the model, made as wide as its errors at the end of the history were.

use super::any::AnyForecaster;
use super::learn::known;
use super::transform::{Curving, fit_series};
use super::{Intervals, PanelSeries, Request};
use crate::component::{Context, Store, corrupt};
use crate::data::{Panel, Series};
use crate::error::{Result, err};
use crate::math::special::normal_quantile;

/// The level at which the model's own intervals measure an error.
const LEVEL: f64 = 95.0;
/// Scores of neighbouring steps are pooled until there are so many, and so many are kept of a pool.
const POOLED: usize = 500;
const KEPT: usize = 1_000;
/// With fewer, intervals are only widened: a few windows of one series say too little to narrow them.
const FEW: usize = 200;

/// How large errors were, as a share of the half width of the model's own 95 % interval: sorted, for each step ahead.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Calibration {
    steps: Vec<Vec<f64>>,
}

impl Calibration {
    /// Forecasts the last observations of every series from each of `windows` origins.
    ///
    /// Parameters are fitted once, before the first origin; from origin to origin the state learns the observation between.
    pub(super) fn of(
        component: &dyn AnyForecaster,
        curving: Curving,
        panel: &Panel,
        windows: usize,
        ctx: &Context,
    ) -> Result<Self> {
        let learnt = component.learn_any(&PanelSeries { panel, curving, without: windows }, ctx)?;
        let component = learnt.as_deref().unwrap_or(component);
        let scores = ctx.map(panel.len(), |series| {
            match panel.with_series(series, |series| scores(component, curving, series, windows, ctx)) {
                Err(error) if super::fit::is_about_the_call(&error) => Err(error),
                // A series that cannot be fitted without its end says nothing.
                Err(_) => Ok(Scores::default()),
                other => other,
            }
        })?;
        let (exact, unmeasured) = scores
            .iter()
            .fold((0, 0), |(exact, unmeasured), scores| (exact + scores.exact, unmeasured + scores.unmeasured));
        let scores: Vec<Vec<Vec<f64>>> = scores.into_iter().map(|scores| scores.steps).collect();
        let longest = scores.iter().map(Vec::len).max().unwrap_or(0);
        if longest == 0 && unmeasured > 0 {
            return Err(err!(
                Unsupported,
                "the model's own intervals have no width that conformal ones could scale, and {unmeasured} forecasts were \
                 wrong; use intervals = \"model\""
            ));
        }
        if longest == 0 && exact > 0 {
            // Nothing was ever wrong: the model's own intervals, without a width, held.
            return Ok(Self { steps: vec![vec![1.0]] });
        }
        if longest == 0 {
            return Err(err!(
                NotEnoughData,
                "no series is long enough for conformal intervals with {windows} windows; use intervals = \"model\""
            ));
        }
        let step = |step: usize| scores.iter().filter_map(move |steps| steps.get(step)).flatten().copied();
        let steps = (0..longest).map(|at| {
            let mut reach = 0;
            let mut pool: Vec<f64> = step(at).collect();
            while pool.len() < POOLED && reach < longest {
                reach += 1;
                pool.extend(at.checked_sub(reach).into_iter().flat_map(step));
                pool.extend(step(at + reach));
            }
            pool.sort_by(f64::total_cmp);
            thin(pool)
        });
        Ok(Self { steps: steps.collect() })
    }

    /// How much wider than the model's an interval has to be.
    fn factor(&self, step: usize, level: f64) -> f64 {
        let scores = &self.steps[step.min(self.steps.len() - 1)];
        let n = scores.len();
        // The quantile of conformal prediction: with n scores the next one is below it with this probability or more.
        let rank = libm::ceil((n + 1) as f64 * level / 100.0) as usize;
        let z = |level: f64| normal_quantile(0.5 + level / 200.0);
        let factor = scores[rank.clamp(1, n) - 1] * z(LEVEL) / z(level);
        if n < FEW { factor.max(1.0) } else { factor }
    }

    /// For each level, the factor of each step.
    pub(super) fn factors(&self, levels: &[f64], h: usize) -> Vec<Vec<f64>> {
        levels.iter().map(|&level| (0..h).map(|step| self.factor(step, level)).collect()).collect()
    }

    pub(super) fn write(&self, store: &mut Store) {
        store.put("conformal.scores", &self.steps.concat());
        let mut end = 0;
        let ends = self.steps.iter().map(|scores| {
            end += scores.len() as i64;
            end
        });
        store.put("conformal.ends", &ends.collect::<Vec<i64>>());
    }

    pub(super) fn restore(store: &Store) -> Result<Option<Self>> {
        if !store.has("conformal.ends") {
            return Ok(None);
        }
        let (scores, ends): (Vec<f64>, Vec<i64>) = (store.take("conformal.scores")?, store.take("conformal.ends")?);
        let mut steps: Vec<Vec<f64>> = Vec::new();
        let mut start = 0;
        for end in ends {
            let end = usize::try_from(end).unwrap_or(usize::MAX);
            let step = scores.get(start..end).filter(|step| !step.is_empty() && step.len() <= KEPT);
            steps.push(step.ok_or_else(|| corrupt("conformal.ends", "does not match the scores"))?.to_vec());
            start = end;
        }
        let sorted = |step: &Vec<f64>| step[0] >= 0.0 && step.is_sorted() && step.iter().all(|score| score.is_finite());
        if steps.is_empty() || start != scores.len() || !steps.iter().all(sorted) {
            return Err(corrupt("conformal.scores", "are not sorted numbers of each step"));
        }
        Ok(Some(Self { steps }))
    }
}

/// Evenly spaced ranks of a long sorted list, its ends among them.
fn thin(sorted: Vec<f64>) -> Vec<f64> {
    match sorted.len() {
        n if n > KEPT => (0..KEPT).map(|k| sorted[k * (n - 1) / (KEPT - 1)]).collect(),
        _ => sorted,
    }
}

/// What one series says.
#[derive(Default)]
struct Scores {
    /// The scores of each step.
    steps: Vec<Vec<f64>>,
    /// Forecasts without spread that were right, and those that were not.
    exact: usize,
    unmeasured: usize,
}

/// The scores of one series.
fn scores(
    component: &dyn AnyForecaster,
    curving: Curving,
    series: Series<'_>,
    windows: usize,
    ctx: &Context,
) -> Result<Scores> {
    let n = series.y.len();
    // No more than a third of the history: a fit to the rest must be like that of the whole.
    let first = known(n, windows);
    let part = |from: usize, to: usize| -> Vec<(&str, &[f64])> {
        series.regressors.iter().map(|&(name, values)| (name, &values[from..to])).collect()
    };
    let start = Series { y: &series.y[..first], regressors: &part(0, first), clock: series.clock };
    let mut state = fit_series(component, curving, start, ctx)?.state;
    let mut scores = vec![Vec::new(); n - first];
    let (mut exact, mut unmeasured) = (0, 0);
    for origin in first..n {
        ctx.check()?;
        let future = part(origin, n);
        let Intervals { mean, bounds } =
            state.forecast(Request { h: n - origin, levels: &[LEVEL], future: &future })?;
        for (step, y) in series.y[origin..].iter().enumerate() {
            let (error, width) = ((y - mean[step]).abs(), bounds[0].1[step] - mean[step]);
            if width == 0.0 && !error.is_nan() {
                *(if error == 0.0 { &mut exact } else { &mut unmeasured }) += 1;
            }
            let score = error / width;
            // A missing value has no error, and a model without spread no measure.
            if score.is_finite() {
                scores[step].push(score);
            }
        }
        let (regressors, clock) = (part(origin, origin + 1), series.clock.later(origin));
        state.update(Series { y: &series.y[origin..=origin], regressors: &regressors, clock })?;
    }
    // Steps beyond the last that was scored would have nothing.
    while scores.last().is_some_and(Vec::is_empty) {
        scores.pop();
    }
    Ok(Scores { steps: scores, exact, unmeasured })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{ForecastOptions, Forecaster, IntervalMethod, Model};
    use crate::data::Frame;
    use crate::forecast::{Constant, Naive, WindowAverage};
    use crate::math::rng::Rng;

    const H: usize = 8;

    /// Random walks, one after another, and how they go on.
    fn walks(series: usize, length: usize) -> (Panel, Vec<f64>) {
        let mut rng = Rng::new(7, 0);
        let (mut ids, mut times, mut y, mut later) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for id in 0..series as i64 {
            let mut level = 100.0;
            for time in 0..(length + H) as i64 {
                level += rng.normal();
                if time < length as i64 {
                    ids.push(id);
                    times.push(time);
                    y.push(level);
                } else {
                    later.push(level);
                }
            }
        }
        let frame = Frame::new().with("unique_id", ids).unwrap().with("ds", times).unwrap().with("y", y).unwrap();
        (Panel::from_frame(&frame, Default::default()).unwrap(), later)
    }

    fn fit(panel: &Panel, intervals: IntervalMethod, conformal_windows: usize) -> Result<Model> {
        let options = ForecastOptions { intervals, conformal_windows, ..ForecastOptions::default() };
        WindowAverage::default().window_size(4).fit_with(panel, &options, &Context::default())
    }

    fn bounds(model: &Model, level: f64) -> [Vec<f64>; 2] {
        let forecast = model.forecast(H, &[level]).unwrap();
        ["lo", "hi"].map(|side| forecast.f64(&format!("WindowAverage-{side}-{level}")).unwrap().to_vec())
    }

    /// The share of later values inside the bounds, at one step.
    fn coverage(model: &Model, later: &[f64], level: f64, step: usize) -> f64 {
        let [lower, upper] = bounds(model, level);
        let rows = (step..later.len()).step_by(H);
        let inside = rows.clone().filter(|&row| lower[row] <= later[row] && later[row] <= upper[row]).count();
        inside as f64 / rows.count() as f64
    }

    #[test]
    fn a_level_means_what_it_says_at_every_step() {
        // An average of a random walk takes its errors for independent, and so its intervals never widen.
        let (panel, later) = walks(1_500, 60);
        let conformal = fit(&panel, IntervalMethod::Conformal, 12).unwrap();
        let model = fit(&panel, IntervalMethod::Model, 12).unwrap();
        for step in [0, 3, 7] {
            for level in [50.0, 80.0, 95.0] {
                let share = coverage(&conformal, &later, level, step);
                // Three standard errors of a share of 1,500 series, and as much for the calibration.
                assert!((share - level / 100.0).abs() < 0.05, "{level} % at step {step}: {share}");
            }
        }
        assert!(coverage(&model, &later, 95.0, 7) < 0.8);
    }

    #[test]
    fn one_series_is_never_given_narrower_intervals_than_the_models() {
        let (panel, _) = walks(1, 30);
        let width = |intervals| {
            let [lower, upper] = bounds(&fit(&panel, intervals, 12).unwrap(), 80.0);
            lower.iter().zip(&upper).map(|(lower, upper)| upper - lower).collect::<Vec<_>>()
        };
        let (model, conformal) = (width(IntervalMethod::Model), width(IntervalMethod::Conformal));
        assert!(model.iter().zip(&conformal).all(|(model, conformal)| conformal >= model));
        assert_ne!(model, conformal);
    }

    #[test]
    fn what_is_saved_is_what_was_calibrated_and_other_files_are_refused() {
        let (panel, _) = walks(40, 30);
        let model = fit(&panel, IntervalMethod::Conformal, 5).unwrap();
        let again = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
        assert_eq!(bounds(&model, 95.0), bounds(&again, 95.0));
        let calibration =
            Calibration::of(&WindowAverage::default(), Curving::default(), &panel, 5, &Context::default()).unwrap();
        assert_eq!(calibration.steps.len(), 5);
        let mut store = Store::default();
        assert_eq!(Calibration::restore(&store).unwrap(), None);
        calibration.write(&mut store);
        assert_eq!(Calibration::restore(&store).unwrap().unwrap(), calibration);
        let scores = calibration.steps.concat();
        for wrong in [&scores[1..], &scores.iter().rev().copied().collect::<Vec<_>>(), &vec![f64::NAN; scores.len()]] {
            store.put("conformal.scores", wrong);
            assert_eq!(Calibration::restore(&store).unwrap_err().code(), "kp.corrupt_model");
        }
        store.put("conformal.scores", &scores);
        for wrong in [&[][..], &[-1i64], &[3, 2, 1, 0, scores.len() as i64], &[i64::MAX; 5]] {
            store.put("conformal.ends", wrong);
            assert_eq!(Calibration::restore(&store).unwrap_err().code(), "kp.corrupt_model");
        }
    }

    #[test]
    fn without_spread_an_interval_has_no_width_or_the_reason_is_said() {
        let options = ForecastOptions { intervals: IntervalMethod::Conformal, ..ForecastOptions::default() };
        let fit = |panel: &Panel| Naive::default().fit_with(panel, &options, &Context::default());
        let constant = Panel::from_values(&[7.0; 30]).unwrap();
        let frame = fit(&constant).unwrap().forecast(3, &[90.0]).unwrap();
        assert_eq!(frame.f64("Naive-lo-90").unwrap(), [7.0; 3]);
        assert_eq!(frame.f64("Naive-hi-90").unwrap(), [7.0; 3]);
        let error =
            Constant::default().value(3.0).fit_with(&walks(2, 30).0, &options, &Context::default()).unwrap_err();
        assert!(error.code() == "kp.unsupported" && error.message().contains("have no width"), "{error}");
    }

    #[test]
    fn a_history_too_short_to_do_without_its_end_is_an_error() {
        let (panel, _) = walks(3, 4);
        let error = fit(&panel, IntervalMethod::Conformal, 12).unwrap_err();
        assert!(error.code() == "kp.not_enough_data" && error.message().contains("conformal"), "{error}");
    }
}
