use kingpost::Error;
use kingpost::component::{Context, ForecastArgs, Forecaster, Function};
use kingpost::data::{Frame, Panel, PanelSpec, TimeUnit, Times};
use kingpost::forecast::{ARIMA, Calendar, CalendarFeature, FlagAnomalies, Naive, Resample};

fn main() -> Result<(), Error> {
    // 2024-03-01 is day 19,783 since 1970.
    let seconds = (0..45).map(|day| (19_783 + day) * 86_400).collect();
    let y: Vec<f64> = (0..45).map(|day| 100.0 + f64::from(day % 7) * 10.0).collect();
    let sales = Frame::new().with("ds", Times::new(seconds, TimeUnit::Second))?.with("y", y)?;

    let ctx = Context::new();
    let weeks = Resample::default().freq("W".to_owned()).call(&[Some(&sales)], &ctx)?.frame()?;
    let wanted = Calendar::default().features([CalendarFeature::IsWeekend, CalendarFeature::IsMonthEnd]);
    let past = wanted.clone().call(&[Some(&sales)], &ctx)?.frame()?;
    let future = wanted.h(2usize).call(&[Some(&sales)], &ctx)?.frame()?;
    let read = |frame| Panel::from_frame(frame, PanelSpec::default());
    let model = ARIMA::default().fit(&read(&past)?)?;
    let fitted = Naive::default().fit(&read(&sales)?)?.fitted()?;
    let flags = FlagAnomalies::default().level(99.0).call(&[Some(&fitted)], &ctx)?.frame()?;
    let weekends: f64 = past.f64("is_weekend")?.iter().sum();
    let anomalies = flags.bools("anomaly")?;
    let forecast = model.forecast_with(&ForecastArgs { h: 2, ..ForecastArgs::default() }, Some(&future), &ctx)?;
    println!("{:?} {weekends} {:?}", weeks.f64("y")?[0], future.f64("is_weekend")?[0]);
    println!("{} {}", forecast.rows(), anomalies.iter().filter(|one| **one).count());
    Ok(())
}
