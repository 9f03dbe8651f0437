//! Rust's run of the conformance cases; the runners of the other languages print the same closing line.

use kingpost_host::cases;
use serde_json::Value;
use std::path::Path;

#[test]
fn every_case_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/cases");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let (mut passed, mut failures) = (0, Vec::new());
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "json")) {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let known = kingpost::catalog::get(case["component"].as_str().unwrap()).is_ok();
        if !known && case["error"] != "kp.unknown_component" {
            assert_eq!(case["feature"], "neural", "{} is for a component that is not there", path.display());
            continue;
        }
        match cases::run(&case) {
            Ok(()) => passed += 1,
            Err(why) => failures.push(format!("{}: {why}", path.display())),
        }
    }
    println!("{passed} passed, {} failed", failures.len());
    assert!(failures.is_empty() && passed > 0, "{}", failures.join("\n"));
}
