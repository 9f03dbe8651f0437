use kingpost::Error;
use kingpost::component::{Context, Forecaster, Function};
use kingpost::data::Panel;
use kingpost::forecast::{Plot, PlotFormat, SeasonalNaive};

fn main() -> Result<(), Error> {
    let panel = Panel::from_values(&[20.0, 31., 42., 25., 22., 34., 45., 27.])?;
    let model = SeasonalNaive::default().season_length(4u32).fit(&panel)?;
    let (history, ctx) = (model.fitted()?, Context::new());
    let (svg, html) = (Plot::default().title("Sales".to_owned()), Plot::default().format(PlotFormat::Html));
    let picture = svg.call(&[Some(&history), Some(&model.forecast(4, &[80.0, 95.0])?)], &ctx)?.text()?;
    let page = html.call(&[Some(&history), Some(&model.forecast(4, &[])?)], &ctx)?.text()?;
    println!("{} {} {}", &picture[..4], picture.matches("class=\"band\"").count(), &page[..15]);
    Ok(())
}
