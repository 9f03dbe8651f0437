//! Linker settings of the shared library.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The pool's threads outlive the class loader that loaded the library, so its code must never be unmapped.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
