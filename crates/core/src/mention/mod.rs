//! Who and what is mentioned.

pub mod names;
pub(crate) mod roles;
