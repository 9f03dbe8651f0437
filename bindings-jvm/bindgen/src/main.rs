//! Has UniFFI write the Kotlin that calls the built library: `cargo xtask kotlin`.
//!
//! `kingpost-jvm-bindgen <library> <folder>` writes `<folder>/io/kingpost/internal/kingpost_jvm.kt`. A library that has
//! changed since refuses the Kotlin when it is loaded, for UniFFI compares checksums of all calls.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use uniffi::{GenerateOptions, TargetLanguage};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [library, folder] = arguments.as_slice() else {
        eprintln!("usage: kingpost-jvm-bindgen <library> <folder>");
        return ExitCode::FAILURE;
    };
    match kotlin(library, folder) {
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
        out_dir: folder.into(),
        config_override: Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../uniffi.toml").into()),
        ..GenerateOptions::default()
    })?;
    let file = Path::new(folder).join("io/kingpost/internal/kingpost_jvm.kt");
    let code = std::fs::read_to_string(&file)?;
    let (_, code) = code.split_once("\n\n").ok_or("the Kotlin has no header")?;
    std::fs::write(file, format!("// Written by UniFFI from the built library, by `cargo xtask kotlin`: do not edit.\n\n{code}"))?;
    Ok(())
}
