//! The series of a panel that could not be fitted.

use super::{Store, corrupt};
use crate::data::{Frame, Strings};
use crate::error::{Error, Result};

#[derive(Clone, Debug)]
pub(crate) struct Failure {
    pub(super) id: String,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Failure {
    pub(crate) fn new(id: &str, error: &Error) -> Self {
        Self { id: id.to_owned(), code: error.code(), message: error.message().to_owned() }
    }

    /// Of an error whose message may begin with the series.
    pub(crate) fn of_series(id: &str, error: &Error) -> Self {
        let (place, message) = (format!("series '{id}': "), error.message());
        Self {
            id: id.to_owned(),
            code: error.code(),
            message: message.strip_prefix(&place).unwrap_or(message).to_owned(),
        }
    }
}

fn texts(failures: &[Failure], text: fn(&Failure) -> &str) -> Strings {
    failures.iter().map(text).collect()
}

/// Id, `code`, `message`.
pub(crate) fn frame(failures: &[Failure], id_col: &str) -> Result<Frame> {
    let ids = Frame::new().with(id_col, texts(failures, |failure| &failure.id))?;
    ids.with("code", texts(failures, |failure| failure.code))?
        .with("message", texts(failures, |failure| &failure.message))
}

/// Where the series that were left out are written down.
pub(super) const FAILED: &str = "failed";

pub(super) fn write(place: &str, failures: &[Failure], store: &mut Store) {
    store.put_strings(&format!("{place}.ids"), &texts(failures, |failure| &failure.id));
    store.put_strings(&format!("{place}.codes"), &texts(failures, |failure| failure.code));
    store.put_strings(&format!("{place}.messages"), &texts(failures, |failure| &failure.message));
}

pub(super) fn read(place: &str, store: &Store) -> Result<Vec<Failure>> {
    let take = |name: &str| store.take_strings(&format!("{place}.{name}"));
    let (ids, codes, messages) = (take("ids")?, take("codes")?, take("messages")?);
    let mut failures = Vec::new();
    for ((id, code), message) in ids.iter().zip(codes.iter()).zip(messages.iter()) {
        let kind = code.and_then(crate::ErrorKind::from_code);
        let code = kind.ok_or_else(|| corrupt(place, "has an unknown code"))?.code();
        let (id, message) = (id.unwrap_or_default().to_owned(), message.unwrap_or_default().to_owned());
        failures.push(Failure { id, code, message });
    }
    Ok(failures)
}
