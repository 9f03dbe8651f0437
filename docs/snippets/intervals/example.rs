use kingpost::component::{Context, ForecastOptions, Forecaster, IntervalMethod};
use kingpost::{Error, data::Panel, forecast::WindowAverage};

fn main() -> Result<(), Error> {
    // A level that wanders: the mean of the last four values takes its errors for independent.
    let y = [
        20.0, 21., 19., 20., 22., 23., 22., 24., 25., 24., 26., 27., 25., 24., 22., 21., 22., 20., 19., 17., 18., 16.,
        15., 17.,
    ];
    let (average, panel) = (WindowAverage::default().window_size(4), Panel::from_values(&y)?);
    let options = ForecastOptions {
        intervals: IntervalMethod::Conformal,
        conformal_windows: 8,
        non_negative: true,
        ..ForecastOptions::default()
    };
    for model in [average.fit(&panel)?, average.fit_with(&panel, &options, &Context::new())?] {
        let forecast = model.forecast(3, &[80.0])?;
        println!("{:?} {:?}", forecast.f64("WindowAverage-lo-80")?, forecast.f64("WindowAverage-hi-80")?);
    }
    Ok(())
}
