//! Every test of every language, on the packages that users install.

use crate::packages::{self, Packages};
use crate::steps::{Outcome, Steps, command, local, output, target};
use crate::{demo, guide, tools};
use std::path::PathBuf;

/// The version of cargo-deny that reads deny.toml.
const DENY: &str = "0.20.2";

pub(crate) fn run(steps: &mut Steps) -> Outcome {
    steps.step("look for the tools that must be there", tools::check)?;
    check(steps)?;
    on_packages(steps)
}

/// What users get: the packages' own tests and the demo's story.
pub(crate) fn on_packages(steps: &mut Steps) -> Outcome {
    let packages = packages::build(steps)?;
    languages(steps, &packages)?;
    guide::run(steps, &packages)?;
    demo::tell(steps, &packages)
}

/// The guide's examples and those of the READMEs, in four languages.
pub(crate) fn guide(steps: &mut Steps) -> Outcome {
    let packages = packages::build(steps)?;
    guide::run(steps, &packages)
}

/// Format, lints, documentation, generated files, dependencies, and Rust's own tests.
pub(crate) fn check(steps: &mut Steps) -> Outcome {
    steps.step("format", || run_all(&[&["fmt", "--all", "--check"]]))?;
    steps.step("lints", || {
        run_all(&[&["clippy", "--quiet", "--release", "--workspace", "--all-targets", "--", "-D", "warnings"]])
    })?;
    steps.step("documentation", || {
        let args = ["doc", "--quiet", "--release", "--no-deps", "-p", "kingpost", "-p", "kingpost-host"];
        crate::steps::run(command("cargo", args).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    steps.step("Rust tests", || run_all(&[&["test", "--quiet", "--release", "--workspace"]]))?;
    steps.step("generated files", || run_all(&[&["run", "--quiet", "--release", "-p", "kingpost-gen", "--", "check"]]))
}

fn run_all(calls: &[&[&str]]) -> Outcome {
    calls.iter().try_for_each(|args| crate::steps::run(&mut command("cargo", *args)))
}

/// Licences and sources of the dependencies; compiles cargo-deny first, which takes minutes.
pub(crate) fn deny() -> Outcome {
    let root = local("tools");
    let program = root.join("bin/cargo-deny");
    let current = output(&mut command(&program, ["--version"])).is_ok_and(|text| text.contains(DENY));
    if !current {
        let mut install =
            command("cargo", ["install", "--quiet", "--locked", "--debug", "cargo-deny", "--version", DENY]);
        crate::steps::run(install.arg("--root").arg(&root))?;
    }
    crate::steps::run(&mut command(
        program,
        ["--log-level", "error", "--all-features", "check", "bans", "licenses", "sources"],
    ))
}

/// The test suites of the three packages, and then that all four languages ran the same number of cases.
fn languages(steps: &mut Steps, packages: &Packages) -> Outcome {
    steps.step("Rust's conformance cases", packages::test_rust)?;
    steps.step("Python tests", || packages::test_python(packages))?;
    steps.step("Node tests", || packages::test_node(packages))?;
    steps.step("JVM tests", packages::test_jvm)?;
    steps.step("the same number of conformance cases in four languages", || {
        let logs: Vec<PathBuf> = ["rust", "python", "node", "jvm"].iter().map(|name| counts().join(name)).collect();
        let read =
            |path: &PathBuf| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let lines: Vec<String> = logs.iter().map(read).collect::<Outcome<_>>()?;
        println!("{}", lines.join("\n"));
        if lines.iter().all(|line| line.trim() == lines[0].trim()) {
            Ok(())
        } else {
            Err(format!("they differ: {lines:?}"))
        }
    })
}

/// Where each language's runner leaves its closing line.
pub(crate) fn counts() -> PathBuf {
    target().join("conformance")
}
