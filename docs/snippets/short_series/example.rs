use kingpost::component::{Context, ForecastOptions, Forecaster};
use kingpost::data::{Frame, Panel, PanelSpec, Strings};
use kingpost::{Error, forecast::AutoTheta};

fn main() -> Result<(), Error> {
    // A shop of two years, by quarter, and one that opened three quarters ago.
    let ids: Strings = [["old"; 8].as_slice(), &["new"; 3]].concat().into_iter().collect();
    let table = Frame::new()
        .with("unique_id", ids)?
        .with("ds", vec![1i64, 2, 3, 4, 5, 6, 7, 8, 6, 7, 8])?
        .with("y", vec![112.0, 135., 148., 119., 118., 141., 158., 129., 60., 72., 66.])?;
    let panel = Panel::from_frame(&table, PanelSpec::default())?;
    let model = AutoTheta::default().fit(&panel)?;

    let forecast = model.forecast(1, &[])?;
    let (ids, by) = (forecast.strings("unique_id")?, forecast.strings("AutoTheta-fallback")?);
    for (row, value) in forecast.f64("AutoTheta")?.iter().enumerate() {
        println!("{} {value} {}", ids.get(row).unwrap_or("?"), by.get(row).unwrap_or("AutoTheta"));
    }
    let listed = model.failures()?;
    let text = |name: &str| Ok::<_, Error>(listed.strings(name)?.get(0).unwrap_or("?").to_owned());
    println!("{} {} {}", text("unique_id")?, text("fallback")?, text("message")?);

    // Without the fallback it is left out.
    let options = ForecastOptions { fallback: false, ..ForecastOptions::default() };
    let strict = AutoTheta::default().fit_with(&panel, &options, &Context::new())?;
    println!("{:?}", strict.forecast(1, &[])?.strings("unique_id")?.iter().flatten().collect::<Vec<_>>());
    Ok(())
}
