//! Results that wait under their address until Java has copied them.
//!
//! UniFFI would move a `Vec<u8>` byte by byte; one copy out of this memory into a `double[]` is twenty times as fast.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

static REPLIES: Mutex<BTreeMap<i64, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// Keeps bytes of any length: the word at the address is their number, and they follow it.
pub(crate) fn keep_counted(bytes: &[u8]) -> i64 {
    keep([&(bytes.len() as i64).to_le_bytes(), bytes].concat())
}

/// Keeps a block, which tells its own length, and says where it lies.
pub(crate) fn keep(bytes: Vec<u8>) -> i64 {
    let address = bytes.as_ptr().expose_provenance() as i64;
    REPLIES.lock().unwrap_or_else(PoisonError::into_inner).insert(address, bytes);
    address
}

/// Frees what lies at an address.
pub(crate) fn free(address: i64) -> bool {
    REPLIES.lock().unwrap_or_else(PoisonError::into_inner).remove(&address).is_some()
}

/// How many there are.
pub(crate) fn count() -> i64 {
    REPLIES.lock().unwrap_or_else(PoisonError::into_inner).len() as i64
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_reply_is_freed_once() {
        let address = super::keep_counted(&[1, 2, 3]);
        assert!(super::free(address));
        assert!(!super::free(address));
    }
}
