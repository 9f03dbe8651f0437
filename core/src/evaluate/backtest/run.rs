//! The origins of a backtest one after another, and the series that do not get through.

use super::BacktestOptions;
use crate::component::{Context, Entry, Failure, FitInput, ForecastArgs, Model, fallback_column, is_about_the_call};
use crate::data::{Column, Frame, Panel, Strings, id_text, time_column};
use crate::error::{Error, ErrorKind, Result, err};
use serde_json::Value;

/// What is done at each origin.
pub(super) struct Plan<'a> {
    pub(super) entry: Entry,
    pub(super) component: &'a Value,
    pub(super) options: BacktestOptions,
    pub(super) fit_options: Value,
    pub(super) fail_fast: bool,
}

/// A backtest under way.
pub(super) struct Run<'a> {
    whole: &'a Panel,
    plan: Plan<'a>,
    /// The series that are left, and their panel.
    left: Vec<usize>,
    panel: Panel,
    /// Those that are not, and why.
    failed: Vec<(usize, Error)>,
}

impl<'a> Run<'a> {
    pub(super) fn new(whole: &'a Panel, plan: Plan<'a>) -> Self {
        let left: Vec<usize> = (0..whole.len()).collect();
        Self { whole, plan, left, panel: whole.clone(), failed: Vec::new() }
    }

    fn step(&self) -> usize {
        self.plan.options.step_size.unwrap_or(self.plan.options.h)
    }

    fn held_out(&self) -> usize {
        self.plan.options.h + self.step() * (self.plan.options.n_windows - 1)
    }

    /// The failures in the order of the panel.
    pub(super) fn failures(&mut self) -> Vec<Failure> {
        self.failed.sort_by_key(|(series, _)| *series);
        self.failed.iter().map(|(series, error)| Failure::new(&self.whole.id(*series), error)).collect()
    }

    pub(super) fn first_failure(&self) -> Option<Error> {
        let (series, error) = self.failed.iter().min_by_key(|(series, _)| *series)?;
        let id = self.whole.id(*series);
        let mut first = error.kind().error(error.message()).within(format_args!("series '{id}'"));
        for (key, value) in error.context() {
            first = first.with(key, value);
        }
        Some(first.with("series", id))
    }

    /// The rows of all origins; `None` where no series is left.
    pub(super) fn all(&mut self, ctx: &Context) -> Result<Option<Frame>> {
        self.leave_out_short()?;
        loop {
            match self.windows(ctx) {
                Err(error) => match self.series_of(&error) {
                    // Its forecast or update failed: the others again without it.
                    Some(at) if !self.plan.fail_fast => self.leave_out(vec![(at, error)]),
                    _ => return Err(error),
                },
                done => return done,
            }
        }
    }

    fn leave_out_short(&mut self) -> Result<()> {
        let held_out = self.held_out();
        let length = |series: usize| self.whole.y(series).len();
        let short = (0..self.whole.len()).filter(|&series| length(series) <= held_out);
        let error = |series: usize| {
            let length = length(series);
            err!(
                NotEnoughData,
                "the series has {length} observations; more than h + step_size * (n_windows - 1) = {held_out} are needed"
            )
            .with("observations", length)
            .with("needed", held_out + 1)
        };
        let short: Vec<(usize, Error)> = short.map(|series| (series, error(series))).collect();
        self.leave_out(short);
        match self.first_failure() {
            Some(error) if self.plan.fail_fast => Err(error),
            _ => Ok(()),
        }
    }

    /// Which of the series that are left an error is about.
    fn series_of(&self, error: &Error) -> Option<usize> {
        let id = error.context().get("series").filter(|_| !is_about_the_call(error))?;
        (0..self.panel.len()).find(|&at| self.panel.id(at) == *id)
    }

    /// Goes on without some of the series that are left.
    fn leave_out(&mut self, failures: Vec<(usize, Error)>) {
        if failures.is_empty() {
            return;
        }
        let mut stays = vec![true; self.left.len()];
        for (at, error) in failures {
            let place = format!("series '{}': ", self.panel.id(at));
            let error = match error.message().strip_prefix(&place) {
                Some(message) => error.kind().error(message),
                None => error,
            };
            stays[at] = false;
            self.failed.push((self.left[at], error));
        }
        let mut stays = stays.into_iter();
        self.left.retain(|_| stays.next().unwrap_or(true));
        self.panel = self.whole.select(&self.left);
    }

    fn windows(&mut self, ctx: &Context) -> Result<Option<Frame>> {
        let (step, held_out) = (self.step(), self.held_out());
        let mut result: Option<Frame> = None;
        let mut model: Option<Model> = None;
        // How far before the end of each series the fit began.
        let mut from = usize::MAX;
        for window in 0..self.plan.options.n_windows {
            let behind = held_out - window * step;
            let fitted = match model.take() {
                Some(mut model) if !self.plan.options.refit.at(window) => {
                    model.update(&slice(&self.panel, behind + step, behind)?.into(), ctx)?;
                    model
                }
                _ => {
                    from = self.plan.options.input_size.map_or(usize::MAX, |size| size.saturating_add(behind));
                    let Some(fitted) = self.fit(from, behind, ctx)? else { return Ok(None) };
                    result = result.map(|rows| self.of_those_left(rows)).transpose()?;
                    fitted
                }
            };
            let rows = self.rows(&fitted, from, behind, ctx)?;
            result = Some(match result {
                None => rows,
                Some(so_far) => {
                    let (so_far, rows) = self.alike(so_far, rows)?;
                    so_far.stack(&rows)?
                }
            });
            model = Some(fitted);
        }
        Ok(result)
    }

