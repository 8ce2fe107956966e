//! Who said what in one article, read through the types.
//!
//! ```console
//! $ cargo run -p virgolette-examples --example who_said_what -- article.txt
//! ```

use std::error::Error;
use std::path::PathBuf;

use virgolette::Extractor;

fn main() -> Result<(), Box<dyn Error>> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../articles/agenzia-frana.txt");
    let path = std::env::args_os().nth(1).map_or_else(|| sample.into(), PathBuf::from);
    let extractor = Extractor::builder().reference_date("2023-11-14").build()?;
    let document = extractor.extract(std::fs::read_to_string(path)?);

    for quote in &document.quotes {
        let who = match (&quote.speaker, &quote.unknown) {
            (Some(speaker), _) => speaker.name.as_str(),
            (None, Some(why)) => why,
            (None, None) => "?",
        };
        let verb = quote.cue.as_ref().map_or("—", |cue| document.slice(cue.span));
        for span in &quote.content {
            // Spans are bytes of the text that went in: nothing was rewritten on the way.
            assert_eq!(document.slice(*span), span.of(&document.text));
            println!("{who} | {verb} | {} | {}", quote.certainty, document.slice(*span));
        }
    }
    Ok(())
}
