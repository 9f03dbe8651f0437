//! The model file: one file per fitted model, the same bytes in every language, safe to read from a stranger.
//!
//! The file is a valid safetensors file. Its header holds a manifest in canonical JSON (component, parameters, card, data
//! contract, digests), its tensors hold the state and a few answers that [`verify`] replays. `docs/src/model-file.md` is the
//! full specification.
//!
//! ```
//! use kingpost::{Model, component::Forecaster, data::Panel, forecast::Naive};
//! let model = Naive::default().fit(&Panel::from_values(&[1.0, 2.0, 4.0])?)?;
//! let bytes = model.to_bytes()?;
//! let loaded = Model::from_bytes(&bytes)?;
//! assert_eq!(loaded.forecast(3, &[95.0])?, model.forecast(3, &[95.0])?);
//! assert_eq!(loaded.to_bytes()?, bytes);
//! # Ok::<(), kingpost::Error>(())
//! ```

mod canonical;
mod header;
mod manifest;
#[cfg(test)]
mod mutation;
mod read;
#[cfg(test)]
mod tests;
mod vectors;
mod verify;
mod write;

pub use verify::{Check, Report, verify, verify_bytes};

use crate::catalog;
use crate::component::{Context, Model};
use crate::error::{Error, Result, err};
use read::Source;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fmt::Display;
use std::io::Write as _;
use std::path::Path;
use write::Draft;

/// The version of the file format that this release writes and reads.
const FORMAT: u64 = 1;

/// How much a reader takes from a file; what a stranger sends can be held to less than the defaults, never to more.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the header: 8 MiB.
    pub header: usize,
    /// Bytes of the manifest: 4 MiB.
    pub manifest: usize,
    /// Tensors: 65,536.
    pub tensors: usize,
    /// Axes of a tensor: 8.
    pub rank: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { header: 8 << 20, manifest: 4 << 20, tensors: 1 << 16, rank: 8 }
    }
}

impl Limits {
    fn at_most_default(&self) -> Self {
        let most = Self::default();
        Self {
            header: self.header.min(most.header),
            manifest: self.manifest.min(most.manifest),
            tensors: self.tensors.min(most.tensors),
            rank: self.rank.min(most.rank),
        }
    }
}

impl Model {
    /// The bytes of the model file: the same model gives the same bytes, in every language.
    ///
    /// # Errors
    /// `kp.unsupported` for a model that a file cannot hold: a manifest over 4 MiB, or whole numbers over 2^53 in it.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        Draft::of(self)?.to_bytes()
    }

    /// Reads the bytes of a model file, which may come from a stranger. A supervised model of fastText, plain or quantised, is
    /// read as well: a model of `text.fasttext_classifier`.
    ///
    /// # Errors
    /// `kp.corrupt_model` for anything but the unchanged bytes of a model file; `kp.incompatible_model`, naming it, for what
    /// this release does not have: a newer format, an unknown component, another version of the component.
    pub fn from_bytes(bytes: &[u8]) -> Result<Model> {
        match catalog::reader(bytes) {
            Some(read) => read(bytes),
            None => Self::from_bytes_within(bytes, &Limits::default()),
        }
    }

    /// [`Model::from_bytes`] under tighter limits, and of our own files alone.
    ///
    /// # Errors
    /// As [`Model::from_bytes`]; what is over a limit is `kp.corrupt_model`.
    pub fn from_bytes_within(bytes: &[u8], limits: &Limits) -> Result<Model> {
        Ok(read::model(Source::memory(bytes), &limits.at_most_default())?.0)
    }

    /// Writes the model file. A crash, a full disk or a kill leaves the old file or the new one, never a part of one.
    ///
    /// A name that ends in `.fasttext.bin` or `.ftz` makes a file that fastText reads, of a model of `FastTextClassifier` that
    /// it can hold; see [`write_fasttext`](crate::text::write_fasttext).
    ///
    /// # Errors
    /// `kp.io` with the path and the reason; `kp.unsupported` for a model that fastText cannot hold where the name asks for
    /// its file; and those of [`Model::to_bytes`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        if let Some(writer) = catalog::writer(path) {
            let bytes = writer(self)?;
            return write::save(path, |out| out.write_all(&bytes));
        }
        let draft = Draft::of(self)?;
        write::save(path, |out| draft.write(out))
    }

    /// Reads a model file, or a file of fastText as [`Model::from_bytes`] does.
    ///
    /// # Errors
    /// `kp.io` with the path and the reason; and those of [`Model::from_bytes`].
    pub fn load(path: impl AsRef<Path>) -> Result<Model> {
        let mut source = Source::open(path.as_ref())?;
        match catalog::reader(&source.begin()?) {
            Some(read) => read(&source.all()?),
            None => Ok(read::model(source, &Limits::default())?.0),
        }
    }

    /// The name that nobody can give to another model: the SHA-256 of the manifest, in hexadecimal. The manifest holds the
    /// digests of all the rest.
    ///
    /// # Errors
    /// Those of [`Model::to_bytes`].
    pub fn content_id(&self) -> Result<String> {
        Ok(Draft::of(self)?.content_id)
    }

    /// Writes the model into memory, reads it back, and replays its conformance vectors: those of its file for a loaded
    /// model, or else those of its probes. See [`verify()`] for the report.
    ///
    /// # Errors
    /// Those of [`Model::to_bytes`] and [`Model::from_bytes`]; `kp.cancelled` and `kp.deadline_exceeded`.
    pub fn verify(&self, ctx: &Context) -> Result<Report> {
        verify_bytes(&self.to_bytes()?, ctx)
    }
}

/// What a model file says about itself, and its `content_id`, without restoring the model: works for components and
/// versions that this release does not have. Only the header is looked at; nothing is said about the tensors.
///
/// # Errors
/// `kp.corrupt_model` when the header is not one that Kingpost writes; `kp.incompatible_model` for a newer format.
pub fn inspect(bytes: &[u8]) -> Result<Value> {
    about(read::head(&mut Source::memory(bytes), &Limits::default())?)
}

/// [`inspect`] of a file, of which no more than the header is read.
///
/// # Errors
/// As [`inspect`]; `kp.io` where the file cannot be read.
pub fn inspect_file(path: impl AsRef<Path>) -> Result<Value> {
    about(read::head(&mut Source::open(path.as_ref())?, &Limits::default())?)
}

fn about(head: read::Head) -> Result<Value> {
    let mut manifest = read::manifest_value(&head)?;
    if let Some(fields) = manifest.as_object_mut() {
        fields.insert("content_id".into(), head.content_id().into());
    }
    Ok(manifest)
}

fn corrupt_file(why: impl Display) -> Error {
    err!(CorruptModel, "not a sound model file: {why}")
}

fn io_error(what: &str, path: &Path, error: std::io::Error) -> Error {
    let path = path.display();
    err!(Io, "cannot {what} '{path}': {error}").with("path", path).caused_by(error)
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
