//! The sugar of Node: a class a component, a pair of functions a function, and their types with their pages.

use crate::{File, FunctionPage, Page, Pages};
use kingpost::component::{Family, Input, Output};
use kingpost_host::{Param, ParamKind};
use std::fmt::Write;

const HEAD: &str = "// Written by `cargo run -p kingpost-gen`; change the component's documentation instead.\n";

/// `bindings-node/lib/{components,functions}.{js,d.ts}`.
pub(crate) fn files(pages: &Pages) -> Vec<File> {
    vec![
        ("bindings-node/lib/components.js".into(), classes(&pages.components)),
        ("bindings-node/lib/components.d.ts".into(), types(&pages.components)),
        ("bindings-node/lib/functions.js".into(), functions(&pages.functions)),
        ("bindings-node/lib/functions.d.ts".into(), function_types(&pages.functions)),
    ]
}

fn functions(pages: &[FunctionPage]) -> String {
    let mut text = format!("\"use strict\";\n\n{HEAD}\nconst {{ later, now }} = require(\"./calling.js\");\n\n");
    for page in pages {
        let (name, entry) = (camel(page.entry.short()), &page.entry);
        let needed = entry.inputs.iter().filter(|input| input.needed).count();
        let optional: Vec<String> = optional(entry.inputs).map(|input| format!("\"{}\"", camel(input.name))).collect();
        let arguments = format!("\"{}\", {needed}, [{}]", entry.id, optional.join(", "));
        let _ = writeln!(text, "exports.{name} = later({arguments});\nexports.{name}Sync = now({arguments});");
    }
    text
}

