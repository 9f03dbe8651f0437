//! Runs the forecasters of other crates on a panel.
//!
//! Standard input: a series a line, `id,season length,horizon,y y y ...`. Arguments: the models to run. Standard output: one JSON
//! object, a model a key: CPU seconds, and by series the point forecasts and the bounds of the 95 % interval where there are some.

use anofox_forecast::core::TimeSeries;
use anofox_forecast::models::Forecaster;
use anofox_forecast::models::exponential::AutoETS as AnofoxEts;
use anofox_forecast::models::theta::{AutoTheta, DynamicTheta, OptimizedTheta, Theta};
use augurs::ets::AutoETS as AugursEts;
use augurs::mstl::MSTLModel;
use augurs::prelude::{Fit, Predict};
use chrono::{DateTime, Duration};
use cpu_time::ProcessTime;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

struct Series {
    id: String,
    season: usize,
    h: usize,
    y: Vec<f64>,
    stamped: TimeSeries,
}

#[derive(Serialize)]
struct Answer {
    mean: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

/// What one model did: series that it refused or panicked on are counted and left out.
#[derive(Serialize, Default)]
struct Run {
    cpu_s: f64,
    failed: usize,
    why: Option<String>,
    forecasts: BTreeMap<String, Answer>,
}

type Model = fn(&Series) -> Outcome<Answer>;

const MODELS: &[(&str, Model)] = &[
    // Without seasons: those are unimplemented in augurs-ets 0.10.3, which panics on some and passes over others.
    ("augurs AutoETS", |s| augurs(&AugursEts::non_seasonal().fit(&s.y[..])?, s.h)),
    ("augurs MSTL+ETS", |s| {
        // Without a season, MSTL is its trend model.
        let trend = AugursEts::non_seasonal();
        if s.season == 1 {
            return augurs(&trend.fit(&s.y[..])?, s.h);
        }
        augurs(&MSTLModel::new(vec![s.season], trend.into_trend_model()).fit(&s.y[..])?, s.h)
    }),
    ("anofox AutoETS", |s| {
        anofox(if s.season > 1 { AnofoxEts::with_period(s.season) } else { AnofoxEts::non_seasonal() }, s)
    }),
    ("anofox Theta", |s| anofox(if s.season > 1 { Theta::seasonal(s.season) } else { Theta::new() }, s)),
    ("anofox OptimizedTheta", |s| {
        anofox(if s.season > 1 { OptimizedTheta::seasonal(s.season) } else { OptimizedTheta::new() }, s)
    }),
    ("anofox DynamicOptimizedTheta", |s| {
        anofox(if s.season > 1 { DynamicTheta::seasonal_optimized(s.season) } else { DynamicTheta::optimized() }, s)
    }),
    ("anofox AutoTheta", |s| anofox(if s.season > 1 { AutoTheta::seasonal(s.season) } else { AutoTheta::new() }, s)),
];

fn augurs<P: Predict>(model: &P, h: usize) -> Outcome<Answer>
where
    P::Error: Error + Send + Sync + 'static,
{
    let forecast = model.predict(h, 0.95)?;
    let (lower, upper) = forecast.intervals.map(|bounds| (bounds.lower, bounds.upper)).unwrap_or_default();
    Ok(Answer { mean: forecast.point, lower, upper })
}

fn anofox(mut model: impl Forecaster, series: &Series) -> Outcome<Answer> {
    model.fit(&series.stamped)?;
    let forecast = model.predict_with_intervals(series.h, 0.95)?;
    let first = |bounds: Option<&[Vec<f64>]>| bounds.and_then(|all| all.first()).cloned().unwrap_or_default();
    Ok(Answer { mean: forecast.primary().to_vec(), lower: first(forecast.lower()), upper: first(forecast.upper()) })
}

fn read() -> Outcome<Vec<Series>> {
    let mut all = Vec::new();
    for line in std::io::stdin().lines() {
        let line = line?;
        let mut fields = line.splitn(4, ',');
        let mut next = || fields.next().ok_or_else(|| format!("not a series: {line}"));
        let (id, season, h) = (next()?.to_owned(), next()?.parse()?, next()?.parse()?);
        let y = next()?.split_ascii_whitespace().map(str::parse).collect::<Result<Vec<f64>, _>>()?;
        let days = (0..y.len()).map(|day| DateTime::UNIX_EPOCH + Duration::days(day as i64)).collect();
        let stamped = TimeSeries::univariate(days, y.clone())?;
        all.push(Series { id, season, h, y, stamped });
    }
    Ok(all)
}

fn run(model: Model, panel: &[Series]) -> Run {
    let mut run = Run::default();
    let start = ProcessTime::now();
    for series in panel {
        let outcome = catch_unwind(AssertUnwindSafe(|| model(series))).unwrap_or_else(|_| Err("a panic".into()));
        let outcome = outcome.and_then(|answer| {
            let finite = answer.mean.len() == series.h && answer.mean.iter().all(|value| value.is_finite());
            if finite { Ok(answer) } else { Err("forecasts that are not finite".into()) }
        });
        match outcome {
            Ok(answer) => {
                run.forecasts.insert(series.id.clone(), answer);
            }
            Err(error) => {
                run.failed += 1;
                run.why.get_or_insert_with(|| error.to_string());
            }
        }
    }
    run.cpu_s = start.elapsed().as_secs_f64();
    run
}

fn main() -> Outcome<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let panel = read()?;
    std::panic::set_hook(Box::new(|_| ()));
    let chosen = MODELS.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|one| one == name));
    let runs: BTreeMap<&str, Run> = chosen.map(|(name, model)| (*name, run(*model, &panel))).collect();
    serde_json::to_writer(std::io::stdout().lock(), &runs)?;
    Ok(())
}
