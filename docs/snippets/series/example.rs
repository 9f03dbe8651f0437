use kingpost::component::{Context, SeriesDetectOptions, SeriesDetector};
use kingpost::{Error, anomaly::STLResidual, data::Frame};

fn main() -> Result<(), Error> {
    // Hours of a machine with a daily rhythm, and one hour that does not fit into it.
    let hours: Vec<i64> = (0..240).collect();
    let mut y: Vec<f64> =
        hours.iter().map(|hour| (hour % 24 - 12).abs() as f64 + (hour * 37 % 11) as f64 / 10.0).collect();
    y[100] += 9.0;

    let detector = STLResidual::default().season_lengths([24]);
    let frame = Frame::new().with("ds", hours.clone())?.with("y", y)?;
    let (_model, judged) = detector.fit_predict(&frame, &SeriesDetectOptions::default(), &Context::new())?;
    for ((hour, score), anomaly) in hours.iter().zip(judged.f64("score")?).zip(judged.bools("anomaly")?) {
        if *anomaly {
            println!("hour {hour}: {} standard deviations", score.round());
        }
    }
    Ok(())
}
