//! Who said what, for reading: the speakers of an article in order, each with their words.

use std::collections::{BTreeMap, BTreeSet};

use super::flow::{Flow, Style};
use crate::document::{
    Certainty, Channel, Document, Entity, EntityId, MentionForm, MentionType, Quote, QuoteId,
    QuoteKind, SectionKind, SpeakerNumber, SpeakerVia,
};
use crate::span::Span;

/// Words of a passage that the brief view shows.
pub(super) const BRIEF_WORDS: usize = 24;
/// Columns that the longest cue may take before the words beside it move to the next line.
const CUE_COLUMNS: usize = 21;
/// Narrower than this, the words stand under their cue and not beside it.
const NARROW: usize = 60;

/// The article's speakers, what each said and with which verb; then what is unverified, who and
/// what is named, and when.
///
/// ```
/// use virgolette::Extractor;
/// use virgolette::render::TextView;
///
/// let document = Extractor::italian().extract("«Riapriamo a marzo», ha detto Anna Rossi.");
/// println!("{}", TextView::default().render(&document));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct TextView {
    /// Columns to wrap at; without it nothing is wrapped.
    pub width: Option<usize>,
    /// Whether to write the colours of a terminal.
    pub colour: bool,
    /// Whether to cut long passages, by words, with "…".
    pub brief: bool,
    /// Whether to show the article's id and date.
    pub labelled: bool,
}

/// Quotes of one speaker, in order.
struct Turn<'d> {
    name: &'d str,
    entity: Option<&'d Entity>,
    anonymous: bool,
    many: bool,
    quotes: Vec<usize>,
}

impl TextView {
    /// The view of `document`.
    pub fn render(&self, document: &Document) -> String {
        let mut out = String::with_capacity(document.text.len());
        let mut page = Page {
            flow: Flow::new(&mut out, self.width, self.colour),
            document,
            brief: self.brief,
            beside: self.width.is_none_or(|width| width >= NARROW),
        };
        page.title(self.labelled);
        let column = page.column();
        page.turns(column);
        page.claims(column);
        page.names();
        page.flow.end_line();
        out
    }
}

struct Page<'o, 'd> {
    flow: Flow<'o>,
    document: &'d Document,
    brief: bool,
    beside: bool,
}

