//! Metrics and the backtest, for hosts that speak JSON.

use crate::guarded;
use crate::handle::{Job, parse};
use kingpost::data::Frame;
use kingpost::evaluate;
use kingpost::{Result, catalog};
use serde_json::{Value, json};

/// Computes the metric of an id from the columns of a frame; see `kingpost::evaluate::metric`.
pub fn metric(id: &str, frame: &Frame, args: &str) -> Result<f64> {
    guarded(|| evaluate::metric(id, frame, &parse(args)?))
}

/// Every metric as JSON: `id`, `doc`, `greater_is_better`, `columns`.
pub fn metrics_json() -> String {
    let metric = |metric: &evaluate::Metric| {
        let better = metric.greater_is_better;
        json!({"id": metric.id, "doc": metric.doc, "greater_is_better": better, "columns": metric.columns})
    };
    Value::Array(evaluate::METRICS.iter().map(metric).collect()).to_string()
}

/// Forecasts a panel from earlier origins; the options are those of `kingpost::evaluate::BacktestOptions`, how to read
/// the panel (`id_col`, `time_col`, `target_col`, `freq`, `missing`), and those of every call.
pub fn backtest(id: &str, params: &str, frame: &Frame, options: &str, job: &Job) -> Result<Frame> {
    guarded(|| {
        let (params, mut options) = (parse(params)?, parse(options)?);
        let ctx = job.context(&mut options)?;
        evaluate::backtest_frame(catalog::get(id)?, &params, frame, options, &ctx)
    })
}
