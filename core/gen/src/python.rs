//! The Python classes, one a component, and functions, with their parameters as typed arguments and pages as docstrings.

use crate::{File, FunctionPage, Page, Pages};
use kingpost::component::{Family, Output};
use kingpost_host::{Param, ParamKind};
use serde_json::Value;
use std::fmt::Write;

/// `bindings-python/python/kingpost/_components.py` and `_functions.py`.
pub(crate) fn files(pages: &Pages) -> Vec<File> {
    vec![
        ("bindings-python/python/kingpost/_components.py".into(), classes(&pages.components)),
        ("bindings-python/python/kingpost/_functions.py".into(), functions(&pages.functions)),
    ]
}

fn classes(pages: &[Page]) -> String {
    let mut text = String::from(
        "\"\"\"The components. Written by core/gen from the catalogue: do not edit.\"\"\"\n\nfrom __future__ import annotations\n\n\
         from collections.abc import Sequence\nfrom typing import Any, Literal\n\n",
    );
    let bases = [
        ("_detect", vec![Family::Detector, Family::StreamDetector]),
        ("_forecast", vec![Family::Forecaster]),
        ("_index", vec![Family::Index]),
        ("_series", vec![Family::SeriesDetector]),
        ("_text", vec![Family::Classifier, Family::Regressor, Family::Vectorizer]),
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
        "\n\n#: Every component, in the order of their ids.\nCLASSES: list[type[Detector | Forecaster | Index | SeriesDetector | Vectorizer | Classifier | Regressor]] = ["
    );
    names.iter().for_each(|name| _ = writeln!(text, "    {name},"));
    text.push_str("]\n\n__all__ = [\n");
    names.iter().for_each(|name| _ = writeln!(text, "    \"{name}\","));
    text.push_str("]\n");
    text
}

fn functions(pages: &[FunctionPage]) -> String {
    let mut text = String::from(
        "\"\"\"The functions. Written by core/gen from the catalogue: do not edit.\"\"\"\n\nfrom __future__ import annotations\n\n\
         from collections.abc import Sequence\nfrom typing import Any, Literal\n\n\
         from . import _core\nfrom ._base import Progress\nfrom ._call import call\n",
    );
    pages.iter().for_each(|page| function(&mut text, page));
    text.push_str("\n\n__all__ = [\n");
    pages.iter().for_each(|page| _ = writeln!(text, "    \"{}\",", page.entry.short()));
    text.push_str("]\n");
    text
}

/// What every function is told beside its own parameters: name, type, page.
const RUN: [(&str, &str, &str); 6] = [
    (
        "output",
        "str | None",
        "The kind of frame to return: ``\"numpy\"``, ``\"pandas\"``, ``\"polars\"``, ``\"pyarrow\"``; that of the first table when absent.",
    ),
    ("seed", "int | None", "The seed of everything random; 0 when absent."),
    ("n_jobs", "int | None", "At most so many threads; -1 or None for all. Results do not depend on it."),
    ("timeout_ms", "int | None", "Stop with ``DeadlineExceeded`` after so many milliseconds."),
    ("cancel", "_core.CancelToken | None", "A token that stops the work from another thread."),
    ("progress", "Progress", "``True`` for a bar of tqdm, or a function that is called with (done, total)."),
];

fn function(text: &mut String, page: &FunctionPage) {
    let (entry, is_frame) = (&page.entry, page.entry.output == Output::Frame);
    let run = || RUN.iter().filter(move |(name, ..)| is_frame || *name != "output");
    let _ = writeln!(text, "\n\ndef {}(", entry.short());
    for input in entry.inputs {
        let _ = writeln!(text, "    {}: Any{},", input.name, if input.needed { "" } else { " = None" });
    }
    text.push_str("    *,\n");
    page.params
        .iter()
        .for_each(|param| _ = writeln!(text, "    {}: {} = {},", param.name, kind(param), literal(&param.default)));
    run().for_each(|(name, kind, _)| _ = writeln!(text, "    {name}: {kind} = None,"));
    let _ = write!(text, ") -> {}:\n    r\"\"\"", if is_frame { "Any" } else { "str" });
    text.push_str(&indent(&page.doc.replace("\"\"\"", "'''"), "    "));
    text.push_str("\n\n    Parameters\n    ----------");
    for input in entry.inputs {
        let _ = write!(text, "\n    {}\n        {}", input.name, indent(input.doc, "        "));
    }
    page.params.iter().for_each(|param| document(text, param));
    run().for_each(|(name, kind, doc)| _ = write!(text, "\n    {name} : {kind}, default=None\n        {doc}"));
    let tables: Vec<&str> = entry.inputs.iter().map(|input| input.name).collect();
    let _ = write!(text, "\n    \"\"\"\n    params = {{\n");
    page.params.iter().for_each(|param| _ = writeln!(text, "        \"{0}\": {0},", param.name));
    let output = if is_frame { "output" } else { "None" };
    let rows = if entry.keeps_rows { ", rows=True" } else { "" };
    let _ = write!(
        text,
        "    }}\n    run = {{\"seed\": seed, \"n_jobs\": n_jobs, \"timeout_ms\": timeout_ms}}\n    return call(\"{}\", [{}], params, run, {output}, cancel, progress{rows})\n",
        entry.id,
        tables.join(", ")
    );
}

fn base(family: Family) -> &'static str {
    match family {
        Family::Forecaster => "Forecaster",
        Family::Detector => "Detector",
        Family::SeriesDetector => "SeriesDetector",
        Family::StreamDetector => "StreamDetector",
        Family::Vectorizer => "Vectorizer",
        Family::Classifier => "Classifier",
        Family::Regressor => "Regressor",
        Family::Index => "Index",
    }
}

/// How to run, which is not the core's parameter but scikit-learn wants in the constructor.
fn run_params(family: Family) -> &'static [(&'static str, &'static str, &'static str)] {
    const OF_ESTIMATORS: [(&str, &str, &str); 2] = [
        ("random_state", "Any", "Seed of everything random: a whole number, a generator of numpy, or None for 0."),
        ("n_jobs", "int | None", "At most so many threads; -1 or None for all. Results do not depend on it."),
    ];
    if matches!(family, Family::Forecaster | Family::SeriesDetector) { &[] } else { &OF_ESTIMATORS }
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
    let dense = if entry.dense() { "    _dense = True\n" } else { "" };
    let _ = write!(text, "\n    \"\"\"\n\n    _id = \"{}\"\n{dense}\n", entry.id);
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
