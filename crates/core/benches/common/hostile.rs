//! Texts that nobody writes, but that must not take longer than their length explains.

use super::ARTICLES;

/// A hostile text: its name, and what makes one of about so many bytes.
pub(crate) type Hostile = (&'static str, fn(usize) -> String);

/// Every hostile text.
pub(crate) const HOSTILE: [Hostile; 18] = [
    ("opening marks", |size| fill(size, "«")),
    ("spaced opening marks", |size| fill(size, "« ")),
    ("alternating glyphs", |size| fill(size, "«”'\"‹ “»› ")),
    ("straight marks", |size| fill(size, "\" a ")),
    ("one sentence", |size| one_sentence(size)),
    ("one sentence of names", |size| fill(size, "Anna Neri e Luca Bruni di Torino, ")),
    ("nested quotations", nested),
    ("quotations in a row", |size| fill(size, "«Sì», ha detto. ")),
    ("ha detto che", |size| fill(size, "ha detto che ")),
    ("surnames", |size| fill(size, "Rossi Bianchi Ferrari Esposito Romano ")),
    ("people who talk", |size| fill(size, "Anna Neri ha detto che Luca Bruni verrà. ")),
    ("pronouns that talk", |size| fill(size, "Lei ha detto che lui verrà. ")),
    ("digits", |size| fill(size, "1")),
    ("numbers", |size| fill(size, "tra 12 e 15.300 mila ")),
    ("combining characters", |size| fill(size, "e\u{301}\u{302}\u{303}")),
    ("line feeds", |size| fill(size, "\n")),
    ("one cue", |size| fill(size, "secondo ")),
    ("names never seen before", names),
];

fn fill(size: usize, piece: &str) -> String {
    piece.repeat(size.div_ceil(piece.len()))
}

/// Ordinary news, `size` bytes of it or a little more: a text of its own for every article.
pub(crate) fn news(size: usize) -> String {
    let mut text = String::new();
    for article in ARTICLES.iter().cycle() {
        if text.len() >= size {
            return text;
        }
        text.push_str(article);
        text.push_str("\n\n");
    }
    text
}

/// News without an end of line or sentence.
fn one_sentence(size: usize) -> String {
    news(size).chars().map(|c| if matches!(c, '.' | '!' | '?' | '\n') { ',' } else { c }).collect()
}

fn nested(size: usize) -> String {
    let depth = size / "«a » ".len();
    format!("{}{}", "«a ".repeat(depth), "» ".repeat(depth))
}

/// People each of whom is named once.
fn names(size: usize) -> String {
    let mut text = String::new();
    let mut number = 0_usize;
    let syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"];
    while text.len() < size {
        let name = |mut number: usize| {
            let mut name = String::new();
            for _ in 0..6 {
                name.push_str(syllables[number % 10]);
                number /= 10;
            }
            name[..1].to_uppercase() + &name[1..]
        };
        text.push_str(&format!("Marco {}, sindaco, ha parlato. ", name(number)));
        number += 1;
    }
    text
}
