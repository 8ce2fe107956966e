//! The text as clauses see it: quotations and brackets are single items of the sentence around them,
//! and have sentences of their own inside.

use crate::document::{Mention, MentionForm, MentionType};
use crate::lexicon::{CueLexicon, hash_normalized};
use crate::quote::vocabulary::{Classes, Vocabulary};
use crate::segment::{Family, Segments, TokenKind};

/// A word, a name, a quotation, a bracket or a mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    /// Its tokens.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The word's hash; of several tokens, that of the first.
    pub(crate) word: u64,
    pub(crate) kind: ItemKind,
    pub(crate) class: Classes,
    /// Of a name its mention, of a quotation its place in the list.
    pub(crate) index: u32,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Word,
    /// A named mention.
    Name,
    Number,
    /// A passage in quotation marks.
    Quotation,
    /// A passage in brackets.
    Bracket,
    Comma,
    Colon,
    Semicolon,
    Stop,
    Dash,
    Other,
}

/// A sentence of one frame, as items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The frame it belongs to.
    pub(crate) frame: u32,
}

/// A level of the text: the body of a section, or the inside of a quotation or bracket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) section: u32,
    /// The quotation it is the inside of.
    pub(crate) quotation: Option<u32>,
    /// Whether it is the body of a section, inside nothing.
    pub(crate) outer: bool,
    pub(crate) tokens: (u32, u32),
    pub(crate) items: (u32, u32),
}

/// A level still to be read.
#[derive(Clone, Copy)]
struct Level {
    first: u32,
    end: u32,
    section: u32,
    quotation: Option<u32>,
    outer: bool,
}

/// All frames of an article, outer ones before those inside them.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    pub(crate) items: Vec<Item>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) frames: Vec<Frame>,
    /// For each token the innermost frame it lies in.
    pub(crate) homes: Vec<u32>,
}

/// "No mention", "no quotation".
const NONE: u32 = u32::MAX;
/// Longer brackets are read as if they were none.
const LONGEST_BRACKET: usize = 80;
/// A clause is cut after so many items, so that a text without stops is read in linear time.
const LONGEST_CLAUSE: usize = 1000;
pub(crate) const CHE: u64 = hash_normalized("che");

