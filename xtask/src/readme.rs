//! The README's snippets, run as they stand.

use crate::packages::{self, Packages};
use crate::steps::{Outcome, Steps, command, output, root};
use std::path::{Path, PathBuf};

/// Runs the first block of each language and compares what they print.
pub(crate) fn run(steps: &mut Steps, packages: &Packages) -> Outcome {
    let text = std::fs::read_to_string(root().join("README.md")).map_err(|error| format!("README.md: {error}"))?;
    steps.step("the README's example in four languages", || {
        let folder = packages::outside("readme")?;
        let answers = [
            ("python", python(packages, &folder, &block(&text, "python")?)?),
            ("js", node(packages, &block(&text, "js")?)?),
            ("java", java(packages, &folder, &block(&text, "java")?)?),
            ("rust", rust(&block(&text, "rust")?)?),
        ];
        for (language, answer) in &answers {
            println!("{language:<8}{}", answer.trim());
        }
        let first = numbers(&answers[0].1);
        match answers.iter().find(|(_, answer)| numbers(answer) != first) {
            None if first.is_empty() => Err("the example prints no number".into()),
            None => Ok(()),
            Some((language, _)) => Err(format!("{language} prints other numbers than python")),
        }
    })
}

/// The first fenced block of a language.
fn block(text: &str, language: &str) -> Outcome<String> {
    let fence = format!("```{language}\n");
    let start = text.find(&fence).ok_or_else(|| format!("README.md has no block of {language}"))? + fence.len();
    let length =
        text[start..].find("\n```").ok_or_else(|| format!("README.md: the block of {language} does not end"))?;
    Ok(text[start..start + length].to_owned() + "\n")
}

/// The numbers in what a program printed, whatever is around them.
fn numbers(text: &str) -> Vec<f64> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || ".-+eE".contains(c)));
    words.filter(|word| word.contains('.')).filter_map(|word| word.parse().ok()).collect()
}

fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn python(packages: &Packages, folder: &Path, code: &str) -> Outcome<String> {
    let python = packages::python_for("demo", packages, crate::demo::BESIDE)?;
    let script = folder.join("example.py");
    write(&script, code)?;
    output(command(python, [script]).current_dir(folder))
}

fn node(packages: &Packages, code: &str) -> Outcome<String> {
    let folder = packages::npm_project(packages, "readme-node")?;
    let script = folder.join("example.mjs");
    write(&script, code)?;
    output(command("node", [script]).current_dir(&folder))
}

fn java(packages: &Packages, folder: &Path, code: &str) -> Outcome<String> {
    write(&folder.join("Example.java"), code)?;
    let path = packages::class_path(packages)?;
    crate::steps::run(command("javac", ["-cp", &path, "-d", "."]).arg("Example.java").current_dir(folder))?;
    output(command("java", ["-cp", &format!("{path}:."), "Example"]).current_dir(folder))
}

/// Rust's block is the example `readme` of the crate `one-model`; it must be the same text.
fn rust(code: &str) -> Outcome<String> {
    let path: PathBuf = root().join("examples/one_model/readme.rs");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    if text != code {
        return Err(format!("{} and the README's block of rust are not the same", path.display()));
    }
    output(&mut command("cargo", ["run", "--quiet", "--release", "-p", "one-model", "--bin", "readme"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_numbers_are_found() {
        let text = "a\n```js\nlet x = 1;\n```\n```python\nprint(1)\n```\n";
        assert_eq!(block(text, "python").unwrap(), "print(1)\n");
        assert!(block(text, "java").is_err());
        assert_eq!(numbers("[1.5, -2.25]\n Float64Array(1) [ 3e0, 4.0 ]"), [1.5, -2.25, 4.0]);
    }
}
