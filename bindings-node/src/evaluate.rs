//! Metrics and the backtest.

use crate::call::{self, Answer, Call, throw};
use crate::input;
use crate::lane::{LONG, SHORT};
use napi::Env;
use napi::bindgen_prelude::{Object, Unknown};
use napi_derive::napi;

/// Every metric as JSON.
#[napi(catch_unwind)]
pub fn metrics() -> String {
    kingpost_host::metrics_json()
}

/// The metric of an id from the columns of a frame.
#[napi(catch_unwind)]
pub fn metric<'env>(
    env: &'env Env,
    call: Option<&Call>,
    id: String,
    data: Object<'_>,
    args: String,
) -> napi::Result<Unknown<'env>> {
    let data = input::data(&data).map_err(throw)?;
    call::start(env, call, &SHORT, move |_| kingpost_host::metric(&id, data.frame()?, &args).map(Answer::Number))
}

/// Forecasts from earlier origins.
#[napi(catch_unwind)]
pub fn backtest<'env>(
    env: &'env Env,
    call: Option<&Call>,
    id: String,
    params: String,
    data: Object<'_>,
    options: String,
) -> napi::Result<Unknown<'env>> {
    let data = input::data(&data).map_err(throw)?;
    call::start(env, call, &LONG, move |job| {
        kingpost_host::backtest(&id, &params, data.frame()?, &options, job).map(|frame| Answer::Data(frame.into()))
    })
}
