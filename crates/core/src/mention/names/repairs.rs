//! What rules mend of the names that the model finds, and what they add to them.

use crate::document::{Mention, MentionSource, MentionType};
use crate::lexicon::gazetteer::{Gazetteer, Lists};
use crate::lexicon::hash_normalized;
use crate::mention::names::article::Article;
use crate::segment::{Segments, Shape, Token, TokenKind};

/// What follows a person's name and is part of it.
const SUFFIXES: [u64; 8] = [
    hash_normalized("jr"),
    hash_normalized("jr."),
    hash_normalized("junior"),
    hash_normalized("sr"),
    hash_normalized("sr."),
    hash_normalized("ii"),
    hash_normalized("iii"),
    hash_normalized("iv"),
];

/// Listed names of so many words and more are taken where the model finds nothing.
const LONG: usize = 3;

/// Mends the names of an article, and adds listed ones; they stay in order.
pub(super) fn mend(
    text: &str,
    segments: &Segments,
    gazetteer: &Gazetteer,
    article: &Article,
    mentions: &mut Vec<Mention>,
) {
    let found = std::mem::take(mentions);
    let tokens = &segments.tokens;
    let named = |first: usize, end: usize, kind, rule| {
        let span = segments.span(first as u32, end as u32);
        Mention::name(span, kind, MentionSource::Rule, rule)
    };
    let mut at = 0;
    for (index, mut mention) in found.iter().cloned().enumerate() {
        while tokens.get(at).is_some_and(|token| token.span.end <= mention.span.start) {
            at += 1;
        }
        let count = tokens[at..].partition_point(|token| token.span.start < mention.span.end);
        let (first, end) = (at, at + count);
        if first == end {
            mentions.push(mention);
            continue;
        }
        let next = found.get(index + 1).map_or(u32::MAX, |next| next.span.start);
        let own = &tokens[first..end];
        if mention.kind == MentionType::Organization
            && (initials(text, own, gazetteer) || surname_first(own, gazetteer))
        {
            mention.kind = MentionType::Person;
        }
        if mention.kind == MentionType::Person {
            mention.span.end = tokens[whole(tokens, end, next) - 1].span.end;
        }
        if mention.kind == MentionType::Event && described(own, gazetteer) {
            mentions.push(named(end - 1, end, MentionType::Gpe, "place of an event"));
            continue;
        }
        match country_behind(&tokens[first..end], gazetteer) {
            Some(cut) if mention.kind == MentionType::Organization => {
                let place = named(first + cut, end, MentionType::Gpe, "name, country");
                mention.span.end = tokens[first + cut - 1].span.end;
                mentions.extend([mention, place]);
            }
            _ => mentions.push(mention),
        }
    }
    listed(segments, gazetteer, article, mentions);
}

