//! Named steps, so that the user sees what is going on and where the time went.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What went wrong, for a person to read.
pub(crate) type Outcome<T = ()> = Result<T, String>;

pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
    skipped: Vec<String>,
    start: Instant,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { done: Vec::new(), skipped: Vec::new(), start: Instant::now() }
    }

    /// Runs one step under a heading.
    pub(crate) fn step<T>(&mut self, name: &str, f: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        eprintln!("\n[{:>4.0} s] {name}", self.start.elapsed().as_secs_f64());
        let start = Instant::now();
        let outcome = f();
        self.done.push((name.to_owned(), start.elapsed()));
        outcome.map_err(|why| format!("{name}: {why}"))
    }

    /// Notes what this machine could not do; the summary repeats it, so that nobody takes it for done.
    pub(crate) fn skip(&mut self, name: &str, why: &str) {
        eprintln!("SKIPPED {name}: {why}");
        self.skipped.push(format!("{name}: {why}"));
    }

    /// Where the time went.
    pub(crate) fn summary(&self) {
        if self.done.is_empty() {
            return;
        }
        eprintln!("\nwhere the time went:");
        for (name, time) in &self.done {
            eprintln!("  {:>6.1} s  {name}", time.as_secs_f64());
        }
        eprintln!("  {:>6.1} s  in all", self.start.elapsed().as_secs_f64());
        self.skipped.iter().for_each(|what| eprintln!("SKIPPED {what}"));
    }
}

/// The repository.
pub(crate) fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    folder.parent().unwrap_or(folder).to_path_buf()
}

/// Where everything that is made lies: `target`, or what `CARGO_TARGET_DIR` says.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Where the tools that are set up for this tree lie.
pub(crate) fn local(name: &str) -> PathBuf {
    target().join("xtask").join(name)
}

/// A command in the repository, that finds libraries where a user's does: cargo adds its own folders for us.
pub(crate) fn command<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(program);
    command.args(args).current_dir(root()).env_remove("LD_LIBRARY_PATH");
    command
}

/// Runs a command to its end; what it prints goes to the screen.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let name = command.get_program().to_string_lossy().into_owned();
    let shown: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy().into_owned()).collect();
    let status = command.status().map_err(|error| format!("{name} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name} {}` ended with {status}", shown.join(" "))) }
}

/// Runs a command and returns what it printed.
pub(crate) fn output(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name} could not be started: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    Err(format!("{name} ended with {}\n{text}{}", output.status, String::from_utf8_lossy(&output.stderr)))
}

/// An empty folder.
pub(crate) fn fresh(folder: &Path) -> Outcome {
    let explain = |error| format!("{}: {error}", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(explain)?;
    }
    std::fs::create_dir_all(folder).map_err(explain)
}

/// Copies one file.
pub(crate) fn copy(from: &Path, to: &Path) -> Outcome {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::copy(from, to).map(|_| ()).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

/// The files of a folder whose names end so, in order.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths
}
