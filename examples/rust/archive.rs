//! The speakers of a whole folder, on all cores, and who of them is quoted most.
//!
//! ```console
//! $ cargo run -p virgolette-examples --example archive -- folder
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

use virgolette::{Article, ArticleInfo, Extractor};

fn main() -> Result<(), Box<dyn Error>> {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../articles");
    let folder = std::env::args_os().nth(1).map_or_else(|| sample.into(), PathBuf::from);
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();

    let mut articles = Vec::new();
    for path in &paths {
        let id = path.file_stem().and_then(|name| name.to_str());
        let text = std::fs::read_to_string(path)?.into();
        articles.push(Article { text, info: ArticleInfo { id, ..ArticleInfo::default() } });
    }

    // The same documents in the same order on any number of threads.
    let documents = Extractor::italian().extract_articles(&articles, None);
    let mut quoted: BTreeMap<&str, usize> = BTreeMap::new();
    for document in &documents {
        let quotes = document.quotes.len();
        println!("{}: {quotes} quotes", document.id.as_deref().unwrap_or_default());
        for speaker in document.quotes.iter().filter_map(|quote| quote.speaker.as_ref()) {
            *quoted.entry(&speaker.name).or_default() += 1;
        }
    }
    let mut ranking: Vec<_> = quoted.into_iter().collect();
    ranking.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    for (name, count) in ranking.into_iter().take(5) {
        println!("{count:>4}  {name}");
    }
    Ok(())
}
