//! Neural components, trained by burn: the only module that names it.
//!
//! burn trains, on the device that the caller names. What it learnt is kept as plain numbers, and a fitted model answers with
//! them alone: it needs no device, and gives the same bits on every machine.

mod autoencoder;
mod device;
mod network;
#[cfg(feature = "tokenizers")]
mod sentence_encoder;
mod train;

pub use autoencoder::{Autoencoder, AutoencoderState, Scaling};
#[cfg(feature = "tokenizers")]
pub use sentence_encoder::{Pooling, SentenceEncoder, SentenceEncoderState};
