//! Every test of every language, on the packages that users install.

use crate::packages::{self, Packages};
use crate::steps::{Outcome, Steps, command, local, run, target};
use crate::{demo, deny, guide, scaffold, tools, vulkan};
use std::fs::File;
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::Duration;

/// The packages are built and tested in a process of their own beside the rest: much of both runs on one core. What it prints
/// follows at the end.
pub(crate) fn everything(steps: &mut Steps) -> Outcome {
    steps.step("look for the tools that must be there", tools::check)?;
    let packages = Beside::start("test-packages")?;
    eprintln!("\nthe packages are built and tested meanwhile: {}", packages.log.display());
    let rest = check(steps).and_then(|()| deny::run(steps)).and_then(|()| vulkan::test(steps));
    let packages = steps.step("the packages, meanwhile: what that printed", || packages.finish());
    rest.and(packages)
}

/// Another command of ours at work.
struct Beside {
    command: &'static str,
    child: Child,
    log: PathBuf,
}

impl Beside {
    fn start(command: &'static str) -> Outcome<Self> {
        let log = local(&format!("{command}.log"));
        let explain = |error: std::io::Error| format!("{command}: {error}");
        std::fs::create_dir_all(local("")).map_err(explain)?;
        let file = File::create(&log).map_err(explain)?;
        let mut xtask = crate::steps::command(std::env::current_exe().map_err(explain)?, [command]);
        xtask.stdin(Stdio::null()).stdout(file.try_clone().map_err(explain)?).stderr(file);
        Ok(Self { command, child: xtask.spawn().map_err(explain)?, log })
    }

    /// Shows what it has printed, and what it prints until its end.
    fn finish(mut self) -> Outcome {
        let explain = |error: std::io::Error| format!("{}: {error}", self.log.display());
        let mut log = File::open(&self.log).map_err(explain)?;
        loop {
            let ended = self.child.try_wait().map_err(explain)?;
            std::io::copy(&mut log, &mut std::io::stderr()).map_err(explain)?;
            match ended {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(format!("`cargo xtask {}` ended with {status}", self.command)),
                None => std::thread::sleep(Duration::from_millis(200)),
            }
        }
    }
}

/// What users get: the packages' own tests, the guide's and the READMEs' examples, and the demo's story.
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

/// What is tested: the whole workspace, with a GPU's backend. All steps name the same, so that every dependency has the same
/// features in all of them, and burn is compiled once.
pub(crate) const ALL: [&str; 3] = ["--workspace", "--features", "kingpost/wgpu"];

/// Format, lints, documentation, Rust's own tests, generated files, and the scaffolder's components: all without optimising,
/// which compiles in a fraction of the time and checks every sum of integers.
pub(crate) fn check(steps: &mut Steps) -> Outcome {
    steps.step("format", || run(&mut command("cargo", ["fmt", "--all", "--check"])))?;
    steps.step("lints", || cargo(&["clippy", "--quiet"], &["--all-targets", "--", "-D", "warnings"]))?;
    steps.step("documentation", || {
        let args = [&["doc", "--quiet"], &ALL[..], &["--no-deps", "--lib"]].concat();
        run(command("cargo", args).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    steps.step("Rust tests", || cargo(&["test", "--quiet"], &[]))?;
    steps.step("generated files", || {
        cargo(&["build", "--quiet"], &["--bin", "kingpost-gen"])?;
        run(&mut command(target().join("debug/kingpost-gen"), ["check"]))
    })?;
    scaffold::test(steps)
}

/// Cargo on all that is tested; its tests do not look for a GPU.
fn cargo(first: &[&str], last: &[&str]) -> Outcome {
    run(command("cargo", first).args(ALL).args(last).env("VK_ICD_FILENAMES", "/dev/null"))
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
