//! The Python classes: one a component, with its parameters as typed arguments and its page as docstring.

use crate::{File, Page};
use kingpost::component::Family;
use kingpost_host::{Param, ParamKind};
use serde_json::Value;
use std::fmt::Write;

/// `bindings-python/python/kingpost/_components.py`.
pub(crate) fn files(pages: &[Page]) -> Vec<File> {
    let mut text = String::from(
        "\"\"\"The components. Written by core/gen from the catalogue: do not edit.\"\"\"\n\nfrom __future__ import annotations\n\n\
         from collections.abc import Sequence\nfrom typing import Any, Literal\n\n",
    );
    let bases = [
        ("_detect", vec![Family::Detector, Family::StreamDetector]),
        ("_forecast", vec![Family::Forecaster]),
        ("_text", vec![Family::Classifier, Family::Vectorizer]),
    ];
    for (module, families) in bases {
        let names: Vec<&str> = families.into_iter().map(base).collect();
        let _ = writeln!(text, "from .{module} import {}", names.join(", "));
    }
    for page in pages {
        class(&mut text, page);
    }
    let names: Vec<&str> = pages.iter().map(|page| page.entry.name).collect();
    let _ = writeln!(
        text,
        "\n\n#: Every component, in the order of their ids.\nCLASSES: list[type[Detector | Forecaster | Vectorizer | Classifier]] = ["
    );
    names.iter().for_each(|name| _ = writeln!(text, "    {name},"));
    text.push_str("]\n\n__all__ = [\n");
    names.iter().for_each(|name| _ = writeln!(text, "    \"{name}\","));
    text.push_str("]\n");
    vec![("bindings-python/python/kingpost/_components.py".into(), text)]
}

fn base(family: Family) -> &'static str {
    match family {
        Family::Forecaster => "Forecaster",
        Family::Detector => "Detector",
        Family::StreamDetector => "StreamDetector",
        Family::Vectorizer => "Vectorizer",
        Family::Classifier => "Classifier",
    }
}

/// How to run, which is not the core's parameter but scikit-learn wants in the constructor.
fn run_params(family: Family) -> &'static [(&'static str, &'static str, &'static str)] {
    const OF_ESTIMATORS: [(&str, &str, &str); 2] = [
        ("random_state", "Any", "Seed of everything random: a whole number, a generator of numpy, or None for 0."),
        ("n_jobs", "int | None", "At most so many threads; -1 or None for all. Results do not depend on it."),
    ];
    if family == Family::Forecaster { &[] } else { &OF_ESTIMATORS }
}

fn class(text: &mut String, page: &Page) {
    let (entry, run) = (&page.entry, run_params(page.entry.family));
    let _ = write!(text, "\n\nclass {}({}):\n    r\"\"\"", entry.name, base(entry.family));
    text.push_str(&indent(&page.doc.replace("\"\"\"", "'''"), "    "));
    if !(page.params.is_empty() && run.is_empty()) {
        text.push_str("\n\n    Parameters\n    ----------");
        page.params.iter().for_each(|param| document(text, param));
        for (name, kind, doc) in run {
            let _ = write!(text, "\n    {name} : {kind}, default=None\n        {doc}");
        }
    }
    let _ = write!(text, "\n    \"\"\"\n\n    _id = \"{}\"\n\n", entry.id);
    if page.params.is_empty() && run.is_empty() {
        text.push_str("    def __init__(self) -> None:\n        pass\n");
        return;
    }
    text.push_str("    def __init__(\n        self,\n        *,\n");
    for param in &page.params {
        let _ = writeln!(text, "        {}: {} = {},", param.name, kind(param), literal(&param.default));
    }
    run.iter().for_each(|(name, kind, _)| _ = writeln!(text, "        {name}: {kind} = None,"));
    text.push_str("    ) -> None:\n");
    let names = page.params.iter().map(|param| param.name.as_str()).chain(run.iter().map(|(name, _, _)| *name));
    names.for_each(|name| _ = writeln!(text, "        self.{name} = {name}"));
}

fn document(text: &mut String, param: &Param) {
    let _ = write!(text, "\n    {} : {}, default={}", param.name, kind(param), literal(&param.default));
    if !param.range.is_empty() {
        let _ = write!(text, ", {}", param.range);
    }
    let _ = write!(text, "\n        {}", indent(&param.doc, "        "));
    if let ParamKind::Choice(words) = &param.kind {
        for (word, doc) in words.iter().filter(|(_, doc)| !doc.is_empty()) {
            let _ = write!(text, "\n\n        - ``\"{word}\"``: {}", indent(doc, "          "));
        }
    }
}

/// Every line but the first moved to the right; empty ones stay empty.
fn indent(text: &str, by: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(number, line)| if number == 0 || line.is_empty() { line.to_owned() } else { format!("{by}{line}") })
        .collect();
    lines.join("\n")
}

fn kind(param: &Param) -> String {
    let name = type_of(&param.kind);
    if param.nullable { format!("{name} | None") } else { name }
}

fn type_of(kind: &ParamKind) -> String {
    match kind {
        ParamKind::Bool => "bool".into(),
        ParamKind::Int => "int".into(),
        ParamKind::Float => "float".into(),
        ParamKind::Text => "str".into(),
        ParamKind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            format!("Literal[{}]", words.join(", "))
        }
        ParamKind::List(each) => format!("Sequence[{}]", type_of(each)),
        ParamKind::OneOrList(each) => format!("{0} | Sequence[{0}]", type_of(each)),
        ParamKind::Json => "Any".into(),
    }
}

/// A default as Python writes it; lists become tuples, for a default must not change.
fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(literal).collect();
            if items.len() == 1 { format!("({},)", items[0]) } else { format!("({})", items.join(", ")) }
        }
        other => other.to_string(),
    }
}
