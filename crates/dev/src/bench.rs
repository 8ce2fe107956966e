//! `cargo dev bench`: how fast each stage is, against the floor; and how many instructions it takes.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::command::Run;
use crate::workshop::{Failure, Workshop};

/// What to measure.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Articles to read (JSONL with a field `text`, or text); without any, the project's own.
    files: Vec<PathBuf>,
    /// Megabytes to which the articles are joined.
    #[arg(long, default_value_t = 20)]
    megabytes: usize,
    /// Measurements of which the best counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Measure time per byte of texts of growing size, ordinary and hostile, instead.
    #[arg(long, conflicts_with = "instructions")]
    growth: bool,
    /// Count instructions with valgrind instead.
    #[arg(long)]
    instructions: bool,
    /// Do not add a row to the record.
    #[arg(long)]
    dry: bool,
}

const RECORD: &str = "crates/core/benches/record";
/// By how much the instructions may grow before the check fails.
const TOLERANCE: f64 = 1.10;

/// Measures, prints, and adds a dated row to the record.
pub(crate) fn run(workshop: &Workshop, options: &Options) -> Result<(), Failure> {
    if options.instructions {
        let counted = Instructions::count(workshop)?;
        println!("{:.0} instructions a byte, {} to start", counted.a_byte, counted.start);
        let row = format!("{:.1},{}", counted.a_byte, counted.start);
        return record(workshop, options.dry, "instructions", "a_byte,start", &[row]);
    }
    let mut arguments = vec!["--megabytes".to_owned(), options.megabytes.to_string()];
    arguments.extend(["--rounds".to_owned(), options.rounds.to_string()]);
    if options.growth {
        arguments.push("--growth".to_owned());
    }
    for file in &options.files {
        let file = std::path::absolute(file).map_err(Failure::of(file.display()))?;
        arguments.push(file.display().to_string());
    }
    let printed = Run::cargo(workshop, &["bench", "-q", "-p", "virgolette", "--bench", "pipeline"])
        .args(["--"])
        .args(arguments)
        .finish()?;
    if options.growth {
        return growth(workshop, options, &printed.stdout);
    }
    speed(workshop, options, &printed.stdout)
}

/// The fields of a line of the benchmark, its name first.
fn fields(line: &str) -> (&str, Vec<f64>) {
    let mut fields = line.split('\t');
    let name = fields.next().unwrap_or_default();
    (name, fields.filter_map(|field| field.parse().ok()).collect())
}

fn speed(workshop: &Workshop, options: &Options, printed: &str) -> Result<(), Failure> {
    let mut table = format!(
        "{:<24}{:>10}{:>16}{:>12}{:>14}\n",
        "stage", "MB/s", "tokens/s", "× floor", "allocations"
    );
    let mut rows = Vec::new();
    for line in printed.lines() {
        match fields(line) {
            ("articles", numbers) if numbers.len() == 3 => {
                println!("{} articles, {} bytes, {} tokens", numbers[0], numbers[1], numbers[2]);
            }
            ("threads", times) if times.len() == 2 => {
                println!("two threads read {:.2} times what one reads", times[0] / times[1]);
                rows.push(format!("two threads,{:.3},,,", times[0] / times[1]));
            }
            (name, numbers) if numbers.len() == 4 => {
                let [bytes, tokens, floor, allocations] = numbers[..] else { continue };
                let _ = writeln!(
                    table,
                    "{name:<24}{:>10.2}{tokens:>16.0}{floor:>12.1}{allocations:>14.0}",
                    bytes / 1e6
                );
                let megabytes = bytes / 1e6;
                rows.push(format!("{name},{megabytes:.3},{tokens:.0},{floor:.2},{allocations:.1}"));
            }
            _ => return Err(Failure(format!("the benchmark printed `{line}`"))),
        }
    }
    print!("{table}");
    let header = "stage,megabytes_a_second,tokens_a_second,times_floor,allocations_an_article";
    record(workshop, options.dry, "pipeline", header, &rows)
}

