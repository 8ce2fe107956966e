//! One article under the resolver's eye.

use std::sync::LazyLock;

use crate::document::{Gender, Mention, MentionForm, MentionType};
use crate::lexicon::form::Number;
use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::lexicon::user::{NOT_LISTED, UserIndex};
use crate::lexicon::{PhraseTrie, hash_normalized};
use crate::mention::roles::{RoleLexicon, RoleMatch};
use crate::quote::Classes;
use crate::resolve::name::Name;
use crate::resolve::people::People;
use crate::resolve::registers::Registers;
use crate::resolve::words::SourceWords;
use crate::segment::{Segments, Token, TokenKind};
use crate::span::Span;

/// "No mention".
pub(crate) const NO_NAME: u32 = u32::MAX;

/// The lexicons that resolving needs.
#[derive(Debug)]
pub(crate) struct Lexicons {
    pub(crate) roles: RoleLexicon,
    pub(crate) people: People,
    pub(crate) words: SourceWords,
    pub(crate) registers: Registers,
    pub(crate) gazetteer: Gazetteer,
}

/// Which mentions are names that the user lists.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Listed<'a> {
    pub(crate) index: &'a UserIndex,
    /// For each mention its entry, or [`NOT_LISTED`]; empty where none is listed.
    pub(crate) of: &'a [u32],
}

impl Listed<'_> {
    /// The entry of a mention.
    pub(crate) fn entry(&self, mention: u32) -> Option<u32> {
        self.of.get(mention as usize).copied().filter(|&entry| entry != NOT_LISTED)
    }
}

/// The text, its tokens and names, and what the lexicons say of them.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    pub(crate) segments: &'a Segments,
    pub(crate) mentions: &'a [Mention],
    /// For each token its word classes.
    pub(crate) classes: &'a [Classes],
    pub(crate) roles: &'a RoleLexicon,
    pub(crate) people: &'a People,
    pub(crate) words: &'a SourceWords,
    pub(crate) registers: &'a Registers,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) listed: Listed<'a>,
    /// For each token the named mention it is part of, or [`NO_NAME`].
    pub(crate) names: Vec<u32>,
}

/// What a determiner says of its noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Determiner {
    pub(crate) definite: bool,
    pub(crate) indefinite: bool,
    /// "alcuni", "molti"
    pub(crate) quantity: bool,
    pub(crate) gender: Option<Gender>,
    pub(crate) number: Option<Number>,
}

/// Determiners by the words they are.
#[derive(Debug, Default)]
struct Determiners {
    words: PhraseTrie,
    of: Vec<Determiner>,
}

impl Determiners {
    fn add(&mut self, words: &str, determiner: Determiner) {
        for word in words.split(' ') {
            self.words.insert([hash_normalized(word)], self.of.len() as u32);
        }
        self.of.push(determiner);
    }

    fn get(&self, word: u64) -> Option<Determiner> {
        let (_, index) = self.words.longest([word])?;
        self.of.get(index as usize).copied()
    }
}

const FEMALE: Option<Gender> = Some(Gender::Female);
const MALE: Option<Gender> = Some(Gender::Male);
const ONE: Option<Number> = Some(Number::Singular);
const MANY: Option<Number> = Some(Number::Plural);

macro_rules! determiners {
    ($($words:literal $definite:literal $quantity:literal $gender:ident $number:ident;)*) => {
        /// The articles, and what a preposition makes of them.
        static DETERMINERS: LazyLock<Determiners> = LazyLock::new(|| {
            let mut determiners = Determiners::default();
            $(determiners.add($words, Determiner {
                definite: $definite,
                indefinite: !$definite,
                quantity: $quantity,
                gender: determiners!(@ $gender),
                number: determiners!(@ $number),
            });)*
            determiners
        });
    };
    (@ F) => { FEMALE };
    (@ M) => { MALE };
    (@ S) => { ONE };
    (@ P) => { MANY };
    (@ N) => { None };
}

determiners! {
    "il lo del dello al allo dal dallo nel nello sul sullo col questo quel quello stesso" true false M S;
    "la della alla dalla nella sulla questa quella stessa" true false F S;
    "l' dell' all' dall' nell' sull' quest' quell'" true false N S;
    "i gli dei degli ai agli dai dagli nei negli sui sugli questi quei quegli stessi" true false M P;
    "le delle alle dalle nelle sulle queste quelle stesse" true false F P;
    "un uno" false false M S;
    "una un'" false false F S;
    "alcuni molti tanti diversi numerosi parecchi pochi certi altri vari" false true M P;
    "alcune molte tante diverse numerose parecchie poche certe altre varie" false true F P;
}

