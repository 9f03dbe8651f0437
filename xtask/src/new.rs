//! Starts a component: its file, its lines in the module and in the catalogue, a conformance case, its line in the change log.

use crate::steps::{Outcome, command, root};
use std::path::{Path, PathBuf};

/// What the author fills in is a whole, working component of its family, the smallest there is, and a conformance case of it.
pub(crate) struct Template {
    pub(crate) family: &'static str,
    code: &'static str,
    case: &'static str,
}

macro_rules! template {
    ($family:literal) => {
        Template {
            family: $family,
            code: include_str!(concat!("templates/", $family, ".rs")),
            case: include_str!(concat!("templates/", $family, ".json")),
        }
    };
}

/// One of every family.
pub(crate) const TEMPLATES: &[Template] = &[
    template!("forecaster"),
    template!("detector"),
    template!("series_detector"),
    template!("stream_detector"),
    template!("vectorizer"),
    template!("classifier"),
    template!("regressor"),
    template!("index"),
];

pub(crate) fn run(family: &str, id: &str) -> Outcome {
    add(&root(), family, id)
}

/// Adds the component below `root`.
pub(crate) fn add(root: &Path, family: &str, id: &str) -> Outcome {
    let Some(template) = TEMPLATES.iter().find(|template| template.family == family) else {
        let families: Vec<&str> = TEMPLATES.iter().map(|template| template.family).collect();
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
    let (file, module) = (source.join(room).join(format!("{name}.rs")), source.join(room).join("mod.rs"));
    if file.exists() {
        return Err(format!("{} is there already", file.display()));
    }
    let (case, class) = (format!("{room}_{name}"), class_of(name));
    let fill = |text: &str| {
        text.replace("{{id}}", id).replace("{{Class}}", &class).replace("{{name}}", &case).replace("{{room}}", room)
    };
    insert(&module, &format!("mod {name};"), |line| line.starts_with("mod "))?;
    insert(&module, &format!("pub use {name}::{class};"), |line| line.starts_with("pub use "))?;
    write(&file, &fill(template.code))?;
    // Forecasters have a list of their own, so that those that are made of others can choose from it.
    let (list, path) = match room {
        "forecast" => (&module, class.clone()),
        _ => (&source.join("catalog.rs"), format!("{room}::{class}")),
    };
    insert(list, &format!("        Entry::{family}::<{path}>(),"), |other| other.starts_with("        Entry::"))?;
    write(&root.join(format!("core/conformance/cases/{case}.json")), &fill(template.case))?;
    let line = format!("- `{id}` (`{class}`).");
    insert(&root.join("CHANGELOG.md"), &line, |other| other.starts_with("- "))?;
    // The order of modules and the breaks of lines depend on the name.
    crate::steps::run(command("cargo", ["fmt", "--package", "kingpost"]).current_dir(root))?;
    println!("core/src/{room}/{name}.rs is a working component of the catalogue; now make it yours. Then:");
    println!("  core/conformance/cases/{case}.json asks it; make the questions yours too");
    println!("  cargo run -p kingpost-gen -- bless   writes its answers and its saved model");
    println!("  cargo run -p kingpost-gen            writes the classes and the reference page");
    Ok(())
}

/// The name of the class: `my_detector` is `MyDetector`.
pub(crate) fn class_of(name: &str) -> String {
    name.split('_').map(capitalise).collect()
}

/// Where the saved models of this release are.
pub(crate) fn saved(root: &Path) -> PathBuf {
    root.join("core/conformance/saved").join(env!("CARGO_PKG_VERSION"))
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
        assert!(
            add(nowhere, "oracle", "a.b")
                .unwrap_err()
                .contains("there are forecaster, detector, series_detector, stream_detector, vectorizer")
        );
    }
}
