//! Every literate case as a test of its own: `cargo test -p virgolette-tests --test cases WORDS`.

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};
use virgolette::Extractor;

fn main() -> ExitCode {
    let extractor = Arc::new(Extractor::italian());
    let mut trials = Vec::new();
    for path in virgolette_tests::files("tests/cases/it", "md") {
        let stem = path.file_stem().unwrap_or_default().display().to_string();
        let file = format!("tests/cases/it/{stem}.md");
        let cases = fs::read_to_string(&path)
            .map_err(|error| format!("{file}: {error}"))
            .and_then(|markdown| virgolette_tests::parse(&file, &markdown));
        match cases {
            Ok(cases) => trials.extend(cases.into_iter().map(|case| {
                let extractor = Arc::clone(&extractor);
                let name = format!("{stem}: {}", case.title);
                Trial::test(name, move || case.check(&extractor).map_err(Into::into))
            })),
            Err(message) => {
                trials.push(Trial::test(file, move || Err(message.as_str().into())));
            }
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
