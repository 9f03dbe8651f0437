//! The only error type of the library.

use std::collections::BTreeMap;
use std::fmt;

/// The result of every fallible call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as a stable code that is the same in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A parameter or argument is unknown, has the wrong type, or is out of its range.
    InvalidParams,
    /// No component of that id is in the catalogue.
    UnknownComponent,
    /// The data has a wrong shape, type, order or value.
    InvalidData,
    /// There are fewer observations than the component needs.
    NotEnoughData,
    /// Values are missing where the component needs them.
    MissingValues,
    /// The component or model does not offer what was asked of it.
    Unsupported,
    /// The model was asked for an answer before it was fitted.
    NotFitted,
    /// The bytes are not a model file that this library wrote, or they were changed.
    CorruptModel,
    /// The model file is sound but needs something that this release does not have.
    IncompatibleModel,
    /// The device that was asked for is not there, or not compiled in.
    DeviceUnavailable,
    /// Reading or writing a file failed.
    Io,
    /// The caller cancelled the work.
    Cancelled,
    /// The deadline passed before the work was done.
    DeadlineExceeded,
    /// A bug in the library: a panic that was caught before it left it.
    Internal,
}

impl ErrorKind {
    /// Every kind, in the order of this page.
    pub const ALL: [ErrorKind; 14] = [
        ErrorKind::InvalidParams,
        ErrorKind::UnknownComponent,
        ErrorKind::InvalidData,
        ErrorKind::NotEnoughData,
        ErrorKind::MissingValues,
        ErrorKind::Unsupported,
        ErrorKind::NotFitted,
        ErrorKind::CorruptModel,
        ErrorKind::IncompatibleModel,
        ErrorKind::DeviceUnavailable,
        ErrorKind::Io,
        ErrorKind::Cancelled,
        ErrorKind::DeadlineExceeded,
        ErrorKind::Internal,
    ];

    /// The code, such as `kp.invalid_params`.
    pub const fn code(self) -> &'static str {
        match self {
            ErrorKind::InvalidParams => "kp.invalid_params",
            ErrorKind::UnknownComponent => "kp.unknown_component",
            ErrorKind::InvalidData => "kp.invalid_data",
            ErrorKind::NotEnoughData => "kp.not_enough_data",
            ErrorKind::MissingValues => "kp.missing_values",
            ErrorKind::Unsupported => "kp.unsupported",
            ErrorKind::NotFitted => "kp.not_fitted",
            ErrorKind::CorruptModel => "kp.corrupt_model",
            ErrorKind::IncompatibleModel => "kp.incompatible_model",
            ErrorKind::DeviceUnavailable => "kp.device_unavailable",
            ErrorKind::Io => "kp.io",
            ErrorKind::Cancelled => "kp.cancelled",
            ErrorKind::DeadlineExceeded => "kp.deadline_exceeded",
            ErrorKind::Internal => "kp.internal",
        }
    }

    /// The kind of a code, or `None` for a code that no kind has.
    pub fn from_code(code: &str) -> Option<ErrorKind> {
        ErrorKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Makes an error of this kind; the message says what was wrong, the value, and what is allowed.
    pub fn error(self, message: impl Into<String>) -> Error {
        Error(Box::new(Inner { kind: self, message: message.into(), context: BTreeMap::new(), source: None }))
    }
}

/// What went wrong, where, and what is allowed instead.
#[derive(thiserror::Error)]
#[error("{}", .0.message)]
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    context: BTreeMap<String, String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable code of the kind, such as `kp.invalid_params`.
    pub fn code(&self) -> &'static str {
        self.0.kind.code()
    }

    /// What was wrong, the value, and what is allowed.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Named facts about the place of the error: the parameter, the series, the column.
    pub fn context(&self) -> &BTreeMap<String, String> {
        &self.0.context
    }

    /// Adds a named fact.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl fmt::Display) -> Self {
        self.0.context.insert(key.to_owned(), value.to_string());
        self
    }

    /// Puts `place` before the message: "series 'A': ...".
    #[must_use]
    pub fn within(mut self, place: impl fmt::Display) -> Self {
        self.0.message = format!("{place}: {}", self.0.message);
        self
    }

    /// Keeps the error that caused this one.
    #[must_use]
    pub fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    /// The error that caused this one, if another library raised it.
    pub fn cause(&self) -> Option<&(dyn std::error::Error + Send + Sync + 'static)> {
        self.0.source.as_deref()
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.0.message)?;
        if !self.0.context.is_empty() {
            write!(f, " {:?}", self.0.context)?;
        }
        match &self.0.source {
            Some(source) => write!(f, " (caused by {source})"),
            None => Ok(()),
        }
    }
}

/// An error of the kind named, with a formatted message: `err!(InvalidData, "column {name} is empty")`.
macro_rules! err {
    ($kind:ident, $($message:tt)+) => {
        $crate::error::ErrorKind::$kind.error(format!($($message)+))
    };
}
pub(crate) use err;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_unique_and_reads_back() {
        for kind in ErrorKind::ALL {
            assert_eq!(ErrorKind::from_code(kind.code()), Some(kind));
        }
        assert_eq!(ErrorKind::from_code("kp.nothing"), None);
    }

    #[test]
    fn context_and_place_are_kept() {
        let error = err!(InvalidData, "y has {} values", 3).with("column", "y").within("series 'A'");
        assert_eq!(error.message(), "series 'A': y has 3 values");
        assert_eq!(error.context()["column"], "y");
        assert_eq!(error.code(), "kp.invalid_data");
    }
}
