use kingpost::{Error, Model, component::Forecaster, data::Panel, forecast::AutoETS};

fn main() -> Result<(), Error> {
    let y = [112.0, 118., 132., 129., 121., 135., 148., 148., 136., 119., 104., 118., 115., 126., 141., 135.];
    let model = AutoETS::default().fit(&Panel::from_values(&y)?)?;
    model.save("sales.kp.safetensors")?;
    let again = Model::load("sales.kp.safetensors")?;
    let forecast = again.forecast(3, &[95.0])?;
    println!("{:?}", forecast.f64("AutoETS")?);
    Ok(())
}
