//! Verifying: a model file proves on this host that its model answers as it did when it was saved.

use super::read::{self, Source};
use super::write::Draft;
use super::{FORMAT, Limits, manifest, vectors};
use crate::ErrorKind;
use crate::component::{Context, Model, Vector};
use crate::error::Result;
use serde::Serialize;
use std::hint::black_box;
use std::path::Path;

/// What was checked of a model, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The digest of the manifest, which names the model.
    pub content_id: String,
    /// The component's id.
    pub component: String,
    /// The release that wrote the file, or this one for a model that was fitted here.
    pub library: String,
    /// The version of the file format.
    pub format: u32,
    /// How many saved answers were compared.
    pub vectors: usize,
    /// Each check by name.
    pub checks: Vec<Check>,
    /// Whether every check passed.
    pub ok: bool,
}

/// One check of a [`Report`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Check {
    /// What was checked.
    pub name: String,
    /// Whether it passed.
    pub ok: bool,
    /// What was found.
    pub detail: String,
}

impl Check {
    fn new(name: &str, found: Result<String, String>) -> Self {
        let (ok, detail) = match found {
            Ok(detail) => (true, detail),
            Err(detail) => (false, detail),
        };
        Self { name: name.to_owned(), ok, detail }
    }
}

/// Verifies a model file: reads it as [`Model::load`] does, replays its conformance vectors on this host, and probes the
/// arithmetic of the process. A service runs it at its start, before it trusts a model on a new machine.
///
/// Output: a [`Report`] with the checks `format`, `digests`, `requirements`, `state`, `vectors`, `denormals kept` and
/// `rounding`.
///
/// # Errors
/// Those of [`Model::load`]: a file that cannot be read or trusted has no report.
pub fn verify(path: impl AsRef<Path>, ctx: &Context) -> Result<Report> {
    let (model, content_id) = read::model(Source::open(path.as_ref())?, &Limits::default())?;
    report(&model, content_id, ctx)
}

/// [`verify`] for the bytes of a file.
///
/// # Errors
/// Those of [`Model::from_bytes`].
pub fn verify_bytes(bytes: &[u8], ctx: &Context) -> Result<Report> {
    let (model, content_id) = read::model(Source::memory(bytes), &Limits::default())?;
    report(&model, content_id, ctx)
}

/// The report on a model that was just read; reading refuses what fails the first three checks.
fn report(model: &Model, content_id: String, ctx: &Context) -> Result<Report> {
    let again = Draft::of(model)?.content_id;
    let state = if again == content_id {
        Ok("written again, the model is the same file".to_owned())
    } else {
        Err(format!("written again, the model has the content id {again}"))
    };
    let vectors = vectors::of(model)?;
    let checks = vec![
        Check::new("format", Ok(format!("{FORMAT}, written as Kingpost writes it"))),
        Check::new("digests", Ok("SHA-256 of the index and of the tensors".into())),
        Check::new("requirements", Ok(manifest::requires(&model.entry).join(", "))),
        Check::new("state", state),
        Check::new("vectors", replay(model, &vectors, ctx)?),
        Check::new("denormals kept", denormals()),
        Check::new("rounding", rounding()),
    ];
    Ok(Report {
        content_id,
        component: model.entry.id.to_owned(),
        library: model.origin.library.clone().unwrap_or_default(),
        format: FORMAT as u32,
        vectors: vectors.len(),
        ok: checks.iter().all(|check| check.ok),
        checks,
    })
}

/// Asks again what was asked before the model was saved.
fn replay(model: &Model, vectors: &[Vector], ctx: &Context) -> Result<Result<String, String>> {
    let tolerance = vectors::tolerance(&model.entry);
    for (number, Vector { probe, answer }) in vectors.iter().enumerate() {
        let place = format!("vector {number}, '{}'", probe.verb);
        let now = match model.call(probe.verb, &probe.args, probe.data.as_ref(), ctx) {
            Ok(now) => now,
            Err(error) if matches!(error.kind(), ErrorKind::Cancelled | ErrorKind::DeadlineExceeded) => {
                return Err(error);
            }
            Err(error) => return Ok(Err(format!("{place}: {}", error.message()))),
        };
        if let Some(difference) = vectors::difference(answer, &now, tolerance) {
            return Ok(Err(format!("{place}: {difference}")));
        }
    }
    let exactness = if tolerance == 0.0 { "to the bit".to_owned() } else { format!("within {tolerance:e}") };
    Ok(Ok(format!("{} replayed, equal {exactness}", vectors.len())))
}

/// Libraries built with `-ffast-math` switch denormals off for the whole process; results then lose bits.
fn denormals() -> Result<String, String> {
    let tiny = f64::from_bits(1);
    let made = black_box(f64::MIN_POSITIVE) / black_box(2.0);
    let read = black_box(tiny) * black_box(2.0);
    if made > 0.0 && read > 0.0 {
        Ok("numbers below 2.2e-308 are kept".into())
    } else {
        Err("numbers below 2.2e-308 become 0: a library in this process switched flush-to-zero on".into())
    }
}

/// Ties go to even, in both directions from zero.
fn rounding() -> Result<String, String> {
    let half = f64::EPSILON / 2.0;
    let up =
        black_box(1.0) + black_box(half) == 1.0 && black_box(1.0 + f64::EPSILON) + black_box(half) > 1.0 + f64::EPSILON;
    let down = black_box(-1.0) - black_box(half) == -1.0;
    if up && down {
        Ok("to nearest, ties to even".into())
    } else {
        Err("not to nearest: something in this process changed the rounding mode".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_keeps_denormals_and_rounds_to_nearest() {
        assert!(denormals().is_ok());
        assert!(rounding().is_ok());
    }
}
