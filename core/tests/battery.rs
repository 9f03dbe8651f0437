//! What every component of the catalogue must do, whatever it is.

#![allow(clippy::unwrap_used)] // helpers of a test are a test

use kingpost::component::{Context, Entry, Family, FitInput};
use kingpost::data::{Data, Frame, Strings};
use kingpost::{ErrorKind, Model, Result, catalog};
use serde_json::{Map, Value, json};

/// Numbers that look alike in every run: a trend, a season and some noise.
fn values(n: usize) -> Vec<f64> {
    let noise = |i: usize| ((i * 7919 + 13) % 101) as f64 / 101.0;
    (0..n).map(|i| 20.0 + 0.1 * i as f64 + [0.0, 2.0, 1.0, -3.0][i % 4] + noise(i)).collect()
}

fn panel(y: &[f64]) -> Data {
    let n = y.len();
    let ids: Strings = std::iter::repeat_n("a", n).chain(std::iter::repeat_n("b", n)).collect();
    let ds: Vec<i64> = (0..n as i64).chain(0..n as i64).collect();
    let both: Vec<f64> = y.iter().copied().chain(y.iter().map(|y| 2.0 * y + 1.0)).collect();
    let frame = Frame::new().with("unique_id", ids).unwrap().with("ds", ds).unwrap().with("y", both).unwrap();
    frame.into()
}

fn table(y: &[f64]) -> Data {
    let n = y.len();
    let other: Vec<f64> = (0..n).map(|i| y[(i * 31 + 7) % n.max(1)] * 0.5).collect();
    Frame::new().with("x0", y.to_vec()).unwrap().with("x1", other).unwrap().into()
}

fn texts(n: usize) -> Data {
    let words = ["invoice", "late", "refund", "broken", "screen", "battery", "thanks", "great", "café", "Заказ"];
    let text =
        |i: usize| (0..6).map(|k| words[(i * 3 + k * k * 7 + i * k) % words.len()]).collect::<Vec<_>>().join(" ");
    let labels: Strings = (0..n).map(|i| if i % 3 == 0 { "a" } else { "b" }).collect();
    let column: Strings = (0..n).map(text).collect();
    let frame = Frame::new().with("text", column).unwrap().with("label", labels).unwrap();
    frame.with("y", values(n)).unwrap().into()
}

/// Texts and vectors, for indexes of either.
fn both(n: usize) -> Data {
    let Data::Frame(frame) = table(&values(n)) else { unreachable!() };
    let Data::Frame(words) = texts(n) else { unreachable!() };
    frame.with("text", words.strings("text").unwrap().clone()).unwrap().into()
}

fn data(entry: &Entry, n: usize) -> Data {
    match entry.family {
        Family::Forecaster | Family::SeriesDetector => panel(&values(n)),
        Family::Detector | Family::StreamDetector => table(&values(n)),
        Family::Vectorizer | Family::Classifier | Family::Regressor => texts(n),
        Family::Index => both(n),
    }
}

/// What a component cannot do without, for which there is no default.
fn with_needed(entry: &Entry, params: &Value) -> Value {
    let mut params = params.clone();
    if entry.id == "text.sentence_encoder" && params.get("folder").is_none_or(Value::is_null) {
        params["folder"] = json!(concat!(env!("CARGO_MANIFEST_DIR"), "/conformance/files/tiny_bert"));
    }
    params
}

fn fit_with(entry: &Entry, params: &Value, data: &Data, ctx: &Context) -> Result<Model> {
    let params = &with_needed(entry, params);
    Model::fit(*entry, params, FitInput { data, target: None, options: &Value::Null }, ctx)
}

fn fit(entry: &Entry, data: &Data) -> Result<Model> {
    fit_with(entry, &Value::Null, data, &Context::new())
}

