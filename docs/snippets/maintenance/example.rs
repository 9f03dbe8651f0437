use kingpost::anomaly::{Alerts, EWMA};
use kingpost::component::{Context, Function, StreamDetector};
use kingpost::data::{Frame, Table};
use kingpost::{Error, Model};

fn main() -> Result<(), Error> {
    // The vibration of a pump, hour by hour: it swings between 5 and 6, and from hour 300 on its bearing wears.
    let vibration = |hour: i32| 5.0 + f64::from(hour * 37 % 11) / 10.0 + f64::from((hour - 300).max(0)) / 40.0;
    let rows = |from: i32, to: i32| Frame::new().with("x0", (from..to).map(vibration).collect::<Vec<f64>>());
    let pump = EWMA::default().warm_up(200_u32).fit(&Table::from_frame(&rows(0, 200)?)?)?;

    // On the machine beside the pump: load what was saved, and go on from there.
    pump.save("pump.kp.safetensors")?;
    let (mut model, ctx) = (Model::load("pump.kp.safetensors")?, Context::new());
    let seen = model.update(&rows(200, 420)?.into(), &ctx)?;

    let scores = Frame::new().with("ds", (200..420).collect::<Vec<i64>>())?.with("score", seen.f64("score")?.to_vec())?;
    let alerts = Alerts::default().threshold(4.0).clear(2.0).min_duration(3usize);
    let alerts = alerts.call(&[Some(&scores)], &ctx)?.frame()?;
    let (raised, start) = (alerts.numbers("raised")?[0], alerts.numbers("start")?[0]);
    println!("alert at hour {raised} which began at hour {start} still open {}", alerts.bools("open")?[0]);
    Ok(())
}
