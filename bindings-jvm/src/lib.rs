//! The native half of Kingpost's JVM package.
//!
//! UniFFI writes the Kotlin that calls these functions; the Java classes in `io.kingpost` hide it. Only signed numbers,
//! text and bytes cross. Data comes in as one block of bytes that is read in place (`wire`); a result stays here under
//! its address until Java has copied it (`reply`). What is called often does not go through UniFFI but through a `door`.

#![allow(unreachable_pub, reason = "UniFFI exports by attribute, not by path")]

mod calls;
mod door;
mod error;
mod evaluate;
mod model;
mod reply;
mod wire;

pub use error::NativeError;
pub use model::NativeModel;

use kingpost::catalog;
use kingpost_host::guarded;

uniffi::setup_scaffolding!();

type Native<T> = Result<T, NativeError>;

/// The whole catalogue as JSON.
#[uniffi::export]
pub fn catalog_json() -> Native<String> {
    Ok(guarded(kingpost_host::catalog_json)?)
}

/// Refuses an id that is not in the catalogue, naming those that are.
#[uniffi::export]
pub fn check_component(id: &str) -> Native<()> {
    Ok(guarded(|| catalog::get(id).map(|_| ()))?)
}

/// The ids of the components whose page has every word.
#[uniffi::export]
pub fn search_ids(query: &str) -> Native<Vec<String>> {
    Ok(guarded(|| Ok(catalog::search(query).iter().map(|entry| entry.id.to_owned()).collect()))?)
}

/// Asks a running call to stop; false when no such call runs.
#[uniffi::export]
pub fn cancel_call(call: i64) -> bool {
    calls::cancel(call)
}

/// How many steps of a running call are done; 0 when no such call runs.
#[uniffi::export]
pub fn call_done(call: i64) -> i64 {
    calls::progress(call).0
}

/// How many steps a running call has in all; 0 when that is not known.
#[uniffi::export]
pub fn call_total(call: i64) -> i64 {
    calls::progress(call).1
}

/// How many results wait to be freed, for tests.
#[uniffi::export]
pub fn count_replies() -> i64 {
    reply::count()
}

/// Panics outside of every fence but UniFFI's own.
#[uniffi::export]
pub fn unfenced_panic() -> Native<()> {
    #[allow(clippy::panic)]
    {
        panic!("forced panic outside of the fence");
    }
}
