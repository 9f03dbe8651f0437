//! The story of the project on real data: fit once, answer in four languages, compare to the bit.

use crate::packages::{self, Packages};
use crate::steps::{Outcome, Steps, command, copy, fresh, output, root, target};
use std::path::Path;

/// What the notebook has beside Kingpost.
pub(crate) const BESIDE: &[&str] = &["numpy", "matplotlib", "tqdm"];

pub(crate) fn run(steps: &mut Steps) -> Outcome {
    let packages = packages::build(steps)?;
    tell(steps, &packages)
}

/// The story alone, with packages that are there; the tests tell it too.
pub(crate) fn tell(steps: &mut Steps, packages: &Packages) -> Outcome {
    let out = target().join("demo");
    fresh(&out)?;
    let python = steps.step("Python: install the wheel beside numpy and matplotlib", || {
        packages::python_for("demo", packages, BESIDE)
    })?;
    let story = root().join("examples/one_model");
    steps.step("Python: fit three models, save three files, draw the plot", || {
        let mut fit = command(&python, [story.join("fit.py"), root().join("examples/data"), out.clone()]);
        crate::steps::run(fit.current_dir(&out))
    })?;
    let answers = steps.step("load the files in four languages", || {
        Ok(vec![
            ("Python", output(&mut command(&python, [story.join("answer.py"), out.clone()]))?),
            ("Node", node(packages, &story, &out)?),
            ("Java", java(packages, &story, &out)?),
            ("Rust", rust(&out)?),
        ])
    })?;
    steps.step("compare", || compare(&answers))?;
    let (png, html) = (out.join("forecast.png"), out.join("forecast.html"));
    println!("\nplot: {}\npage: {}", png.display(), html.display());
    Ok(())
}

fn node(packages: &Packages, story: &Path, out: &Path) -> Outcome<String> {
    let folder = packages::npm_project(packages, "demo-node")?;
    let script = folder.join("answer.mjs");
    copy(&story.join("answer.mjs"), &script)?;
    output(command("node", [script, out.to_path_buf()]).current_dir(&folder))
}

fn java(packages: &Packages, story: &Path, out: &Path) -> Outcome<String> {
    let classes = packages::outside("demo-java")?;
    let path = packages::class_path(packages)?;
    let mut javac = command("javac", ["-encoding", "UTF-8", "-cp", &path, "-d"]);
    crate::steps::run(javac.arg(&classes).arg(story.join("Answer.java")))?;
    let path = format!("{path}:{}", classes.display());
    output(command("java", ["-Dfile.encoding=UTF-8", "-cp", &path, "Answer"]).arg(out))
}

/// Compiled with the packages, whose core it then shares: alone it would ask for a core of other features.
fn rust(out: &Path) -> Outcome<String> {
    packages::compile(&["one-model"])?;
    output(&mut command(target().join("release/answer"), [out]))
}

/// Prints the answers side by side; fails where one bit differs.
fn compare(answers: &[(&str, String)]) -> Outcome {
    let languages: Vec<&str> = answers.iter().map(|(language, _)| *language).collect();
    println!("{:<24} {:>18} {:>18} {:>18} {:>18}", "", languages[0], languages[1], languages[2], languages[3]);
    let lines: Vec<Vec<&str>> = answers.iter().map(|(_, text)| text.lines().collect()).collect();
    let mut differing = Vec::new();
    for (row, line) in lines[0].iter().enumerate() {
        let name = line.split(' ').next().unwrap_or_default();
        let shown: Vec<String> = lines.iter().map(|all| brief(all.get(row).copied().unwrap_or_default())).collect();
        let same = lines.iter().all(|all| all.get(row) == Some(line));
        let columns: Vec<String> = shown.iter().map(|text| format!("{text:>18}")).collect();
        println!("{name:<24} {} {}", columns.join(" "), if same { "same bits" } else { "DIFFERENT" });
        if !same {
            differing.push(name.to_owned());
        }
    }
    let lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
    if !differing.is_empty() || lengths.iter().any(|&length| length != lengths[0] || length < 8) {
        return Err(format!("the languages do not agree: {differing:?}, lines {lengths:?}"));
    }
    println!("{} lines, identical to the last bit in {}", lengths[0], languages.join(", "));
    Ok(())
}

/// The first value of a line, as a number where it is one.
fn brief(line: &str) -> String {
    let value = line.split(' ').nth(1).unwrap_or("nothing");
    match u64::from_str_radix(value, 16) {
        Ok(bits) if value.len() == 16 => format!("{:.12}", f64::from_bits(bits)),
        _ => value.chars().take(16).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bit_is_seen() {
        let text = |last: &str| format!("{}a.b {last}\n", "x 3ff0000000000000\n".repeat(8));
        let four = |last: &str| [("a", text("1")), ("b", text("1")), ("c", text("1")), ("d", text(last))];
        assert!(compare(&four("1")).is_ok());
        assert!(compare(&four("2")).unwrap_err().contains("a.b"));
        assert_eq!(brief("x 3ff0000000000000 4"), "1.000000000000");
    }
}
