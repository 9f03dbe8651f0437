//! Errors on their way to Java.

use std::collections::HashMap;

/// What every call may fail with; Java makes a `KingpostException` of it.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum NativeError {
    /// A code, a message and named facts.
    #[error("{code}: {detail}")]
    Failed {
        /// Such as `kp.invalid_params`.
        code: String,
        /// What was wrong, the value, and what is allowed.
        detail: String,
        /// Where: the parameter, the series, the column.
        context: HashMap<String, String>,
    },
}

impl From<kingpost::Error> for NativeError {
    fn from(error: kingpost::Error) -> Self {
        let context = error.context().iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        NativeError::Failed { code: error.code().to_owned(), detail: error.message().to_owned(), context }
    }
}

impl From<uniffi::UnexpectedUniFFICallbackError> for NativeError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        kingpost::ErrorKind::Internal.error(error.to_string()).into()
    }
}
