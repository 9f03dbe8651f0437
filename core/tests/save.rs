//! Saving under bad luck: the old file or the new one, never a part of one.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // helpers of a test are a test

use kingpost::component::{Card, Forecaster};
use kingpost::data::Panel;
use kingpost::forecast::Naive;
use kingpost::{Model, Result};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Large enough that a save takes a while: some 4 MB.
fn model(name: &str) -> Result<Model> {
    let y: Vec<f64> = (0..250_000).map(f64::from).collect();
    let mut model = Naive::default().fit(&Panel::from_values(&y)?)?;
    model.describe(Card { name: Some(name.into()), ..Card::default() });
    Ok(model)
}

fn name(path: &Path) -> String {
    Model::load(path).unwrap().card().name.clone().unwrap()
}

/// This program again, running only the test that plays the child.
fn child(shell: &str, test: &str, path: &Path) -> Command {
    let mut command = Command::new("sh");
    let own = std::env::current_exe().unwrap();
    command.args(["-c", &format!("{shell} exec \"$0\" --exact {test} --ignored --nocapture")]).arg(own);
    command.env("KINGPOST_TEST_PATH", path).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
#[ignore = "the child of a test below"]
fn child_saves_for_ever() {
    let Some(path) = std::env::var_os("KINGPOST_TEST_PATH") else { return };
    let (old, new) = (model("old").unwrap(), model("new").unwrap());
    loop {
        new.save(&path).unwrap();
        old.save(&path).unwrap();
    }
}

#[test]
#[ignore = "the child of a test below"]
fn child_saves_once_and_is_refused() {
    let Some(path) = std::env::var_os("KINGPOST_TEST_PATH") else { return };
    let error = model("new").unwrap().save(&path).unwrap_err();
    assert_eq!(error.code(), "kp.io");
    assert!(error.message().contains("m.kp.safetensors"), "{error}");
}

#[test]
fn a_kill_in_the_middle_of_a_save_leaves_a_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.kp.safetensors");
    model("first").unwrap().save(&path).unwrap();
    let mut replaced = 0;
    for round in 0..8 {
        let files = || std::fs::read_dir(folder.path()).unwrap().count();
        // A killed child leaves its temporary file behind.
        let before = files();
        let mut child = child("", "child_saves_for_ever", &path).spawn().unwrap();
        // Wait until the child is at work, then strike at another moment each round.
        let start = Instant::now();
        while files() == before && start.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(15 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let name = name(&path);
        assert!(["first", "old", "new"].contains(&name.as_str()), "{name}");
        replaced += usize::from(name != "first");
    }
    assert!(replaced > 0, "the child never saved anything");
}

/// A limit on the size of files stops the writing in the middle, as a full disk does, and needs no rights.
#[test]
fn a_save_that_finds_no_room_leaves_the_old_file_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.kp.safetensors");
    model("old").unwrap().save(&path).unwrap();
    let limit = "trap '' XFSZ; ulimit -f 1024;";
    let status = child(limit, "child_saves_once_and_is_refused", &path).status().unwrap();
    assert!(status.success(), "{status}");
    assert_eq!(name(&path), "old");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_without_write_permission_is_an_error() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("m.kp.safetensors");
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o555)).unwrap();
    // The superuser may write everywhere.
    if std::fs::write(folder.path().join("probe"), "").is_err() {
        let error = model("new").unwrap().save(&path).unwrap_err();
        assert_eq!(error.code(), "kp.io");
        assert!(error.message().contains("ermission"), "{error}");
    }
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
}
