//! The conformance cases: run by Rust here, and by a runner of the same shape in every other language.

use crate::json::{column_from_json, data_from_json, data_to_json};
use crate::{Handle, Job};
use kingpost::component::Answer;
use kingpost::data::{Column, Data};
use kingpost::{ErrorKind, Result};
use serde_json::{Map, Value, json};

type Outcome<T = ()> = std::result::Result<T, String>;

/// Runs one case.
///
/// # Errors
/// The first step whose answer is not the expected one, in words.
pub fn run(case: &Value) -> Outcome {
    bless(&mut case.clone(), false)
}

/// Runs one case and, where `write` says so, writes down every answer that it does not say yet.
///
/// # Errors
/// As [`run`].
pub fn bless(case: &mut Value, write: bool) -> Outcome {
    if case.get("function").is_some() {
        return call(case, write);
    }
    let fitted = fit(case);
    if let Some(code) = case["error"].as_str() {
        return expect_code("fit", code, fitted.map(|_| ()));
    }
    walk(fitted.map_err(|error| format!("fit: {error:?}"))?, case, write)
}

/// Runs the case of a saved model: the file loads, is the model that was saved, proves itself here, and answers as it did.
///
/// # Errors
/// As [`run`].
pub fn run_saved(case: &Value, bytes: &[u8]) -> Outcome {
    let explain = |error| format!("load: {error:?}");
    let handle = Handle::from_bytes(bytes).map_err(explain)?;
    let (id, again) = (handle.content_id().map_err(explain)?, handle.to_bytes().map_err(explain)?);
    if case["content_id"] != id {
        return Err(format!("the content id is {id} instead of {}", case["content_id"]));
    }
    if again != bytes {
        return Err("written again, the model is another file".into());
    }
    let report = handle.verify(&Job::default()).map_err(explain)?;
    match serde_json::from_str::<Value>(&report) {
        Ok(parsed) if parsed["ok"] == true => walk(handle, &mut case.clone(), false),
        _ => Err(format!("verify: {report}")),
    }
}

/// Fits what a case fits and returns the model file, and the case that [`run_saved`] runs on it: the same steps, with the
/// answers of the saved model.
///
/// # Errors
/// A model that cannot be fitted, saved, loaded or asked.
pub fn save(case: &Value) -> Outcome<(Vec<u8>, Value)> {
    let explain = |error| format!("{error:?}");
    let bytes = fit(case).and_then(|handle| handle.to_bytes()).map_err(explain)?;
    let handle = Handle::from_bytes(&bytes).map_err(explain)?;
    let mut saved = json!({"content_id": handle.content_id().map_err(explain)?, "steps": case["steps"]});
    for step in saved["steps"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        // A training differs from machine to machine; what the saved model answers must not.
        step.remove("expect");
    }
    walk(handle, &mut saved, true)?;
    Ok((bytes, saved))
}

fn walk(mut handle: Handle, case: &mut Value, write: bool) -> Outcome {
    let tolerance = case["tolerance"].as_f64().unwrap_or(0.0);
    for (number, step) in case["steps"].as_array().cloned().unwrap_or_default().into_iter().enumerate() {
        let verb = step["verb"].as_str().unwrap_or_default().to_owned();
        let place = format!("step {number} ({verb})");
        let answer = act(&mut handle, &verb, &step);
        if let Some(code) = step["error"].as_str() {
            expect_code(&place, code, answer.map(|_| ()))?;
            continue;
        }
        let answer = answer.map_err(|error| format!("{place}: {error:?}"))?;
        if write && step.get("expect").is_none() && !answer.is_null() {
            case["steps"][number]["expect"] = answer;
        } else if !answer.is_null() {
            same(&step["expect"], &answer, tolerance).map_err(|why| format!("{place}: {why}"))?;
        }
    }
    Ok(())
}

