//! Number words: a short list of words, and every number they compose.

use serde::Deserialize;

use crate::error::Error;
use crate::lexicon::{read_toml, word_hash};
use crate::mention::patterns::class::Class;
use crate::mention::patterns::vocabulary::{Suffix, VocabularyBuilder};

/// `numbers.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NumberFile {
    small: Vec<String>,
    tens: Vec<String>,
    hundred: String,
    thousand: String,
    thousands: String,
    drops_before: Vec<String>,
    accented: [String; 2],
    truncated: [String; 2],
    ordinals: Vec<String>,
    ordinal_ending: String,
    keeps: Vec<String>,
    genders: [String; 2],
    age_endings: Vec<String>,
    one: Vec<String>,
    half: Vec<String>,
    few: Vec<String>,
    and: String,
    of: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) finds: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code, reason = "for readers and tests"))]
    pub(crate) ignores: Vec<String>,
    scale: Vec<Multiple>,
    collective: Vec<Multiple>,
    suffix: Suffixes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Multiple {
    forms: Vec<String>,
    #[serde(default)]
    plural: Vec<String>,
    value: i64,
    #[serde(default)]
    exact: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Suffixes {
    age: Vec<String>,
    thousand: Vec<String>,
    ordinal_masculine: Vec<String>,
    ordinal_feminine: Vec<String>,
}

/// The words that join numbers, by hash.
#[derive(Debug)]
pub(crate) struct Joints {
    pub(crate) thousands: u64,
    pub(crate) and: u64,
    pub(crate) of: Vec<u64>,
}

/// The greatest ordinal and age in words.
const LAST_ORDINAL: usize = 200;
const LAST_AGE: usize = 112;

impl NumberFile {
    pub(crate) fn read(path: &str, text: &str) -> Result<Self, Error> {
        read_toml(path, text)
    }

    /// Adds every number word to the vocabulary.
    pub(crate) fn add_to(&self, words: &mut VocabularyBuilder) -> Joints {
        self.add_cardinals(words);
        self.add_ordinals(words);
        for age in 6..=LAST_AGE {
            for stem in self.stems(age) {
                for ending in &self.age_endings {
                    words.add(&format!("{stem}{ending}"), Class::Age, age as i64);
                }
            }
        }
        self.add_multiples(words);
        for (forms, class) in
            [(&self.one, Class::One), (&self.half, Class::Half), (&self.few, Class::Few)]
        {
            forms.iter().for_each(|form| words.add(form, class, 1));
        }
        for (forms, suffix) in [
            (&self.suffix.age, Suffix::Age),
            (&self.suffix.thousand, Suffix::Thousand),
            (&self.suffix.ordinal_masculine, Suffix::OrdinalM),
            (&self.suffix.ordinal_feminine, Suffix::OrdinalF),
        ] {
            forms.iter().for_each(|form| words.add_suffix(form, suffix));
        }
        Joints {
            thousands: word_hash(&self.thousands),
            and: word_hash(&self.and),
            of: self.of.iter().map(|word| word_hash(word)).collect(),
        }
    }

    fn add_cardinals(&self, words: &mut VocabularyBuilder) {
        for number in (0..1000).filter(|&number| number != 1) {
            for form in self.below_thousand(number) {
                self.add_cardinal(words, &form, number);
                if number > 1 {
                    let thousands = format!("{form}{}", self.thousands);
                    self.add_cardinal(words, &thousands, number * 1000);
                }
            }
        }
        self.add_cardinal(words, &self.thousand, 1000);
        for number in (1001..=2100).filter(|number| number % 1000 != 0) {
            let head = match number / 1000 {
                1 => self.thousand.clone(),
                thousands => format!("{}{}", self.small[thousands], self.thousands),
            };
            for rest in self.below_thousand(number % 1000) {
                self.add_cardinal(words, &format!("{head}{rest}"), number);
            }
        }
    }

    fn add_cardinal(&self, words: &mut VocabularyBuilder, form: &str, number: usize) {
        let mut classes = vec![Class::Card];
        let mut add = |class: Class, holds: bool| {
            if holds {
                classes.push(class);
            }
        };
        add(Class::Small, (2..=10).contains(&number));
        add(Class::Day, (1..=31).contains(&number));
        add(Class::Hour, (1..=24).contains(&number));
        add(Class::Minute, number <= 59);
        add(Class::Tens, (10..=90).contains(&number) && number.is_multiple_of(10));
        add(Class::Year, (1001..=2100).contains(&number) && number != 2000);
        let [whole, cut] = &self.truncated;
        let mut forms = vec![form.to_owned()];
        if let Some(stem) = form.strip_suffix(whole.as_str()) {
            forms.push(format!("{stem}{cut}"));
        }
        if let Some(stem) = form.strip_suffix(&self.accented[0]).filter(|stem| !stem.is_empty()) {
            forms.push(format!("{stem}{}", self.accented[1]));
        }
        if (20..=100).contains(&number) && number.is_multiple_of(10) {
            forms.push(format!("{}'", without_vowel(form)));
        }
        for form in forms {
            words.add_to_all(&form, &classes, number as i64);
        }
    }

    fn add_ordinals(&self, words: &mut VocabularyBuilder) {
        let [masculine, feminine] = &self.genders;
        let mut add = |form: &str, number: usize| {
            let Some(stem) = form.strip_suffix(masculine.as_str()) else { return };
            words.add(form, Class::OrdinalM, number as i64);
            words.add(&format!("{stem}{feminine}"), Class::OrdinalF, number as i64);
            if number == 1 {
                words.add(form, Class::Day, 1);
            }
        };
        for (index, form) in self.ordinals.iter().enumerate() {
            add(form, index + 1);
        }
        for number in self.ordinals.len() + 1..=LAST_ORDINAL {
            for stem in self.stems(number) {
                add(&format!("{stem}{}", self.ordinal_ending), number);
            }
        }
    }

    fn add_multiples(&self, words: &mut VocabularyBuilder) {
        for scale in &self.scale {
            for form in scale.forms.iter().chain(&scale.plural) {
                words.add(form, Class::Scale, scale.value);
            }
            scale.plural.iter().for_each(|form| words.add(form, Class::Collectives, scale.value));
        }
        for collective in &self.collective {
            for (forms, class) in
                [(&collective.forms, Class::Collective), (&collective.plural, Class::Collectives)]
            {
                for form in forms {
                    words.add(form, class, collective.value);
                    if !collective.exact {
                        words.add(form, Class::Rounded, collective.value);
                    }
                }
            }
        }
    }

    /// The forms of a number below a thousand.
    fn below_thousand(&self, number: usize) -> Vec<String> {
        let (hundreds, rest) = (number / 100, number % 100);
        if hundreds == 0 {
            return vec![self.below_hundred(number)];
        }
        let head = if hundreds == 1 { "" } else { &self.small[hundreds] };
        let head = format!("{head}{}", self.hundred);
        if rest == 0 {
            return vec![head];
        }
        let tail = self.below_hundred(rest);
        let mut forms = vec![format!("{head}{tail}")];
        if self.drops_before.iter().any(|word| tail.starts_with(word.as_str())) {
            forms.push(format!("{}{tail}", without_vowel(&head)));
        }
        forms
    }

    fn below_hundred(&self, number: usize) -> String {
        if let Some(small) = self.small.get(number) {
            return small.clone();
        }
        let ten = &self.tens[number / 10 - 2];
        match number % 10 {
            0 => ten.clone(),
            unit => {
                let unit = &self.small[unit];
                let ten = if self.drops_before.contains(unit) { without_vowel(ten) } else { ten };
                format!("{ten}{unit}")
            }
        }
    }

    /// A cardinal as it stands before an ending.
    fn stems(&self, number: usize) -> Vec<String> {
        let stem = |form: String| {
            let keeps = self.keeps.iter().any(|word| form.ends_with(word.as_str()));
            if keeps { form } else { without_vowel(&form).to_owned() }
        };
        self.below_thousand(number).into_iter().map(stem).collect()
    }
}

/// The word without its last letter.
fn without_vowel(word: &str) -> &str {
    let mut letters = word.chars();
    letters.next_back();
    letters.as_str()
}
