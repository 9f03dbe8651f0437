//! Any bytes as Arrow IPC: an error, or a frame that goes there and back.
//!
//! libFuzzer ends at every panic, and Arrow's own panics are caught only behind its hook; the hook is silenced here so
//! that only what leaves Kingpost counts.
#![no_main]

use kingpost::data::arrow::{from_ipc, to_ipc};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: { std::panic::set_hook(Box::new(|_| {})); }, |bytes: &[u8]| {
    if let Ok(frame) = from_ipc(bytes) {
        let again = to_ipc(frame.clone()).and_then(|bytes| from_ipc(&bytes)).expect("a frame can be written");
        assert_eq!(again.rows(), frame.rows());
    }
});
