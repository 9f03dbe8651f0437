//! The native part of the npm package `kingpost`: it translates values and runs calls, and knows no component.
//!
//! Every verb is a `Call`: it runs at once or on a thread of a lane, and its answer is then taken from it in one
//! place, so that a promise and its synchronous twin cannot differ. What a user sees is the JavaScript in `lib/`.

// napi registers nothing in a test build, and so nothing is used there.
#![cfg_attr(test, allow(dead_code))]
#![allow(unreachable_pub, reason = "the napi macros need `pub`")]

mod answer;
mod call;
mod evaluate;
mod files;
mod input;
mod lane;
mod model;

use call::{Answer, Call, throw};
use kingpost::data::arrow;
use lane::LONG;
use napi::Env;
use napi::bindgen_prelude::{Array, Object, Uint8ArraySlice, Unknown};
use napi_derive::napi;
use std::sync::Arc;

/// The release.
#[napi(catch_unwind)]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// The catalogue as JSON.
#[napi(catch_unwind)]
pub fn catalog() -> napi::Result<String> {
    kingpost_host::catalog_json().map_err(throw)
}

/// The ids that a query finds.
#[napi(catch_unwind)]
pub fn search(query: String) -> Vec<&'static str> {
    kingpost::catalog::search(&query).iter().map(|entry| entry.id).collect()
}

/// Throws unless there is a component of this id.
#[napi(catch_unwind)]
pub fn check_id(id: String) -> napi::Result<()> {
    kingpost::catalog::get(&id).map(|_| ()).map_err(throw)
}

/// Every error code.
#[napi(catch_unwind)]
pub fn error_codes() -> Vec<&'static str> {
    kingpost::ErrorKind::ALL.iter().map(|kind| kind.code()).collect()
}

/// Fits a component; the answer is a model.
#[napi(catch_unwind)]
pub fn fit<'env>(
    env: &'env Env,
    call: Option<&Call>,
    id: String,
    params: String,
    data: Object<'_>,
    target: Option<Array<'_>>,
    options: String,
) -> napi::Result<Unknown<'env>> {
    let data = input::data(&data).map_err(throw)?;
    let target = target.map(|target| input::column(&target, 0)).transpose().map_err(throw)?.map(|(_, column)| column);
    call::start(env, call, &LONG, move |job| {
        let handle = kingpost_host::Handle::fit(&id, &params, &data, target.as_ref(), &options, job)?;
        Ok(Answer::Model(Arc::new(handle), call::weight(&data)))
    })
}

/// Fits a vectorizer or a detector; the answer is a model and what it says of the same data.
#[napi(catch_unwind)]
pub fn fit_answer<'env>(
    env: &'env Env,
    call: Option<&Call>,
    id: String,
    params: String,
    data: Object<'_>,
    options: String,
) -> napi::Result<Unknown<'env>> {
    let data = input::data(&data).map_err(throw)?;
    call::start(env, call, &LONG, move |job| {
        let (handle, said) = kingpost_host::Handle::fit_answer(&id, &params, &data, &options, job)?;
        Ok(Answer::Both(Arc::new(handle), call::weight(&data), said))
    })
}

/// A frame as Arrow IPC bytes.
#[napi(catch_unwind)]
pub fn to_arrow<'env>(env: &'env Env, call: Option<&Call>, data: Object<'_>) -> napi::Result<Unknown<'env>> {
    let data = input::data(&data).map_err(throw)?;
    call::start(env, call, &LONG, move |_| {
        kingpost_host::guarded(|| arrow::to_ipc(data.frame()?.clone())).map(Answer::Bytes)
    })
}

/// Arrow IPC bytes as a frame.
#[napi(catch_unwind)]
pub fn from_arrow<'env>(
    env: &'env Env,
    call: Option<&Call>,
    bytes: Uint8ArraySlice<'_>,
) -> napi::Result<Unknown<'env>> {
    let bytes = bytes.to_vec();
    call::start(env, call, &LONG, move |_| {
        kingpost_host::guarded(|| arrow::from_ipc(&bytes)).map(|frame| Answer::Data(frame.into()))
    })
}

/// Panics on purpose: `export` here, `call` and `pool` in a call.
#[napi(catch_unwind)]
pub fn forced_panic<'env>(env: &'env Env, call: Option<&Call>, place: String) -> napi::Result<Unknown<'env>> {
    if place == "export" {
        #[allow(clippy::panic, reason = "it is what this is for")]
        std::panic::panic_any("forced panic in export");
    }
    call::start(env, call, &LONG, move |_| kingpost_host::forced_panic(&place).map(|()| Answer::Nothing))
}
