//! Cues that a user adds: the same tables as `data/it/cues`.

use std::path::Path;

use super::cues::{CueDefinition, read_user_cues};
use super::examples::{Found, check_examples};
use crate::error::Error;
use crate::extractor::Extractor;

/// The name of cues that come from no file.
const NAMELESS: &str = "cues";

/// Verbs, nouns and phrases of a user's own that attribute.
///
/// ```toml
/// [[cue]]
/// lemma = "berciare"                 # an infinitive, a noun, or a phrase (`a detta di`)
/// class = "say"
/// governs = ["quotation", "che"]     # what can be its content; these two where left out
/// finds = ["«[Basta]», berciò l'uomo."]
/// ignores = ["La folla bercia."]
/// ```
///
/// The comment at the top of every file in `data/it/cues` describes all keys. Regular forms are
/// made by rule. Examples are tried when the extractor is built; one that fails is an error.
#[derive(Clone, Debug)]
pub struct UserCues {
    cues: Vec<CueDefinition>,
}

impl UserCues {
    /// Reads a TOML file of cues.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) where it cannot be read, and
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule), with the line, where a cue is bad.
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
        let cues = read_user_cues(&path.to_string_lossy(), &text)?;
        Ok(Self { cues })
    }

    /// Reads cues as TOML; errors call it `cues`.
    ///
    /// # Errors
    /// [`ErrorKind::Rule`](crate::ErrorKind::Rule), with the line, where a cue is bad.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Ok(Self { cues: read_user_cues(NAMELESS, text)? })
    }

    pub(crate) fn cues(&self) -> &[CueDefinition] {
        &self.cues
    }

    /// Whether the extractor agrees with the examples.
    pub(crate) fn check(&self, extractor: &Extractor) -> Result<(), Error> {
        let extract = |text: &str| extractor.extract(text).quotes.iter().map(Found::from).collect();
        check_examples(&self.cues, extract).into_iter().next().map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    const OWN: &str = r#"
[[cue]]
lemma = "berciare"
class = "say"
finds = ["«[Il ponte è chiuso da mesi]», berciò il sindaco."]
ignores = ["La folla bercia."]

[[cue]]
lemma = "a naso di"
kind = "phrase"
class = "think"
governs = ["clause"]
"#;

    fn build(text: &str) -> Result<Extractor, Error> {
        Extractor::builder().cues(UserCues::from_toml(text)?).build()
    }

    #[test]
    fn own_cues_attribute_in_every_form() {
        let text = "«Torneremo presto in Italia», ha berciato il regista Paolo Riva. Gli attori \
                    berciano che il contratto è scaduto.";
        let lemmas = |extractor: &Extractor| -> Vec<String> {
            let document = extractor.extract(text);
            let cues = document.quotes.iter().filter_map(|quote| quote.cue.as_ref());
            cues.map(|cue| format!("{} {}", document.slice(cue.span), cue.lemma)).collect()
        };
        assert_eq!(lemmas(&build(OWN).unwrap()), ["ha berciato berciare", "berciano berciare"]);
        assert!(lemmas(&Extractor::italian()).is_empty());
    }

    #[test]
    fn the_later_of_two_lists_wins() {
        let list = |class: &str| {
            let text = format!("[[cue]]\nlemma = \"berciare\"\nclass = \"{class}\"\n");
            UserCues::from_toml(&text).unwrap()
        };
        let extractor = Extractor::builder().cues(list("say")).cues(list("warn")).build().unwrap();
        let document = extractor.extract("«Il ponte è chiuso», berciò il sindaco Carlo Neri.");
        assert_eq!(document.quotes[0].cue.as_ref().unwrap().class.as_str(), "warn");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_mend() {
        for (from, to, line, what, mend) in [
            ("\"say\"", "\"shout\"", 4, "unknown variant `shout`", "each [[cue]] has lemma"),
            ("class = \"say\"", "clas = \"say\"", 4, "unknown field `clas`", "lemma and class"),
            ("class = \"say\"", "", 2, "missing field `class`", "lemma and class"),
            ("\"berciare\"", "\"bercio\"", 3, "not an infinitive", ""),
            ("bercia.", "bercia: «[Basta]».", 6, "marks content", "take the square brackets out"),
            (
                "[Il ponte è chiuso da mesi]»",
                "Il ponte [è chiuso da mesi]»",
                5,
                "wanted [è chiuso da mesi], found [Il ponte è chiuso da mesi]",
                "mend the example",
            ),
        ] {
            let error = build(&OWN.replace(from, to)).unwrap_err();
            assert_eq!((error.kind(), error.line()), (ErrorKind::Rule, Some(line)), "{error}");
            assert!(error.to_string().contains(what), "{error}");
            assert!(error.mend().contains(mend), "{error}");
            assert_eq!(error.path().unwrap().to_str(), Some("cues"));
        }
        let missing = UserCues::from_path("no-such-file.toml").unwrap_err();
        assert_eq!((missing.kind(), missing.mend()), (ErrorKind::Io, "check the path"));
    }
}
