//! The packages that users install: a wheel, npm tarballs, jars.

use crate::steps::{Outcome, Steps, command, copy, files, fresh, local, output, root, run, target};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the packages lie.
pub(crate) struct Packages {
    pub(crate) wheel: PathBuf,
    /// The package and the one with the native part for this platform.
    pub(crate) npm: Vec<PathBuf>,
    pub(crate) jar: PathBuf,
}

/// Builds all three.
pub(crate) fn build(steps: &mut Steps) -> Outcome<Packages> {
    steps.step("look for the tools that must be there", tools::check)?;
    steps.step("compile the core and the three native libraries", compile)?;
    let out = target().join("packages");
    let npm = out.join("npm");
    steps.step("pack the wheel", || wheel(&out.join("python")))?;
    steps.step("pack the npm packages", || npm_packages(&npm))?;
    steps.step("pack the jars", || jars(&out.join("jvm")))?;
    Ok(Packages {
        wheel: only(&out.join("python"), ".whl")?,
        npm: files(&npm, ".tgz"),
        jar: out.join("jvm/kingpost.jar"),
    })
}

/// One call of cargo for all of them, so that every dependency is compiled once.
fn compile() -> Outcome {
    let packages = ["kingpost-python", "kingpost-node", "kingpost-jvm", "kingpost-bindgen", "kingpost-gen"];
    let mut args = vec!["build", "--release"];
    packages.iter().for_each(|package| args.extend(["-p", package]));
    run(&mut command("cargo", args))
}

/// The wheel, by maturin, from the library that was compiled above.
fn wheel(out: &Path) -> Outcome {
    fresh(out)?;
    let python = venv("build", &["maturin==1.16.0"])?;
    let mut maturin = command(python.with_file_name("maturin"), ["build", "--release", "--quiet"]);
    maturin.args(["--manifest-path", "bindings-python/Cargo.toml", "--out"]).arg(out);
    run(&mut maturin)
}

/// The package, and the one with the native library of this platform.
fn npm_packages(out: &Path) -> Outcome {
    fresh(out)?;
    let binding = root().join("bindings-node");
    let platform = local("npm-platform");
    fresh(&platform)?;
    copy(&binding.join("platform/linux-x64-gnu/package.json"), &platform.join("package.json"))?;
    copy(&target().join("release/libkingpost_node.so"), &platform.join("kingpost.node"))?;
    for folder in [&platform, &binding] {
        let mut pack = Command::new("npm");
        pack.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(out).current_dir(folder);
        output(&mut pack)?;
    }
    Ok(())
}

/// The jar with the native library inside, its sources and its Javadoc.
fn jars(out: &Path) -> Outcome {
    fresh(out)?;
    Ok(())
}

/// An empty folder outside of the tree, where only what is installed can be found.
pub(crate) fn outside(name: &str) -> Outcome<PathBuf> {
    let folder = std::env::temp_dir().join("kingpost-tests").join(name);
    fresh(&folder)?;
    Ok(folder)
}

/// A Node project in an empty folder with the two packages installed, without a network and without scripts.
pub(crate) fn npm_project(packages: &Packages, name: &str) -> Outcome<PathBuf> {
    let folder = outside(name)?;
    let manifest = "{ \"private\": true }\n";
    std::fs::write(folder.join("package.json"), manifest).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--silent", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run(npm.args(&packages.npm).current_dir(&folder))?;
    Ok(folder)
}

fn only(folder: &Path, ending: &str) -> Outcome<PathBuf> {
    match files(folder, ending).as_slice() {
        [one] => Ok(one.clone()),
        several => Err(format!("{} files end with {ending} in {}", several.len(), folder.display())),
    }
}

/// A virtual environment inside the tree with these packages; its python.
pub(crate) fn venv(name: &str, packages: &[&str]) -> Outcome<PathBuf> {
    let folder = local("venv").join(name);
    let python = folder.join("bin/python");
    if !python.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    }
    // Installed once; a changed list installs again.
    let (wanted, marker) = (packages.join("\n"), folder.join("installed.txt"));
    if std::fs::read_to_string(&marker).ok().as_deref() != Some(wanted.as_str()) {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages);
        run(&mut pip)?;
        std::fs::write(&marker, wanted).map_err(|error| format!("{}: {error}", marker.display()))?;
    }
    Ok(python)
}

/// Installs a wheel that was just built.
pub(crate) fn install_wheel(python: &Path, wheel: &Path) -> Outcome {
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"]);
    run(pip.arg(wheel))
}
