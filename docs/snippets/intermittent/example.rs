use kingpost::component::{Context, ForecastOptions, Forecaster, IntervalMethod};
use kingpost::data::Panel;
use kingpost::forecast::{Auto, CrostonSBA, IMAPA, TSB};
use kingpost::{Error, Model};

fn main() -> Result<(), Error> {
    let demand = [0.0, 0., 3., 0., 0., 0., 2., 0., 0., 4., 0., 0., 0., 2., 0., 0., 0., 3., 0., 0.];
    let panel = Panel::from_values(&demand)?;
    let models: [(&str, Model); 3] = [
        ("CrostonSBA", CrostonSBA::default().fit(&panel)?),
        ("TSB", TSB::default().alpha_d(0.2).alpha_p(0.1).fit(&panel)?),
        ("IMAPA", IMAPA::default().fit(&panel)?),
    ];
    for (name, model) in &models {
        println!("{name} {:.4}", model.forecast(1, &[])?.f64(name)?[0]);
    }
    let conformal =
        ForecastOptions { intervals: IntervalMethod::Conformal, non_negative: true, ..ForecastOptions::default() };
    let auto = Auto::default().fit_with(&panel, &conformal, &Context::new())?;
    let forecast = auto.forecast(4, &[80.0])?;
    for (name, table) in auto.parts()?.tables {
        if name == "series" {
            println!("{}", table.strings("reason")?.get(0).unwrap_or_default());
        }
    }
    let low = forecast.f64("Auto-lo-80")?;
    println!("{}", if low.iter().all(|bound| *bound >= 0.0) { "True" } else { "False" });
    Ok(())
}
