//! The reference: one page a component, and an index.

use crate::{File, Page};
use kingpost_host::{Param, ParamKind};
use std::fmt::Write;

/// `docs/src/reference/*.md`.
pub(crate) fn files(pages: &[Page]) -> Vec<File> {
    let mut index = String::from(
        "# Reference\n\nGenerated from the catalogue.\n\n| component | class | what it does |\n|---|---|---|\n",
    );
    let mut files = Vec::new();
    for page in pages {
        let (id, name) = (page.entry.id, page.entry.name);
        let _ = writeln!(index, "| [`{id}`]({id}.md) | `{name}` | {} |", page.entry.summary());
        files.push((format!("docs/src/reference/{id}.md"), component(page)));
    }
    files.push(("docs/src/reference/index.md".into(), index));
    files
}

fn component(page: &Page) -> String {
    let entry = &page.entry;
    let mut text = format!("# {}\n\n`{}`, version {}\n\n{}\n", entry.name, entry.id, entry.version, page.doc);
    table(&mut text, "Parameters", &page.params);
    table(&mut text, "Options of `fit`", &page.options);
    let verbs: Vec<String> = entry.family.verbs().iter().map(|verb| format!("`{verb}`")).collect();
    let _ = writeln!(text, "\n## Verbs\n\n`fit`, then {}; `card`, `parts`, `save`, `verify`.", verbs.join(", "));
    text
}

fn table(text: &mut String, title: &str, params: &[Param]) {
    if params.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n## {title}\n\n| name | type | default | range | meaning |\n|---|---|---|---|---|");
    for param in params {
        let (kind, doc) = (kind(&param.kind, param.nullable), param.doc.replace('\n', " ").replace('|', "\\|"));
        let _ = writeln!(text, "| `{}` | {kind} | `{}` | {} | {doc} |", param.name, param.default, param.range);
    }
}

fn kind(kind: &ParamKind, nullable: bool) -> String {
    let name = match kind {
        ParamKind::Bool => "true or false".to_owned(),
        ParamKind::Int => "whole number".to_owned(),
        ParamKind::Float => "number".to_owned(),
        ParamKind::Text => "text".to_owned(),
        ParamKind::List(each) => format!("list of {}", self::kind(each, false)),
        ParamKind::Json => "JSON".to_owned(),
        ParamKind::Choice(words) => words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", "),
    };
    if nullable { format!("{name}, or null") } else { name }
}
