use kingpost::component::{Context, ForecastArgs, Forecaster};
use kingpost::data::{Frame, Panel};
use kingpost::{Error, forecast::AutoETS};

fn main() -> Result<(), Error> {
    // Three years of quarters, and what came after.
    let y = [112.0, 135., 148., 119., 118., 141., 158., 129., 126., 150., 167., 140.];
    let mut model = AutoETS::default().season_length(4).fit(&Panel::from_values(&y)?)?;

    let forecast = model.forecast(2, &[80.0, 95.0])?;
    for column in ["AutoETS", "AutoETS-lo-80", "AutoETS-hi-80", "AutoETS-lo-95", "AutoETS-hi-95"] {
        println!("{column} {:?}", forecast.f64(column)?);
    }

    let (fitted, residuals) = (model.fitted()?, model.residuals()?);
    println!("fitted {} residual {}", fitted.f64("AutoETS")?[11], residuals.f64("residual")?[11]);
    let parts = ForecastArgs { h: 2, components: true, ..ForecastArgs::default() };
    let parts = model.forecast_with(&parts, None, &Context::new())?;
    for column in ["AutoETS-level", "AutoETS-season_4"] {
        println!("{column} {:?}", parts.f64(column)?);
    }
    if let Some((_, series)) = model.parts()?.tables.iter().find(|(name, _)| name == "series") {
        println!("model {}", series.strings("model")?.get(0).unwrap_or("?"));
    }

    // Two new quarters: the parameters stay, the states move on.
    let news = Frame::new().with("ds", vec![12i64, 13])?.with("y", vec![135.0, 163.0])?;
    let news = model.update(&news.into(), &Context::new())?;
    println!("expected {:?}", news.f64("AutoETS")?);
    println!("next {:?}", model.forecast(1, &[])?.f64("AutoETS")?);
    Ok(())
}
