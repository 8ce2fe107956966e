//! The figures of the overview as HTML that a screen reader reads, with links to what they count.

use std::fmt::{Display, Write};

use super::figures::Figures;
use super::labels::Labels;
use super::speakers::{SOURCES, Speaker, Speakers};
use crate::corpus::QuoteGroup;
use crate::document::{Certainty, QuoteKind};
use crate::render::escape;

/// Rows of a chart that the overview shows.
const TOP: usize = 12;

/// Text where neither markup nor an attribute can end.
pub(super) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// The large numbers at the top.
pub(super) fn tiles(labels: &Labels, figures: &Figures, articles: u64, speakers: u64) -> String {
    let quotes: u64 = figures.kinds.iter().sum();
    let [named, anonymous, nobody] = figures.sources;
    let verbatim = figures.kinds[QuoteKind::Direct as usize];
    let [women, men, _] = figures.balance[2];
    let number = |n| labels.number(n);
    let mut out = String::new();
    let mut tile = |target: &str, value: &str, key: &str, note: &str| {
        let (value, label, note) = (safe(value), safe(labels.get(key)), safe(note));
        let _ = writeln!(
            out,
            "<a class=\"tile\" href=\"#/{target}\"><b>{value}</b> <span>{label}</span> <small>{note}</small></a>"
        );
    };
    let days = match &figures.days {
        Some((first, last)) if first == last => first.clone(),
        // Hyphens at which no line breaks.
        Some((first, last)) => format!("{first} – {last}").replace('-', "\u{2011}"),
        None => labels.get("tile.undated").to_owned(),
    };
    tile("articles", &number(articles), "tile.articles", &days);
    let direct = labels.with("tile.direct", &[&labels.percent(verbatim, quotes)]);
    tile("quotes", &number(quotes), "tile.quotes", &direct);
    let voices = labels.with("tile.named", &[&labels.percent(named, quotes)]);
    tile("speakers", &number(speakers), "tile.speakers", &voices);
    let unknown = labels.with("tile.nobody", &[&labels.percent(nobody, quotes)]);
    let share = labels.percent(anonymous, quotes);
    tile("quotes?source=anonymous", &share, "tile.anonymous", &unknown);
    let known = labels.with("tile.known", &[&number(women), &number(women + men)]);
    let share = if women + men > 0 { labels.percent(women, women + men) } else { "–".to_owned() };
    tile("overview/gender", &share, "tile.women", &known);
    let per_article = labels.with("tile.claims_note", &[]);
    tile("articles?claims=1", &number(figures.claims), "tile.claims", &per_article);
    out
}

/// A bar that leads to what it counts.
fn bar(out: &mut String, labels: &Labels, target: &str, name: &str, count: u64, scale: (u64, u64)) {
    let (most, whole) = scale;
    let width = count as f64 * 100.0 / most.max(1) as f64;
    // The colours that sources have in the other pictures.
    let side = target.strip_prefix("source=").unwrap_or_default();
    let (name, number, share) =
        (safe(name), labels.number(count), safe(&labels.percent(count, whole)));
    let _ = writeln!(
        out,
        "<li><a href=\"#/quotes?{target}\"><span class=\"name\">{name}</span><span class=\"track\"><i class=\"{side}\" style=\"width:{width:.1}%\"></i></span><span class=\"count\">{number}</span><span class=\"share\">{share}</span></a></li>"
    );
}

/// A list of bars: where each leads, its name and its count.
fn bars(labels: &Labels, rows: impl IntoIterator<Item = (String, String, u64)>) -> String {
    let rows: Vec<_> = rows.into_iter().filter(|row| row.2 > 0).collect();
    let most = rows.iter().map(|row| row.2).max().unwrap_or(0);
    let whole = rows.iter().map(|row| row.2).sum();
    let mut out = String::from("<ul class=\"bars\">\n");
    for (target, name, count) in rows {
        bar(&mut out, labels, &target, &name, count, (most, whole));
    }
    out.push_str("</ul>\n");
    out
}

/// How much of the quotes is in quotation marks.
pub(super) fn kinds(labels: &Labels, figures: &Figures) -> String {
    let rows = QuoteKind::ALL.iter().zip(&figures.kinds);
    bars(
        labels,
        rows.map(|(kind, &count)| {
            (format!("kind={kind}"), labels.word("kind", kind.as_str()), count)
        }),
    )
}

/// What the attributions say of the content.
pub(super) fn certainties(labels: &Labels, figures: &Figures) -> String {
    let rows = Certainty::ALL.iter().zip(&figures.certainties);
    bars(
        labels,
        rows.map(|(certainty, &count)| {
            let name = labels.word("certainty", certainty.as_str());
            (format!("certainty={certainty}"), name, count)
        }),
    )
}

