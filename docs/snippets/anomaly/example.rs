use kingpost::component::{Context, Detector, ExplainArgs};
use kingpost::data::{Data, Frame, Table};
use kingpost::{Error, anomaly::ECOD};

fn main() -> Result<(), Error> {
    let ctx = Context::new();
    let pumps = Frame::new()
        .with("pressure", vec![4.1, 4.0, 4.1, 4.2, 3.9, 4.0, 4.1, 9.5])?
        .with("heat", vec![59.0, 60., 96., 60., 61., 61., 60., 95.])?;
    let model = ECOD::default().contamination(0.125).fit(&Table::from_frame(&pumps)?)?;

    let pumps = Data::from(pumps);
    println!("scores {:?}", model.score(&pumps, &ctx)?);
    println!("threshold {}", model.parts()?.summary["threshold"]);
    let judged = model.predict(&pumps, &ctx)?;
    let anomaly = judged.bools("anomaly")?;
    let rows: Vec<usize> = (0..anomaly.len()).filter(|&row| anomaly[row]).collect();
    println!("anomalies {rows:?}");
    let why = model.explain(&pumps, &ExplainArgs::default(), &ctx)?;
    println!("why row 7 {} {}", why.f64("pressure")?[7], why.f64("heat")?[7]);

    // New rows are judged by what was learnt; columns are found by name, in any order.
    let fresh = Frame::new().with("heat", vec![60.0])?.with("pressure", vec![9.0])?;
    println!("new {:?}", model.score(&fresh.into(), &ctx)?);
    Ok(())
}
