//! Java: one class with a builder for each component and function, and the options of each family.

use crate::{File, FunctionPage, Page, Pages};
use kingpost::component::{Family, Input, Output};
use kingpost_host::{Param, ParamKind};
use std::collections::BTreeMap;
use std::fmt::Write;

const ROOT: &str = "bindings-jvm/src/main/java/io/kingpost";
const MARK: &str =
    "// Written by `cargo run -p kingpost-gen` from the catalogue; change the component's Rust source instead.\n";

/// `bindings-jvm/src/main/java/io/kingpost/**`: the files that carry the mark.
pub(crate) fn files(pages: &Pages) -> Vec<File> {
    let mut files = Vec::new();
    let mut families = BTreeMap::new();
    for page in &pages.components {
        let package = page.entry.id.split('.').next().unwrap_or_default();
        files.push((format!("{ROOT}/{package}/{}.java", page.entry.name), component(page, package)));
        if !page.options.is_empty() {
            families.entry(names(page.entry.family).0).or_insert(page);
        }
    }
    for (base, page) in families {
        files.push((format!("{ROOT}/{base}Options.java"), options(base, page)));
    }
    for page in &pages.functions {
        let package = page.entry.id.split('.').next().unwrap_or_default();
        files.push((format!("{ROOT}/{package}/{}.java", page.entry.name), function(page, package)));
    }
    files
}

fn function(page: &FunctionPage, package: &str) -> String {
    let (name, entry) = (page.entry.name, &page.entry);
    let choice =
        if page.params.iter().any(|param| words(&param.kind).is_some()) { "import io.kingpost.Choice;\n" } else { "" };
    let mut out = format!(
        "package io.kingpost.{package};\n\n{MARK}\n{choice}import io.kingpost.Frame;\nimport io.kingpost.RunOptions;\n\
         import io.kingpost.TableFunction;\nimport java.util.LinkedHashMap;\nimport java.util.Map;\n\n",
    );
    out += &javadoc("", &javadoc_text(&page.doc), &[]);
    let _ = writeln!(out, "public final class {name} extends TableFunction {{");
    let _ = writeln!(
        out,
        "    /** The function's id. */\n    public static final String ID = \"{}\";\n\n    \
         private {name}(Map<String, Object> params, Frame... optional) {{\n        super(ID, params, optional);\n    }}\n",
        entry.id
    );
    out += &javadoc("    ", "Starts from the defaults.", &[("@return", "a builder".into())]);
    out += "    public static Builder builder() {\n        return new Builder();\n    }\n";
    call(&mut out, entry.inputs, entry.output);
    enums(&mut out, &page.params);
    let optional: Vec<&Input> = entry.inputs.iter().filter(|input| !input.needed).collect();
    builder(
        &mut out,
        name,
        &page.params,
        &optional,
        "The function with these parameters; they are checked when it is called.",
    );
    out += "}\n";
    out
}

/// The two methods that call the function.
fn call(out: &mut String, inputs: &[Input], output: Output) {
    let answer = if output == Output::Frame { "Frame" } else { "String" };
    let needed: Vec<&Input> = inputs.iter().filter(|input| input.needed).collect();
    let names: Vec<String> = needed.iter().map(|input| camel(input.name, false)).collect();
    let tables: Vec<String> = names.iter().map(|name| format!("Frame {name}")).collect();
    let documented: Vec<(String, String)> =
        needed.iter().zip(&names).map(|(input, name)| (format!("@param {name}"), javadoc_text(input.doc))).collect();
    for with_run in [false, true] {
        let mut tags: Vec<(&str, String)> = documented.iter().map(|(tag, doc)| (tag.as_str(), doc.clone())).collect();
        if with_run {
            tags.push(("@param run", "how it is to be carried out, or null for the defaults".into()));
        }
        tags.push(("@return", "the answer".into()));
        tags.push(("@throws io.kingpost.KingpostException", "what is wrong with the parameters or the tables".into()));
        out.push('\n');
        *out += &javadoc("    ", "Computes the answer.", &tags);
        let (run, given) = if with_run { (", RunOptions run", "run") } else { ("", "RunOptions.DEFAULT") };
        let _ = writeln!(
            out,
            "    public {answer} call({}{run}) {{\n        return ({answer}) answer({given}, {});\n    }}",
            tables.join(", "),
            names.join(", ")
        );
    }
}

