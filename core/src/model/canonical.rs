//! Canonical JSON: every value has exactly one text.
//!
//! Keys are sorted by their bytes and there is no white space. Whole numbers are written as such, up to 2^53 either way;
//! real numbers in scientific notation with the fewest digits that read back to the same bits (`1.5e0`, `-2e-7`), so
//! that the two kinds are told apart by the `e`. Strings escape what JSON says they must, and nothing else.

use serde_json::{Number, Value};
use std::fmt::Write as _;

/// How deep lists and objects may be nested.
pub(super) const DEPTH: usize = 32;

/// The whole numbers that every language's JSON reads exactly.
const LARGEST: u64 = 1 << 53;

/// The text of a value, or why it has none.
pub(super) fn text(value: &Value) -> Result<String, String> {
    let mut out = String::new();
    write(value, &mut out, DEPTH)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String, depth: usize) -> Result<(), String> {
    let deeper = || depth.checked_sub(1).ok_or_else(|| format!("JSON is nested deeper than {DEPTH}"));
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(number, out)?,
        Value::String(text) => string(text, out),
        Value::Array(items) => {
            let depth = deeper()?;
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out, depth)?;
            }
            out.push(']');
        }
        Value::Object(fields) => {
            let depth = deeper()?;
            // Sorted here: another crate in the build may have asked serde_json to keep the order of insertion.
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|&(key, _)| key);
            out.push('{');
            for (place, (key, value)) in fields.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                string(key, out);
                out.push(':');
                write(value, out, depth)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn write_number(number: &Number, out: &mut String) -> Result<(), String> {
    let too_large = || format!("{number} is too large; whole numbers go up to 2^53");
    let written = match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(whole), ..) if whole.unsigned_abs() <= LARGEST => write!(out, "{whole}"),
        (Some(_), ..) | (_, Some(_), _) => return Err(too_large()),
        (.., Some(real)) if real.is_finite() => write!(out, "{real:e}"),
        _ => return Err(too_large()),
    };
    written.map_err(|error| error.to_string())
}

/// A string in quotes.
pub(super) fn string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => {
                out.push_str("\\u00");
                out.extend(
                    [u32::from(c) >> 4, u32::from(c) & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')),
                );
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_value_has_one_text_that_reads_back() {
        let cases = [
            (json!({"b": [1, -2, true, null], "a": {}}), r#"{"a":{},"b":[1,-2,true,null]}"#),
            (json!([1.0, 0.1, -0.0, 1e300, 5e-324, 95.5]), "[1e0,1e-1,-0e0,1e300,5e-324,9.55e1]"),
            (json!("\"\\\n\u{1}\u{1f}é/🙂"), "\"\\\"\\\\\\n\\u0001\\u001fé/🙂\""),
            (json!(9_007_199_254_740_992_i64), "9007199254740992"),
        ];
        for (value, expected) in cases {
            assert_eq!(text(&value).unwrap(), expected);
            let read: Value = serde_json::from_str(expected).unwrap();
            assert_eq!(text(&read).unwrap(), expected);
        }
    }

    #[test]
    fn reals_keep_their_bits() {
        let mut rng = crate::math::rng::Rng::new(1, 0);
        for _ in 0..10_000 {
            let x = f64::from_bits(rng.next());
            if x.is_finite() {
                let read: Value = serde_json::from_str(&text(&json!(x)).unwrap()).unwrap();
                assert_eq!(read.as_f64().unwrap().to_bits(), x.to_bits());
            }
        }
    }

    #[test]
    fn what_other_languages_would_misread_is_refused() {
        assert!(text(&json!(9_007_199_254_740_993_i64)).is_err());
        assert!(text(&json!(u64::MAX)).is_err());
        assert!(text(&json!(i64::MIN)).is_err());
        let nested = |depth| (0..depth).fold(json!(1), |value, _| json!([value]));
        assert!(text(&nested(DEPTH)).is_ok());
        assert!(text(&nested(DEPTH + 1)).is_err());
    }
}
