//! The manifest: everything that a file says about its model, beside the tensors.

use super::canonical;
use super::vectors::ProbeText;
use super::{FORMAT, corrupt_file};
use crate::component::{Card, Derivation, Entry};
use crate::error::{Result, err};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The abilities of a reader that a file of this format may ask for, beside its component.
const ABILITIES: [&str; 2] = ["conformance/1", "contract/1"];

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) kp_format: u32,
    pub(super) component: String,
    pub(super) component_version: u32,
    pub(super) params: Value,
    /// The release that wrote the file.
    pub(super) library: String,
    /// What a reader must be able to do.
    pub(super) requires: Vec<String>,
    pub(super) card: Card,
    pub(super) contract: Contract,
    /// The small facts of the state; its numbers are tensors.
    pub(super) state: Map<String, Value>,
    pub(super) conformance: Conformance,
    pub(super) derived_from: Vec<Derivation>,
    pub(super) tensors_sha256: String,
    pub(super) index_sha256: String,
}

/// What the model expects of its data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contract {
    pub(super) fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

impl Contract {
    pub(super) fn of(fields: Vec<(String, &'static str)>) -> Self {
        let field = |(name, kind): (String, &str)| Field { name, kind: kind.to_owned() };
        Self { fields: fields.into_iter().map(field).collect() }
    }
}

/// The answers that show that the model still is what it was.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Conformance {
    /// How many there are.
    pub(super) n: usize,
    /// How far an answer on another machine may be off, relative to the largest number of its column; 0 is to the bit.
    pub(super) tolerance: f64,
    pub(super) probes: Vec<ProbeText>,
}

/// What a model of this component asks of a reader.
pub(super) fn requires(entry: &Entry) -> Vec<String> {
    let mut requires: Vec<String> = ABILITIES.map(str::to_owned).into();
    requires.push(format!("{}/{}", entry.id, entry.version));
    requires.sort();
    requires
}

impl Manifest {
    /// The canonical text, whose digest is the model's content id.
    pub(super) fn text(&self) -> Result<String> {
        let value = serde_json::to_value(self).map_err(|error| err!(Internal, "the manifest: {error}"))?;
        canonical::text(&value).map_err(|why| err!(Unsupported, "the model cannot be saved: {why}"))
    }

    /// Reads what [`Manifest::text`] wrote, byte for byte.
    pub(super) fn read(text: &str) -> Result<Self> {
        let value = read_value(text)?;
        let manifest: Self =
            serde_json::from_value(value).map_err(|error| corrupt_file(format!("the manifest: {error}")))?;
        // Beside the text itself, this catches a real number where only a whole one is written, and the like.
        if manifest.text().map_err(|error| corrupt_file(error.message()))? != text {
            return Err(corrupt_file("the manifest does not say what Kingpost writes"));
        }
        Ok(manifest)
    }

    /// The catalogue's component, or what of the file this release cannot do.
    pub(super) fn component(&self) -> Result<Entry> {
        let (id, version, library) = (&self.component, self.component_version, &self.library);
        let refused = |why: String| {
            err!(IncompatibleModel, "the model was saved by Kingpost {library}: {why}")
                .with("component", id)
                .with("component_version", version)
                .with("library", library)
        };
        let Ok(entry) = crate::catalog::get(id) else {
            return Err(refused(format!("its component '{id}' is not in this release")));
        };
        if version > entry.version {
            let known = entry.version;
            return Err(refused(format!("version {version} of '{id}' is newer than {known}, the one of this release")));
        }
        if version < entry.version {
            let known = entry.version;
            return Err(refused(format!(
                "version {version} of '{id}' is older than {known}, the one of this release; Kingpost {library} reads it"
            )));
        }
        let known = requires(&entry);
        if let Some(unknown) = self.requires.iter().find(|required| !known.contains(required)) {
            return Err(refused(format!("it requires '{unknown}', which this release does not have")));
        }
        if self.requires != known {
            return Err(corrupt_file("the manifest does not require what its component does"));
        }
        Ok(entry)
    }
}

/// Names a newer format before anything else is asked of the file.
pub(super) fn check_format(text: &str) -> Result<()> {
    parse(text).map(|_| ())
}

fn parse(text: &str) -> Result<Value> {
    let value: Value =
        serde_json::from_str(text).map_err(|error| corrupt_file(format!("the manifest cannot be read: {error}")))?;
    match value.get("kp_format").and_then(Value::as_u64) {
        Some(FORMAT) => Ok(value),
        Some(format) if format > FORMAT => {
            Err(err!(IncompatibleModel, "the file has format {format}; this release reads {FORMAT}")
                .with("kp_format", format))
        }
        _ => Err(corrupt_file("the manifest names no format")),
    }
}

/// Reads the manifest's JSON, if it is written as Kingpost writes it.
pub(super) fn read_value(text: &str) -> Result<Value> {
    let value = parse(text)?;
    match canonical::text(&value) {
        Ok(again) if again == text => Ok(value),
        Ok(_) => Err(corrupt_file("the manifest is not written as Kingpost writes it")),
        Err(why) => Err(corrupt_file(format!("the manifest: {why}"))),
    }
}
