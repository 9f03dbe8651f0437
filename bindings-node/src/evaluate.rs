//! What needs no model: functions, metrics, the backtest.

use crate::call::{self, Answer, Call, throw};
use crate::input;
use crate::lane::{LONG, SHORT};
use kingpost::component;
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

/// Calls a function of the catalogue with its tables in order, null where one is absent.
#[napi(catch_unwind)]
pub fn function<'env>(
    env: &'env Env,
    call: Option<&Call>,
    id: String,
    args: String,
    inputs: Vec<Option<Object<'_>>>,
) -> napi::Result<Unknown<'env>> {
    let read = |input: &Option<Object<'_>>| input.as_ref().map(input::data).transpose();
    let inputs: Vec<_> = inputs.iter().map(read).collect::<kingpost::Result<_>>().map_err(throw)?;
    call::start(env, call, &LONG, move |job| {
        Ok(match kingpost_host::function(&id, &args, &inputs, job)? {
            component::Answer::Frame(frame) => Answer::Data(frame.into()),
            component::Answer::Text(text) => Answer::Text(text),
        })
    })
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