fn growth(workshop: &Workshop, options: &Options, printed: &str) -> Result<(), Failure> {
    println!(
        "{:<26}{:>9}{:>9}{:>9}{:>10}{:>12}",
        "ns a byte of", "1 KB", "100 KB", "most", "× news", "peak, MB"
    );
    let (mut rows, mut news, mut over) = (Vec::new(), None, Vec::new());
    for line in printed.lines() {
        let (name, numbers) = fields(line);
        let [small, middle, large, peak] = numbers[..] else {
            return Err(Failure(format!("the benchmark printed `{line}`")));
        };
        let ratio = large / *news.get_or_insert(large);
        println!(
            "{name:<26}{small:>9.0}{middle:>9.0}{large:>9.0}{ratio:>10.1}{:>12.1}",
            peak / 1e6
        );
        rows.push(format!("{name},{small:.1},{middle:.1},{large:.1},{ratio:.2},{:.1}", peak / 1e6));
        if ratio > 20.0 {
            over.push(name.to_owned());
        }
    }
    let header = "text,ns_a_byte_1_kb,ns_a_byte_100_kb,ns_a_byte_most,times_news,peak_megabytes";
    record(workshop, options.dry, "growth", header, &rows)?;
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure(format!("over 20 times the time of news: {}", over.join(", "))))
}

/// Adds dated rows to a table of the record, which is begun where there is none.
fn record(
    workshop: &Workshop,
    dry: bool,
    name: &str,
    header: &str,
    rows: &[String],
) -> Result<(), Failure> {
    if dry {
        return Ok(());
    }
    let path = workshop.path(&format!("{RECORD}/{name}.csv"));
    let mut table = std::fs::read_to_string(&path).unwrap_or_else(|_| format!("date,{header}\n"));
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    for row in rows {
        let _ = writeln!(table, "{today},{row}");
    }
    std::fs::write(&path, table).map_err(Failure::of(path.display()))
}

/// How many instructions the project's articles take, which no other program on the machine changes.
pub(crate) struct Instructions {
    pub(crate) a_byte: f64,
    pub(crate) start: u64,
}

impl Instructions {
    /// Whether valgrind is here.
    pub(crate) fn can_be_counted(workshop: &Workshop) -> bool {
        Run::new(workshop, "valgrind").args(["--version"]).finish().is_ok()
    }

    pub(crate) fn count(workshop: &Workshop) -> Result<Self, Failure> {
        let build = ["bench", "-p", "virgolette", "--bench", "pipeline", "--no-run"];
        let printed = Run::cargo(workshop, &build).finish()?;
        let program = printed
            .stderr
            .lines()
            .filter_map(|line| line.trim().strip_prefix("Executable "))
            .find_map(|line| line.split_once('(')?.1.strip_suffix(')').map(str::to_owned))
            .ok_or_else(|| Failure(format!("cargo names no program:\n{}", printed.stderr)))?;
        let collected = |passes: &str| -> Result<u64, Failure> {
            let printed = Run::new(workshop, "valgrind")
                .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
                .args([&program, "--passes", passes])
                .finish()?;
            let collected = printed.stderr.lines().find_map(|line| line.split_once("Collected :"));
            let number = collected.and_then(|(_, number)| number.trim().parse().ok());
            number.ok_or_else(|| Failure(format!("valgrind counts nothing:\n{}", printed.stderr)))
        };
        let printed = Run::new(workshop, &program).args(["--passes", "0"]).finish()?;
        let bytes: f64 = printed.stdout.trim().parse().map_err(Failure::of("bytes"))?;
        let (start, once, often) = (collected("0")?, collected("1")?, collected("5")?);
        Ok(Self { a_byte: often.saturating_sub(once) as f64 / 4.0 / bytes, start })
    }

    /// Compares with the last row of the record; a word about it.
    pub(crate) fn check(&self, workshop: &Workshop) -> Result<String, Failure> {
        let path = format!("{RECORD}/instructions.csv");
        let table = workshop.read(&path)?;
        let last: Vec<&str> = table.lines().last().unwrap_or_default().split(',').collect();
        let number = |at: usize| last.get(at).and_then(|field| field.parse::<f64>().ok());
        let (Some(a_byte), Some(start)) = (number(1), number(2)) else {
            return Err(Failure(format!("{path} ends with no row of numbers")));
        };
        let found = format!("{:.0} instructions a byte, {} to start", self.a_byte, self.start);
        if self.a_byte > a_byte * TOLERANCE || self.start as f64 > start * TOLERANCE {
            return Err(Failure(format!(
                "{found}; {path} has {a_byte:.0} and {start:.0}. Make it faster or, where the work \
                 is worth it, add a row with `cargo dev bench --instructions`"
            )));
        }
        Ok(found)
    }
}
