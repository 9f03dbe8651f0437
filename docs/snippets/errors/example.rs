use kingpost::component::{Context, ForecastOptions, Forecaster};
use kingpost::{Error, ErrorKind, data::Panel, forecast::SeasonalNaive};

fn main() -> Result<(), Error> {
    let y = Panel::from_values(&[1.0, 2.0, 3.0])?;
    match SeasonalNaive::default().season_length(0).fit(&y) {
        Err(error) if error.kind() == ErrorKind::InvalidParams => {
            println!("{}", error.code());
            println!("{error}");
            println!("{}", error.context()["param"]);
        }
        other => return other.map(|_| ()),
    }

    let strict = ForecastOptions { fallback: false, ..ForecastOptions::default() };
    if let Err(error) = SeasonalNaive::default().season_length(12).fit_with(&y, &strict, &Context::new()) {
        println!("{} {} {}", error.code(), error.context()["observations"], error.context()["needed"]);
    }
    Ok(())
}
