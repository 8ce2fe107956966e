//! `cargo dev …`: the workshop of the project.

fn main() {}
