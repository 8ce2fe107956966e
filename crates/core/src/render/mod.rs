//! A document as people and other tools read it.

mod flow;
#[cfg(test)]
mod sample;
mod text;
#[cfg(test)]
mod text_tests;

pub use text::TextView;
