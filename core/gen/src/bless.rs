//! Writes down what the core answers to the conformance cases that do not say it yet, and the saved models that are not there.

use kingpost::component::Entry;
use kingpost_host::cases;
use serde_json::Value;
use std::path::Path;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Fills in the answers and returns the names of the cases that were changed.
///
/// An answer that is there already is never changed: it is compared, and a difference is an error.
pub(crate) fn bless(root: &Path) -> Outcome<Vec<String>> {
    // What a case names is found from its folder.
    std::env::set_current_dir(root)?;
    let (mut cases, mut changed) = answers(&root.join("cases"))?;
    for entry in kingpost::catalog::functions() {
        if !cases.iter().any(|case| case["function"] == entry.id && case.get("error").is_none()) {
            return Err(format!("{} has no conformance case", entry.id).into());
        }
    }
    // A small file is enough.
    cases.sort_by_key(|case| case.to_string().len());
    let folder = root.join("saved").join(env!("CARGO_PKG_VERSION"));
    std::fs::create_dir_all(&folder)?;
    for entry in kingpost::catalog::list() {
        changed.extend(save(entry, &cases, &folder)?);
    }
    Ok(changed)
}

/// Saves the model that the smallest case named after a component fits, or the smallest of all its cases. A saved model
/// that is there stays: it is frozen.
fn save(entry: &Entry, cases: &[Value], folder: &Path) -> Outcome<Option<String>> {
    let (model, asked) =
        (folder.join(format!("{}.kp.safetensors", entry.id)), folder.join(format!("{}.json", entry.id)));
    if model.exists() && asked.exists() {
        return Ok(None);
    }
    let own = |case: &&Value| case["component"] == entry.id && case.get("error").is_none();
    let named = |case: &&Value| case["name"].as_str().is_some_and(|name| name.starts_with(&entry.id.replace('.', "_")));
    let case = cases.iter().filter(own).find(named).or_else(|| cases.iter().find(own));
    let case = case.ok_or_else(|| format!("{} has no conformance case", entry.id))?;
    let (bytes, case) = cases::save(case).map_err(|why| format!("{}: {why}", entry.id))?;
    std::fs::write(&model, bytes)?;
    std::fs::write(&asked, serde_json::to_string(&case)? + "\n")?;
    Ok(Some(model.display().to_string()))
}

/// All cases with their answers, and the names of those that got one now.
fn answers(folder: &Path) -> Outcome<(Vec<Value>, Vec<String>)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::file_name);
    let (mut cases, mut changed) = (Vec::new(), Vec::new());
    for path in paths.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let old = std::fs::read_to_string(&path)?;
        let mut case: Value = serde_json::from_str(&old)?;
        cases::bless(&mut case, true).map_err(|why| format!("{}: {why}", path.display()))?;
        let new = serde_json::to_string(&case)? + "\n";
        if new != old {
            std::fs::write(&path, new)?;
            changed.push(path.display().to_string());
        }
        cases.push(case);
    }
    Ok((cases, changed))
}
