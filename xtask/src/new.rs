//! Starts a component: its file, its line in the module and in the catalogue, its line in the change log.

use crate::steps::{Outcome, root};
use std::path::Path;

/// What the author fills in is a whole, working component of its family: the smallest there is.
const TEMPLATES: &[(&str, &str)] = &[
    ("forecaster", include_str!("templates/forecaster.rs")),
    ("detector", include_str!("templates/detector.rs")),
    ("vectorizer", include_str!("templates/vectorizer.rs")),
];

pub(crate) fn run(family: &str, id: &str) -> Outcome {
    add(&root(), family, id)
}

/// Adds the component below `root`.
pub(crate) fn add(root: &Path, family: &str, id: &str) -> Outcome {
    let Some((_, template)) = TEMPLATES.iter().find(|(name, _)| *name == family) else {
        let families: Vec<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
        return Err(format!("there is no template for the family '{family}'; there are {}", families.join(", ")));
    };
    let good = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let Some((room, name)) = id.split_once('.').filter(|(room, name)| good(room) && good(name)) else {
        return Err(format!("the id is '{id}'; must be family.snake_case, such as anomaly.my_detector"));
    };
    let source = root.join("core/src");
    let file = source.join(room).join(format!("{name}.rs"));
    if file.exists() {
        return Err(format!("{} is there already", file.display()));
    }
    let class: String = name.split('_').map(capitalise).collect();
    let filled = template.replace("{{id}}", id).replace("{{Class}}", &class).replace("{{room}}", room);
    write(&file, &filled)?;
    insert(&source.join(room).join("mod.rs"), &format!("mod {name};"), |line| line.starts_with("mod "))?;
    insert(&source.join(room).join("mod.rs"), &format!("pub use {name}::{class};"), |line| {
        line.starts_with("pub use ")
    })?;
    let line = format!("        Entry::{family}::<{room}::{class}>(),");
    insert(&source.join("catalog.rs"), &line, |other| other.starts_with("        Entry::"))?;
    let line = format!("- `{id}` (`{class}`).");
    insert(&root.join("CHANGELOG.md"), &line, |other| other.starts_with("- "))?;
    println!("core/src/{room}/{name}.rs is a working component; now make it yours. Then:");
    println!("  core/conformance/cases/   add a case, and write its answers: cargo run -p kingpost-gen -- bless");
    println!("  cargo run -p kingpost-gen writes the classes and the reference page");
    Ok(())
}

fn capitalise(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

/// Puts a line before the first line of its kind.
fn insert(path: &Path, line: &str, kind: impl Fn(&str) -> bool) -> Outcome {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines: Vec<&str> = text.lines().collect();
    let at =
        lines.iter().position(|line| kind(line)).ok_or_else(|| format!("{}: no place for {line}", path.display()))?;
    lines.insert(at, line);
    write(path, &(lines.join("\n") + "\n"))
}

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_before_anything_is_written() {
        let nowhere = Path::new("/nonexistent");
        for id in ["anomaly", "Anomaly.x", "anomaly.My", "anomaly.", "../x.y", "a.b.c"] {
            assert!(add(nowhere, "detector", id).unwrap_err().contains("must be family.snake_case"), "{id}");
        }
        assert!(add(nowhere, "oracle", "a.b").unwrap_err().contains("there are forecaster, detector, vectorizer"));
    }
}
