//! Any JSON as the parameters of any component, fitted to a few numbers: an error or a model.
#![no_main]

use kingpost::catalog;
use kingpost::component::{Context, FitInput};
use kingpost::data::{Data, Frame};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::time::Duration;

fuzz_target!(|input: (u8, &str)| {
    let (number, text) = input;
    let Ok(params) = serde_json::from_str::<Value>(text) else { return };
    let entries = catalog::list();
    let entry = entries[usize::from(number) % entries.len()];
    let y = vec![1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 5.0, 8.0, 7.0, 9.0];
    let data = Data::from(Frame::new().with("y", y).expect("one column"));
    let ctx = Context::new().threads(1).deadline(Duration::from_millis(200));
    let _ = catalog::fit(entry.id, &params, FitInput { data: &data, target: None, options: &Value::Null }, &ctx);
});
