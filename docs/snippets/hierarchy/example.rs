use kingpost::Error;
use kingpost::component::{Context, Forecaster, Function};
use kingpost::data::{Frame, Panel, PanelSpec, Strings};
use kingpost::forecast::{Aggregate, AutoETS, Reconcile};

fn main() -> Result<(), Error> {
    let north = [20.0, 31., 42., 25., 22., 34., 45., 27., 25., 36., 48., 30.];
    let south = [50.0, 41., 33., 47., 52., 44., 35., 49., 55., 45., 37., 52.];
    let text = |values: &[&str]| values.iter().copied().collect::<Strings>();
    let sales = Frame::new()
        .with("unique_id", text(&[["north"; 12], ["south"; 12]].concat()))?
        .with("ds", (0..24).map(|row| row % 12).collect::<Vec<i64>>())?
        .with("y", [north, south].concat())?;
    let hierarchy =
        Frame::new().with("unique_id", text(&["north", "south"]))?.with("country", text(&["all", "all"]))?;

    let ctx = Context::new();
    let everything = Aggregate::default().call(&[Some(&sales), Some(&hierarchy)], &ctx)?.frame()?;
    let panel = Panel::from_frame(&everything, PanelSpec::default())?;
    let model = AutoETS::default().season_length(4u32).fit(&panel)?;
    let (forecasts, fitted) = (model.forecast(1, &[80.0])?, model.fitted()?);
    let coherent = Reconcile::default().call(&[Some(&forecasts), Some(&hierarchy), Some(&fitted)], &ctx)?.frame()?;
    let values = coherent.f64("AutoETS")?;
    let first = coherent.strings("unique_id")?.get(0).unwrap_or_default();
    println!("{first} {} {}", values[0], values[1] + values[2]);
    println!("{}", coherent.f64("AutoETS-lo-80")?[0]);
    Ok(())
}