/// Calls the function of a case.
fn call(case: &mut Value, write: bool) -> Outcome {
    let answer = answer_of(case);
    if let Some(code) = case["error"].as_str() {
        return expect_code("call", code, answer.map(|_| ()));
    }
    let answer = answer.map_err(|error| format!("call: {error:?}"))?;
    if write && case.get("expect").is_none() {
        case["expect"] = answer;
        return Ok(());
    }
    same(&case["expect"], &answer, case["tolerance"].as_f64().unwrap_or(0.0))
}

fn answer_of(case: &Value) -> Result<Value> {
    let table = |value: &Value| if value.is_null() { Ok(None) } else { data_from_json(value).map(Some) };
    let inputs: Vec<_> = case["inputs"].as_array().into_iter().flatten().map(table).collect::<Result<_>>()?;
    let args = case.get("args").map(Value::to_string).unwrap_or_default();
    Ok(match crate::function(case["function"].as_str().unwrap_or_default(), &args, &inputs, &Job::default())? {
        Answer::Frame(frame) => data_to_json(&frame.into()),
        Answer::Text(text) => text.into(),
    })
}

fn fit(case: &Value) -> Result<Handle> {
    let text = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
    let mut options = case["options"].as_object().cloned().unwrap_or_else(Map::new);
    if let Some(seed) = case.get("seed") {
        options.insert("seed".into(), seed.clone());
    }
    let data = data_from_json(&case["data"])?;
    let target: Option<Column> = case.get("target").map(column_from_json).transpose()?;
    let id = case["component"].as_str().unwrap_or_default();
    let options = Value::Object(options).to_string();
    Handle::fit(id, &text(&case["params"]), &data, target.as_ref(), &options, &Job::default())
}

fn act(handle: &mut Handle, verb: &str, step: &Value) -> Result<Value> {
    let data: Option<Data> = step.get("data").map(data_from_json).transpose()?;
    let need = || data.as_ref().ok_or_else(|| ErrorKind::InvalidData.error("the step has no data"));
    let args = step.get("args").map(Value::to_string).unwrap_or_default();
    Ok(match verb {
        "update" => data_to_json(&handle.update(need()?, &args, &Job::default())?.into()),
        "save_load" => {
            *handle = Handle::from_bytes(&handle.to_bytes()?)?;
            Value::Null
        }
        "content_id" => json!(handle.content_id()?),
        verb => data_to_json(&handle.call(verb, &args, data.as_ref(), &Job::default())?),
    })
}

fn expect_code(place: &str, code: &str, outcome: Result<()>) -> Outcome {
    match outcome {
        Err(error) if error.code() == code => Ok(()),
        Err(error) => Err(format!("{place}: {} instead of {code}: {}", error.code(), error.message())),
        Ok(()) => Err(format!("{place}: no error instead of {code}")),
    }
}

/// Equal to the bit, or within a relative tolerance where the case has one.
fn same(expected: &Value, actual: &Value, tolerance: f64) -> Outcome {
    match (expected, actual) {
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            expected.iter().zip(actual).try_for_each(|(e, a)| same(e, a, tolerance))
        }
        (Value::Object(expected), Value::Object(actual)) if expected.keys().eq(actual.keys()) => expected
            .iter()
            .try_for_each(|(key, e)| same(e, &actual[key], tolerance).map_err(|why| format!("{key}: {why}"))),
        (Value::Number(e), Value::Number(a)) => {
            let (e, a) = (e.as_f64().unwrap_or(f64::NAN), a.as_f64().unwrap_or(f64::NAN));
            let near = (e - a).abs() <= tolerance * e.abs().max(a.abs());
            if e.to_bits() == a.to_bits() || (e == a && e != 0.0) || near {
                Ok(())
            } else {
                Err(format!("{a} instead of {e}"))
            }
        }
        _ if expected == actual => Ok(()),
        _ => Err(format!("{actual} instead of {expected}")),
    }
}
