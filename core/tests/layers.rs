//! The dependency rule of ARCHITECTURE.md, read off the imports.

#![allow(clippy::unwrap_used)] // helpers of a test are a test

use std::path::{Path, PathBuf};

/// Each room and the rooms that it may import from.
const RULE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("math", &["error"]),
    ("data", &["error"]),
    ("component", &["data", "error", "math"]),
    ("forecast", &["component", "data", "error", "math"]),
    ("anomaly", &["component", "data", "error", "forecast", "math", "text"]),
    ("text", &["component", "data", "error", "math"]),
    ("neural", &["component", "data", "error", "math"]),
    ("catalog", &["anomaly", "component", "data", "error", "forecast", "neural", "text"]),
    ("evaluate", &["catalog", "component", "data", "error", "forecast", "math"]),
    ("model", &["catalog", "component", "data", "error", "math"]),
];

/// Files that may import from a room more: the fallback of all forecasters is one of them.
const EXCEPTIONS: &[(&str, &str)] = &[("component/forecast/fallback.rs", "forecast")];

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
}

/// The code of a file without its tests, which may look anywhere.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_imports_upward_and_only_neural_names_burn() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut seen = 0;
    for file in files {
        let relative = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        let room = relative.split(['/', '.']).next().unwrap();
        let code = code(&file);
        assert!(room == "neural" || !code.contains("burn::"), "{relative} names burn");
        let Some((_, allowed)) = RULE.iter().find(|(name, _)| *name == room) else {
            assert_eq!(relative, "lib.rs", "{relative} is in no room of the rule");
            continue;
        };
        let excepted = |other| EXCEPTIONS.contains(&(&*relative, other));
        let allowed = |other| other == room || allowed.contains(&other) || excepted(other);
        for (other, _) in RULE.iter().filter(|(other, _)| !allowed(other)) {
            assert!(!code.contains(&format!("crate::{other}::")), "{relative} imports from {other}");
        }
        seen += 1;
    }
    assert!(seen > 20, "only {seen} files were read");
}