/// What frames are made from.
pub(crate) struct Builder<'a> {
    pub(crate) text: &'a str,
    pub(crate) segments: &'a Segments,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) cues: &'a CueLexicon,
    /// For each token the mention that begins there.
    names: Vec<u32>,
    /// For each token the quotation that opens there.
    opens: Vec<u32>,
    mentions: &'a [Mention],
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        text: &'a str,
        segments: &'a Segments,
        mentions: &'a [Mention],
        vocabulary: &'a Vocabulary,
        cues: &'a CueLexicon,
    ) -> Self {
        let mut names = vec![NONE; segments.tokens.len()];
        let mut token = 0;
        for (index, mention) in mentions.iter().enumerate() {
            if mention.form != MentionForm::Name {
                continue;
            }
            while segments.tokens.get(token).is_some_and(|t| t.span.start < mention.span.start) {
                token += 1;
            }
            if let Some(slot) = names.get_mut(token) {
                *slot = index as u32;
            }
        }
        let mut opens = vec![NONE; segments.tokens.len()];
        for (index, quotation) in segments.quotations.iter().enumerate() {
            opens[quotation.open as usize] = index as u32;
        }
        Self { text, segments, vocabulary, cues, names, opens, mentions }
    }

    /// The frames of every section.
    pub(crate) fn build(&self) -> Frames {
        let homes = vec![0; self.segments.tokens.len()];
        let mut frames = Frames { homes, ..Frames::default() };
        let mut inside: Vec<Level> = Vec::new();
        let mut after = 0;
        for (section, range) in self.segments.ranges.iter().enumerate() {
            // A quotation that ran on from an earlier section has taken these tokens.
            let first = range.body.max(after);
            if first < range.end {
                inside.push(Level {
                    first,
                    end: range.end,
                    section: section as u32,
                    quotation: None,
                    outer: true,
                });
                let mut next = 0;
                while next < inside.len() {
                    let level = inside[next];
                    next += 1;
                    let end = self.level(level, &mut frames, &mut inside);
                    after = after.max(end);
                }
                inside.clear();
            }
        }
        frames
    }

    /// Adds one level; what it holds in marks or brackets is put on `inside`. Returns where the
    /// level ends, which may be in a later section.
    fn level(
        &self,
        Level { first, end, section, quotation, outer }: Level,
        frames: &mut Frames,
        inside: &mut Vec<Level>,
    ) -> u32 {
        let frame = frames.frames.len() as u32;
        let start_item = frames.items.len();
        let (mut at, mut end) = (first, end);
        while at < end {
            let mut item = self.item(at, end);
            match item.kind {
                ItemKind::Quotation => {
                    // One that runs over paragraphs brings the rest of its last one with it. What is
                    // inside something ends with it: no token is read twice on one level.
                    if item.end > end && outer {
                        end = self.section_end(item.end - 1);
                    }
                    item.end = item.end.min(end);
                    let quotation = &self.segments.quotations[item.index as usize];
                    inside.push(Level {
                        first: quotation.first(),
                        end: quotation.end.min(end),
                        section,
                        quotation: Some(item.index),
                        outer: false,
                    });
                }
                ItemKind::Bracket => inside.push(Level {
                    first: at + 1,
                    end: item.end - 1,
                    section,
                    quotation: None,
                    outer: false,
                }),
                _ => {}
            }
            at = item.end;
            frames.homes[item.first as usize..item.end as usize].fill(frame);
            frames.items.push(item);
        }
        settle_homographs(&mut frames.items[start_item..]);
        self.clauses(frames, start_item, frame);
        frames.frames.push(Frame {
            section,
            quotation,
            outer,
            tokens: (first, end),
            items: (start_item as u32, frames.items.len() as u32),
        });
        end
    }

    fn section_end(&self, token: u32) -> u32 {
        let ranges = &self.segments.ranges;
        let section = ranges.partition_point(|range| range.end <= token);
        ranges.get(section).map_or(token + 1, |range| range.end)
    }

    fn item(&self, at: u32, end: u32) -> Item {
        let token = &self.segments.tokens[at as usize];
        let plain = |kind| Item {
            first: at,
            end: at + 1,
            word: token.word,
            kind,
            class: Classes::default(),
            index: NONE,
        };
        let quotation = self.opens[at as usize];
        if quotation != NONE {
            let found = &self.segments.quotations[quotation as usize];
            if found.family != Family::Dash {
                return Item { end: found.after(), index: quotation, ..plain(ItemKind::Quotation) };
            }
        }
        let mention = self.names[at as usize];
        if mention != NONE {
            return self.name(at, end, mention);
        }
        match token.kind {
            TokenKind::Word => {
                let form = token.span.of(self.text);
                let class = self.vocabulary.classify(token.word, form, self.cues);
                Item { class, ..plain(ItemKind::Word) }
            }
            TokenKind::Number => plain(ItemKind::Number),
            TokenKind::Comma => plain(ItemKind::Comma),
            TokenKind::Colon => plain(ItemKind::Colon),
            TokenKind::Semicolon => plain(ItemKind::Semicolon),
            TokenKind::Stop => plain(ItemKind::Stop),
            TokenKind::Dash => plain(ItemKind::Dash),
            TokenKind::Open => match self.bracket_end(at, end) {
                Some(after) => Item { end: after, ..plain(ItemKind::Bracket) },
                None => plain(ItemKind::Other),
            },
            TokenKind::Tag | TokenKind::Url | TokenKind::Email => plain(ItemKind::Word),
            TokenKind::Mark | TokenKind::Hyphen | TokenKind::Close | TokenKind::Symbol => {
                plain(ItemKind::Other)
            }
        }
    }

    fn name(&self, at: u32, end: u32, mention: u32) -> Item {
        let stop = self.mentions[mention as usize].span.end;
        let mut after = at + 1;
        while after < end && self.segments.tokens[after as usize].span.start < stop {
            after += 1;
        }
        let word = self.segments.tokens[at as usize].word;
        let class = match self.mentions[mention as usize].kind {
            MentionType::Person => Classes::PERSON_NAME,
            MentionType::Organization | MentionType::Work => Classes::BODY_NAME,
            MentionType::Gpe | MentionType::Facility => Classes::PLACE_NAME,
            _ => Classes::default(),
        };
        let kind = ItemKind::Name;
        Item { first: at, end: after, word, kind, class, index: mention }
    }

    /// One past the bracket that closes the one at `at`, where it is near and holds no whole
    /// quotation's half.
    fn bracket_end(&self, at: u32, end: u32) -> Option<u32> {
        let tokens = &self.segments.tokens[at as usize..end as usize];
        let mut depth = 0;
        for (offset, token) in tokens.iter().take(LONGEST_BRACKET).enumerate() {
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let last = at + offset as u32;
                let crossed =
                    (at..last).filter(|&inner| self.opens[inner as usize] != NONE).any(|inner| {
                        let quotation =
                            &self.segments.quotations[self.opens[inner as usize] as usize];
                        quotation.family != Family::Dash && quotation.after() > last
                    });
                return (!crossed).then_some(last + 1);
            }
        }
        None
    }

    /// Cuts the items from `start` on into clauses at their stops.
    fn clauses(&self, frames: &mut Frames, start: usize, frame: u32) {
        let mut first = start;
        for index in start..frames.items.len() {
            let long = index - first >= LONGEST_CLAUSE;
            if long || self.ends_clause(&frames.items[start..], index - start) {
                frames.clauses.push(Clause { first: first as u32, end: index as u32 + 1, frame });
                first = index + 1;
            }
        }
        if first < frames.items.len() {
            let end = frames.items.len() as u32;
            frames.clauses.push(Clause { first: first as u32, end, frame });
        }
    }

    fn ends_clause(&self, items: &[Item], index: usize) -> bool {
        let Some(next) = items.get(index + 1) else { return false };
        let tokens = &self.segments.tokens;
        let next_token = &tokens[next.first as usize];
        let capital = next_token.is_capitalized()
            || matches!(next.kind, ItemKind::Quotation | ItemKind::Number);
        match items[index].kind {
            ItemKind::Stop => {
                let plain = tokens[items[index].first as usize].span.len() == 1
                    && items[index].word == hash_normalized(".");
                capital
                    || plain
                        && !matches!(
                            next.kind,
                            ItemKind::Comma | ItemKind::Semicolon | ItemKind::Colon
                        )
                    || next.kind == ItemKind::Dash
            }
            // «Verrà.» Poi tacque.
            ItemKind::Quotation => {
                let quotation = &self.segments.quotations[items[index].index as usize];
                let closes = quotation.end > quotation.first()
                    && tokens[quotation.end as usize - 1].kind == TokenKind::Stop;
                let led = index > 0 && items[index - 1].kind == ItemKind::Colon;
                next_token.is_capitalized() && (closes || led && next.kind == ItemKind::Word)
            }
            _ => false,
        }
    }
}