/// The main answer of a model to the data that it was fitted to.
fn answer(model: &Model, data: &Data, ctx: &Context) -> Result<Data> {
    match model.entry().family {
        Family::Forecaster => model.call("forecast", &json!({"h": 5, "level": [80, 95]}), None, ctx),
        Family::Detector | Family::SeriesDetector | Family::StreamDetector | Family::Regressor => {
            model.call("predict", &Value::Null, Some(data), ctx)
        }
        Family::Vectorizer => model.call("transform", &Value::Null, Some(data), ctx),
        Family::Index => model.call("search", &json!({"k": 5}), Some(data), ctx),
        Family::Classifier => model.call("predict_proba", &Value::Null, Some(data), ctx),
    }
}

/// Bits, so that NaN equals NaN and 0 differs from -0.
fn bits(data: &Data) -> Vec<u64> {
    match data {
        Data::Csr(csr) => {
            csr.indices().iter().map(|&i| i as u64).chain(csr.values().iter().map(|v| v.to_bits())).collect()
        }
        Data::Frame(frame) => frame.iter().filter_map(|(_, c)| c.to_f64()).flatten().map(f64::to_bits).collect(),
        _ => Vec::new(),
    }
}

fn assert_finite(entry: &Entry, what: &str, data: &Data) {
    assert!(bits(data).iter().all(|&bits| f64::from_bits(bits).is_finite()), "{}: {what}: not finite", entry.id);
}

#[test]
fn defaults_are_valid_and_the_schema_round_trips() {
    for entry in catalog::list() {
        let data = data(entry, 60);
        let model = fit_with(entry, &entry.defaults().unwrap(), &data, &Context::new());
        let model = model.unwrap_or_else(|error| panic!("{}: {error:?}", entry.id));
        assert_eq!(model.params(), &entry.defaults().unwrap(), "{}", entry.id);
        assert_finite(entry, "the default answer", &answer(&model, &data, &Context::new()).unwrap());
    }
}

#[test]
fn unknown_parameters_and_verbs_are_refused_by_name() {
    for entry in catalog::list() {
        let data = data(entry, 60);
        let error = fit_with(entry, &json!({"no_such_parameter": 1}), &data, &Context::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidParams, "{}", entry.id);
        assert!(error.message().contains("no_such_parameter"), "{}", entry.id);
        let model = fit(entry, &data).unwrap();
        let error = model.call("no_such_verb", &Value::Null, None, &Context::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported, "{}", entry.id);
        let error = model.call(entry.family.verbs()[0], &json!({"no_such_argument": 1}), Some(&data), &Context::new());
        if entry.family.verbs()[0] != "update" {
            assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidParams, "{}", entry.id);
        }
    }
}

/// Values just outside each bound of a parameter, and one of a wrong type.
fn outside(schema: &Value) -> Vec<Value> {
    let branches = schema["anyOf"].as_array().cloned().unwrap_or_default();
    if !branches.is_empty() {
        return branches.iter().flat_map(outside).collect();
    }
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let mut values: Vec<Value> = Vec::new();
    values.extend(bound("minimum").map(|x| json!(x - 1.0)));
    // Beyond 2^53 there is no next number to try.
    values.extend(bound("maximum").filter(|x| x + 1.0 > *x).map(|x| json!(x + 1.0)));
    values.extend(bound("exclusiveMinimum").map(|x| json!(x)));
    values.extend(bound("exclusiveMaximum").map(|x| json!(x)));
    // Whole numbers stay whole, so that it is the range that refuses them.
    let whole = schema["type"].to_string().contains("integer");
    values = values.into_iter().map(|v| if whole { json!(v.as_f64().unwrap() as i64) } else { v }).collect();
    if !schema["type"].to_string().contains("object") {
        values.push(json!({"wrong": "type"}));
    }
    values
}

#[test]
fn every_range_is_enforced() {
    for entry in catalog::list() {
        let data = data(entry, 60);
        let schema = entry.schema();
        for (name, schema) in schema["properties"].as_object().cloned().unwrap_or_else(Map::new) {
            for value in outside(&schema) {
                let error = fit_with(entry, &json!({&name: value}), &data, &Context::new());
                let error = error.err().unwrap_or_else(|| panic!("{}: {name} = {value} was accepted", entry.id));
                assert_eq!(error.kind(), ErrorKind::InvalidParams, "{}: {name} = {value}: {error:?}", entry.id);
                assert!(error.message().contains(&name), "{}: {error:?}", entry.id);
            }
        }
    }
}

