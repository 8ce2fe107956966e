use super::*;
use crate::mention::numbers::NumberReader;
use crate::segment::Segmenter;
use crate::span::Span;

/// An example: its sentence, and each `[words = value]` in it.
type Example = (String, Vec<(String, Option<String>)>);

fn example(marked: &str) -> Example {
    let (mut text, mut labels) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find('[') {
        // A unit may itself hold brackets: `22 [kn_i]`.
        let inside = &rest[at + 1..];
        let mut depth = 1;
        let end = inside.find(|c| {
            depth += i32::from(c == '[') - i32::from(c == ']');
            depth == 0
        });
        let inside = &inside[..end.unwrap_or_else(|| panic!("unclosed: {marked}"))];
        let (words, value) = inside.split_once('=').unwrap_or_else(|| panic!("no value: {marked}"));
        text.push_str(&rest[..at]);
        text.push_str(words.trim());
        let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        labels.push((words.trim().to_owned(), value));
        rest = &rest[at + inside.len() + 2..];
    }
    text.push_str(rest);
    (text, labels)
}

/// What is found in `text`: the words, the value, and the number of the rule.
fn found(expressions: &Expressions, text: &str, date: &str) -> Vec<(String, String, RuleId)> {
    let segments = Segmenter::italian().unwrap().segment(text);
    let mut scratch = ExpressionScratch::default();
    let article = expressions.find(text, &segments, &[], date.parse().ok(), &mut scratch);
    let mut all = Vec::new();
    for time in article.times {
        all.push((time.span, time.value));
    }
    for quantity in article.quantities {
        let value = quantity.value.map_or("-".to_owned(), |value| value.to_string());
        all.push((quantity.span, format!("{value} {}", quantity.unit.as_deref().unwrap_or("-"))));
    }
    let mut rules = Vec::new();
    for sentence in 0..segments.sentences.len() as u32 {
        expressions.search(text, &segments, sentence, &mut scratch);
        for found in &scratch.matches {
            for (first, end, _) in expressions.patterns.spans(found) {
                let (head, tail) = (first as usize, end as usize - 1);
                let span = scratch.items[head].span.cover(scratch.items[tail].span);
                rules.push((span, found.rule));
            }
        }
    }
    let rule_of = |span: Span| rules.iter().find(|(known, _)| known.start == span.start).unwrap().1;
    let named = all.into_iter();
    named.map(|(span, value)| (span.of(text).to_owned(), value, rule_of(span))).collect()
}

/// One set of examples of one rule.
struct Promise {
    rule: RuleId,
    /// The file and the entry, for whoever must mend it.
    name: String,
    finds: Vec<String>,
    ignores: Vec<String>,
    /// Whether the rule finds anything at all.
    reports: bool,
}

/// How an entry is found: its file, its line, its kind and its name.
fn entry((path, text): &(&str, &str), kind: &str, name: &str) -> String {
    let quoted = format!("\"{name}\"");
    let line = text.lines().position(|line| line.contains(&quoted)).map_or(0, |line| line + 1);
    format!("{path}:{line}: {kind} {quoted}")
}

/// The promises of both files, rule by rule, in the order in which rules are numbered.
fn promises() -> (String, Vec<Promise>) {
    let times = TimeFile::read(ITALIAN.times.0, ITALIAN.times.1).unwrap();
    let quantities = QuantityFile::read(ITALIAN.quantities.0, ITALIAN.quantities.1).unwrap();
    let mut all = Vec::new();
    for table in times.rule {
        let reports = table.means.is_some();
        all.push((entry(&ITALIAN.times, "rule", &table.name), table.finds, table.ignores, reports));
    }
    for holiday in times.holiday {
        all.push((
            entry(&ITALIAN.times, "holiday", &holiday.names[0]),
            Vec::new(),
            Vec::new(),
            false,
        ));
    }
    for unit in quantities.unit {
        all.push((entry(&ITALIAN.quantities, "unit", &unit.unit), unit.finds, unit.ignores, true));
    }
    for table in quantities.rule {
        let reports = table.kind.is_some();
        all.push((
            entry(&ITALIAN.quantities, "rule", &table.name),
            table.finds,
            table.ignores,
            reports,
        ));
    }
    let promise = |(rule, (name, finds, ignores, reports))| Promise {
        rule: rule as RuleId,
        name,
        finds,
        ignores,
        reports,
    };
    (times.reference, all.into_iter().enumerate().map(promise).collect())
}

