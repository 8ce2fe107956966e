//! Who is who, scored: MUC, B³ and CEAF-e over entities as sets of mentions.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use serde::{Deserialize, Serialize};
use virgolette::{ArticleInfo, Document, Extractor, MentionType, OffsetUnit, Scratch};

use crate::workshop::{Failure, Workshop};

/// A mention: where it begins and ends, in code points.
type Span = (u32, u32);
/// The entities of an article.
type Partition = Vec<Vec<Span>>;

/// Who is who in one article.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Annotated {
    id: String,
    entities: Partition,
}

/// A recall and a precision as sums, so that articles can be added.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    recall: (f64, f64),
    precision: (f64, f64),
}

impl Sums {
    fn add(&mut self, recall: (f64, f64), precision: (f64, f64)) {
        for (sum, new) in [(&mut self.recall, recall), (&mut self.precision, precision)] {
            *sum = (sum.0 + new.0, sum.1 + new.1);
        }
    }

    /// Precision, recall and their harmonic mean.
    fn figures(self) -> [f64; 3] {
        let share = |(part, whole): (f64, f64)| if whole > 0.0 { part / whole } else { 0.0 };
        let (precision, recall) = (share(self.precision), share(self.recall));
        let sum = precision + recall;
        [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
    }
}

/// The three measures over some articles.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Scores {
    muc: Sums,
    b_cubed: Sums,
    ceaf_e: Sums,
}

impl Scores {
    fn add(&mut self, key: &Partition, response: &Partition) {
        self.muc.add(links(key, response), links(response, key));
        self.b_cubed.add(shared(key, response), shared(response, key));
        let similarity = best_alignment(key, response);
        self.ceaf_e.add((similarity, key.len() as f64), (similarity, response.len() as f64));
    }

    fn print(&self, title: &str) {
        println!("{title}");
        let all = [("MUC", self.muc), ("B3", self.b_cubed), ("CEAF-e", self.ceaf_e)];
        for (name, sums) in all {
            let [precision, recall, f1] = sums.figures();
            println!("  {name:7} P {precision:.4}  R {recall:.4}  F1 {f1:.4}");
        }
        let mean = all.iter().map(|(_, sums)| sums.figures()[2]).sum::<f64>() / 3.0;
        println!("  mean F1 {mean:.4}");
    }
}

/// Scores the extractor on the articles that `annotations` annotates, whose text is in `articles`.
pub(crate) fn run(workshop: &Workshop, annotations: &Path, articles: &Path) -> Result<(), Failure> {
    let texts = texts(articles)?;
    let extractor = Extractor::italian();
    let mut scratch = Scratch::default();
    let (mut found, mut common, mut count) = (Scores::default(), Scores::default(), 0);
    let mut linked = Scores::default();
    let mut both = Vec::new();
    let content =
        std::fs::read_to_string(annotations).map_err(Failure::of(annotations.display()))?;
    for (number, line) in content.lines().enumerate() {
        let place = format!("{}:{}", annotations.display(), number + 1);
        let key: Annotated = serde_json::from_str(line).map_err(Failure::of(&place))?;
        let text =
            texts.get(&key.id).ok_or_else(|| Failure(format!("{place}: no article {}", key.id)))?;
        let info = ArticleInfo { id: Some(&key.id), reference_date: None };
        let document = extractor.extract_article(text.as_str(), info, &mut scratch);
        let response = entities(&document);
        found.add(&key.entities, &response);
        linked.add(&several(&key.entities), &several(&response));
        let spans = |partition: &Partition| -> BTreeSet<Span> {
            partition.iter().flatten().copied().collect()
        };
        let in_both: BTreeSet<Span> =
            spans(&key.entities).intersection(&spans(&response)).copied().collect();
        common.add(&only(&key.entities, &in_both), &only(&response, &in_both));
        count += 1;
        both.push(serde_json::json!({"id": key.id, "key": key.entities, "response": response}));
    }
    println!("{count} articles");
    found.print("mentions as found");
    linked.print("without entities of one mention, as CoNLL 2012 has it");
    common.print("mentions that are annotated and found: who is who alone");
    let out = workshop.target.join("coreference.json");
    let json = serde_json::to_string(&both).map_err(Failure::of("coreference"))?;
    std::fs::write(&out, json).map_err(Failure::of(out.display()))?;
    println!("key and response are in {}", out.display());
    Ok(())
}

fn texts(articles: &Path) -> Result<BTreeMap<String, String>, Failure> {
    #[derive(Deserialize)]
    struct Article {
        id: String,
        text: String,
    }
    let content = std::fs::read_to_string(articles).map_err(Failure::of(articles.display()))?;
    content
        .lines()
        .enumerate()
        .map(|(number, line)| {
            let place = format!("{}:{}", articles.display(), number + 1);
            let article: Article = serde_json::from_str(line).map_err(Failure::of(place))?;
            Ok((article.id, article.text))
        })
        .collect()
}

/// The entities of a document as sets of mentions.
fn entities(document: &Document) -> Partition {
    let record = document.record(OffsetUnit::Codepoints);
    let mention = |id: &virgolette::MentionId| {
        let mention = &record.mentions[id.index()];
        (mention.start, mention.end)
    };
    // Demonyms are annotated nowhere.
    let entities = record.entities.iter().filter(|entity| entity.kind != MentionType::Demonym);
    entities.map(|entity| entity.mentions.iter().map(mention).collect()).collect()
}

