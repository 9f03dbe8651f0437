//! Any bytes as a model file: an error, or a model that can be written again to the same bytes.
#![no_main]

use kingpost::Model;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = kingpost::model::inspect(bytes);
    if let Ok(model) = Model::from_bytes(bytes) {
        assert_eq!(model.to_bytes().expect("what was read can be written"), bytes);
    }
});
