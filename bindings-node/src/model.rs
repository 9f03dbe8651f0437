//! A fitted model that JavaScript holds.

use crate::call::{Answer, Call, throw};
use crate::input;
use crate::lane::{LONG, SHORT};
use kingpost::ErrorKind;
use kingpost_host::Handle;
use napi::Env;
use napi::bindgen_prelude::{Object, ObjectFinalize};
use napi_derive::napi;
use std::sync::Arc;

/// A fitted model, until it is disposed of.
#[napi(custom_finalize)]
pub struct NativeModel {
    handle: Option<Arc<Handle>>,
    /// What the garbage collector was told that it holds.
    weight: i64,
}

impl NativeModel {
    pub(crate) fn new(env: &Env, handle: Arc<Handle>, weight: usize) -> napi::Result<Self> {
        let weight = i64::try_from(weight).unwrap_or(i64::MAX);
        env.adjust_external_memory(weight)?;
        Ok(Self { handle: Some(handle), weight })
    }

    fn handle(&self) -> napi::Result<Arc<Handle>> {
        let gone = || throw(ErrorKind::Unsupported.error("the model was disposed of; load or fit it again"));
        self.handle.clone().ok_or_else(gone)
    }
}

impl ObjectFinalize for NativeModel {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.weight).map(|_| ())
    }
}

#[napi]
impl NativeModel {
    /// Calls a verb that leaves the model as it is.
    #[napi(catch_unwind)]
    pub fn call(&self, call: &Call, verb: String, args: String, data: Option<Object<'_>>) -> napi::Result<()> {
        let handle = self.handle()?;
        let data = data.map(|data| input::data(&data)).transpose().map_err(throw)?;
        call.start(&SHORT, move |job| handle.call(&verb, &args, data.as_ref(), job).map(Answer::Data));
        Ok(())
    }

    /// Learns from new data.
    #[napi(catch_unwind)]
    pub fn update(&self, call: &Call, data: Object<'_>, options: String) -> napi::Result<()> {
        let handle = self.handle()?;
        let data = input::data(&data).map_err(throw)?;
        call.start(&SHORT, move |job| handle.update(&data, &options, job).map(|frame| Answer::Data(frame.into())));
        Ok(())
    }

    /// Facts and tables that only this kind of model has.
    #[napi(catch_unwind)]
    pub fn parts(&self, call: &Call) -> napi::Result<()> {
        let handle = self.handle()?;
        call.start(&SHORT, move |_| handle.parts().map(|(facts, tables)| Answer::Parts(facts, tables)));
        Ok(())
    }

    /// The bytes of the model file.
    #[napi(catch_unwind)]
    pub fn to_bytes(&self, call: &Call) -> napi::Result<()> {
        let handle = self.handle()?;
        call.start(&SHORT, move |_| handle.to_bytes().map(Answer::Bytes));
        Ok(())
    }

    /// Writes the model file.
    #[napi(catch_unwind)]
    pub fn save(&self, call: &Call, path: String) -> napi::Result<()> {
        let handle = self.handle()?;
        call.start(&SHORT, move |_| handle.save(&path).map(|()| Answer::Nothing));
        Ok(())
    }

    /// SHA-256 of what the model is.
    #[napi(catch_unwind)]
    pub fn content_id(&self, call: &Call) -> napi::Result<()> {
        let handle = self.handle()?;
        call.start(&SHORT, move |_| handle.content_id().map(Answer::Text));
        Ok(())
    }

    /// Replays the model's own test vectors; a report as JSON.
    #[napi(catch_unwind)]
    pub fn verify(&self, call: &Call) -> napi::Result<()> {
        let handle = self.handle()?;
        call.start(&LONG, move |job| handle.verify(job).map(Answer::Text));
        Ok(())
    }

    /// Identity, parameters and card as JSON.
    #[napi(catch_unwind)]
    pub fn describe(&self) -> napi::Result<String> {
        self.handle()?.describe().map_err(throw)
    }

    /// Writes the owner's part of the card.
    #[napi(catch_unwind)]
    pub fn set_card(&self, card: String) -> napi::Result<()> {
        self.handle()?.set_card(&card).map_err(throw)
    }

    /// A copy that is updated apart from this one.
    #[napi(catch_unwind)]
    pub fn duplicate(&self, call: &Call) -> napi::Result<()> {
        let (handle, weight) = (self.handle()?, self.weight as usize);
        call.start(&LONG, move |_| Ok(Answer::Model(Arc::new(handle.duplicate()?), weight)));
        Ok(())
    }

    /// Lets go of the native model; a call under way still ends well.
    #[napi(catch_unwind)]
    pub fn dispose(&mut self, env: Env) -> napi::Result<()> {
        self.handle = None;
        env.adjust_external_memory(-std::mem::take(&mut self.weight)).map(|_| ())
    }
}