/// A partition without the mentions that are not in `wanted`.
fn only(partition: &Partition, wanted: &BTreeSet<Span>) -> Partition {
    let kept = partition.iter().map(|entity| -> Vec<Span> {
        entity.iter().filter(|mention| wanted.contains(mention)).copied().collect()
    });
    kept.filter(|entity| !entity.is_empty()).collect()
}

/// The entities of more than one mention.
fn several(partition: &Partition) -> Partition {
    partition.iter().filter(|entity| entity.len() > 1).cloned().collect()
}

fn home(partition: &Partition) -> HashMap<Span, usize> {
    let numbered = partition.iter().enumerate();
    numbered.flat_map(|(at, entity)| entity.iter().map(move |&mention| (mention, at))).collect()
}

/// MUC: the links of `key` that `response` keeps, and all of its links.
fn links(key: &Partition, response: &Partition) -> (f64, f64) {
    let home = home(response);
    let mut kept = 0;
    let mut all = 0;
    for entity in key {
        let parts: BTreeSet<usize> =
            entity.iter().filter_map(|mention| home.get(mention).copied()).collect();
        let lone = entity.iter().filter(|mention| !home.contains_key(mention)).count();
        kept += entity.len() - (parts.len() + lone);
        all += entity.len() - 1;
    }
    (f64::from(kept as u32), f64::from(all as u32))
}

/// B³: for every mention of `key` the share of its entity that `response` puts with it.
fn shared(key: &Partition, response: &Partition) -> (f64, f64) {
    let home = home(response);
    let mut sum = 0.0;
    for entity in key {
        let mut parts: BTreeMap<usize, u32> = BTreeMap::new();
        for mention in entity {
            if let Some(&part) = home.get(mention) {
                *parts.entry(part).or_default() += 1;
            }
        }
        let size = entity.len() as f64;
        sum += parts.values().map(|&count| f64::from(count).powi(2) / size).sum::<f64>();
    }
    (sum, key.iter().map(Vec::len).sum::<usize>() as f64)
}

/// CEAF-e: the similarity of the best one-to-one alignment of entities, by φ4.
fn best_alignment(key: &Partition, response: &Partition) -> f64 {
    let home = home(response);
    let size = key.len().max(response.len());
    let mut similarity = vec![vec![0.0; size]; size];
    for (row, entity) in key.iter().enumerate() {
        for mention in entity {
            if let Some(&column) = home.get(mention) {
                let together = (entity.len() + response[column].len()) as f64;
                similarity[row][column] += 2.0 / together;
            }
        }
    }
    assignment(&similarity)
}

/// The greatest sum of a square matrix with one cell a row and column (Kuhn and Munkres).
fn assignment(gain: &[Vec<f64>]) -> f64 {
    let size = gain.len();
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    // The row of each column; row and column 0 stand for none.
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        row_of[0] = row;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut used = vec![false; size + 1];
        let mut from = vec![0; size + 1];
        let mut column = 0;
        while row_of[column] != 0 {
            used[column] = true;
            let (here, mut step, mut next) = (row_of[column], f64::INFINITY, 0);
            for other in (1..=size).filter(|&other| !used[other]) {
                let slack = -gain[here - 1][other - 1] - of_row[here] - of_column[other];
                if slack < least[other] {
                    (least[other], from[other]) = (slack, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if used[other] {
                    of_row[row_of[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = from[column];
            row_of[column] = row_of[before];
            column = before;
        }
    }
    (1..=size).map(|column| gain[row_of[column] - 1][column - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partition(entities: &[&[u32]]) -> Partition {
        entities.iter().map(|entity| entity.iter().map(|&at| (at, at + 1)).collect()).collect()
    }

    fn rounded(sums: Sums) -> [f64; 2] {
        let [precision, recall, _] = sums.figures();
        [precision, recall].map(|figure| (figure * 1e4).round() / 1e4)
    }

    /// The example of Pradhan, Luo, Recasens, Hovy, Ng and Strube, "Scoring Coreference Partitions
    /// of Predicted Mentions" (ACL 2014), with a as 1.
    #[test]
    fn the_published_example_scores_as_published() {
        let key = partition(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let response = partition(&[&[1, 2], &[3, 4], &[6, 7, 8, 9]]);
        let mut scores = Scores::default();
        scores.add(&key, &response);
        assert_eq!(rounded(scores.muc), [0.4, 0.4]);
        assert_eq!(rounded(scores.b_cubed), [0.5, 0.4167]);
        assert_eq!(rounded(scores.ceaf_e), [0.4333, 0.65]);
    }

    #[test]
    fn a_perfect_response_has_no_error_and_an_empty_one_no_right() {
        let key = partition(&[&[1, 2, 3], &[4], &[5, 6]]);
        let mut scores = Scores::default();
        scores.add(&key, &key);
        for sums in [scores.muc, scores.b_cubed, scores.ceaf_e] {
            assert_eq!(sums.figures(), [1.0; 3]);
        }
        let mut scores = Scores::default();
        scores.add(&key, &Vec::new());
        for sums in [scores.muc, scores.b_cubed, scores.ceaf_e] {
            assert_eq!(sums.figures(), [0.0; 3]);
        }
    }

    #[test]
    fn the_best_alignment_is_not_the_greedy_one() {
        let gain = vec![vec![0.9, 0.8], vec![0.8, 0.1]];
        assert!((assignment(&gain) - 1.6).abs() < 1e-12);
    }
}
