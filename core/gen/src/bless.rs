//! Writes down what the core answers to the conformance cases that do not say it yet.

use serde_json::Value;
use std::path::Path;

/// Fills in the answers and returns the names of the cases that were changed.
///
/// An answer that is there already is never changed: it is compared, and a difference is an error.
pub(crate) fn bless(folder: &Path) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::file_name);
    let mut changed = Vec::new();
    for path in paths.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let old = std::fs::read_to_string(&path)?;
        let mut case: Value = serde_json::from_str(&old)?;
        kingpost_host::cases::bless(&mut case).map_err(|why| format!("{}: {why}", path.display()))?;
        let new = serde_json::to_string(&case)? + "\n";
        if new != old {
            std::fs::write(&path, new)?;
            changed.push(path.display().to_string());
        }
    }
    Ok(changed)
}