impl<'d> Page<'_, 'd> {
    fn title(&mut self, labelled: bool) {
        let document = self.document;
        if labelled {
            self.flow.words("──", Style::Faint, 0);
            for label in [&document.id, &document.reference_date].into_iter().flatten() {
                self.flow.words(label, Style::Faint, 0);
            }
            self.flow.end_line();
        }
        let headlines = document.sections.iter();
        for section in headlines.filter(|section| section.kind == SectionKind::Headline) {
            self.flow.words(document.slice(section.span), Style::Title, 0);
            self.flow.end_line();
        }
    }

    /// Where the words stand beside their cue.
    fn column(&self) -> usize {
        if !self.beside {
            return 4;
        }
        let quotes = self.document.quotes.iter().map(|quote| self.cue(quote));
        let claims = self.document.claims.iter().map(|claim| self.document.slice(claim.cue));
        let widths = quotes.chain(claims).map(|cue| cue.chars().count());
        2 + widths.filter(|&width| width <= CUE_COLUMNS).max().unwrap_or(0) + 2
    }

    fn turns(&mut self, column: usize) {
        let turns = turns(self.document);
        if turns.is_empty() {
            self.gap();
            self.flow.words("Nobody is quoted.", Style::Faint, 0);
        }
        for turn in &turns {
            self.gap();
            self.speaker(turn);
            for &index in &turn.quotes {
                self.quote(&self.document.quotes[index], column);
            }
        }
    }

    /// An empty line, but not at the top.
    fn gap(&mut self) {
        if self.flow.any() {
            self.flow.blank();
        }
    }

    fn speaker(&mut self, turn: &Turn<'d>) {
        self.flow.words(turn.name, Style::Speaker, 0);
        let roles = turn.entity.map_or(&[][..], |entity| &entity.roles);
        let mut notes: Vec<&str> = Vec::new();
        for role in roles {
            let role = self.document.slice(role.span);
            if notes.len() < 2 && !notes.contains(&role) {
                notes.push(role);
            }
        }
        if turn.anonymous {
            notes.push("unnamed source");
        }
        if turn.many && turn.entity.is_none() && !turn.anonymous {
            notes.push("several");
        }
        if !notes.is_empty() {
            self.flow.words(&format!("· {}", notes.join(" · ")), Style::Faint, 0);
        }
        self.flow.end_line();
    }

    /// The cue as the article words it; a quotation that only goes on has none.
    fn cue(&self, quote: &'d Quote) -> &'d str {
        match &quote.cue {
            Some(cue) => self.document.slice(cue.span),
            None => "—",
        }
    }

    fn quote(&mut self, quote: &'d Quote, column: usize) {
        self.flow.words(self.cue(quote), Style::Cue, 2);
        self.flow.tab(column);
        let content = self.content(quote);
        let style = match quote.kind {
            QuoteKind::Direct => Style::Verbatim,
            QuoteKind::Mixed | QuoteKind::Indirect => Style::Plain,
        };
        self.flow.words(&content, style, column);
        self.flow.end_line();
        let details = self.details(quote);
        if !details.is_empty() {
            self.flow.words(&details.join(" · "), Style::Faint, column);
            self.flow.end_line();
        }
    }

    fn content(&self, quote: &Quote) -> String {
        let direct = quote.kind == QuoteKind::Direct;
        let mut left = if self.brief { BRIEF_WORDS } else { usize::MAX };
        let mut content = String::new();
        for &part in &quote.content {
            if left == 0 {
                break;
            }
            if !content.is_empty() {
                content.push_str(if direct { " " } else { " […] " });
            }
            let part = self.words_of(part, &mut left);
            content.push_str(&if direct { format!("«{part}»") } else { part });
        }
        content
    }

    /// The words of a span, at most `left` of them, with "…" where there were more.
    fn words_of(&self, span: Span, left: &mut usize) -> String {
        let mut words = self.document.slice(span).split_whitespace();
        let mut shown = String::new();
        for word in words.by_ref().take(*left) {
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(word);
            *left -= 1;
        }
        if words.next().is_some() {
            shown.push('…');
        }
        shown
    }

    /// What else the article says of the saying.
    fn details(&self, quote: &Quote) -> Vec<String> {
        let document = self.document;
        let plain = |span: Span| plain(document.slice(span));
        let mut details = Vec::new();
        if quote.negated {
            details.push("negated".to_owned());
        }
        match quote.certainty {
            Certainty::Verbatim | Certainty::Paraphrase => {}
            other => details.push(other.to_string()),
        }
        if let (Some(source), Some(SpeakerVia::Coreference)) =
            (quote.source, quote.speaker.as_ref().map(|s| s.via))
        {
            details.push(format!("as “{}”", plain(source)));
        }
        details.extend(quote.addressee.map(plain));
        if let Some(time) = quote.time.map(|id| &document.times[id.index()]) {
            details.push(when(document.slice(time.span), &time.value, time.anchored));
        }
        let place = quote.place.map(|id| document.mentions[id.index()].span);
        details.extend(place.map(|span| format!("in {}", plain(span))));
        details.extend(quote.channel.map(|channel| channel_words(channel).to_owned()));
        details.extend(quote.evidence.map(|span| format!("citing {}", plain(span))));
        let speaker = |id: Option<QuoteId>| {
            let speaker = document.quotes[id?.index()].speaker.as_ref()?;
            Some(speaker.name.as_str())
        };
        if let Some(name) = speaker(quote.reported_by) {
            details.push(format!("reported by {name}"));
        } else if let Some(name) = speaker(quote.within) {
            details.push(format!("inside the words of {name}"));
        }
        details.extend(quote.unknown.as_deref().map(str::to_owned));
        details
    }

    /// Each sentence with a claim, once, with its verbs in the conditional.
    fn claims(&mut self, column: usize) {
        let mut claims = self.document.claims.iter().peekable();
        if claims.peek().is_none() {
            return;
        }
        self.gap();
        self.flow.words("Unverified", Style::Title, 0);
        self.flow.end_line();
        while let Some(claim) = claims.next() {
            let mut cues = plain(self.document.slice(claim.cue));
            while let Some(other) = claims.next_if(|other| other.sentence == claim.sentence) {
                cues.push_str(", ");
                cues.push_str(&plain(self.document.slice(other.cue)));
            }
            let sentence = self.document.sentences.get(claim.sentence as usize);
            let mut left = if self.brief { BRIEF_WORDS } else { usize::MAX };
            let sentence = self.words_of(sentence.copied().unwrap_or(claim.cue), &mut left);
            self.flow.words(&cues, Style::Cue, 2);
            self.flow.tab(column);
            self.flow.words(&sentence, Style::Plain, column);
            self.flow.end_line();
        }
    }

    fn names(&mut self) {
        use MentionType as T;
        let rows: [(&str, &[MentionType]); 4] = [
            ("People", &[T::Person]),
            ("Organisations", &[T::Organization]),
            ("Places", &[T::Gpe, T::Location, T::Facility]),
            ("Events and works", &[T::Event, T::Product, T::Work]),
        ];
        let mut listed = Vec::new();
        for (label, kinds) in rows {
            let of_kind = self.document.entities.iter();
            let names: Vec<String> = of_kind
                .filter(|entity| kinds.contains(&entity.kind))
                .filter_map(|entity| self.named(entity))
                .collect();
            listed.push((label, names));
        }
        let times = self.document.times.iter();
        let times =
            times.map(|time| when(self.document.slice(time.span), &time.value, time.anchored));
        let mut seen = BTreeSet::new();
        let times = times.filter(|time| seen.insert(time.clone())).collect();
        listed.push(("Times", times));
        listed.retain(|(_, items)| !items.is_empty());
        let widest = listed.iter().map(|(label, _)| label.len()).max();
        if let Some(widest) = widest {
            self.gap();
            for (label, items) in &listed {
                self.flow.words(label, Style::Title, 0);
                self.flow.tab(widest + 2);
                self.flow.words(&items.join(", "), Style::Plain, widest + 2);
                self.flow.end_line();
            }
        }
    }

    /// The entity's name and how often it is named; `None` if it only is described.
    fn named(&self, entity: &Entity) -> Option<String> {
        let mentions = entity.mentions.iter();
        let named = mentions
            .filter(|id| self.document.mentions[id.index()].form == MentionForm::Name)
            .count();
        match named {
            0 => None,
            1 => Some(entity.name.clone()),
            n => Some(format!("{} ×{n}", entity.name)),
        }
    }
}