/// The hand-written base class of a family, and what its fit returns.
fn names(family: Family) -> (&'static str, &'static str) {
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

fn component(page: &Page, package: &str) -> String {
    let (name, (base, model)) = (page.entry.name, names(page.entry.family));
    let choice =
        if page.params.iter().any(|param| words(&param.kind).is_some()) { "import io.kingpost.Choice;\n" } else { "" };
    let mut out = format!(
        "package io.kingpost.{package};\n\n{MARK}\n{choice}import io.kingpost.{base};\nimport java.util.LinkedHashMap;\nimport java.util.Map;\n\n",
    );
    let end = format!("\n\n<p>Fitting gives a {{@link io.kingpost.{model}}}.");
    out += &javadoc("", &(javadoc_text(&page.doc) + &end), &[]);
    let _ = writeln!(out, "public final class {name} extends {base} {{");
    let _ = writeln!(
        out,
        "    /** The component's id. */\n    public static final String ID = \"{}\";\n\n    \
         private {name}(Map<String, Object> params) {{\n        super(ID, params);\n    }}\n",
        page.entry.id
    );
    out += &javadoc("    ", "Starts from the defaults.", &[("@return", "a builder".into())]);
    out += "    public static Builder builder() {\n        return new Builder();\n    }\n";
    enums(&mut out, &page.params);
    builder(
        &mut out,
        name,
        &page.params,
        &[],
        "The component with these parameters; they are checked when it is fitted.",
    );
    out += "}\n";
    out
}

fn options(base: &str, page: &Page) -> String {
    let name = format!("{base}Options");
    let mut out = format!(
        "package io.kingpost;\n\n{MARK}\nimport java.util.Collections;\nimport java.util.LinkedHashMap;\n\
         import java.util.Map;\n\n"
    );
    let text = format!("How the fit of a {{@link {base}}} reads its data, and what it keeps.");
    out += &javadoc("", &text, &[]);
    let _ = writeln!(out, "public final class {name} {{");
    let _ = writeln!(
        out,
        "    private final Map<String, Object> values;\n\n    private {name}(Map<String, Object> values) {{\n        \
         this.values = Collections.unmodifiableMap(values);\n    }}\n"
    );
    out += &javadoc("    ", "Starts from the defaults.", &[("@return", "a builder".into())]);
    out += "    public static Builder builder() {\n        return new Builder();\n    }\n\n";
    out += &javadoc("    ", "What was set.", &[("@return", "values by name".into())]);
    out += "    public Map<String, Object> toMap() {\n        return values;\n    }\n";
    enums(&mut out, &page.options);
    builder(&mut out, &name, &page.options, &[], "The options.");
    out += "}\n";
    out
}

fn builder(out: &mut String, name: &str, params: &[Param], tables: &[&Input], built: &str) {
    let _ = writeln!(
        out,
        "\n    /** Collects parameters. */\n    public static final class Builder {{\n        \
         private final Map<String, Object> values = new LinkedHashMap<>();"
    );
    tables.iter().for_each(|table| _ = writeln!(out, "        private Frame {};", camel(table.name, false)));
    out.push_str("\n        private Builder() {}\n\n");
    for table in tables {
        let field = camel(table.name, false);
        *out += &javadoc(
            "        ",
            &javadoc_text(table.doc),
            &[(&format!("@param {field}"), "the table".into()), ("@return", "this".into())],
        );
        let _ = writeln!(
            out,
            "        public Builder {field}(Frame {field}) {{\n            this.{field} = {field};\n            return this;\n        }}\n"
        );
    }
    for param in params {
        let (field, kind) = (camel(&param.name, false), java_type(param));
        let mut text = javadoc_text(&param.doc);
        let _ = write!(text, "\n<p>Default {{@code {}}}.", param.default);
        if !param.range.is_empty() {
            let _ = write!(text, " Range {{@code {}}}.", param.range);
        }
        *out += &javadoc(
            "        ",
            &text,
            &[(&format!("@param {field}"), "the value".into()), ("@return", "this".into())],
        );
        let _ = writeln!(
            out,
            "        public Builder {field}({kind} {field}) {{\n            values.put(\"{}\", {field});\n            \
             return this;\n        }}\n",
            param.name
        );
    }
    *out += &javadoc("        ", built, &[("@return", "what was collected".into())]);
    let given: String = tables.iter().map(|table| format!(", {}", camel(table.name, false))).collect();
    let _ = writeln!(
        out,
        "        public {name} build() {{\n            return new {name}(new LinkedHashMap<>(values){given});\n        }}\n    }}"
    );
}

fn enums(out: &mut String, params: &[Param]) {
    for param in params {
        let Some(words) = words(&param.kind) else { continue };
        let name = camel(&param.name, true);
        let _ = writeln!(out, "\n    /** What {{@code {}}} may be. */", camel(&param.name, false));
        let _ = writeln!(out, "    public enum {name} implements Choice {{");
        for (at, (word, doc)) in words.iter().enumerate() {
            let doc = if doc.is_empty() { format!("{{@code {word}}}.") } else { javadoc_text(doc) };
            *out += &javadoc("        ", &doc, &[]);
            let end = if at + 1 == words.len() { ";" } else { "," };
            let _ = writeln!(out, "        {}(\"{word}\"){end}", constant(word));
        }
        let _ = writeln!(
            out,
            "\n        private final String word;\n\n        {name}(String word) {{\n            this.word = word;\n        \
             }}\n\n        @Override\n        public String word() {{\n            return word;\n        }}\n    }}"
        );
    }
}

fn words(kind: &ParamKind) -> Option<&[(String, String)]> {
    match kind {
        ParamKind::Choice(words) => Some(words),
        ParamKind::List(each) | ParamKind::OneOrList(each) => words(each),
        _ => None,
    }
}

/// A parameter whose default is not null but that may be null takes an object.
fn java_type(param: &Param) -> String {
    let boxed = param.nullable && !param.default.is_null();
    let name = |plain: &str, object: &str| if boxed { object.to_owned() } else { plain.to_owned() };
    match &param.kind {
        ParamKind::Bool => name("boolean", "Boolean"),
        ParamKind::Int => name("long", "Long"),
        ParamKind::Float => name("double", "Double"),
        ParamKind::Text => "String".into(),
        ParamKind::Json => "Object".into(),
        ParamKind::Choice(_) => camel(&param.name, true),
        ParamKind::List(each) | ParamKind::OneOrList(each) => match each.as_ref() {
            ParamKind::Bool => "boolean...".into(),
            ParamKind::Int => "long...".into(),
            ParamKind::Float => "double...".into(),
            ParamKind::Text => "String...".into(),
            ParamKind::Choice(_) => format!("{}...", camel(&param.name, true)),
            _ => "Object...".into(),
        },
    }
}

/// `season_length` as `seasonLength` or `SeasonLength`.
fn camel(name: &str, mut upper: bool) -> String {
    let first_upper = upper;
    let mut text = String::new();
    for c in name.chars() {
        if c == '_' {
            upper = true;
        } else {
            text.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        }
    }
    // The words of Java that parameters are likely to have.
    let taken =
        ["default", "final", "static", "class", "new", "switch", "case", "for", "if", "build", "double", "float"];
    if !first_upper && taken.contains(&text.as_str()) { text + "_" } else { text }
}

/// `additive` as `ADDITIVE`; a word that starts with a digit gets an underscore.
fn constant(word: &str) -> String {
    let mut text: String =
        word.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        text.insert(0, '_');
    }
    text
}

