//! Who and what is mentioned.

pub mod expressions;
pub mod names;
mod numbers;
mod patterns;
mod quantities;
pub mod roles;
mod times;
