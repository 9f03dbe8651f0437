//! The reference: one page a component, one for the metrics, an index, and the table of contents.

use crate::{File, FunctionPage, Page, Pages};
use kingpost::component::params::schema_of;
use kingpost::evaluate::{METRICS, MetricArgs};
use kingpost_host::{Param, ParamKind, params_of};
use std::fmt::Write;
use std::path::Path;

/// What the generated part of the table of contents begins with.
const REFERENCE: &str = "\n# Reference\n";

/// `docs/src/reference/*.md`, and the part of `docs/src/SUMMARY.md` that lists them.
pub(crate) fn files(pages: &Pages) -> Vec<File> {
    let mut index = String::from(
        "# Reference\n\nGenerated from the catalogue.\n\n| component | class | what it does |\n|---|---|---|\n",
    );
    let mut files = Vec::new();
    for page in &pages.components {
        let (id, name) = (page.entry.id, page.entry.name);
        let _ = writeln!(index, "| [`{id}`]({id}.md) | `{name}` | {} |", page.entry.summary());
        files.push((format!("docs/src/reference/{id}.md"), component(page)));
    }
    index.push_str("\n| function | name | what it does |\n|---|---|---|\n");
    for page in &pages.functions {
        let (id, name) = (page.entry.id, page.entry.short());
        let _ = writeln!(index, "| [`{id}`]({id}.md) | `{name}` | {} |", page.entry.summary());
        files.push((format!("docs/src/reference/{id}.md"), function(page)));
    }
    index.push_str("\nEvery [metric](metrics.md).\n");
    files.push(("docs/src/reference/index.md".into(), index));
    files.push(("docs/src/reference/metrics.md".into(), metrics()));
    files.push(("docs/src/SUMMARY.md".into(), summary(pages)));
    files
}

/// The table of contents: the guide as it was written by hand, and every page of the reference.
fn summary(pages: &Pages) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/SUMMARY.md");
    let old = std::fs::read_to_string(path).unwrap_or_default();
    let guide = old.split(REFERENCE).next().unwrap_or_default();
    let mut text = format!("{guide}{REFERENCE}\n- [Components](reference/index.md)\n");
    for page in &pages.components {
        let _ = writeln!(text, "  - [{}](reference/{}.md)", page.entry.name, page.entry.id);
    }
    for page in &pages.functions {
        let _ = writeln!(text, "  - [{}](reference/{}.md)", page.entry.short(), page.entry.id);
    }
    text + "- [Metrics](reference/metrics.md)\n"
}

/// The page of the metrics.
fn metrics() -> String {
    let mut text = String::from("# Metrics\n\n| id | columns | better | what it is |\n|---|---|---|---|\n");
    for metric in METRICS {
        let better = if metric.greater_is_better { "greater" } else { "smaller" };
        let (columns, doc) = (metric.columns.join("`, `"), metric.doc.replace('|', "\\|"));
        let _ = writeln!(text, "| `{}` | `{columns}` | {better} | {doc} |", metric.id);
    }
    table(&mut text, "Arguments", &params_of(&schema_of::<MetricArgs>(), &serde_json::Value::Null));
    text
}

fn component(page: &Page) -> String {
    let entry = &page.entry;
    let mut text = format!("# {}\n\n`{}`, version {}\n\n{}\n", entry.name, entry.id, entry.version, page.doc);
    table(&mut text, "Parameters", &page.params);
    table(&mut text, "Options of `fit`", &page.options);
    if entry.takes_regressors() {
        text.push_str("\nColumns beside id, time and target are regressors.\n");
    }
    if entry.takes_missing() {
        text.push_str("\nRows may have missing values.\n");
    }
    let verbs: Vec<String> = entry.verbs().iter().map(|verb| format!("`{verb}`")).collect();
    let _ = writeln!(text, "\n## Verbs\n\n`fit`, then {}; `card`, `parts`, `save`, `verify`.", verbs.join(", "));
    text
}

fn function(page: &FunctionPage) -> String {
    let entry = &page.entry;
    let mut text = format!("# {}\n\n`{}`, version {}\n\n{}\n", entry.short(), entry.id, entry.version, page.doc);
    text.push_str("\n## Tables\n\n| name | needed | what is in it |\n|---|---|---|\n");
    for input in entry.inputs {
        let needed = if input.needed { "yes" } else { "no" };
        let _ =
            writeln!(text, "| `{}` | {needed} | {} |", input.name, input.doc.replace('\n', " ").replace('|', "\\|"));
    }
    table(&mut text, "Parameters", &page.params);
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
        ParamKind::OneOrList(each) => format!("{0}, or a list of it", self::kind(each, false)),
        ParamKind::Json => "JSON".to_owned(),
        ParamKind::Choice(words) => words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", "),
    };
    if nullable { format!("{name}, or null") } else { name }
}

#[cfg(test)]
mod tests {
    use kingpost::ErrorKind;

    /// The table of the guide is written by hand: it must have a row for each code, in order, with the class of Python.
    #[test]
    fn the_guide_has_every_error_code() {
        let page = include_str!("../../../docs/src/errors.md");
        let rows: Vec<String> =
            page.lines().filter(|line| line.starts_with("| `kp.")).map(|line| line.replace(' ', "")).collect();
        let wanted = ErrorKind::ALL.map(|kind| format!("|`{}`|`{kind:?}`", kind.code()));
        assert_eq!(rows.len(), wanted.len());
        rows.iter().zip(&wanted).for_each(|(row, start)| assert!(row.starts_with(start), "{row} is not {start}"));
    }
}
