//! The picture of who is quoted beside whom, and the same as a table.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::Quote;
use super::charts::{paragraph, safe};
use super::graph::Graph;
use super::labels::Labels;
use super::speakers::{Speaker, Speakers};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 620.0;
/// Colours that the style sheet has for groups.
const COLOURS: usize = 6;
/// Letters of a name, and the width and height of one.
const LETTERS: usize = 26;
const LETTER: (f64, f64) = (7.4, 17.0);
/// Pairs that the table lists.
const PAIRS: usize = 20;

/// The picture and its table; a word in their place where nobody is quoted beside another.
pub(super) fn network(labels: &Labels, quotes: &[Quote], speakers: &Speakers) -> String {
    let half = |index: usize| {
        let who = &speakers.list[index];
        let wide = short(&who.name).width() as f64 * LETTER.0 / 2.0;
        (wide.max(radius(who)) + 4.0, radius(who) + LETTER.1 / 2.0 + 4.0)
    };
    let graph = Graph::new(quotes, speakers, (WIDTH, HEIGHT), half);
    if graph.edges.is_empty() {
        return paragraph(labels.get("network.none"));
    }
    let mut out = String::new();
    draw(&mut out, labels, &graph, speakers);
    table(&mut out, labels, &graph, speakers);
    out
}

fn radius(who: &Speaker) -> f64 {
    (4.0 + f64::from(who.quotes).sqrt() * 1.3).min(22.0)
}

/// A name that fits.
fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", cut.trim_end())
}

fn draw(out: &mut String, labels: &Labels, graph: &Graph, speakers: &Speakers) {
    let title = safe(labels.get("h.network"));
    let _ = writeln!(
        out,
        "<svg class=\"network\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"group\" aria-label=\"{title}\">"
    );
    let most = graph.edges.iter().map(|edge| edge.2).max().unwrap_or(1);
    for &(a, b, shared) in graph.edges.iter().rev() {
        let (from, to) = (graph.nodes[a].at, graph.nodes[b].at);
        let width = 1.0 + 5.0 * f64::from(shared) / f64::from(most);
        let _ = writeln!(
            out,
            "<path class=\"edge\" data-a=\"{a}\" data-b=\"{b}\" stroke-width=\"{width:.1}\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>",
            from.0,
            from.1 - LETTER.1 / 2.0,
            to.0,
            to.1 - LETTER.1 / 2.0
        );
    }
    for (place, node) in graph.nodes.iter().enumerate() {
        let who = &speakers.list[node.speaker];
        let (index, name, radius) = (node.speaker, safe(&short(&who.name)), radius(who));
        let quotes = labels.number(who.quotes.into());
        let articles = labels.number(who.articles.into());
        let said = safe(&labels.with("network.node", &[&who.name, &quotes, &articles]));
        let (x, y) = (node.at.0, node.at.1 - LETTER.1 / 2.0);
        let colour = node.group.min(COLOURS);
        let _ = writeln!(
            out,
            "<a class=\"node g{colour}\" data-n=\"{place}\" href=\"#/quotes?by={index}\" aria-label=\"{said}\"><title>{said}</title><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"/><text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{name}</text></a>",
            y + radius + LETTER.1 - 3.0
        );
    }
    out.push_str("</svg>\n");
}

fn table(out: &mut String, labels: &Labels, graph: &Graph, speakers: &Speakers) {
    let summary = safe(labels.get("network.table"));
    let heads = ["network.one", "network.other", "network.shared"].map(|key| safe(labels.get(key)));
    let _ = writeln!(
        out,
        "<details><summary>{summary}</summary><table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>",
        heads[0], heads[1], heads[2]
    );
    for &(a, b, shared) in graph.edges.iter().take(PAIRS) {
        out.push_str("<tr>");
        for place in [a, b] {
            let index = graph.nodes[place].speaker;
            let name = safe(&speakers.list[index].name);
            let _ = write!(out, "<td><a href=\"#/quotes?by={index}\">{name}</a></td>");
        }
        let _ = writeln!(out, "<td class=\"n\">{}</td></tr>", labels.number(shared.into()));
    }
    out.push_str("</tbody></table></details>\n");
}
