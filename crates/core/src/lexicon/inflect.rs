//! Italian nouns and adjectives: their regular plurals and genders.

use super::form::{Form, Gender, Mood, Number};

/// The gender a noun's ending shows, where it shows one.
pub(crate) fn gender_of_ending(noun: &str) -> Option<Gender> {
    const FEMININE: [&str; 4] = ["a", "ione", "tà", "tù"];
    if FEMININE.iter().any(|ending| noun.ends_with(ending)) {
        Some(Gender::Feminine)
    } else if noun.ends_with('o') {
        Some(Gender::Masculine)
    } else {
        None
    }
}

/// Singular and plural of a noun; `plural` where the regular one is wrong.
pub(crate) fn noun_forms(noun: &str, gender: Gender, plural: Option<&str>) -> Vec<(String, Form)> {
    let plural = match plural {
        Some(given) => given.to_owned(),
        None => noun_plural(noun, gender),
    };
    let of = |number| Form::agreeing(Mood::Nominal, Some(gender), number);
    vec![(noun.to_owned(), of(Number::Singular)), (plural, of(Number::Plural))]
}

fn noun_plural(noun: &str, gender: Gender) -> String {
    let swap =
        |cut: &str, ending: &str| noun.strip_suffix(cut).map(|stem| format!("{stem}{ending}"));
    let feminine = gender == Gender::Feminine;
    let plural = if noun.ends_with('a') && feminine {
        hard(noun, "ca", "che")
            .or_else(|| swap("ga", "ghe"))
            .or_else(|| after_consonant(noun, "cia", "ce"))
            .or_else(|| after_consonant(noun, "gia", "ge"))
            .or_else(|| swap("a", "e"))
    } else if noun.ends_with(['o', 'a']) {
        let stem = &noun[..noun.len() - 1];
        let hard = stem.ends_with(['c', 'g']);
        Some(match stem.strip_suffix('i') {
            Some(stem) => format!("{stem}i"),
            None if hard => format!("{stem}hi"),
            None => format!("{stem}i"),
        })
    } else {
        swap("e", "i")
    };
    plural.unwrap_or_else(|| noun.to_owned())
}

fn hard(word: &str, cut: &str, ending: &str) -> Option<String> {
    word.strip_suffix(cut).map(|stem| format!("{stem}{ending}"))
}

fn after_consonant(word: &str, cut: &str, ending: &str) -> Option<String> {
    let stem = word.strip_suffix(cut)?;
    (!stem.ends_with(['a', 'e', 'i', 'o', 'u'])).then(|| format!("{stem}{ending}"))
}

/// The four forms of an adjective (two for one in `-e`); `plural` is the masculine plural where
/// the regular one is wrong.
pub(crate) fn adjective_forms(adjective: &str, plural: Option<&str>) -> Vec<(String, Form)> {
    let of = |gender, number| Form::agreeing(Mood::Nominal, gender, number);
    let (male, female) = (Some(Gender::Masculine), Some(Gender::Feminine));
    let own = adjective.to_owned();
    if let Some(stem) = adjective.strip_suffix('o') {
        let many = match plural {
            Some(given) => given.to_owned(),
            // `scettici`, but `tedeschi`.
            None if stem.ends_with("ic") => format!("{stem}i"),
            None => noun_plural(adjective, Gender::Masculine),
        };
        let woman = format!("{stem}a");
        let women = noun_plural(&woman, Gender::Feminine);
        return vec![
            (own, of(male, Number::Singular)),
            (woman, of(female, Number::Singular)),
            (many, of(male, Number::Plural)),
            (women, of(female, Number::Plural)),
        ];
    }
    if adjective.ends_with('a') {
        return vec![
            (own, of(None, Number::Singular)),
            (noun_plural(adjective, Gender::Masculine), of(male, Number::Plural)),
            (noun_plural(adjective, Gender::Feminine), of(female, Number::Plural)),
        ];
    }
    let many = noun_plural(adjective, Gender::Masculine);
    if many == own {
        let both = [Number::Singular, Number::Plural];
        return both.map(|number| (own.clone(), of(None, number))).into();
    }
    vec![(own, of(None, Number::Singular)), (many, of(None, Number::Plural))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plural(noun: &str) -> String {
        let gender = gender_of_ending(noun).unwrap_or(Gender::Masculine);
        noun_forms(noun, gender, None)[1].0.clone()
    }

    #[test]
    fn nouns_have_their_plurals() {
        for (one, many) in [
            ("accusa", "accuse"),
            ("annuncio", "annunci"),
            ("attacco", "attacchi"),
            ("critica", "critiche"),
            ("denuncia", "denunce"),
            ("minaccia", "minacce"),
            ("notizia", "notizie"),
            ("dichiarazione", "dichiarazioni"),
            ("appello", "appelli"),
            ("timore", "timori"),
            ("verità", "verità"),
            ("ipotesi", "ipotesi"),
            ("dialogo", "dialoghi"),
            ("tweet", "tweet"),
        ] {
            assert_eq!(plural(one), many);
        }
        assert_eq!(gender_of_ending("convinzione"), Some(Gender::Feminine));
        assert_eq!(gender_of_ending("timore"), None);
    }

    #[test]
    fn adjectives_agree() {
        let all = |word: &str| {
            let forms = adjective_forms(word, None);
            forms.into_iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(all("convinto"), "convinto convinta convinti convinte");
        assert_eq!(all("scettico"), "scettico scettica scettici scettiche");
        assert_eq!(all("contrario"), "contrario contraria contrari contrarie");
        assert_eq!(all("favorevole"), "favorevole favorevoli");
        assert_eq!(all("ottimista"), "ottimista ottimisti ottimiste");
    }
}
