//! Kingpost: AI components that give the same bits in Rust, Python, Node and the JVM.
//!
//! A component is a struct of parameters; fitting it gives a [`Model`], and a model answers, explains itself, and is saved
//! as one file that every language loads. [`catalog`] lists the components; [`data`] is what goes in and out.

pub mod anomaly;
pub mod catalog;
pub mod component;
pub mod data;
pub mod error;
pub mod evaluate;
pub mod forecast;
mod math;
pub mod model;
#[cfg(feature = "neural")]
pub mod neural;
pub mod text;

pub use component::Model;
pub use error::{Error, ErrorKind, Result};