/// An answer with finite numbers, or an error that says what is wrong with the data.
fn assert_documented(entry: &Entry, what: &str, data: &Data) {
    use ErrorKind::{InvalidData, MissingValues, NotEnoughData};
    match fit(entry, data).and_then(|model| answer(&model, data, &Context::new())) {
        Ok(answer) => assert_finite(entry, what, &answer),
        Err(error) => {
            let known = matches!(error.kind(), InvalidData | MissingValues | NotEnoughData);
            assert!(known && error.message().len() > 10, "{}: {what}: {error:?}", entry.id);
        }
    }
}

#[test]
fn strange_numbers_have_a_documented_outcome() {
    let with = |at: usize, value: f64| {
        let mut y = values(40);
        y[at] = value;
        y
    };
    let cases = [
        ("constant", vec![5.0; 40]),
        ("all zero", vec![0.0; 40]),
        ("one missing", with(7, f64::NAN)),
        ("all missing", vec![f64::NAN; 40]),
        ("infinite", with(7, f64::INFINITY)),
        ("minus infinite", with(7, f64::NEG_INFINITY)),
        ("empty", vec![]),
        ("single", vec![3.0]),
        ("two", vec![3.0, 4.0]),
        ("three", vec![3.0, 4.0, 1.0]),
        ("negative", values(40).into_iter().map(|y| -y).collect()),
        ("huge", values(40).into_iter().map(|y| y * 1e300).collect()),
        ("tiny", values(40).into_iter().map(|y| y * 1e-300).collect()),
        ("alternating", (0..40).map(|i| if i % 2 == 0 { 1e9 } else { -1e9 }).collect()),
        ("a step", (0..40).map(|i| f64::from(u8::from(i >= 20))).collect()),
    ];
    for entry in catalog::list() {
        for (what, y) in &cases {
            match entry.family {
                Family::Forecaster | Family::SeriesDetector => assert_documented(entry, what, &panel(y)),
                Family::Detector | Family::StreamDetector => assert_documented(entry, what, &table(y)),
                Family::Index => {
                    let Data::Frame(frame) = table(y) else { unreachable!() };
                    let words: Strings = (0..y.len()).map(|row| format!("w{row}")).collect();
                    assert_documented(entry, what, &frame.with("text", words).unwrap().into());
                }
                Family::Regressor => {
                    let Data::Frame(frame) = texts(y.len()) else { unreachable!() };
                    let words = frame.strings("text").unwrap().clone();
                    let frame = Frame::new().with("text", words).unwrap().with("y", y.clone()).unwrap();
                    assert_documented(entry, what, &frame.into());
                }
                Family::Vectorizer | Family::Classifier => {}
            }
        }
    }
}

#[test]
fn strange_texts_have_a_documented_outcome() {
    let long = "word ".repeat(20_000);
    let cases: [(&str, Vec<&str>); 6] = [
        ("empty texts", vec![""; 6]),
        ("white space", vec![" \t\n\u{1c}\u{a0}"; 6]),
        ("emoji and marks", vec!["👩‍🔧 é e\u{301} \u{202e}abc"; 6]),
        ("no documents", vec![]),
        ("a long text", vec![&long, "a short one", "word", "b", "c d", "e"]),
        ("zero bytes", vec!["a\0b", "c\0", "\0", "d e", "f", "g"]),
    ];
    let of_texts = [Family::Vectorizer, Family::Classifier, Family::Regressor];
    for entry in catalog::list().iter().filter(|entry| of_texts.contains(&entry.family)) {
        for (what, texts) in &cases {
            let labels: Strings = (0..texts.len()).map(|i| if i % 2 == 0 { "a" } else { "b" }).collect();
            let (y, texts) = (values(texts.len()), texts.iter().collect::<Strings>());
            let frame = Frame::new().with("text", texts).unwrap().with("label", labels).unwrap();
            let frame = frame.with("y", y).unwrap();
            assert_documented(entry, what, &frame.into());
        }
        let mut missing: Strings = ["a b", "c d"].into_iter().collect();
        missing.push_missing();
        let labels: Strings = ["x", "y", "x"].into_iter().collect();
        let frame = Frame::new().with("text", missing).unwrap().with("label", labels).unwrap();
        let frame = frame.with("y", values(3)).unwrap();
        assert_eq!(fit(entry, &frame.into()).unwrap_err().kind(), ErrorKind::MissingValues, "{}", entry.id);
    }
}

