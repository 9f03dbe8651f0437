use kingpost::component::{Context, ForecastArgs, Forecaster};
use kingpost::data::{Frame, Panel, PanelSpec};
use kingpost::forecast::{ARIMA, Naive};

fn main() -> kingpost::Result<()> {
    let sales = Frame::new()
        .with("ds", (0..12).collect::<Vec<i64>>())?
        .with("y", vec![71.0, 65., 74., 80., 69., 62., 77., 74., 66., 81., 72., 68.])?
        .with("price", vec![10.0, 12., 9., 7., 11., 13., 8., 9., 12., 7., 10., 11.])?;
    let sales = Panel::from_frame(&sales, PanelSpec::default())?;
    let model = ARIMA::default().order(1, 0, 0).fit(&sales)?;

    // What the price will be must be known for every step that is forecast.
    let future = Frame::new().with("ds", vec![12i64, 13])?.with("price", vec![8.0, 12.0])?;
    let args = ForecastArgs { h: 2, ..ForecastArgs::default() };
    println!("{:?}", model.forecast_with(&args, Some(&future), &Context::new())?.f64("ARIMA")?);

    if let Err(error) = model.forecast(2, &[]) {
        println!("{}", error.code());
    }
    if let Err(error) = Naive::default().fit(&sales) {
        println!("{error}");
    }
    Ok(())
}
