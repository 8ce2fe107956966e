//! What the command line accepts.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use virgolette::{OffsetUnit, ReportLanguage};

const EXAMPLES: &str = "\
Examples:
  virgolette article.txt
      who said what in one article
  virgolette news/ -f jsonl -o who-said-what.jsonl
      all articles of a folder, one JSON document a line
  virgolette archive.jsonl.zst --text-field body -f jsonl -o out.jsonl --resume
      an archive, on all cores; run again to go on after an interruption
  zcat archive.jsonl.gz | virgolette --input jsonl -f csv > quotes.csv
      a table of all quotes
  virgolette report archive.jsonl -o report.html
      one page of the archive, to search and to pass on

Exit status: 0 when all was read, 1 when something was skipped (each with a message), 2 when the
command line is wrong.";

const REPORT_EXAMPLES: &str = "\
Examples:
  virgolette report archive.jsonl.gz -o report.html
      read an archive and make its page
  virgolette report news/ --title 'Il ponte, 2024' --language it -o ponte.html
      a folder, with a title and in Italian
  virgolette report who-said-what.jsonl -o report.html
      from what `virgolette --format jsonl` wrote, without reading the articles again";

/// Who said what, from Italian news.
#[derive(Debug, Parser)]
#[command(
    name = "virgolette",
    version,
    about = "Who said what, from Italian news",
    long_about = "Virgolette reads Italian news and shows who is named and who said what: \
                  speakers, their words, and the verb that attributes them.",
    after_long_help = EXAMPLES,
    after_help = "Exit status: 0 when all was read, 1 when something was skipped (each with a \
                  message), 2 when the command line is wrong.",
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_negates_reqs = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) extract: Extract,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make one page of an archive: speakers, quotes, figures, and every article with highlights
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Box<ReportArgs>),
    /// Print the completion script of a shell
    Completions {
        /// The shell that will read it
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for `man -l -`
    Man {
        /// The command it is about [default: the program as a whole]
        #[arg(value_parser = ["report"])]
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Extract {
    /// How to show what is found
    #[arg(short, long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Write to FILE instead of standard output (for `brat`, a folder)
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Go on where an interrupted run left FILE; it must be `--format jsonl` over the same articles
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    #[command(flatten)]
    pub(crate) reading: Reading,

    /// What offsets count
    #[arg(long, value_enum, default_value_t = Offsets::Codepoints)]
    pub(crate) offsets: Offsets,

    /// Cut long passages of the text view, by words
    #[arg(short, long)]
    pub(crate) brief: bool,

    /// Columns of the text view; 0 wraps nothing [default: the terminal's, at most 100]
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,

    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// What to read, and how; the same for every command.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Articles: text files, JSON Lines files (of articles, or of documents that `--format jsonl`
    /// wrote), folders of them (read in order of name), `.gz` or `.zst` of either, or `-` for
    /// standard input
    #[arg(value_name = "ARTICLE")]
    pub(crate) articles: Vec<PathBuf>,

    /// The day to which "ieri" and "lunedì" refer, for articles without their own
    #[arg(short, long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(crate) date: Option<String>,

    /// Names of your own, which win over others: a .csv, .tsv or .jsonl file with the columns name,
    /// type, aliases, id, links; may be given several times
    #[arg(short, long = "gazetteer", value_name = "FILE")]
    pub(crate) gazetteers: Vec<PathBuf>,

    /// Verbs, nouns and phrases of your own that attribute: a .toml file with a `[[cue]]` table for
    /// each, with its lemma and class; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) cues: Vec<PathBuf>,

    /// How to read the articles; `auto` goes by the file name, and reads standard input as text
    #[arg(long, value_enum, default_value_t = Input::Auto)]
    pub(crate) input: Input,

    /// The field of a JSON line that holds the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) text_field: String,

    /// The field of a JSON line that names the article
    #[arg(long, value_name = "NAME", default_value = "id")]
    pub(crate) id_field: String,

    /// The field of a JSON line that holds its date
    #[arg(long, value_name = "NAME", default_value = "date")]
    pub(crate) date_field: String,

    /// Leave out quotes that are less likely than this (0 to 1): lower finds more, higher errs less
    #[arg(long, value_name = "LEAST", value_parser = probability)]
    pub(crate) confidence: Option<f32>,

    /// Threads [default: all cores]
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,

    /// Show no progress bar
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// What the report needs beside its articles.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// Write the page to FILE instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The title of the page [default: the name of what is read]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// The language of headings and explanations
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub(crate) language: Language,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English
    En,
    /// Italian
    It,
}

impl From<Language> for ReportLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::En => ReportLanguage::English,
            Language::It => ReportLanguage::Italian,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The speakers and what each said, for reading
    Text,
    /// One indented JSON document; a list of them for several articles
    Json,
    /// One JSON document a line
    Jsonl,
    /// A table with one line a quote
    Csv,
    /// Tokens with their names and their part in quotes, as CoNLL-U Plus
    Conll,
    /// A page with the articles and their highlights
    Html,
    /// Stand-off annotation for the brat tool; `--output` names its folder
    Brat,
    /// W3C Web Annotations, one page of JSON-LD a line
    Webanno,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points, as Python and R count
    Codepoints,
    /// UTF-8 bytes, as Rust and Go count
    Bytes,
    /// UTF-16 units, as JavaScript and Java count
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Codepoints => OffsetUnit::Codepoints,
            Offsets::Bytes => OffsetUnit::Bytes,
            Offsets::Utf16 => OffsetUnit::Utf16,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// By the name of the file
    Auto,
    /// One article a file
    Text,
    /// One article a line, as JSON
    Jsonl,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set; everywhere where CLICOLOR_FORCE is
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A probability.
fn probability(text: &str) -> Result<f32, String> {
    let number: f32 = text.parse().map_err(|_| "it must be a number from 0 to 1".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("it must lie from 0 to 1".into()) }
}

fn date(text: &str) -> Result<String, virgolette::Error> {
    virgolette::day(text).map(str::to_owned)
}