impl<'a> Context<'a> {
    pub(crate) fn new(
        text: &'a str,
        segments: &'a Segments,
        mentions: &'a [Mention],
        classes: &'a [Classes],
        lexicons: &'a Lexicons,
        listed: Listed<'a>,
    ) -> Self {
        let mut names = vec![NO_NAME; segments.tokens.len()];
        let mut at = 0;
        for (index, mention) in mentions.iter().enumerate() {
            if mention.form != MentionForm::Name || mention.kind == MentionType::Demonym {
                continue;
            }
            while segments.tokens.get(at).is_some_and(|t| t.span.end <= mention.span.start) {
                at += 1;
            }
            let inside =
                segments.tokens[at..].iter().take_while(|t| t.span.start < mention.span.end);
            let count = inside.count();
            names[at..at + count].fill(index as u32);
            at += count;
        }
        let Lexicons { roles, people, words, registers, gazetteer } = lexicons;
        Self {
            text,
            segments,
            mentions,
            classes,
            roles,
            people,
            words,
            registers,
            gazetteer,
            listed,
            names,
        }
    }

    /// The tokens of a span: the first, and one past the last.
    pub(crate) fn tokens_of(&self, span: Span) -> (usize, usize) {
        self.segments.tokens_of(span)
    }

    /// The tokens of the sentence that holds token `at`.
    pub(crate) fn sentence(&self, at: usize) -> (usize, usize) {
        let sentences = &self.segments.sentences;
        let index = sentences.partition_point(|sentence| sentence.end as usize <= at);
        sentences.get(index).map_or((at, at + 1), |s| (s.first as usize, s.end as usize))
    }

    /// The span of a range of tokens that is not empty.
    pub(crate) fn span(&self, first: usize, end: usize) -> Span {
        self.segments.span(first as u32, end as u32)
    }

    pub(crate) fn token(&self, at: usize) -> &Token {
        &self.segments.tokens[at]
    }

    pub(crate) fn form(&self, at: usize) -> &'a str {
        self.segments.tokens[at].span.of(self.text)
    }

    /// The named mention that token `at` is part of.
    pub(crate) fn name_at(&self, at: usize) -> Option<u32> {
        self.names.get(at).copied().filter(|&name| name != NO_NAME)
    }

    pub(crate) fn has(&self, at: usize, classes: Classes) -> bool {
        self.classes.get(at).is_some_and(|class| class.has(classes))
    }

    /// The article or the like that token `at` is, or that is fused with the preposition it is.
    pub(crate) fn determiner(&self, at: usize) -> Option<Determiner> {
        let token = self.segments.tokens.get(at)?;
        if token.kind != TokenKind::Word || token.span.len() > 10 {
            return None;
        }
        DETERMINERS.get(token.word)
    }

    /// Whether the noun says of a person where he is from or how old he is: "il texano", "il 45enne".
    pub(crate) fn is_epithet(&self, at: usize) -> bool {
        let word = self.token(at).word;
        self.form(at).ends_with("enne") || self.gazetteer.lists_of([word]).meets(Lists::DEMONYM)
    }

    /// Whether the word only introduces ("di", "nel", "anche").
    pub(crate) fn is_preposition(&self, at: usize) -> bool {
        self.has(at, Classes::PREPOSITION)
    }

    /// The role that begins at token `at`.
    pub(crate) fn role(&self, at: usize, end: usize) -> Option<RoleMatch> {
        self.roles.at(&self.segments.tokens, at as u32, end as u32)
    }

    /// Whether a word inside a longer name begins what only says of whom or where.
    pub(crate) fn qualifies(&self, token: &Token) -> bool {
        const DI: [u64; 8] = [
            hash_normalized("di"),
            hash_normalized("del"),
            hash_normalized("dello"),
            hash_normalized("della"),
            hash_normalized("dell'"),
            hash_normalized("dei"),
            hash_normalized("degli"),
            hash_normalized("delle"),
        ];
        let form = token.span.of(self.text);
        DI.contains(&token.word) || form.len() > 3 && form.starts_with(char::is_lowercase)
    }

    /// The country that words say, by its name or an adjective ("Usa", "americano").
    pub(crate) fn country(&self, tokens: &[Token]) -> Option<[u8; 2]> {
        let (count, known) = self.gazetteer.longest(tokens.iter().map(|token| token.word))?;
        let says = known.lists.meets(Lists::DEMONYM.and(Lists::COUNTRY));
        (count == tokens.len() && says && known.country != [0; 2]).then_some(known.country)
    }

    /// Whether a name is written with letters or clusters that Italian names lack.
    pub(crate) fn is_foreign(&self, name: &Name) -> bool {
        name.last().is_some_and(|last| !self.people.is_italian_surname(last.word))
    }

    /// "la Berlusconi"
    pub(crate) fn has_feminine_article(&self, mention: &Mention) -> bool {
        let (first, _) = self.tokens_of(mention.span);
        let article = first.checked_sub(1).and_then(|before| self.determiner(before));
        article.is_some_and(|article| article.gender == FEMALE && article.number == ONE)
    }

    /// The gender of the given name in a mention, where its names agree on one.
    pub(crate) fn given_gender(&self, mention: &Mention) -> Option<Gender> {
        let (first, end) = self.tokens_of(mention.span);
        if end - first < 2 {
            return None;
        }
        (first..end - 1).find_map(|at| self.people.given_gender(self.token(at).word))
    }
}
