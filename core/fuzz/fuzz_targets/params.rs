//! Any JSON as the parameters of any component, fitted to a few rows: an error or a model that answers.
#![no_main]

use kingpost::catalog;
use kingpost::component::{Context, Family, FitInput};
use kingpost::data::{Data, Frame, Strings};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use std::time::Duration;

/// Data that the family reads, so that it is the parameters that are refused.
fn data(family: Family) -> Data {
    let y = vec![1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 5.0, 8.0, 7.0, 9.0];
    let texts = || ["late invoice", "broken screen", "thanks, great", "café Заказ", ""].into_iter().collect::<Strings>();
    let frame = match family {
        Family::Forecaster => Frame::new().with("y", y),
        Family::Detector | Family::StreamDetector => {
            let other: Vec<f64> = y.iter().rev().copied().collect();
            Frame::new().with("x", y).and_then(|frame| frame.with("z", other))
        }
        Family::Vectorizer => Frame::new().with("text", texts()),
        Family::Regressor => Frame::new().with("text", texts()).and_then(|frame| frame.with("y", y[..5].to_vec())),
        Family::Classifier => {
            let labels: Strings = ["a", "b", "a", "b", "a"].into_iter().collect();
            Frame::new().with("text", texts()).and_then(|frame| frame.with("label", labels))
        }
    };
    frame.expect("columns of one length").into()
}

fuzz_target!(|input: (u8, &str)| {
    let (number, text) = input;
    let Ok(params) = serde_json::from_str::<Value>(text) else { return };
    let entries = catalog::list();
    let entry = entries[usize::from(number) % entries.len()];
    let data = data(entry.family);
    let ctx = Context::new().threads(1).deadline(Duration::from_millis(200));
    let input = FitInput { data: &data, target: None, options: &Value::Null };
    let Ok(model) = catalog::fit(entry.id, &params, input, &ctx) else { return };
    let verb = match entry.family {
        Family::Forecaster => return drop(model.call("forecast", &json!({"h": 3, "level": [90]}), None, &ctx)),
        Family::Vectorizer => "transform",
        Family::Detector | Family::StreamDetector | Family::Classifier | Family::Regressor => "predict",
    };
    let _ = model.call(verb, &Value::Null, Some(&data), &ctx);
});
