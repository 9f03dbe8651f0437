//! How good an answer was: metrics with ids, and the rolling-origin backtest.

mod backtest;
mod metrics;
mod ranges;

pub use backtest::{BacktestOptions, Refit, backtest, backtest_frame};
pub use metrics::{METRICS, Metric, MetricArgs, metric};
pub use metrics::{
    average_precision, coverage, crps, f1, log_loss, mae, mase, msis, owa, pinball, rmse, rmsse, roc_auc, smape,
};
pub use ranges::{nab_score, range_precision, range_recall, ucr_score, vus};
