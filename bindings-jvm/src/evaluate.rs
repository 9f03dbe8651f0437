//! What needs no model: metrics, the backtest, a look into model files, Arrow.

use crate::{Native, calls::Call, model, reply, wire};
use kingpost::data::{Data, arrow};
use kingpost_host::guarded;

/// Every metric as JSON.
#[uniffi::export]
pub fn metrics_json() -> String {
    kingpost_host::metrics_json()
}

/// Forecasts a panel from earlier origins; the result lies at the address.
#[uniffi::export]
pub fn backtest(id: &str, params: &str, data: &[u8], options: &str, call: i64) -> Native<i64> {
    let call = Call::new(call);
    Ok(guarded(|| {
        let data = model::given(wire::read(data)?)?;
        let frame = kingpost_host::backtest(id, params, data.frame()?, options, &call.job)?;
        Ok(reply::keep(wire::write(&frame.into())?))
    })?)
}

/// What a model file says about itself, as JSON.
#[uniffi::export]
pub fn inspect(bytes: &[u8]) -> Native<String> {
    Ok(guarded(|| Ok(kingpost::model::inspect(bytes)?.to_string()))?)
}

/// The same of a file.
#[uniffi::export]
pub fn inspect_file(path: String) -> Native<String> {
    Ok(guarded(|| Ok(kingpost::model::inspect_file(path)?.to_string()))?)
}

/// Reads an Arrow IPC stream or file; the frame lies at the address.
#[uniffi::export]
pub fn from_arrow(bytes: &[u8]) -> Native<i64> {
    Ok(guarded(|| Ok(reply::keep(wire::write(&arrow::from_ipc(bytes)?.into())?)))?)
}

/// Writes a frame as an Arrow IPC stream; the bytes lie at the address after their number.
#[uniffi::export]
pub fn to_arrow(data: &[u8]) -> Native<i64> {
    Ok(guarded(|| match model::given(wire::read(data)?)? {
        Data::Frame(frame) => Ok(reply::keep_counted(&arrow::to_ipc(frame)?)),
        other => other.frame().map(|_| 0),
    })?)
}
