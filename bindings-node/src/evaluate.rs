//! Metrics and the backtest.

use crate::call::{Answer, Call, throw};
use crate::input;
use crate::lane::{LONG, SHORT};
use napi::bindgen_prelude::Object;
use napi_derive::napi;

/// Every metric as JSON.
#[napi(catch_unwind)]
pub fn metrics() -> String {
    kingpost_host::metrics_json()
}

/// The metric of an id from the columns of a frame.
#[napi(catch_unwind)]
pub fn metric(call: &Call, id: String, data: Object<'_>, args: String) -> napi::Result<()> {
    let data = input::data(&data).map_err(throw)?;
    call.start(&SHORT, move |_| kingpost_host::metric(&id, data.frame()?, &args).map(Answer::Number));
    Ok(())
}

/// Forecasts from earlier origins.
#[napi(catch_unwind)]
pub fn backtest(call: &Call, id: String, params: String, data: Object<'_>, options: String) -> napi::Result<()> {
    let data = input::data(&data).map_err(throw)?;
    call.start(&LONG, move |job| {
        kingpost_host::backtest(&id, &params, data.frame()?, &options, job).map(|frame| Answer::Data(frame.into()))
    });
    Ok(())
}
