//! Licences, sources and bans of the dependencies, with every feature: `deny.toml` has the rules.

use crate::steps::{Outcome, Steps, command, local, output};

/// The version of cargo-deny that reads deny.toml.
const VERSION: &str = "0.20.2";

/// Checks what can be checked from the lock file and the sources of the dependencies alone.
pub(crate) fn run(steps: &mut Steps) -> Outcome {
    let (folder, program) = (local("tools"), local("tools").join("bin/cargo-deny"));
    if !output(&mut command(&program, ["--version"])).is_ok_and(|text| text.contains(VERSION)) {
        steps.step("compile cargo-deny, once", || {
            let mut install = command("cargo", ["install", "--quiet", "--locked", "--debug", "cargo-deny"]);
            install.args(["--version", VERSION, "--root"]).arg(folder);
            crate::steps::run(install.env("CARGO_PROFILE_DEV_DEBUG", "0"))
        })?;
    }
    steps.step("bans, licences and sources of the dependencies", || {
        crate::steps::run(&mut command(
            program,
            ["--log-level", "error", "--all-features", "check", "bans", "licenses", "sources"],
        ))
    })?;
    steps.skip(
        "advisories",
        "their database is a git repository on github.com; `cargo deny check advisories` fetches it",
    );
    Ok(())
}
