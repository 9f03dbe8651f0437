//! The guide's examples, run in four languages on the built packages; the examples in the READMEs too.

use crate::packages::{self, Packages};
use crate::pages::{self, LANGUAGES, read};
use crate::steps::{Outcome, Steps, command, copy, fresh, output, root, target};
use std::path::{Path, PathBuf};

/// What runs an example: a file of one language in a folder of its own.
struct Languages {
    python: PathBuf,
    class_path: String,
    /// Where the examples run; the packages for Node are installed in it.
    folder: PathBuf,
}

/// Runs every topic in every language and compares what they print; then the examples of the packages' READMEs.
pub(crate) fn run(steps: &mut Steps, packages: &Packages) -> Outcome {
    let languages = steps.step("set the four languages up for the guide's examples", || {
        packages::compile(&["kingpost-snippets"])?;
        Ok(Languages {
            python: packages::python_for("demo", packages, crate::demo::BESIDE)?,
            class_path: packages::class_path(packages)?,
            folder: packages::npm_project(packages, "guide")?,
        })
    })?;
    steps.step("the guide's examples in four languages", || {
        pages::topics()?.iter().try_for_each(|topic| languages.topic(topic))
    })?;
    steps.step("the examples of the packages' READMEs", || languages.readmes())?;
    steps.step("the guide's pages and links", pages::check)
}

impl Languages {
    /// One topic: the four languages must print the same words and numbers, and those that the guide shows.
    fn topic(&self, topic: &str) -> Outcome {
        let sources = pages::snippets().join(topic);
        let printed = std::thread::scope(|scope| {
            let runs = LANGUAGES.map(|(language, file)| {
                let source = sources.join(file);
                scope.spawn(move || self.example(language, &source, topic).map_err(|why| format!("{topic}: {why}")))
            });
            runs.map(|run| run.join().unwrap_or_else(|_| Err(format!("{topic}: the run panicked"))))
        });
        let printed = printed.into_iter().collect::<Outcome<Vec<String>>>()?;
        let shown = sources.join("output.txt");
        let expected = if shown.exists() { tokens(&read(&shown)?) } else { tokens(&printed[0]) };
        for ((language, _), text) in LANGUAGES.iter().zip(&printed) {
            if tokens(text) != expected || expected.is_empty() {
                return Err(format!("{topic}: {language} prints\n{text}and not {expected:?}"));
            }
        }
        if !shown.exists() {
            // A new topic: what Node prints, the plainest of the four, is written down once and compared from then on.
            std::fs::write(&shown, &printed[1]).map_err(|error| format!("{}: {error}", shown.display()))?;
        }
        println!("{topic:<18} the same in four languages");
        Ok(())
    }

    /// Runs one file and returns what it printed.
    fn example(&self, language: &str, source: &Path, topic: &str) -> Outcome<String> {
        let folder = self.folder.join(topic).join(language);
        fresh(&folder)?;
        let file = folder.join(source.file_name().unwrap_or_default());
        copy(source, &file)?;
        // Some examples need a transformer, one a model of languages.
        let models = ["core/conformance/files/tiny_bert", "examples/data/languages.kp.safetensors"];
        crate::steps::run(command("ln", ["-s"]).args(models.map(|model| root().join(model))).arg(&folder))?;
        let mut command = match language {
            "python" => command(&self.python, [&file]),
            "js" => command("node", [&file]),
            "java" => {
                let mut java = command("java", ["-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-cp"]);
                java.arg(&self.class_path).arg(&file);
                java
            }
            _ => command(target().join("release/snippets"), [topic]),
        };
        output(command.current_dir(folder))
    }

    /// Every block of a package's README is one program, which must end well.
    fn readmes(&self) -> Outcome {
        let readmes = [("bindings-python", "python"), ("bindings-node", "js"), ("bindings-jvm", "java")];
        for (package, language) in readmes {
            let readme = root().join(package).join("README.md");
            let code = pages::blocks(&read(&readme)?, language).concat();
            if code.is_empty() {
                return Err(format!("{} has no block of {language}", readme.display()));
            }
            let file = LANGUAGES.iter().find(|(name, _)| *name == language).map(|(_, file)| *file).unwrap_or_default();
            let source = self.folder.join(package).join(file);
            fresh(&self.folder.join(package))?;
            std::fs::write(&source, code).map_err(|error| format!("{}: {error}", source.display()))?;
            let printed = self.example(language, &source, "readme").map_err(|why| format!("{package}: {why}"))?;
            println!("{package}/README.md:\n{}", printed.trim_end());
        }
        Ok(())
    }
}

/// The words and numbers of a text, whatever brackets and quotes are around them; numbers in one spelling.
fn tokens(text: &str) -> Vec<String> {
    let between = |c: char| c.is_whitespace() || "[](){},:='\"".contains(c);
    let same = |word: &str| match (word, word.parse::<f64>()) {
        (_, Ok(number)) => number.to_string(),
        ("True", _) => "true".to_owned(),
        ("False", _) => "false".to_owned(),
        _ => word.to_owned(),
    };
    text.split(between).filter(|word| !word.is_empty()).map(same).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_print_alike() {
        let python = tokens("scores ['a', 2.0, 1e-05]\nTrue");
        assert_eq!(python, ["scores", "a", "2", "0.00001", "true"]);
        assert_eq!(tokens("scores [ \"a\", 2,\n 0.00001 ] true"), python);
        assert_eq!(tokens("scores [a, 2.0, 1.0E-5]\ntrue"), python);
        assert_ne!(tokens("scores a 2.0000000000000004 1e-05 true"), python);
    }
}