fn optional(inputs: &'static [Input]) -> impl Iterator<Item = &'static Input> {
    inputs.iter().filter(|input| !input.needed)
}

fn function_types(pages: &[FunctionPage]) -> String {
    let mut text = format!("{HEAD}\nimport type {{ FitOptions, Frame, PanelData }} from \"../index.js\";\n");
    for page in pages {
        let (name, class, entry) = (camel(page.entry.short()), page.entry.name, &page.entry);
        let _ = write!(
            text,
            "\n/** The options of {{@link {name}}}. */\nexport interface {class}Options extends FitOptions {{\n"
        );
        for input in optional(entry.inputs) {
            let _ = writeln!(text, "{}  {}?: PanelData | null;", comment("  ", input.doc), camel(input.name));
        }
        for param in &page.params {
            let _ = writeln!(text, "{}  {}?: {};", comment("  ", &about(param)), camel(&param.name), kind(param));
        }
        text.push_str("}\n\n");
        let needed: Vec<&Input> = entry.inputs.iter().filter(|input| input.needed).collect();
        let mut doc = page.doc.clone() + "\n";
        needed.iter().for_each(|input| _ = write!(doc, "\n@param {} {}", camel(input.name), input.doc));
        let tables: String = needed.iter().map(|input| format!("{}: PanelData, ", camel(input.name))).collect();
        let answer = if entry.output == Output::Frame { "Frame" } else { "string" };
        let _ = write!(
            text,
            "{0}export declare function {name}({tables}options?: {class}Options): Promise<{answer}>;\n\
             export declare function {name}Sync({tables}options?: {class}Options): {answer};\n",
            comment("", &doc)
        );
    }
    text
}

fn classes(pages: &[Page]) -> String {
    let bases: Vec<&str> = FAMILIES.iter().map(|&family| base(family).0).collect();
    let mut text =
        format!("\"use strict\";\n\n{HEAD}\nconst {{ {} }} = require(\"./estimators.js\");\n", bases.join(", "));
    for page in pages {
        let (id, name, base) = (page.entry.id, page.entry.name, base(page.entry.family).0);
        let _ = write!(
            text,
            "\nexports.{name} = class {name} extends {base} {{\n  constructor(params) {{\n    super(\"{id}\", params);\n  }}\n}};\n"
        );
    }
    text
}

fn types(pages: &[Page]) -> String {
    let mut bases = Vec::new();
    for family in FAMILIES {
        bases.extend([base(family).0, base(family).1]);
    }
    let mut text = format!("{HEAD}\nimport type {{ {} }} from \"../index.js\";\n", bases.join(", "));
    for page in pages {
        let (name, base) = (page.entry.name, base(page.entry.family).0);
        let _ = write!(text, "\n/** The parameters of {{@link {name}}}. */\nexport interface {name}Params {{\n");
        for param in &page.params {
            let _ = writeln!(text, "{}  {}?: {};", comment("  ", &about(param)), camel(&param.name), kind(param));
        }
        let _ = write!(
            text,
            "}}\n\n{}export declare class {name} extends {base}<{name}Params> {{\n  constructor(params?: {name}Params);\n}}\n",
            comment("", &page.doc)
        );
    }
    text.push_str("\n/** Every component by its id. */\nexport interface Components {\n");
    for page in pages {
        let (id, name, model) = (page.entry.id, page.entry.name, base(page.entry.family).1);
        let _ = writeln!(text, "  \"{id}\": {{ params: {name}Params; model: {model} }};");
    }
    text.push_str("}\n");
    text
}

const FAMILIES: [Family; 8] = [
    Family::Forecaster,
    Family::Detector,
    Family::SeriesDetector,
    Family::StreamDetector,
    Family::Vectorizer,
    Family::Classifier,
    Family::Regressor,
    Family::Index,
];

/// The class that a family's components extend, and that of its models.
fn base(family: Family) -> (&'static str, &'static str) {
    match family {
        Family::Forecaster => ("Forecaster", "ForecastModel"),
        Family::Detector => ("Detector", "DetectorModel"),
        Family::SeriesDetector => ("SeriesDetector", "SeriesDetectorModel"),
        Family::StreamDetector => ("StreamDetector", "StreamModel"),
        Family::Vectorizer => ("Vectorizer", "VectorizerModel"),
        Family::Classifier => ("Classifier", "ClassifierModel"),
        Family::Regressor => ("Regressor", "RegressorModel"),
        Family::Index => ("Index", "IndexModel"),
    }
}

/// Its page, its words, its range and its default.
fn about(param: &Param) -> String {
    let mut text = param.doc.clone();
    if let ParamKind::Choice(words) = &param.kind {
        for (word, page) in words.iter().filter(|(_, page)| !page.is_empty()) {
            let _ = write!(text, "\n- `{word}`: {}", page.replace('\n', " "));
        }
    }
    if !param.range.is_empty() {
        let _ = write!(text, "\n\nRange: {}.", param.range);
    }
    let _ = write!(text, "\n@default {}", param.default);
    text
}

fn kind(param: &Param) -> String {
    let kind = type_of(&param.kind);
    if param.nullable { format!("{kind} | null") } else { kind }
}

fn type_of(kind: &ParamKind) -> String {
    match kind {
        ParamKind::Bool => "boolean".into(),
        ParamKind::Int | ParamKind::Float => "number".into(),
        ParamKind::Text => "string".into(),
        ParamKind::Choice(words) => words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(" | "),
        ParamKind::List(each) => match each.as_ref() {
            ParamKind::Choice(_) => format!("ReadonlyArray<{}>", type_of(each)),
            _ => format!("readonly {}[]", type_of(each)),
        },
        ParamKind::OneOrList(each) => {
            format!("{} | {}", type_of(each), type_of(&ParamKind::List(each.clone())))
        }
        ParamKind::Json => "unknown".into(),
    }
}

fn camel(name: &str) -> String {
    let mut upper = false;
    let mut text = String::new();
    for letter in name.chars() {
        match letter {
            '_' => upper = true,
            letter if std::mem::take(&mut upper) => text.push(letter.to_ascii_uppercase()),
            letter => text.push(letter),
        }
    }
    text
}

fn comment(indent: &str, text: &str) -> String {
    let text = text.replace("*/", "*\\/");
    if !text.contains('\n') {
        return format!("{indent}/** {text} */\n");
    }
    let mut comment = format!("{indent}/**\n");
    for line in text.lines() {
        let _ = writeln!(comment, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(comment, "{indent} */");
    comment
}
