//! What the language bindings share, so that each of them only translates values.
//!
//! Every call goes through [`guarded`]: floats behave as IEEE 754 says whatever the host did to the CPU, and a panic
//! becomes `kp.internal` instead of the end of the host's process.

#[doc(hidden)]
pub mod cases;
mod evaluate;
mod float;
mod function;
mod handle;
pub mod json;
mod page;

pub use evaluate::{backtest, metric, metrics_json};
pub use float::{FloatGuard, denormals_survive};
pub use function::function;
pub use handle::{Handle, Job};
pub use page::{Param, ParamKind, catalog_json, params_of};

use kingpost::{ErrorKind, Result};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Runs `f` with IEEE floats and turns a panic into `kp.internal`.
///
/// # Errors
/// Those of `f`, and `kp.internal`.
pub fn guarded<T>(f: impl FnOnce() -> Result<T>) -> Result<T> {
    let _guard = FloatGuard::new();
    // Nothing that `f` touches is used again after a panic: a model under change is locked, and its lock is then refused.
    catch_unwind(AssertUnwindSafe(f)).unwrap_or_else(|payload| Err(internal(payload.as_ref())))
}

fn internal(payload: &(dyn Any + Send)) -> kingpost::Error {
    let text = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let text = text.unwrap_or("no message");
    ErrorKind::Internal.error(format!("a bug in Kingpost: {text}; please report it with what you called"))
}

/// Panics on purpose, here or inside a thread of the pool, so that every language can test its fence.
///
/// # Errors
/// Always `kp.internal`; `kp.invalid_params` for a place other than `call` and `pool`.
#[doc(hidden)]
pub fn forced_panic(place: &str) -> Result<()> {
    #[allow(clippy::panic)]
    let boom = || panic!("forced panic in {place}");
    match place {
        "call" => guarded(boom),
        "pool" => guarded(|| {
            kingpost::component::Context::new()
                .threads(2)
                .map(8, |step| if step == 5 { boom() } else { Ok(()) })
                .map(|_| ())
        }),
        other => Err(ErrorKind::InvalidParams.error(format!("place is '{other}'; must be 'call' or 'pool'"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        for place in ["call", "pool"] {
            let error = forced_panic(place).unwrap_err();
            assert_eq!(error.code(), "kp.internal");
            assert!(error.message().contains("forced panic"), "{error}");
        }
        assert_eq!(forced_panic("elsewhere").unwrap_err().code(), "kp.invalid_params");
        assert_eq!(guarded(|| Ok(1)).unwrap(), 1);
    }
}
