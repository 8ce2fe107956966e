//! `cargo dev test`: runs the steps, one line each.

use std::collections::BTreeSet;
use std::io::Write;
use std::time::{Duration, Instant};

use clap::Args;

use crate::steps::{Outcome, STEPS, Step};
use crate::workshop::{Failure, Workshop};

/// Which steps to run.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Run only this step, with the steps it needs (may be given again).
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Say which steps there are, and run none.
    #[arg(long)]
    list: bool,
}

/// Runs the chosen steps; a failure is told at once, and the other steps still run.
pub(crate) fn run(workshop: &Workshop, options: &Options) -> Result<(), Failure> {
    if options.list {
        for step in STEPS {
            println!("{:<10} {}", step.name, step.what);
        }
        return Ok(());
    }
    let chosen = choose(&options.only)?;
    let begin = Instant::now();
    let mut total = Outcome::default();
    let mut failed: Vec<&str> = Vec::new();
    for step in STEPS.iter().filter(|step| chosen.contains(step.name)) {
        print!("{:<10} {} … ", step.name, step.what);
        // Progress only: a closed pipe shows at the next line.
        let _ = std::io::stdout().flush();
        if let Some(need) = step.needs.iter().find(|need| failed.contains(need)) {
            println!("not run: {need} failed");
            failed.push(step.name);
            continue;
        }
        let start = Instant::now();
        match (step.run)(workshop) {
            Ok(outcome) => {
                println!("ok{}", in_brief(start.elapsed(), &outcome));
                for reason in &outcome.skips {
                    println!("{:<10} skipped {reason}", "");
                }
                total.passed += outcome.passed;
                total.skipped += outcome.skipped;
            }
            Err(Failure(why)) => {
                println!("FAILED ({:.1} s)", start.elapsed().as_secs_f64());
                println!("{}\n", why.trim_end());
                println!("run it again: cargo dev test --only {}\n", step.name);
                failed.push(step.name);
            }
        }
    }
    close(begin.elapsed(), &total, &failed)
}

/// The names of the steps asked for and of those they need; all where none is asked for.
fn choose(only: &[String]) -> Result<BTreeSet<&'static str>, Failure> {
    let mut chosen = BTreeSet::new();
    for name in only {
        let Some(step) = STEPS.iter().find(|step| step.name == name) else {
            let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            let names = names.join(", ");
            return Err(Failure(format!("there is no step `{name}`; there are {names}")));
        };
        chosen.insert(step.name);
        chosen.extend(step.needs);
    }
    if only.is_empty() {
        chosen.extend(STEPS.iter().map(|Step { name, .. }| name));
    }
    Ok(chosen)
}

fn in_brief(took: Duration, outcome: &Outcome) -> String {
    let mut parts = vec![format!("{:.1} s", took.as_secs_f64())];
    if outcome.passed > 0 {
        parts.push(format!("{} passed", outcome.passed));
    }
    if outcome.skipped > 0 {
        parts.push(format!("{} skipped", outcome.skipped));
    }
    if !outcome.note.is_empty() {
        parts.push(outcome.note.clone());
    }
    format!(" ({})", parts.join(", "))
}

fn close(took: Duration, total: &Outcome, failed: &[&str]) -> Result<(), Failure> {
    let minutes = took.as_secs_f64() / 60.0;
    println!("\nall steps took {minutes:.1} minutes");
    let Outcome { passed, skipped, .. } = total;
    println!("{passed} passed, {} failed, {skipped} skipped", failed.len());
    if failed.is_empty() { Ok(()) } else { Err(Failure(format!("failed: {}", failed.join(", ")))) }
}
