//! Every test of every language, on the packages that users install.

use crate::packages::{self, Packages};
use crate::steps::{Outcome, Steps, command, target};
use crate::{demo, deny, guide, scaffold, tools, vulkan};
use std::path::PathBuf;

pub(crate) fn run(steps: &mut Steps) -> Outcome {
    steps.step("look for the tools that must be there", tools::check)?;
    check(steps)?;
    on_packages(steps)?;
    deny::run(steps)?;
    vulkan::test(steps)
}

/// What users get: the packages' own tests, the demo's story and the README's example.
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

/// Format, lints, documentation, Rust's own tests, generated files, and the scaffolder's components: all without optimising,
/// which compiles in a fraction of the time and checks every sum of integers. The whole workspace is named, so that every
/// dependency has the same features in all of these steps and is compiled once.
pub(crate) fn check(steps: &mut Steps) -> Outcome {
    steps.step("format", || run_all(&[&["fmt", "--all", "--check"]]))?;
    steps
        .step("lints", || run_all(&[&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]]))?;
    steps.step("documentation", || {
        let packages = ["-p", "kingpost", "-p", "kingpost-host", "--features", "kingpost/neural"];
        let args = ["doc", "--quiet", "--no-deps"].into_iter().chain(packages);
        crate::steps::run(command("cargo", args).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    steps.step("Rust tests", || run_all(&[&["test", "--quiet", "--workspace"]]))?;
    steps.step("generated files", || {
        run_all(&[&["build", "--quiet", "--workspace", "--bin", "kingpost-gen"]])?;
        crate::steps::run(&mut command(target().join("debug/kingpost-gen"), ["check"]))
    })?;
    scaffold::test(steps)
}

fn run_all(calls: &[&[&str]]) -> Outcome {
    calls.iter().try_for_each(|args| crate::steps::run(&mut command("cargo", *args)))
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