#[test]
fn rows_in_another_order_change_no_forecast() {
    let sorted = panel(&values(40));
    let Data::Frame(frame) = &sorted else { unreachable!() };
    let order: Vec<usize> = (0..frame.rows()).map(|i| (i * 37) % frame.rows()).collect();
    let shuffled = frame.take(&order);
    for entry in catalog::list().iter().filter(|entry| entry.family == Family::Forecaster) {
        let ctx = Context::new();
        let of = |data: &Data| answer(&fit(entry, data).unwrap(), data, &ctx).unwrap();
        let (one, other) = (of(&sorted), of(&shuffled.clone().into()));
        let by_id = |data: &Data| {
            let frame = data.frame().unwrap();
            let mut rows: Vec<usize> = (0..frame.rows()).collect();
            rows.sort_by_key(|&row| (frame.strings("unique_id").unwrap().get(row).unwrap().to_owned(), row));
            bits(&frame.take(&rows).into())
        };
        assert_eq!(by_id(&one), by_id(&other), "{}", entry.id);
    }
}

#[test]
fn the_thread_count_changes_no_bit() {
    for entry in catalog::list() {
        let data = data(entry, 80);
        let of = |threads: usize| {
            let ctx = Context::new().seed(42).threads(threads);
            let model = fit_with(entry, &Value::Null, &data, &ctx).unwrap();
            (bits(&answer(&model, &data, &ctx).unwrap()), model.content_id().unwrap())
        };
        let one = of(1);
        assert_eq!(one, of(2), "{}", entry.id);
        assert_eq!(one, of(5), "{}", entry.id);
    }
}

#[test]
fn a_saved_model_answers_with_the_same_bits() {
    for entry in catalog::list() {
        let data = data(entry, 60);
        let ctx = Context::new();
        let model = fit_with(entry, &Value::Null, &data, &Context::new().seed(7)).unwrap();
        let bytes = model.to_bytes().unwrap();
        let loaded = Model::from_bytes(&bytes).unwrap_or_else(|error| panic!("{}: {error:?}", entry.id));
        assert_eq!(
            bits(&answer(&model, &data, &ctx).unwrap()),
            bits(&answer(&loaded, &data, &ctx).unwrap()),
            "{}",
            entry.id
        );
        assert_eq!(loaded.to_bytes().unwrap(), bytes, "{}", entry.id);
        let report = loaded.verify(&ctx).unwrap();
        assert!(report.ok, "{}: {report:?}", entry.id);
    }
}

#[test]
fn fitting_and_answering_at_once_changes_no_bit() {
    for entry in catalog::list() {
        let data = data(entry, 200);
        let ctx = Context::new();
        let input = FitInput { data: &data, target: None, options: &Value::Null };
        let both = catalog::fit_answer(entry.id, &with_needed(entry, &Value::Null), input, &ctx);
        let verb = match entry.family {
            Family::Vectorizer => "transform",
            Family::Detector | Family::SeriesDetector => "predict",
            _ => {
                assert_eq!(both.unwrap_err().code(), "kp.unsupported", "{}", entry.id);
                continue;
            }
        };
        let (model, said) = both.unwrap();
        let alone = fit(entry, &data).unwrap();
        assert_eq!(model.content_id().unwrap(), alone.content_id().unwrap(), "{}", entry.id);
        // A row is no neighbour of its own in the fit.
        if ["anomaly.cof", "anomaly.knn", "anomaly.lof"].contains(&entry.id) {
            continue;
        }
        assert_eq!(said, alone.call(verb, &Value::Null, Some(&data), &ctx).unwrap(), "{}", entry.id);
    }
}

