//! The floor of the binding benchmark: the same calls in Rust, and a copy of 1,000,000 doubles.
//!
//! Prints one line of JSON: microseconds of CPU time a call, the median of several rounds.

use cpu_time::ProcessTime;
use kingpost::component::{Context, Detector};
use kingpost::data::{Data, Frame, Table};
use kingpost::{Error, anomaly::ECOD, evaluate};
use serde_json::{Value, json};
use std::hint::black_box;

const MILLION: usize = 1_000_000;

fn micros(calls: u32, mut call: impl FnMut() -> Result<(), Error>) -> Result<f64, Error> {
    let mut rounds = Vec::new();
    for _ in 0..7 {
        let start = ProcessTime::now();
        for _ in 0..calls {
            call()?;
        }
        rounds.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(calls));
    }
    rounds.sort_by(f64::total_cmp);
    Ok(rounds[rounds.len() / 2])
}

fn ramp(n: usize) -> Vec<f64> {
    (0..n).map(|i| (i % 1000) as f64).collect()
}

fn main() -> Result<(), Error> {
    let ctx = Context::new().threads(1);
    let mut into = vec![0.0; MILLION];
    let from = ramp(MILLION);
    let copy = micros(50, || {
        into.copy_from_slice(black_box(&from));
        black_box(&mut into);
        Ok(())
    })?;
    let detector = ECOD::default().fit(&Table::from_frame(&Frame::new().with("x0", ramp(100))?)?)?;
    let one: Data = Frame::new().with("x0", vec![3.0])?.into();
    let pair = Frame::new().with("y", ramp(MILLION))?.with("y_hat", ramp(MILLION))?;
    let rows: Data = Frame::new().with("x0", ramp(MILLION))?.into();
    let answer = json!({
        "memcpy_us": copy,
        "trivial_us": micros(100_000, || {
            black_box(env!("CARGO_PKG_VERSION"));
            Ok(())
        })?,
        "one_us": micros(10_000, || {
            black_box(detector.score(&one, &ctx)?);
            Ok(())
        })?,
        "million_in_us": micros(5, || {
            black_box(evaluate::metric("mae", &pair, &Value::Null)?);
            Ok(())
        })?,
        "million_in_out_us": micros(3, || {
            black_box(detector.score(&rows, &ctx)?);
            Ok(())
        })?,
    });
    println!("{answer}");
    Ok(())
}