/// "G.B. Ferraris"
fn initials(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> bool {
    let [first @ .., last] = tokens else { return false };
    let initial =
        |token: &Token| token.is_word() && token.is_capitalized() && stopped(token.span.of(text));
    let known = gazetteer.lists_of([last.word]);
    let surname = known.meets(Lists::SURNAME) && !known.meets(Lists::COMMON);
    !first.is_empty() && first.iter().all(initial) && last.shape == Shape::Capitalized && surname
}

/// "guerra in Ucraina": what happens in a country, and no name of it.
fn described(tokens: &[Token], gazetteer: &Gazetteer) -> bool {
    const IN: u64 = hash_normalized("in");
    let [what, within, place] = tokens else { return false };
    what.shape == Shape::Lower
        && within.word == IN
        && gazetteer.lists_of([place.word]).meets(Lists::COUNTRY)
}

/// "Ferrari Giovanni", where no body is called so.
fn surname_first(tokens: &[Token], gazetteer: &Gazetteer) -> bool {
    let [surname, given] = tokens else { return false };
    let lists = |tokens: &[Token]| gazetteer.lists_of(tokens.iter().map(|token| token.word));
    let plain = [surname, given].iter().all(|token| token.shape == Shape::Capitalized);
    plain
        && lists(&tokens[..1]).meets(Lists::SURNAME_ITALIAN)
        && lists(&tokens[1..]).meets(Lists::GIVEN_ITALIAN)
        && !lists(tokens).meets(Lists::BODIES)
}

/// Whether a word is initials with their stops ("G.", "G.B.").
fn stopped(word: &str) -> bool {
    let mut stops = word.split('.');
    let letters = stops.next_back() == Some("") && word.len() <= 8;
    letters && stops.all(|letter| letter.chars().count() == 1)
}

/// One past the last token of a person's name that the model ends at `end`: what a hyphen joins to
/// it ("Ha-neul"), and "jr", belong to it.
fn whole(tokens: &[Token], mut end: usize, next: u32) -> usize {
    loop {
        let free = |at: usize| tokens.get(at).filter(|token| token.span.end <= next);
        let joined = free(end).is_some_and(|token| token.kind == TokenKind::Hyphen)
            && free(end + 1).is_some_and(|token| token.is_word() && !token.spaced);
        if joined {
            end += 2;
        } else if free(end).is_some_and(|token| SUFFIXES.contains(&token.word) && token.spaced) {
            end += 1;
        } else {
            return end;
        }
    }
}

/// Where the country behind the name of a body begins ("Dipartimento di Stato | Usa").
fn country_behind(tokens: &[Token], gazetteer: &Gazetteer) -> Option<usize> {
    let lists = |tokens: &[Token]| gazetteer.lists_of(tokens.iter().map(|token| token.word));
    let end = tokens.len();
    let cut = end.checked_sub(1).filter(|&cut| cut > 0)?;
    (tokens[cut].is_capitalized()
        && lists(&tokens[cut..]).meets(Lists::COUNTRY)
        && lists(&tokens[..cut]).meets(Lists::BODIES)
        && !lists(tokens).meets(Lists::BODIES))
    .then_some(cut)
}

/// Adds listed names where nothing is found: agencies that newsrooms write in lower case, and long
/// names that are of one type.
fn listed(
    segments: &Segments,
    gazetteer: &Gazetteer,
    article: &Article,
    mentions: &mut Vec<Mention>,
) {
    let mut new: Vec<Mention> = Vec::new();
    let mut next = 0;
    for sentence in &segments.sentences {
        let mut at = sentence.first as usize;
        let end = sentence.end as usize;
        while at < end {
            if !article.begins_name(at) {
                at += 1;
                continue;
            }
            let token = &segments.tokens[at];
            while mentions.get(next).is_some_and(|mention| mention.span.end <= token.span.start) {
                next += 1;
            }
            let limit = mentions.get(next).map_or(u32::MAX, |mention| mention.span.start);
            match one(&segments.tokens[at..end], gazetteer) {
                Some((length, kind, rule))
                    if segments.tokens[at + length - 1].span.end <= limit =>
                {
                    let span = segments.span(at as u32, (at + length) as u32);
                    new.push(Mention::name(span, kind, MentionSource::Gazetteer, rule));
                    at += length;
                }
                _ => at += 1,
            }
        }
    }
    if !new.is_empty() {
        mentions.append(&mut new);
        mentions.sort_by_key(|mention| mention.span);
    }
}

/// The listed name at the front of these tokens, with its type.
fn one(tokens: &[Token], gazetteer: &Gazetteer) -> Option<(usize, MentionType, &'static str)> {
    let mut best = None;
    let lower = tokens[0].shape == Shape::Lower;
    gazetteer.names(tokens.iter().map(|token| token.word), |length, entry| {
        let lists = gazetteer.lists(entry);
        let agency = length == 1 && lower && lists.meets(Lists::LOWER) && lists.meets(Lists::MEDIA);
        if agency && !lists.meets(Lists::COMMON) {
            best = Some((length, MentionType::Organization, "agencies in lower case"));
        } else if length >= LONG && !lower && tokens[0].is_word() {
            best = only_type(lists).map(|kind| (length, kind, "long listed names")).or(best);
        }
    });
    best
}

/// The type of a name that stands in lists of one type only.
fn only_type(lists: Lists) -> Option<MentionType> {
    const TYPES: [(MentionType, Lists); 4] = [
        (MentionType::Organization, Lists::BODIES),
        (MentionType::Event, Lists::EVENT),
        (MentionType::Location, Lists::LOCATION),
        (MentionType::Facility, Lists::FACILITY),
    ];
    let all = lists.0 & !(Lists::STANDS_FOR.0 | Lists::LOWER.0 | Lists::CAPITAL.0);
    TYPES.iter().find(|(_, own)| lists.meets(*own) && all & !own.0 == 0).map(|(kind, _)| *kind)
}
