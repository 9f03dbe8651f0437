use kingpost::component::{Context, Detector, ExplainArgs};
use kingpost::data::{Data, Frame, Strings, Table};
use kingpost::{Error, anomaly::AutoDetector};

fn main() -> Result<(), Error> {
    // Payments as they are: small amounts, by day, three channels, two countries.
    let rows = 0..300_usize;
    let past = Frame::new()
        .with("amount", rows.clone().map(|row| 20.0 + (row * 7919 % 401) as f64 / 10.0).collect::<Vec<_>>())?
        .with("hour", rows.clone().map(|row| (8 + row * 31 % 12) as f64).collect::<Vec<_>>())?
        .with("channel", rows.clone().map(|row| ["shop", "online", "phone"][row % 3]).collect::<Strings>())?
        .with("country", rows.map(|row| if row % 5 == 0 { "FR" } else { "DE" }).collect::<Strings>())?;
    let ctx = Context::new().seed(1);
    let model = AutoDetector::default().contamination(0.01).fit_with(&Table::from_frame(&past)?, &ctx)?;

    let fresh = Frame::new()
        .with("amount", vec![35.0, 900.0])?
        .with("hour", vec![12.0, 3.0])?
        .with("channel", ["shop", "online"].into_iter().collect::<Strings>())?
        .with("country", ["DE", "DE"].into_iter().collect::<Strings>())?;
    let fresh = Data::from(fresh);
    let judged = model.predict(&fresh, &ctx)?;
    let why = model.explain(&fresh, &ExplainArgs::default(), &ctx)?;
    for (row, &anomaly) in judged.bools("anomaly")?.iter().enumerate() {
        let mut reason = ("amount", f64::NEG_INFINITY);
        for name in ["amount", "hour", "channel", "country"] {
            let share = why.f64(name)?[row];
            reason = if share > reason.1 { (name, share) } else { reason };
        }
        let verdict = if anomaly { "look at it" } else { "fine" };
        println!("payment {row} {verdict} because of {}", reason.0);
    }
    Ok(())
}
