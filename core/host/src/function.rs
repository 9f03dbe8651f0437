//! Functions, for hosts that speak JSON.

use crate::guarded;
use crate::handle::{Job, parse};
use kingpost::component::Answer;
use kingpost::data::{Data, Frame};
use kingpost::{Result, catalog};

/// Calls the function of an id with its tables in order; `args` are its parameters and the options of every call.
///
/// # Errors
/// `kp.unknown_component`, and those of `kingpost::component::FunctionEntry::call`; `kp.internal` for a panic.
pub fn function(id: &str, args: &str, inputs: &[Option<Data>], job: &Job) -> Result<Answer> {
    guarded(|| {
        let mut args = parse(args)?;
        let ctx = job.context(&mut args)?;
        let frames: Vec<Option<&Frame>> =
            inputs.iter().map(|input| input.as_ref().map(Data::frame).transpose()).collect::<Result<_>>()?;
        catalog::function(id)?.call(&args, &frames, &ctx)
    })
}
