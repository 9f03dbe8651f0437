//! Writes what Maven needs of the built library: the Kotlin that calls it, and the resources of the jar.
//!
//! `kingpost-jvm-bindgen <library> <folder>` writes `<folder>/kotlin/**` and
//! `<folder>/resources/io/kingpost/native/<platform>/` with the library and its SHA-256.

use sha2::{Digest, Sha256};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use uniffi::{GenerateOptions, TargetLanguage};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, folder] = arguments.as_slice() else {
        eprintln!("usage: kingpost-jvm-bindgen <library> <folder>");
        return ExitCode::FAILURE;
    };
    match kotlin(library, folder).and_then(|()| resources(Path::new(library), Path::new(folder))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{library}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn kotlin(library: &str, folder: &str) -> Result<(), Box<dyn Error>> {
    uniffi::generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: library.into(),
        out_dir: format!("{folder}/kotlin").into(),
        config_override: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../uniffi.toml").into()),
        ..GenerateOptions::default()
    })?;
    Ok(())
}

/// The library is laid down under the platform's name as Java computes it, beside its digest: Java checks what it
/// extracted before it loads it.
fn resources(library: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let platform = format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH);
    let target: PathBuf = folder.join("resources/io/kingpost/native").join(platform);
    std::fs::create_dir_all(&target)?;
    let name = library.file_name().ok_or("a library has a file name")?.to_string_lossy().into_owned();
    let bytes = std::fs::read(library)?;
    let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    std::fs::write(target.join(&name), &bytes)?;
    std::fs::write(target.join(format!("{name}.sha256")), format!("{} {digest}\n", bytes.len()))?;
    Ok(())
}
