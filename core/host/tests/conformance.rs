//! Rust's run of the conformance cases and the saved models; the runners of the other languages print the same closing line.

#![allow(clippy::unwrap_used)] // helpers of a test are a test

use kingpost::catalog;
use kingpost_host::cases;
use serde_json::Value;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance")
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths
}

/// The folders of saved models, one a release.
fn releases() -> Vec<PathBuf> {
    files(&root().join("saved"), "")
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The id of the component whose model was saved here.
fn id_of(path: &Path) -> &str {
    let name = path.file_name().unwrap().to_str().unwrap();
    name.trim_end_matches(".json").trim_end_matches(".kp.safetensors")
}

fn run_case(path: &Path) -> Option<Result<(), String>> {
    let case = read(path);
    let Some(id) = case["component"].as_str() else { return Some(cases::run(&case)) };
    let known = catalog::get(id).is_ok();
    if !known && case["error"] != "kp.unknown_component" {
        assert_eq!(case["feature"], "neural", "{} is for a component that is not there", path.display());
        return None;
    }
    Some(cases::run(&case))
}

fn run_saved(path: &Path) -> Option<Result<(), String>> {
    if catalog::get(id_of(path)).is_err() && !cfg!(feature = "neural") {
        return None;
    }
    let bytes = std::fs::read(path.with_extension("kp.safetensors")).unwrap();
    Some(cases::run_saved(&read(path), &bytes))
}

#[test]
fn every_case_holds() {
    // What a case names is found from here.
    std::env::set_current_dir(root()).unwrap();
    let cases = files(&root().join("cases"), ".json").into_iter().map(|path| (run_case(&path), path));
    let saved = releases().into_iter().flat_map(|folder| files(&folder, ".json"));
    let (mut passed, mut failures) = (0, Vec::new());
    for (outcome, path) in cases.chain(saved.map(|path| (run_saved(&path), path))) {
        match outcome {
            Some(Ok(())) => passed += 1,
            Some(Err(why)) => failures.push(format!("{}: {why}", path.display())),
            None => {}
        }
    }
    println!("{passed} passed, {} failed", failures.len());
    assert!(failures.is_empty() && passed > 0, "{}", failures.join("\n"));
}

#[test]
fn every_component_has_a_saved_model_of_this_release() {
    let folder = root().join("saved").join(env!("CARGO_PKG_VERSION"));
    let models = files(&folder, ".kp.safetensors");
    for entry in catalog::list() {
        let there = models.iter().any(|path| id_of(path) == entry.id);
        assert!(there, "{} has no saved model; `cargo run -p kingpost-gen -- bless` writes it", entry.id);
    }
    for folder in releases() {
        let ids = |ending| files(&folder, ending).iter().map(|path| id_of(path).to_owned()).collect::<Vec<_>>();
        assert_eq!(ids(".json"), ids(".kp.safetensors"), "a model without its case, or a case without its model");
    }
}

/// A file that was tampered with is not the file that was saved, even where it still loads.
#[test]
fn another_model_in_its_place_is_noticed() {
    let folder = root().join("saved").join(env!("CARGO_PKG_VERSION"));
    let naive = folder.join("forecast.naive.json");
    let other = std::fs::read(folder.join("forecast.drift.kp.safetensors")).unwrap();
    assert!(cases::run_saved(&read(&naive), &other).unwrap_err().contains("the content id is"));
}