/// Takes a form that may be a noun for a verb only where what stands before it asks for one.
fn settle_homographs(items: &mut [Item]) {
    for at in 0..items.len() {
        if !items[at].has(Classes::HOMOGRAPH) {
            continue;
        }
        let before = at.checked_sub(1).map(|at| items[at]);
        let verb = before.is_some_and(|before| match before.kind {
            ItemKind::Name => !items[at].has(Classes::PARTICIPLE),
            ItemKind::Word => {
                let verbal = Classes::CLITIC
                    .and(Classes::NEGATION)
                    .and(Classes::RELATIVE)
                    .and(Classes::PRONOUN)
                    .and(Classes::HELPER);
                before.has(verbal)
                    && !before.has(Classes::DETERMINER.and(Classes::PREPOSITION))
                    && (!items[at].has(Classes::PARTICIPLE) || before.has(Classes::HELPER))
            }
            _ => false,
        });
        if !verb {
            let class = &mut items[at].class;
            *class = class.without(Classes::VERB.and(Classes::CONDITIONAL).and(Classes::PAST));
        }
    }
}

impl Frames {
    /// The items, of any frame, that lie in a range of tokens; each in its frame's order.
    pub(crate) fn items_between(&self, first: u32, end: u32) -> impl Iterator<Item = &Item> {
        let home = self.homes.get(first as usize).map(|&frame| frame as usize);
        let range = home.map_or((0, 0), |frame| self.frames[frame].items);
        let items = &self.items[range.0 as usize..range.1 as usize];
        let start = items.partition_point(|item| item.first < first);
        items[start..].iter().take_while(move |item| item.end <= end)
    }

    /// The frame of the clause of this number.
    pub(crate) fn frame_of(&self, clause: usize) -> &Frame {
        &self.frames[self.clauses[clause].frame as usize]
    }

    /// The items of a clause.
    pub(crate) fn of(&self, clause: &Clause) -> &[Item] {
        &self.items[clause.first as usize..clause.end as usize]
    }
}

impl Item {
    /// Whether it is this word.
    #[inline]
    pub(crate) fn is(&self, word: u64) -> bool {
        self.kind == ItemKind::Word && self.word == word
    }

    /// Whether it is a word of one of these classes.
    #[inline]
    pub(crate) fn has(&self, classes: Classes) -> bool {
        self.class.has(classes)
    }
}