/// Words with single spaces between.
fn plain(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

/// A time with what it means, where that is more than its words.
fn when(words: &str, value: &str, anchored: bool) -> String {
    let words = plain(words);
    if anchored && words != value { format!("{words} ({value})") } else { words }
}

fn channel_words(channel: Channel) -> &'static str {
    match channel {
        Channel::Interview => "in an interview",
        Channel::Statement => "in a statement",
        Channel::Social => "on social media",
        Channel::Press => "in the press",
        Channel::Court => "in court",
        Channel::Document => "in a document",
    }
}

/// The speakers in order of their first quote, each with all their quotes; at the end those quotes
/// whose speaker nobody names.
fn turns(document: &Document) -> Vec<Turn<'_>> {
    let mut turns: Vec<Turn<'_>> = Vec::new();
    let mut by_entity: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut unknown = Vec::new();
    for (index, quote) in document.quotes.iter().enumerate() {
        let Some(speaker) = &quote.speaker else {
            unknown.push(index);
            continue;
        };
        let next = turns.len();
        let at = match speaker.entity {
            Some(id) => *by_entity.entry(id).or_insert(next),
            None => *by_name.entry(speaker.name.to_lowercase()).or_insert(next),
        };
        if at == next {
            let entity = speaker.entity.map(|id| document.entity(id));
            turns.push(Turn {
                name: entity.map_or(&speaker.name, |entity| &entity.name),
                entity,
                anonymous: speaker.anonymous,
                many: speaker.number == SpeakerNumber::Many,
                quotes: Vec::new(),
            });
        }
        turns[at].quotes.push(index);
    }
    if !unknown.is_empty() {
        turns.push(Turn {
            name: "Speaker not named",
            entity: None,
            anonymous: false,
            many: false,
            quotes: unknown,
        });
    }
    turns
}