    /// A fit to what lies so far before the end of the series; those that fail are left out. `None` where all do.
    fn fit(&mut self, from: usize, behind: usize, ctx: &Context) -> Result<Option<Model>> {
        if self.left.is_empty() {
            return Ok(None);
        }
        let fit = |panel: &Panel| {
            let data = slice(panel, from, behind)?.into();
            let input = FitInput { data: &data, target: None, options: &self.plan.fit_options };
            Model::fit(self.plan.entry, self.plan.component, input, ctx)
        };
        match fit(&self.panel) {
            Err(error) if !self.plan.fail_fast && self.series_of(&error).is_some() => {
                // None could be fitted, and each has its own reason.
                let alone = |at: usize| {
                    fit(&self.panel.select(&[at])).err().unwrap_or_else(|| error.kind().error(error.message()))
                };
                let all = (0..self.panel.len()).map(|at| (at, alone(at))).collect();
                self.leave_out(all);
                Ok(None)
            }
            Err(error) => Err(error),
            Ok(model) => {
                let failures = failures_of(&model, &self.panel)?;
                self.leave_out(failures);
                Ok(Some(model))
            }
        }
    }

    /// The forecasts from an origin, or what its model has learnt from.
    fn rows(&self, fitted: &Model, from: usize, behind: usize, ctx: &Context) -> Result<Frame> {
        let (panel, options) = (&self.panel, &self.plan.options);
        if options.fitted {
            let rows = |length: usize| length - behind - length.saturating_sub(from);
            return with_cutoff(fitted.fitted()?, None, panel, behind, rows);
        }
        let future = slice(panel, behind, behind - options.h)?;
        let forecast = forecast(fitted, &future, panel, options, ctx)?;
        with_cutoff(forecast, Some(&future), panel, behind, |_| options.h)
    }

    /// With marks of the fallback in both, if there are any.
    fn alike(&self, above: Frame, below: Frame) -> Result<(Frame, Frame)> {
        let mark = fallback_column(self.plan.options.fit.name(self.plan.entry.name));
        let unmarked = |frame: Frame| {
            let mut none = Strings::new();
            (0..frame.rows()).for_each(|_| none.push_missing());
            frame.with(&mark, none)
        };
        Ok(match (above.get(&mark).is_some(), below.get(&mark).is_some()) {
            (true, false) => (above, unmarked(below)?),
            (false, true) => (unmarked(above)?, below),
            _ => (above, below),
        })
    }

    fn of_those_left(&self, rows: Frame) -> Result<Frame> {
        let ids = rows.column(&self.whole.spec().id_col)?;
        let left: std::collections::HashSet<String> = (0..self.panel.len()).map(|at| self.panel.id(at)).collect();
        let kept: Vec<usize> = (0..rows.rows()).filter(|&row| left.contains(&id_text(ids, row))).collect();
        Ok(if kept.len() == rows.rows() { rows } else { rows.take(&kept) })
    }
}

/// The series of a panel that a fit to it left out.
fn failures_of(model: &Model, panel: &Panel) -> Result<Vec<(usize, Error)>> {
    let failures = model.failures()?;
    let (codes, messages) = (failures.strings("code")?, failures.strings("message")?);
    let ids = failures.column(&panel.spec().id_col)?;
    let stood_in = failures.strings("fallback")?;
    let mut found = Vec::new();
    let mut at = 0;
    for row in (0..failures.rows()).filter(|&row| stood_in.get(row).is_none()) {
        let id = id_text(ids, row);
        // Both are in the order of the panel.
        while at < panel.len() && panel.id(at) != id {
            at += 1;
        }
        let kind = codes.get(row).and_then(ErrorKind::from_code).unwrap_or(ErrorKind::Internal);
        if at < panel.len() {
            found.push((at, kind.error(messages.get(row).unwrap_or_default())));
        }
    }
    Ok(found)
}

fn forecast(model: &Model, future: &Frame, panel: &Panel, options: &BacktestOptions, ctx: &Context) -> Result<Frame> {
    let args = ForecastArgs { h: options.h, level: options.level.clone(), ..ForecastArgs::default() };
    let future = (panel.regressor_names().len() > 0).then_some(future);
    model.forecast_with(&args, future, ctx)
}

/// Puts the origin and, if given, the observations beside the forecasts. All frames have the series in the panel's order,
/// and so many `rows` of one of a length.
fn with_cutoff(
    forecast: Frame,
    truth: Option<&Frame>,
    panel: &Panel,
    behind: usize,
    rows: impl Fn(usize) -> usize,
) -> Result<Frame> {
    let target = &panel.spec().target_col;
    let mut cutoffs = Vec::with_capacity(forecast.rows());
    for series in 0..panel.len() {
        let length = panel.y(series).len();
        cutoffs.extend(std::iter::repeat_n(panel.time(series, length - behind - 1)?, rows(length)));
    }
    let mut columns = forecast.into_columns().into_iter();
    let mut frame = Frame::new();
    for (name, column) in columns.by_ref().take(2) {
        frame.push(name, column)?;
    }
    frame.push("cutoff".into(), time_column(cutoffs, panel.unit, &panel.zone))?;
    if let Some(truth) = truth {
        frame.push(target.clone(), Column::F64(truth.f64(target)?.to_vec()))?;
    }
    columns.try_for_each(|(name, column)| frame.push(name, column))?;
    Ok(frame)
}

/// The rows from `from` to `to` steps before the end of every series.
fn slice(panel: &Panel, from: usize, to: usize) -> Result<Frame> {
    panel.window(|length| length.saturating_sub(from)..length - to)
}
