//! What is checked of the documentation without running it: every page is in the table of contents, every link leads
//! somewhere, every example exists in four languages and is shown.

use crate::steps::{Outcome, root};
use std::path::{Path, PathBuf};

/// Each language as it stands behind a fence, and the file of its examples.
pub(crate) const LANGUAGES: [(&str, &str); 4] =
    [("python", "example.py"), ("js", "example.mjs"), ("java", "Example.java"), ("rust", "example.rs")];

/// Where the examples of the guide lie, a folder a topic.
pub(crate) fn snippets() -> PathBuf {
    root().join("docs/snippets")
}

pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The topics in order.
pub(crate) fn topics() -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for path in entries(&snippets())? {
        if path.is_dir() {
            names.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

/// All checks; says everything that is wrong at once.
pub(crate) fn check() -> Outcome {
    let mut wrong = Vec::new();
    let book = markdown(&root().join("docs/src"))?;
    check_summary(&book, &mut wrong)?;
    check_examples(&book, &mut wrong)?;
    check_readme(&mut wrong)?;
    let mut all = book;
    for folder in ["", "bindings-python", "bindings-node", "bindings-jvm", "examples", "examples/data", "docs/adr"] {
        let paths = entries(&root().join(folder))?;
        all.extend(paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    for page in &all {
        check_links(page, &mut wrong)?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// Every page is in the table of contents.
fn check_summary(book: &[PathBuf], wrong: &mut Vec<String>) -> Outcome {
    let summary = root().join("docs/src/SUMMARY.md");
    let listed: Vec<PathBuf> =
        links(&read(&summary)?).iter().filter_map(|link| summary.with_file_name(link).canonicalize().ok()).collect();
    for page in book.iter().filter(|page| **page != summary) {
        if page.canonicalize().is_ok_and(|page| !listed.contains(&page)) {
            wrong.push(format!("{} is not in SUMMARY.md", page.display()));
        }
    }
    Ok(())
}

/// Every topic has a file in each language and what they print, and a page shows all five.
fn check_examples(book: &[PathBuf], wrong: &mut Vec<String>) -> Outcome {
    let mut shown = Vec::new();
    for page in book {
        for part in read(page)?.split("{{#include ").skip(1) {
            let path = page.with_file_name(part.split("}}").next().unwrap_or_default());
            match path.canonicalize() {
                Ok(path) => shown.push(path),
                Err(error) => wrong.push(format!("{}: {}: {error}", page.display(), path.display())),
            }
        }
    }
    for topic in topics()? {
        for file in LANGUAGES.iter().map(|(_, file)| *file).chain(["output.txt"]) {
            let path = snippets().join(&topic).join(file);
            match path.canonicalize() {
                Ok(path) if shown.contains(&path) => {}
                Ok(path) => wrong.push(format!("no page includes {}", path.display())),
                Err(error) => wrong.push(format!("{}: {error}", path.display())),
            }
        }
    }
    Ok(())
}

/// The README's blocks are the first topic's files, and it names all that there is.
fn check_readme(wrong: &mut Vec<String>) -> Outcome {
    let readme = read(&root().join("README.md"))?;
    for (language, file) in LANGUAGES {
        let path = snippets().join("getting_started").join(file);
        if blocks(&readme, language).first() != Some(&read(&path)?) {
            wrong.push(format!("README.md: the block of {language} is not {}", path.display()));
        }
    }
    let summary = read(&root().join("docs/src/SUMMARY.md"))?;
    for line in summary.lines().filter(|line| line.starts_with("  - [") && line.contains("](reference/")) {
        let name = line.trim_start_matches("  - [").split(']').next().unwrap_or_default();
        if !readme.contains(&format!("`{name}`")) {
            wrong.push(format!("README.md does not name {name}"));
        }
    }
    Ok(())
}

/// Every link inside the repository leads to a file, and to a heading where it names one.
fn check_links(page: &Path, wrong: &mut Vec<String>) -> Outcome {
    let place = page.strip_prefix(root()).unwrap_or(page);
    for link in links(&read(page)?) {
        if link.contains("://") || link.starts_with("mailto:") {
            continue;
        }
        if place.starts_with("bindings-python")
            || place.starts_with("bindings-node")
            || place.starts_with("bindings-jvm")
        {
            wrong.push(format!("{}: {link} leads nowhere on a registry's page", place.display()));
            continue;
        }
        let (path, heading) = link.split_once('#').unwrap_or((&link, ""));
        let target = if path.is_empty() { page.to_owned() } else { page.with_file_name("").join(path) };
        let inside = !place.starts_with("docs/src")
            || target.canonicalize().is_ok_and(|path| path.starts_with(root().join("docs/src")));
        let text = if heading.is_empty() { String::new() } else { read(&target).unwrap_or_default() };
        if !target.exists() || !inside {
            wrong.push(format!("{}: {link} leads nowhere in the book", place.display()));
        } else if !heading.is_empty() && !headings(&text).iter().any(|slug| slug == heading) {
            wrong.push(format!("{}: {link}: there is no such heading", place.display()));
        }
    }
    Ok(())
}

/// The code of every fenced block of a language.
pub(crate) fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split_once("```")).map(|(code, _)| code.to_owned()).collect()
}

/// Lines outside of fenced blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// Where the links of a page lead; code has none.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        let plain: String = line.split('`').step_by(2).collect();
        for part in plain.split("](").skip(1) {
            found.extend(part.split_once(')').map(|(link, _)| link.to_owned()));
        }
    }
    found
}

/// The headings of a page as links name them.
fn headings(text: &str) -> Vec<String> {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    let titles = prose(text).filter(|line| line.starts_with('#'));
    titles.map(|line| line.trim_start_matches('#').trim().chars().filter_map(kept).collect()).collect()
}

/// Every page below a folder.
fn markdown(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            pages.extend(markdown(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            pages.push(path);
        }
    }
    Ok(pages)
}

/// What is in a folder, in order.
fn entries(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_is_whole() {
        assert_eq!(check(), Ok(()));
    }

    #[test]
    fn blocks_links_and_headings_are_found() {
        let text =
            "# A `b` c\n[x](y.md#z) `[no](no.md)`\n```js\nlet x = [1](2);\n```\n[w](v.md)\n```python\nprint(1)\n```\n";
        assert_eq!(blocks(text, "python"), ["print(1)\n"]);
        assert!(blocks(text, "java").is_empty());
        assert_eq!(links(text), ["y.md#z", "v.md"]);
        assert_eq!(headings(text), ["a-b-c"]);
    }
}
