use kingpost::Error;
use kingpost::component::Forecaster;
use kingpost::data::Panel;
use kingpost::forecast::TemporalHierarchy;

fn main() -> Result<(), Error> {
    let quarters = [
        12.0, 31., 42., 25., 15., 34., 45., 27., 16., 36., 48., 30., 19., 38., 50., 33., 20., 41., 53., 35., 23., 43.,
        57., 36.,
    ];
    let model = TemporalHierarchy::default().season_length(4u32).fit(&Panel::from_values(&quarters)?)?;
    let forecast = model.forecast(4, &[])?;
    let next = forecast.f64("TemporalHierarchy")?;
    let half = next[0] + next[1];
    println!("{:.4} {half:.4} {:.4}", next[0], half + next[2] + next[3]);
    Ok(())
}
