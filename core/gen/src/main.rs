//! Writes the typed classes of every language and the reference pages from the catalogue that is linked in.
//!
//! `cargo run -p kingpost-gen` writes them; `-- check` fails if one of them is stale; `-- bless` writes the answers of new
//! conformance cases and the saved models of new components.

mod bless;
mod docs;
mod jvm;
mod node;
mod python;

use kingpost::component::{Entry, FunctionEntry};
use kingpost_host::{Param, params_of};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A component as the emitters see it.
pub(crate) struct Page {
    pub(crate) entry: Entry,
    /// The whole doc comment.
    pub(crate) doc: String,
    pub(crate) params: Vec<Param>,
    /// The options of the family's `fit`.
    pub(crate) options: Vec<Param>,
}

/// A function as the emitters see it.
pub(crate) struct FunctionPage {
    pub(crate) entry: FunctionEntry,
    /// The whole doc comment.
    pub(crate) doc: String,
    pub(crate) params: Vec<Param>,
}

/// The catalogue as the emitters see it.
pub(crate) struct Pages {
    pub(crate) components: Vec<Page>,
    pub(crate) functions: Vec<FunctionPage>,
}

/// A file to write: its path below the repository, and its text.
pub(crate) type File = (String, String);

fn pages() -> kingpost::Result<Pages> {
    let component = |entry: &Entry| {
        let (schema, options) = (entry.schema(), entry.options_schema());
        Ok(Page {
            entry: *entry,
            doc: entry.doc(),
            params: params_of(&schema, &entry.defaults()?),
            options: params_of(&options, &serde_json::Value::Null),
        })
    };
    let function = |entry: &FunctionEntry| {
        let params = params_of(&entry.schema(), &entry.defaults()?);
        Ok(FunctionPage { entry: *entry, doc: entry.doc(), params })
    };
    Ok(Pages {
        components: kingpost::catalog::list().iter().map(component).collect::<kingpost::Result<_>>()?,
        functions: kingpost::catalog::functions().iter().map(function).collect::<kingpost::Result<_>>()?,
    })
}

#[allow(clippy::print_stdout)] // a command talks to its user
fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let check = command == "check";
    let conformance = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance");
    if command == "ids" {
        kingpost::catalog::list().iter().for_each(|entry| println!("{}", entry.id));
        return ExitCode::SUCCESS;
    }
    match if command == "bless" { bless::bless(&conformance) } else { run(check) } {
        Ok(stale) if stale.is_empty() => ExitCode::SUCCESS,
        Ok(stale) if check => {
            eprintln!("stale, run `cargo run -p kingpost-gen`:\n  {}", stale.join("\n  "));
            ExitCode::FAILURE
        }
        Ok(written) => {
            eprintln!("written:\n  {}", written.join("\n  "));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The paths of the files that were not as they should be; unless checking, they are now.
fn run(check: bool) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let pages = pages()?;
    for page in &pages.functions {
        let taken = |param: &&Param| {
            ["output", "seed", "n_jobs", "timeout_ms", "cancel", "progress"].contains(&param.name.as_str())
        };
        if let Some(param) = page.params.iter().find(taken) {
            return Err(
                format!("{}: every call has an option '{}'; rename the parameter", page.entry.id, param.name).into()
            );
        }
    }
    let mut stale = Vec::new();
    for emit in [python::files, node::files, jvm::files, docs::files] {
        for (path, text) in emit(&pages) {
            let target = root.join(&path);
            if std::fs::read_to_string(&target).is_ok_and(|old| old == text) {
                continue;
            }
            if !check {
                if let Some(folder) = target.parent() {
                    std::fs::create_dir_all(folder)?;
                }
                std::fs::write(&target, text)?;
            }
            stale.push(path);
        }
    }
    Ok(stale)
}
