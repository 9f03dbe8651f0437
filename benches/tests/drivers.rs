//! The drivers at least parse: they run for minutes and with peers, and so not in the tests.

use std::path::{Path, PathBuf};
use std::process::Command;

fn files(ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let found: Vec<_> = paths.filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    assert!(!found.is_empty());
    found
}

fn passes(command: &mut Command, file: &Path) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
}

#[test]
fn python_parses() {
    for file in files(".py") {
        let code = "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read(), sys.argv[1])";
        passes(Command::new("python3").args(["-c", code]).arg(&file), &file);
    }
}

#[test]
fn node_parses() {
    for file in files(".mjs") {
        passes(Command::new("node").arg("--check").arg(&file), &file);
    }
}
