//! A document in the format that was asked for, and what stands around and between documents.

mod sink;

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};
use virgolette::render::{Brat, Conll, Csv, Html, TextView, WebAnnotation};
use virgolette::{Document, OffsetUnit};

use crate::args::{Colour, Extract, Format, Reading};
use crate::input;

pub(crate) use sink::{Collection, Sink, Stream};

/// Columns where no terminal says how many it has, and the most that a terminal's line is read at.
const COLUMNS: usize = 100;
const NARROWEST: usize = 20;

/// Writes documents in one format.
#[derive(Debug)]
pub(crate) enum Output {
    Text(TextView),
    Json { unit: OffsetUnit, list: bool },
    Jsonl(OffsetUnit),
    Csv(Csv),
    Conll(Conll),
    Html { list: bool },
    Brat,
    WebAnnotation,
}

/// A document in its format.
#[derive(Debug)]
pub(crate) struct Rendered {
    pub(crate) body: String,
    /// What it is about, for formats that keep the text in a file of its own.
    pub(crate) id: Option<String>,
    pub(crate) text: Arc<str>,
}

impl Output {
    pub(crate) fn new(args: &Extract) -> Self {
        let unit = args.offsets.into();
        let list = several(args);
        match args.format {
            Format::Text => Self::Text(TextView {
                width: width(args),
                colour: colour(args),
                brief: args.brief,
                labelled: list,
            }),
            Format::Json => Self::Json { unit, list },
            Format::Jsonl => Self::Jsonl(unit),
            Format::Csv => Self::Csv(Csv { unit }),
            Format::Conll => Self::Conll(Conll { unit }),
            Format::Html => Self::Html { list },
            Format::Brat => Self::Brat,
            Format::Webanno => Self::WebAnnotation,
        }
    }

    /// What goes before the first document.
    pub(crate) fn opening(&self) -> String {
        match self {
            Self::Json { list: true, .. } => "[\n".to_owned(),
            Self::Csv(csv) => csv.head(),
            Self::Conll(_) => Conll::HEAD.to_owned(),
            Self::Html { list: true } => Html::head("Virgolette"),
            _ => String::new(),
        }
    }

    /// What goes between two documents.
    pub(crate) fn between(&self) -> &'static str {
        match self {
            Self::Text(_) => "\n",
            Self::Json { .. } => ",\n",
            _ => "",
        }
    }

    /// What goes after the last document.
    pub(crate) fn closing(&self, any: bool) -> &'static str {
        match self {
            Self::Json { list: true, .. } if any => "\n]\n",
            Self::Json { list: true, .. } => "]\n",
            Self::Html { list: true } => Html::FOOT,
            Self::Json { .. } if any => "\n",
            _ => "",
        }
    }

    /// The document in this format.
    pub(crate) fn render(&self, document: Document) -> Rendered {
        let body = self.body(&document);
        Rendered { body, id: document.id, text: document.text }
    }

    fn body(&self, document: &Document) -> String {
        match self {
            Self::Text(view) => view.render(document),
            // Writing plain structs to memory cannot fail.
            Self::Json { unit, .. } => {
                serde_json::to_string_pretty(&document.record(*unit)).unwrap_or_default()
            }
            Self::Jsonl(unit) => {
                let mut line = document.to_json(*unit);
                line.push('\n');
                line
            }
            Self::Csv(csv) => csv.render(document),
            Self::Conll(conll) => conll.render(document),
            Self::Html { list: false } => Html { page: true }.render(document),
            Self::Html { list: true } => {
                let heading = document.id.as_deref().map(Html::heading).unwrap_or_default();
                heading + &Html::default().render(document)
            }
            Self::Brat => Brat.render(document),
            Self::WebAnnotation => WebAnnotation.render(document),
        }
    }
}

/// Whether the arguments can mean more than one article.
pub(crate) fn several(args: &Extract) -> bool {
    let Reading { articles, input, .. } = &args.reading;
    match &articles[..] {
        [] => input::holds_many(Path::new("-"), *input),
        [one] => input::holds_many(one, *input),
        _ => true,
    }
}

fn colour(args: &Extract) -> bool {
    match args.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if args.output.is_some() => false,
        Colour::Auto => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
    }
}

fn width(args: &Extract) -> Option<usize> {
    if let Some(width) = args.width {
        return (width > 0).then_some(width.max(NARROWEST));
    }
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || {
        let shown = args.output.is_none() && std::io::stdout().is_terminal();
        let size = shown.then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    };
    let width: usize = asked.or_else(terminal).unwrap_or(COLUMNS);
    Some(width.clamp(NARROWEST, COLUMNS))
}