/// Rust's Markdown as Javadoc's HTML: paragraphs, code, and links as code.
fn javadoc_text(doc: &str) -> String {
    let mut text = String::new();
    let mut code = false;
    let mut fenced = false;
    for (at, paragraph) in doc.split("\n\n").enumerate() {
        if at > 0 && !fenced {
            text.push_str("\n\n<p>");
        } else if at > 0 {
            text.push_str("\n\n");
        }
        for (line_at, line) in paragraph.lines().enumerate() {
            if line_at > 0 {
                text.push('\n');
            }
            if line.starts_with("```") {
                fenced = !fenced;
                text.push_str(if fenced { "<pre>" } else { "</pre>" });
                continue;
            }
            for c in line.chars() {
                match c {
                    '`' => {
                        code = !code;
                        text.push_str(if code { "<code>" } else { "</code>" });
                    }
                    '<' => text.push_str("&lt;"),
                    '>' => text.push_str("&gt;"),
                    '&' => text.push_str("&amp;"),
                    '@' => text.push_str("&#64;"),
                    '*' => text.push_str("&#42;"),
                    '\\' => text.push_str("&#92;"),
                    c => text.push(c),
                }
            }
        }
    }
    text
}

fn javadoc(indent: &str, text: &str, tags: &[(&str, String)]) -> String {
    let mut out = format!("{indent}/**\n");
    let tags: Vec<String> = tags.iter().map(|(tag, text)| format!("{tag} {text}")).collect();
    let blank = if tags.is_empty() { "" } else { "\n\n" };
    for line in format!("{text}{blank}{}", tags.join("\n")).lines() {
        let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(out, "{indent} */");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_pages_are_javas() {
        assert_eq!(
            (camel("season_length", false), camel("season_length", true)),
            ("seasonLength".into(), "SeasonLength".into())
        );
        assert_eq!(camel("default", false), "default_");
        assert_eq!((constant("half-space"), constant("2s")), ("HALF_SPACE".into(), "_2S".into()));
        assert_eq!(javadoc_text("a < `b`\n\n*c* @d"), "a &lt; <code>b</code>\n\n<p>&#42;c&#42; &#64;d");
        assert_eq!(javadoc("  ", "x", &[("@return", "y".into())]), "  /**\n   * x\n   *\n   * @return y\n   */\n");
    }

    #[test]
    fn a_null_that_is_not_the_default_can_be_given() {
        let param = |nullable, default| Param {
            name: "x".into(),
            doc: String::new(),
            kind: ParamKind::Float,
            nullable,
            default,
            range: String::new(),
        };
        assert_eq!(java_type(&param(true, serde_json::json!(1.0))), "Double");
        assert_eq!(java_type(&param(true, serde_json::Value::Null)), "double");
        assert_eq!(java_type(&param(false, serde_json::json!(1.0))), "double");
    }
}
