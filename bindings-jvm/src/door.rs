//! The door for calls that carry data and are made often: one C function that Java calls by JNA's direct mapping.
//!
//! A call through UniFFI allocates and fills three structures on the Java side, which takes longer than a small forecast.
//! Here a request is one block and so is its reply (see [`crate::wire`]): an answer, or an error.

use crate::model::{self, NativeModel};
use crate::{calls::Call, reply, wire};
use kingpost::component;
use kingpost::data::Data;
use kingpost::{Error, ErrorKind, Result};
use kingpost_host::guarded;
use std::ffi::c_char;
use std::panic::{AssertUnwindSafe, catch_unwind};

const CALL: i32 = 0;
const UPDATE: i32 = 1;
const METRIC: i32 = 2;
const FUNCTION: i32 = 4;
/// Panics on purpose, so that Java can test its fence.
const PANIC: i32 = 3;

/// What a call gives back.
enum Answer {
    Data(Data),
    Number(f64),
    Text(String),
}

/// Does what a request asks and says where its reply lies; 0 should even that fail.
///
/// The request: a verb or the id of a metric or function, arguments as JSON, tables. The model is the number that `NativeModel::number` says,
/// and the call has a number of its own for as long as it runs.
///
/// # Safety
/// `request` points to `length` bytes that nobody writes to until the call returns.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kingpost_ask(what: i32, model: i64, request: *const u8, length: i64, call: i64) -> i64 {
    let work = || {
        // SAFETY: the caller's promise.
        let request = unsafe { std::slice::from_raw_parts(request, length as usize) };
        let answer = guarded(|| answer(what, model, request, call));
        let block = answer.and_then(|answer| match answer {
            Answer::Data(data) => wire::write(&data),
            Answer::Number(number) => Ok(wire::number(number)),
            Answer::Text(text) => Ok(wire::text(&text)),
        });
        reply::keep(block.unwrap_or_else(|error| wire::error(&error)))
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(0)
}

/// Frees the reply at an address.
#[unsafe(no_mangle)]
pub extern "C" fn kingpost_free(address: i64) {
    reply::free(address);
}

/// The release of the library, as C writes text.
#[unsafe(no_mangle)]
pub extern "C" fn kingpost_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

fn answer(what: i32, model: i64, request: &[u8], call: i64) -> Result<Answer> {
    let (verb, args, mut tables) = wire::request(request)?;
    if what == FUNCTION {
        return Ok(match kingpost_host::function(verb, args, &tables, &Call::new(call).job)? {
            component::Answer::Frame(frame) => Answer::Data(frame.into()),
            component::Answer::Text(text) => Answer::Text(text),
        });
    }
    let data = tables.pop().flatten();
    match what {
        CALL => {
            let (model, call) = (NativeModel::of(model)?, Call::new(call));
            model.handle().call(verb, args, data.as_ref(), &call.job).map(Answer::Data)
        }
        UPDATE => {
            let (model, call) = (NativeModel::of(model)?, Call::new(call));
            model.handle().update(&model::given(data)?, args, &call.job).map(|frame| Answer::Data(frame.into()))
        }
        METRIC => kingpost_host::metric(verb, model::given(data)?.frame()?, args).map(Answer::Number),
        PANIC => kingpost_host::forced_panic(verb).map(|()| Answer::Number(0.0)),
        other => Err(unknown(other)),
    }
}

fn unknown(what: i32) -> Error {
    ErrorKind::Internal.error(format!("there is no request {what}"))
}
