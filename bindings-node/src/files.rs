//! Model files that are read.

use crate::call::{self, Answer, Call};
use crate::lane::{LONG, SHORT};
use kingpost::Result;
use kingpost_host::{Handle, guarded};
use napi::Env;
use napi::bindgen_prelude::{Uint8ArraySlice, Unknown};
use napi_derive::napi;
use serde_json::Value;
use std::sync::Arc;

/// Reads a model file; the answer is a model.
#[napi(catch_unwind)]
pub fn load<'env>(env: &'env Env, call: Option<&Call>, path: String) -> napi::Result<Unknown<'env>> {
    call::start(env, call, &SHORT, move |_| {
        let weight = std::fs::metadata(&path).map_or(0, |facts| facts.len() as usize);
        Ok(Answer::Model(Arc::new(Handle::load(&path)?), weight))
    })
}

/// Reads the bytes of a model file; the answer is a model.
#[napi(catch_unwind)]
pub fn from_bytes<'env>(
    env: &'env Env,
    call: Option<&Call>,
    bytes: Uint8ArraySlice<'_>,
) -> napi::Result<Unknown<'env>> {
    let bytes = bytes.to_vec();
    call::start(env, call, &SHORT, move |_| Ok(Answer::Model(Arc::new(Handle::from_bytes(&bytes)?), bytes.len())))
}

/// Replays the test vectors of a model file; a report as JSON.
#[napi(catch_unwind)]
pub fn verify<'env>(env: &'env Env, call: Option<&Call>, path: String) -> napi::Result<Unknown<'env>> {
    call::start(env, call, &LONG, move |job| Handle::load(&path)?.verify(job).map(Answer::Text))
}

/// What the header of a model file says, as JSON.
#[napi(catch_unwind)]
pub fn inspect<'env>(env: &'env Env, call: Option<&Call>, path: String) -> napi::Result<Unknown<'env>> {
    call::start(env, call, &SHORT, move |_| header(|| kingpost::model::inspect_file(&path)))
}

/// [`inspect`] for the bytes of a file.
#[napi(catch_unwind)]
pub fn inspect_bytes<'env>(
    env: &'env Env,
    call: Option<&Call>,
    bytes: Uint8ArraySlice<'_>,
) -> napi::Result<Unknown<'env>> {
    let bytes = bytes.to_vec();
    call::start(env, call, &SHORT, move |_| header(|| kingpost::model::inspect(&bytes)))
}

fn header(inspect: impl FnOnce() -> Result<Value>) -> Result<Answer> {
    guarded(|| Ok(Answer::Text(inspect()?.to_string())))
}
