use kingpost::component::Context;
use kingpost::data::Panel;
use kingpost::evaluate::{BacktestOptions, backtest, coverage, mae};
use kingpost::{Error, catalog};

fn main() -> Result<(), Error> {
    let y = [112.0, 135., 148., 119., 118., 141., 158., 129., 126., 150., 167., 140., 135., 163., 178., 148.];
    let panel = Panel::from_values(&y)?;
    let options = BacktestOptions { h: 2, n_windows: 3, level: vec![80.0], ..BacktestOptions::default() };
    for id in ["forecast.seasonal_naive", "forecast.auto_ets"] {
        let (entry, params) = (catalog::get(id)?, serde_json::json!({"season_length": 4}));
        let frame = backtest(entry, &params, &panel, &options, &Context::new())?;
        let (name, y) = (entry.name, frame.f64("y")?);
        let (lo, hi) = (frame.f64(&format!("{name}-lo-80"))?, frame.f64(&format!("{name}-hi-80"))?);
        println!("{name} {} {} {}", frame.rows(), mae(y, frame.f64(name)?)?, coverage(y, lo, hi)?);
    }
    Ok(())
}
