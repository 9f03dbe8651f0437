//! Every component's page in rustdoc has an example, which `cargo test --doc` runs.

#![allow(clippy::unwrap_used)] // helpers of a test are a test

use std::path::Path;

/// Looks for `Name::default()` in the documentation of each file that has a component.
fn without_example(folder: &Path, missing: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            without_example(&path, missing);
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let names = text.lines().filter_map(|line| line.trim().strip_prefix("impl Component for ")?.strip_suffix(" {"));
        // A macro's components are shown where it is used.
        for name in names.filter(|name| !name.starts_with('$')) {
            let shown = |line: &str| {
                let line = line.trim();
                (line.starts_with("///") || line.starts_with("#[doc"))
                    && line.contains(name)
                    && line.contains("::default()")
            };
            if !text.lines().any(shown) {
                missing.push(format!("{name} in {}", path.display()));
            }
        }
    }
}

#[test]
fn every_component_has_an_example() {
    let mut missing = Vec::new();
    without_example(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut missing);
    assert!(missing.is_empty(), "no example with numbers: {missing:?}");
}
