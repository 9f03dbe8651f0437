//! A GPU for the tests: Mesa's software renderer lavapipe, which needs no hardware and, set up below `target/`, no root.

use crate::steps::{Outcome, Steps, command, files, fresh, local, output, run};
use crate::test::ALL;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What Debian calls the loader and the drivers.
const PACKAGES: [&str; 2] = ["libvulkan1", "mesa-vulkan-drivers"];
const HOW: &str = "install Mesa's Vulkan drivers, which have lavapipe; Debian: apt-get install libvulkan1 \
                   mesa-vulkan-drivers, Fedora: dnf install vulkan-loader mesa-vulkan-drivers";
/// A renderer that hangs is an error, not a test that never ends: seconds.
const LIMIT: &str = "300";

/// A Vulkan driver: its description, and where its libraries are if the system does not know them.
struct Driver {
    icd: PathBuf,
    libraries: Option<PathBuf>,
}

/// Trains a network through wgpu on a software renderer; where none can be had, says so in the summary.
pub(crate) fn test(steps: &mut Steps) -> Outcome {
    const TEST: &str = "a network trained through wgpu on a software Vulkan driver";
    let driver = match steps.step("set up a software Vulkan driver", find)? {
        Ok(driver) => driver,
        Err(why) => {
            steps.skip(TEST, &why);
            return Ok(());
        }
    };
    let cargo = [&["test", "--quiet"], &ALL[..], &["--lib"]].concat();
    steps.step("compile the core with wgpu", || run(command("cargo", &cargo).arg("--no-run")))?;
    steps.step(TEST, || {
        let mut test = command("timeout", [LIMIT, "cargo"]);
        test.args(cargo).args(["--", "wgpu", "--test-threads", "1"]).env("VK_ICD_FILENAMES", &driver.icd);
        test.env("KINGPOST_ALLOW_SOFTWARE_GPU", "1").env("XDG_RUNTIME_DIR", local("vulkan"));
        if let Some(folder) = &driver.libraries {
            let mut folders = vec![folder.clone()];
            folders.extend(std::env::split_paths(&std::env::var_os("LD_LIBRARY_PATH").unwrap_or_default()));
            test.env("LD_LIBRARY_PATH", std::env::join_paths(folders).map_err(|error| error.to_string())?);
        }
        run(&mut test)
    })
}

/// The system's lavapipe, else one below `target/`, else whatever driver the system has; the inner error says why there is none.
fn find() -> Outcome<Result<Driver, String>> {
    let system = installed();
    if let Some(icd) = system.iter().find(|icd| is_lavapipe(icd)) {
        return Ok(Ok(Driver { icd: icd.clone(), libraries: None }));
    }
    std::fs::create_dir_all(local("vulkan")).map_err(|error| error.to_string())?;
    match (own(&local("vulkan")), system.into_iter().next()) {
        (Ok(driver), _) => Ok(Ok(driver)),
        (Err(_), Some(icd)) => Ok(Ok(Driver { icd, libraries: None })),
        (Err(why), None) => Ok(Err(format!("{why}; {HOW}"))),
    }
}

/// The drivers that the system has, if it has the loader too.
fn installed() -> Vec<PathBuf> {
    let known = output(Command::new("/sbin/ldconfig").arg("-p")).unwrap_or_default();
    if !known.contains("libvulkan.so.1") {
        return Vec::new();
    }
    ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"]
        .iter()
        .flat_map(|folder| files(Path::new(folder), ".json"))
        .collect()
}

fn is_lavapipe(icd: &Path) -> bool {
    icd.file_name().is_some_and(|name| name.to_string_lossy().starts_with("lvp_icd"))
}

/// Debian's packages, unpacked in a folder of our own: apt reads the system's list of sources and of what is installed, and
/// writes only here.
fn own(folder: &Path) -> Outcome<Driver> {
    let (root, ready) = (folder.join("root"), folder.join("lvp_icd.json"));
    if !ready.exists() {
        fresh(folder)?;
        let packages = download(folder)?;
        for package in &packages {
            run(Command::new("dpkg-deb").arg("--extract").arg(package).arg(&root))?;
        }
        let icd = files(&root.join("usr/share/vulkan/icd.d"), ".json").into_iter().find(|icd| is_lavapipe(icd));
        let icd = icd.ok_or("the packages have no lavapipe")?;
        let text = std::fs::read_to_string(&icd).map_err(|error| format!("{}: {error}", icd.display()))?;
        let text = text.replace("\"/usr/", &format!("\"{}/usr/", root.display()));
        std::fs::write(&ready, text).map_err(|error| format!("{}: {error}", ready.display()))?;
    }
    let loader = output(Command::new("find").arg(&root).args(["-name", "libvulkan.so.1"]))?;
    let loader = loader.lines().next().map(Path::new).and_then(Path::parent).ok_or("the packages have no loader")?;
    Ok(Driver { icd: ready, libraries: Some(loader.to_path_buf()) })
}

/// Downloads the packages and those that they need and this machine lacks.
fn download(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let (lists, cache, packages) = (folder.join("lists"), folder.join("cache"), folder.join("packages"));
    for folder in [&lists.join("partial"), &cache.join("archives/partial"), &packages] {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.args(["-qq", "-o", "Debug::NoLocking=true"]).env("LC_ALL", "C").current_dir(&packages);
        for (key, folder) in [("Dir::State::lists", &lists), ("Dir::Cache", &cache)] {
            apt.arg("-o").arg(format!("{key}={}", folder.display()));
        }
        apt
    };
    // A source that cannot be reached is no harm if the others have what is needed.
    let updated = output(apt().arg("update"));
    let plan = output(apt().args(["--simulate", "--no-install-recommends", "install"]).args(PACKAGES));
    let plan = plan.map_err(|why| format!("{}{why}", updated.err().unwrap_or_default()))?;
    let missing = missing(&plan);
    if missing.is_empty() {
        return Err("apt sees nothing to install".into());
    }
    output(apt().arg("download").args(missing))?;
    Ok(files(&packages, ".deb"))
}

/// The packages that apt would install and not merely bring up to date.
fn missing(plan: &str) -> Vec<&str> {
    let lines = plan.lines().filter_map(|line| line.strip_prefix("Inst ")?.split_once(' '));
    lines.filter(|(_, rest)| rest.starts_with('(')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_installed_is_not_fetched_again() {
        let plan = "NOTE: only a simulation\nInst libgbm1 [22.3.6-1] (22.3.6-2 Debian:12 [amd64])\n\
                    Inst libvulkan1 (1.3.239.0-1 Debian:12 [amd64])\nConf libvulkan1 (1.3 Debian:12 [amd64])\n";
        assert_eq!(missing(plan), ["libvulkan1"]);
        assert!(is_lavapipe(Path::new("/usr/share/vulkan/icd.d/lvp_icd.x86_64.json")));
        assert!(!is_lavapipe(Path::new("/usr/share/vulkan/icd.d/nvidia_icd.json")));
    }
}
