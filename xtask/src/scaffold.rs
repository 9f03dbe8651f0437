//! The scaffolder at work: a component of every family in a copy of the tree, which then passes the tests of the catalogue.

use crate::new::{self, TEMPLATES};
use crate::steps::{Outcome, Steps, command, files, fresh, local, output, root, target};
use crate::test::ALL;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Starts a component of every family, writes its answers, its saved model and its classes, and tests all of them.
pub(crate) fn test(steps: &mut Steps) -> Outcome {
    let tree = local("scaffold");
    steps.step("start a component of every family in a copy of the tree", || start(&tree))?;
    steps.step("compile the copy", || cargo(&tree, &["build", "--bin", "kingpost-gen"]))?;
    steps.step("write answers, saved models and classes of the new components", || write(&tree))?;
    steps.step("the catalogue's tests on the new components", || {
        let tests = ["--test", "battery", "--test", "layers", "--test", "conformance"];
        cargo(&tree, &[&["test"], &tests[..]].concat())
    })
}

/// The id and the class that the test gives to the component of a family.
fn names(family: &str) -> (String, String) {
    let room = match family {
        "forecaster" => "forecast",
        "vectorizer" | "classifier" | "regressor" | "index" => "text",
        _ => "anomaly",
    };
    let name = format!("scaffolded_{family}");
    let class = new::class_of(&name);
    (format!("{room}.{name}"), class)
}

fn start(tree: &Path) -> Outcome {
    fresh(tree)?;
    let skip = ["./target", "./.git", "node_modules", "__pycache__", "./core/fuzz/target", "./core/fuzz/corpus"];
    let skip: Vec<String> = skip.iter().map(|name| format!("--exclude={name}")).collect();
    let copy = "tar -C \"$0\" \"$@\" -cf - . | tar -C \"$TREE\" -xf -";
    output(command("sh", ["-ec", copy]).arg(root()).args(skip).env("TREE", tree))?;
    TEMPLATES.iter().try_for_each(|template| new::add(tree, template.family, &names(template.family).0))?;
    output(command("cargo", ["fmt", "--package", "kingpost", "--check"]).current_dir(tree)).map(|_| ())
}

/// Another profile of our own crate keeps what is compiled of the copy apart from what is compiled of the tree, which cargo
/// would take for the same.
const APART: [&str; 2] = ["--config", "profile.dev.package.kingpost.debug=0"];

fn cargo(tree: &Path, args: &[&str]) -> Outcome {
    let mut cargo = command("cargo", &args[..1]);
    cargo.arg("--quiet").args(ALL).args(APART).args(&args[1..]);
    crate::steps::run(cargo.current_dir(tree).env("CARGO_TARGET_DIR", target()))
}

fn write(tree: &Path) -> Outcome {
    let generator = target().join("debug/kingpost-gen");
    crate::steps::run(Command::new(&generator).arg("bless").current_dir(tree))?;
    crate::steps::run(Command::new(&generator).current_dir(tree))?;
    for template in TEMPLATES {
        let (id, class) = names(template.family);
        for (language, folder) in [("Python", "bindings-python"), ("Node", "bindings-node"), ("Java", "bindings-jvm")] {
            let found = output(Command::new("grep").args(["-rlw", &class]).arg(tree.join(folder)));
            found.map_err(|_| format!("{language} has no class {class} after kingpost-gen"))?;
        }
        let saved: Vec<PathBuf> = files(&new::saved(tree), &format!("{id}.kp.safetensors"));
        if saved.len() != 1 {
            return Err(format!("{id} has no saved model"));
        }
    }
    Ok(())
}
