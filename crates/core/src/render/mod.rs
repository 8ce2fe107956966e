//! A document as people and other tools read it.

mod brat;
mod conll;
mod csv;
mod flow;
mod html;
#[cfg(test)]
mod sample;
mod text;
#[cfg(test)]
mod text_tests;
mod web_annotation;

pub use brat::Brat;
pub use conll::Conll;
pub use csv::Csv;
pub use html::Html;
pub(crate) use html::escape;
pub use text::TextView;
pub use web_annotation::WebAnnotation;