#[test]
fn every_rule_keeps_its_promises() {
    let expressions = Expressions::italian().unwrap();
    let (date, promises) = promises();
    assert_eq!(promises.len(), expressions.rules.len());
    let of_times =
        promises.iter().position(|promise| promise.name.ends_with("unit \"%\"")).unwrap();
    let mut broken = Vec::new();
    for promise in &promises {
        assert!(!promise.reports || !promise.finds.is_empty(), "{} finds nothing", promise.name);
        for marked in &promise.finds {
            let (text, labels) = example(marked);
            let found = found(&expressions, &text, &date);
            let mut of_rule = 0;
            for (words, value) in &labels {
                let hit = found.iter().find(|(found, ..)| found == words);
                let right =
                    hit.is_some_and(|hit| value.as_ref().is_none_or(|value| *value == hit.1));
                of_rule += usize::from(hit.is_some_and(|hit| hit.2 == promise.rule));
                if !right {
                    broken.push(format!("{}: {marked} gives {found:?}", promise.name));
                }
            }
            if of_rule == 0 {
                broken
                    .push(format!("{}: {marked} is found by other rules {found:?}", promise.name));
            }
        }
        for text in &promise.ignores {
            let found = found(&expressions, text, &date);
            // A rule without meaning hides what the others of its file would find.
            let of_file = |rule: RuleId| usize::from(rule) >= of_times;
            let hidden = |rule| !promise.reports && of_file(rule) == of_file(promise.rule);
            if found.iter().any(|hit| hit.2 == promise.rule || hidden(hit.2)) {
                broken.push(format!("{}: {text} gives {found:?}", promise.name));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn holidays_have_their_days() {
    let expressions = Expressions::italian().unwrap();
    let file = TimeFile::read(ITALIAN.times.0, ITALIAN.times.1).unwrap();
    let names = file.holiday.iter().flat_map(|holiday| &holiday.names);
    for name in names.clone() {
        let text = format!("Si riparte dopo {}.", name.replace("' ", "'"));
        let found = found(&expressions, &text, "2023-09-12");
        assert!(
            found.iter().any(|hit| hit.1.starts_with("202") && hit.1.len() == 10),
            "{text}: {found:?}"
        );
    }
    assert!(names.count() > 30);
}

#[test]
fn numbers_in_words_keep_their_promises() {
    let expressions = Expressions::italian().unwrap();
    let file = NumberFile::read(ITALIAN.numbers.0, ITALIAN.numbers.1).unwrap();
    let read = |text: &str| {
        let segments = Segmenter::italian().unwrap().segment(text);
        let mut items = Vec::new();
        let reader = ItemReader {
            text,
            tokens: &segments.tokens,
            words: &expressions.words,
            joints: &expressions.joints,
        };
        reader.read(0, segments.tokens.len(), &mut items);
        let number = items.iter().find(|item| !item.number.is_nan()).copied();
        number.map(|item| (item.span.of(text).to_owned(), item.number))
    };
    for promise in &file.finds {
        let (words, value) = promise.split_once(" = ").unwrap();
        let found = read(&format!("Erano {words} in tutto"));
        assert_eq!(found, Some((words.to_owned(), value.parse().unwrap())), "{promise}");
    }
    for text in &file.ignores {
        assert_eq!(read(&format!("Era {text} in tutto")), None, "{text}");
    }
    // Numbers within numbers end somewhere.
    let deep = "un milione ".repeat(10_000);
    let segments = Segmenter::italian().unwrap().segment(&deep);
    let tokens = &segments.tokens;
    let (words, joints) = (&expressions.words, &expressions.joints);
    let reader = NumberReader { text: &deep, tokens, words, joints, depth: 0 };
    assert!(reader.read(0, words.entry(words.find(tokens[0].word))).unwrap().end < 20);
}

#[test]
fn a_bad_rule_is_an_error_with_its_place() {
    let fail = |from: &str, to: &str| {
        let times = ITALIAN.times.1.replacen(from, to, 1);
        let sources = Sources { times: ("times.toml", &times), ..ITALIAN };
        Expressions::from_sources(&sources).unwrap_err().to_string()
    };
    let unknown = fail("notte (tra|fra) WEEKDAY e WEEKDAY", "notte TRAFRA");
    assert!(unknown.contains("TRAFRA") && unknown.starts_with("times.toml:"), "{unknown}");
    let twice = fail("\"DEICTIC\",", "\"DEICTIC\", \"WEEKDAY\",");
    assert!(twice.contains("weekday"), "{twice}");
    let key = fail("means = \"calendar\"", "mean = \"calendar\"");
    assert!(key.contains("mean") && key.starts_with("times.toml:"), "{key}");
    let length = fail("P100Y", "100Y");
    assert!(length.contains("100Y"), "{length}");
}

#[test]
fn a_dateline_gives_the_reference_date() {
    let expressions = Expressions::italian().unwrap();
    let reference = |text: &str| {
        let segments = Segmenter::italian().unwrap().segment(text);
        let mut scratch = ExpressionScratch::default();
        let found = expressions.find(text, &segments, &[], None, &mut scratch);
        let times: Vec<_> = found.times.iter().map(|time| time.value.clone()).collect();
        (found.reference.map(|day| day.to_string()), times)
    };
    let read = |day: &str, times: &[&str]| {
        (Some(day.to_owned()), times.iter().map(|&time| time.to_owned()).collect::<Vec<_>>())
    };
    let both = ["2023-09-12", "2023-09-11"];
    let body = "Il consiglio si è riunito ieri per discutere il bilancio della città.";
    for line in
        ["Roma, 12 settembre 2023 - ", "ROMA, 12 SET 2023 - ", "(ANSA) - ROMA, 12 SET 2023 - "]
    {
        assert_eq!(reference(&format!("{line}{body}")), read("2023-09-12", &both), "{line}");
    }
    assert_eq!(reference(&format!("Roma, 12 settembre 2023\n\n{body}")), read("2023-09-12", &both));
    let (none, times) = reference(&format!("(ANSA) - ROMA, 12 SET - {body}"));
    assert_eq!((none, times), (None, vec!["XXXX-09-12".to_owned(), "XXXX-XX-XX".to_owned()]));
    assert_eq!(reference("Il 12 settembre 2023 è morto il poeta.").0, None);
}