#[test]
fn updating_a_loaded_model_gives_what_updating_the_fitted_one_gives() {
    for entry in catalog::list().iter().filter(|entry| entry.family.verbs().contains(&"update")) {
        let ctx = Context::new();
        let (first, next): (Data, Data) = match entry.family {
            Family::Forecaster => {
                let Data::Frame(all) = panel(&values(48)) else { unreachable!() };
                let rows = |keep: &dyn Fn(usize) -> bool| (0..96).filter(|&row| keep(row % 48)).collect::<Vec<_>>();
                (all.take(&rows(&|step| step < 40)).into(), all.take(&rows(&|step| step >= 40)).into())
            }
            Family::Index => (both(40), both(9)),
            _ => (table(&values(40)), table(&values(9))),
        };
        let mut model = fit(entry, &first).unwrap();
        let mut loaded = Model::from_bytes(&model.to_bytes().unwrap()).unwrap();
        let (a, b) = (model.update(&next, &ctx).unwrap(), loaded.update(&next, &ctx).unwrap());
        assert_eq!(bits(&a.into()), bits(&b.into()), "{}", entry.id);
        assert_eq!(model.content_id().unwrap(), loaded.content_id().unwrap(), "{}", entry.id);
    }
}

#[test]
fn every_component_has_its_papers() {
    for entry in catalog::list() {
        assert!(entry.id.split_once('.').is_some_and(|(family, name)| !family.is_empty() && !name.is_empty()));
        let doc = entry.doc();
        for heading in ["Input", "Cost", "Source"] {
            assert!(doc.contains(heading), "{}: the page has no '{heading}'", entry.id);
        }
        let model = fit(entry, &data(entry, 60)).unwrap();
        let facts = &model.card().facts;
        assert!(facts.contains_key("rows") && facts.contains_key("seed"), "{}: {facts:?}", entry.id);
        model.parts().unwrap();
    }
}

#[test]
fn cancelled_work_stops() {
    let token = kingpost::component::CancelToken::default();
    token.cancel();
    for entry in catalog::list() {
        // A fit too short to look at the token may finish.
        if let Err(error) = fit_with(entry, &Value::Null, &data(entry, 60), &Context::new().cancel_with(&token)) {
            assert_eq!(error.kind(), ErrorKind::Cancelled, "{}: {error:?}", entry.id);
        }
    }
}

#[test]
fn functions_have_their_papers_and_refuse_what_they_do_not_know() {
    let ctx = Context::new();
    for entry in catalog::functions() {
        for heading in ["Input:", "Output:", "Errors:", "Cost:", "Source:"] {
            assert!(entry.doc().contains(heading), "{} has no {heading}", entry.id);
        }
        assert!(entry.inputs.iter().all(|input| !input.doc.is_empty()), "{}", entry.id);
        assert!(
            entry.inputs.iter().map(|input| !input.needed).is_sorted(),
            "{}: what may be absent comes last",
            entry.id
        );
        let table = Frame::new().with("y", values(10)).unwrap();
        let tables: Vec<Option<&Frame>> = entry.inputs.iter().map(|_| Some(&table)).collect();
        let error = entry.call(&json!({"no_such_parameter": 1}), &tables, &ctx).unwrap_err();
        assert!(error.kind() == ErrorKind::InvalidParams && error.message().contains("no_such_parameter"), "{error:?}");
        let error = entry.call(&Value::Null, &[], &ctx).unwrap_err();
        assert!(error.kind() == ErrorKind::InvalidData && error.message().contains(entry.inputs[0].name), "{error:?}");
        for (name, schema) in entry.schema()["properties"].as_object().cloned().unwrap_or_else(Map::new) {
            for value in outside(&schema) {
                let error = entry.call(&json!({&name: value}), &tables, &ctx);
                let error = error.err().unwrap_or_else(|| panic!("{}: {name} = {value} was accepted", entry.id));
                assert_eq!(error.kind(), ErrorKind::InvalidParams, "{}: {name} = {value}: {error:?}", entry.id);
            }
        }
    }
}
