use kingpost::component::{Card, Context, Forecaster};
use kingpost::{Error, Model, data::Panel, forecast::WindowAverage, model};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tea = Panel::from_values(&[8.0, 9.0, 11.0, 12.0, 10.0, 9.0, 12.0, 13.0])?;
    let mut model = WindowAverage::default().window_size(4).fit(&tea)?;
    model.describe(Card {
        name: Some("Tea sold".into()),
        purpose: Some("Ordering".into()),
        owner: Some("Purchasing".into()),
        created: Some("2026-11-24T09:00:00Z".into()),
        ..Card::default()
    });
    model.save("tea.kp.safetensors")?;

    // Without loading the model: what is this file?
    let about = model::inspect(&std::fs::read("tea.kp.safetensors")?)?;
    println!("{} {} {}", about["component"], about["params"]["window_size"], about["card"]["name"]);

    // On the machine that will use it: does it answer as it did when it was saved?
    let report = model::verify("tea.kp.safetensors", &Context::new())?;
    println!("verified {} {}", report.ok, report.vectors);

    let again = Model::load("tea.kp.safetensors")?;
    println!("same {} {}", again.content_id()? == model.content_id()?, again.card().facts["rows"]);
    println!("forecast {:?}", again.forecast(1, &[])?.f64("WindowAverage")?);

    // One changed bit is found.
    let mut bytes = model.to_bytes()?;
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    let error: Option<Error> = Model::from_bytes(&bytes).err();
    println!("{}", error.map_or("no error", |error| error.code()));
    Ok(())
}
