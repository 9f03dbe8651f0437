//! The project's commands. `cargo xtask` alone lists them.

mod bench;
mod demo;
mod deny;
mod guide;
mod new;
mod packages;
mod pages;
mod scaffold;
mod steps;
mod test;
mod tools;
mod vulkan;

use std::process::ExitCode;
use steps::Steps;

const HELP: &str = "\
cargo xtask demo              fit in Python, answer in four languages, compare to the bit, draw a plot
cargo xtask test              set up everything inside the tree and run every test of every language
cargo xtask package           build the wheel, the npm packages and the jars into target/packages
cargo xtask bench NAME        run Kingpost and its peers on the same input: forecast, anomaly, text, ffi;
                              with --write, into benches/RESULTS.md
cargo xtask new FAMILY NAME   start a component, such as: cargo xtask new detector anomaly.my_detector
cargo xtask kotlin            write the Kotlin of the JVM package, after a change of what its library exports
cargo xtask guide             run the guide's and the READMEs' examples in four languages
cargo xtask deny              check licences and sources of the dependencies with cargo-deny
cargo xtask scaffold          start a component of every family in a copy of the tree, and test it
cargo xtask gpu               train a small network through wgpu on a software Vulkan driver
cargo xtask test-packages     the second half of `test`: the packages, in every language
cargo xtask check             the first half of `test`: format, lints, docs, Rust tests
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut steps = Steps::new();
    let outcome = match words.as_slice() {
        ["demo"] => demo::run(&mut steps),
        ["test"] => test::everything(&mut steps),
        ["kotlin"] => packages::kotlin(&mut steps),
        ["guide"] => test::guide(&mut steps),
        ["deny"] => deny::run(&mut steps),
        ["scaffold"] => scaffold::test(&mut steps),
        ["gpu"] => vulkan::test(&mut steps),
        ["test-packages"] => test::on_packages(&mut steps),
        ["check"] => test::check(&mut steps),
        ["package"] => packages::build(&mut steps).map(|_| ()),
        ["bench", name] => bench::run(&mut steps, name, false),
        ["bench", name, "--write"] => bench::run(&mut steps, name, true),
        ["new", family, id] => new::run(family, id),
        _ => {
            print!("{HELP}");
            return if words.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    steps.summary();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\n{why}");
            ExitCode::FAILURE
        }
    }
}