/// By which words speech is attributed.
pub(super) fn classes(labels: &Labels, figures: &Figures) -> String {
    bars(
        labels,
        figures.classes.iter().map(|(class, count)| {
            let (target, name) = match class.as_str() {
                "" => ("none", labels.get("class.none").to_owned()),
                class => (class, labels.word("class", class)),
            };
            (format!("class={target}"), name, *count)
        }),
    )
}

/// Named, withheld, nobody; and who is withheld most often.
pub(super) fn sources(labels: &Labels, figures: &Figures, speakers: &Speakers) -> String {
    let rows = SOURCES.iter().zip(figures.sources);
    let mut out = bars(
        labels,
        rows.map(|(key, count)| (format!("source={key}"), labels.word("source", key), count)),
    );
    let withheld = || speakers.list.iter().enumerate().filter(|(_, who)| who.anonymous);
    if withheld().next().is_some() {
        let _ = writeln!(out, "<h4>{}</h4>\n<ol class=\"names\">", safe(labels.get("h.withheld")));
        for (index, who) in withheld().take(TOP / 2) {
            out.push_str(&line(labels, index, who));
        }
        out.push_str("</ol>\n");
    }
    out
}

fn line(labels: &Labels, index: usize, who: &Speaker) -> String {
    let (name, count) = (safe(&who.name), labels.number(who.quotes.into()));
    format!(
        "<li><a href=\"#/quotes?by={index}\"><span>{name}</span><span class=\"count\">{count}</span></a></li>\n"
    )
}

/// Who is quoted most.
pub(super) fn most_quoted(labels: &Labels, speakers: &Speakers) -> String {
    let head = ["th.speaker", "th.quotes", "th.articles"].map(|key| safe(labels.get(key)));
    let mut out = format!(
        "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>\n",
        head[0], head[1], head[2]
    );
    let named = speakers.list.iter().enumerate().filter(|(_, who)| who.kind.is_some());
    for (index, who) in named.take(TOP) {
        let (name, role) = (safe(&who.name), safe(&who.role));
        let quotes = labels.number(who.quotes.into());
        let articles = labels.number(who.articles.into());
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"#/quotes?by={index}\">{name}</a> <small>{role}</small></th><td class=\"n\">{quotes}</td><td class=\"n\">{articles}</td></tr>"
        );
    }
    out.push_str("</tbody></table>\n");
    out
}

/// Women, men and those of whom it does not show, in four measures.
pub(super) fn gender(labels: &Labels, figures: &Figures) -> String {
    let keys = ["gender.people", "gender.quoted", "gender.quotes", "gender.words"];
    let sides = ["women", "men", "unknown"];
    let mut out = String::from("<table class=\"gender\"><thead><tr><td></td>");
    for side in sides {
        let label = safe(labels.get(&format!("gender.{side}")));
        let _ =
            write!(out, "<th scope=\"col\" class=\"n\"><i class=\"key {side}\"></i>{label}</th>");
    }
    out.push_str("</tr></thead>\n");
    for (key, counts) in keys.iter().zip(figures.balance) {
        let whole: u64 = counts.iter().sum();
        let _ = write!(out, "<tbody><tr><th scope=\"row\">{}</th>", safe(labels.get(key)));
        for count in counts {
            let (number, share) = (labels.number(count), safe(&labels.percent(count, whole)));
            let _ = write!(out, "<td class=\"n\">{number} <small>{share}</small></td>");
        }
        out.push_str("</tr>\n<tr aria-hidden=\"true\"><td colspan=\"4\"><div class=\"stack\">");
        for (side, count) in sides.iter().zip(counts) {
            let width = count as f64 * 100.0 / whole.max(1) as f64;
            let _ = write!(out, "<i class=\"{side}\" style=\"width:{width:.1}%\"></i>");
        }
        out.push_str("</div></td></tr></tbody>\n");
    }
    out.push_str("</table>\n");
    out
}

/// Words that several articles quote.
pub(super) fn repeated(labels: &Labels, figures: &Figures, groups: &[QuoteGroup]) -> String {
    if figures.repeated.is_empty() {
        return paragraph(labels.get("repeated.none"));
    }
    let mut out = String::from("<ol class=\"repeated\">\n");
    for &(index, articles) in figures.repeated.iter().take(TOP / 2) {
        let group = &groups[index];
        let who = group.occurrences.iter().find_map(|occurrence| occurrence.speaker.as_deref());
        let who = safe(who.unwrap_or(labels.get("nobody")));
        let count = labels.with("repeated.articles", &[&labels.number(articles.into())]);
        let (text, count) = (safe(&group.text), safe(&count));
        let _ = writeln!(
            out,
            "<li><a href=\"#/quotes?group={index}\"><q>{text}</q> <small>{who} · {count}</small></a></li>"
        );
    }
    out.push_str("</ol>\n");
    out
}

/// Plain words as a paragraph.
pub(super) fn paragraph(words: &(impl Display + ?Sized)) -> String {
    format!("<p class=\"note\">{}</p>\n", safe(&words.to_string()))
}
