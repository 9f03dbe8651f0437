//! How good an answer was: metrics with ids, and the rolling-origin backtest.

mod backtest;
mod metrics;

pub use backtest::{BacktestOptions, backtest, backtest_frame};
pub use metrics::{METRICS, Metric, MetricArgs, metric};
pub use metrics::{
    average_precision, coverage, crps, f1, log_loss, mae, mase, msis, owa, pinball, rmse, rmsse, roc_auc, smape,
};
