//! Fixed phrases written once, matched in all their shapes.

const PREPOSITIONS: [(&str, &[&str]); 7] = [
    ("di", &["di", "d'", "del", "dello", "della", "dell'", "dei", "degli", "delle"]),
    ("a", &["a", "ad", "al", "allo", "alla", "all'", "ai", "agli", "alle"]),
    ("da", &["da", "dal", "dallo", "dalla", "dall'", "dai", "dagli", "dalle"]),
    ("in", &["in", "nel", "nello", "nella", "nell'", "nei", "negli", "nelle"]),
    ("su", &["su", "sul", "sullo", "sulla", "sull'", "sui", "sugli", "sulle"]),
    ("con", &["con", "col", "coi"]),
    ("del", &["del", "dello", "della", "dell'", "dei", "degli", "delle"]),
];

const POSSESSIVES: [(&str, &[&str]); 4] = [
    ("suo", &["suo", "mio", "tuo", "nostro", "vostro", "loro"]),
    ("sua", &["sua", "mia", "tua", "nostra", "vostra", "loro"]),
    ("suoi", &["suoi", "miei", "tuoi", "nostri", "vostri", "loro"]),
    ("sue", &["sue", "mie", "tue", "nostre", "vostre", "loro"]),
];

/// The tokens of a phrase: an elided word keeps its apostrophe and stands alone.
pub(crate) fn words(phrase: &str) -> Vec<String> {
    phrase
        .split(' ')
        .flat_map(|part| part.split_inclusive('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every shape of `phrase`: a preposition at its end also fused with the article (`a detta di`,
/// `a detta della`), and `suo` for every possessive (`a suo dire`, `a mio dire`).
///
/// `leads` says that the phrase begins a cue; one word alone is then as it is (`secondo`).
pub(crate) fn phrase_variants(phrase: &str, leads: bool) -> Vec<Vec<String>> {
    let words = words(phrase);
    let last = words.len().saturating_sub(1);
    let mut variants = vec![Vec::new()];
    for (index, word) in words.iter().enumerate() {
        let find = |table: &[(&str, &'static [&'static str])]| {
            table.iter().find(|(listed, _)| listed == word).map(|&(_, shapes)| shapes)
        };
        let shapes = find(&POSSESSIVES).or_else(|| {
            let fuses = index == last && !(leads && index == 0);
            if fuses { find(&PREPOSITIONS) } else { None }
        });
        variants = variants
            .into_iter()
            .flat_map(|variant: Vec<String>| match shapes {
                Some(shapes) => shapes
                    .iter()
                    .map(|shape| [variant.as_slice(), &[(*shape).to_owned()]].concat())
                    .collect::<Vec<_>>(),
                None => vec![[variant.as_slice(), std::slice::from_ref(word)].concat()],
            })
            .collect();
    }
    variants
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_has_every_fused_preposition_and_possessive() {
        let all = |phrase: &str| -> Vec<String> {
            phrase_variants(phrase, true).iter().map(|words| words.join(" ")).collect()
        };
        assert_eq!(all("secondo"), ["secondo"]);
        assert_eq!(all("a detta di").len(), 9);
        assert!(all("a detta di").contains(&"a detta dell'".to_owned()));
        assert_eq!(all("a suo dire").len(), 6);
        assert!(all("stando a").contains(&"stando alle".to_owned()));
        assert!(phrase_variants("del", false).contains(&vec!["della".to_owned()]));
        assert_eq!(words("l'ipotesi di un'altra"), ["l'", "ipotesi", "di", "un'", "altra"]);
    }
}
