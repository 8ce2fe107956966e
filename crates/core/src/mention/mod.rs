//! Who and what is mentioned.

pub mod names;
