//! BIO labels over the classes of a model.

/// The most labels a model may have; scores of a token are arrays of this length.
pub const MAX_LABELS: usize = 20;

/// A label: outside, or the beginning or inside of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Of no class.
    Outside,
    /// The first token of a span of this class.
    Begin(usize),
    /// A later token of a span of this class.
    Inside(usize),
}

/// The labels of a model: outside, then beginning and inside of each class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    classes: Vec<String>,
}

impl Labels {
    /// Labels for these classes, of which there may be nine.
    pub fn new(classes: Vec<String>) -> Option<Self> {
        (2 * classes.len() < MAX_LABELS && !classes.is_empty()).then_some(Self { classes })
    }

    /// The names of the classes.
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// How many labels there are.
    #[allow(clippy::len_without_is_empty)] // never empty
    pub fn len(&self) -> usize {
        1 + 2 * self.classes.len()
    }

    /// The number of a label.
    pub fn index(label: Label) -> usize {
        match label {
            Label::Outside => 0,
            Label::Begin(class) => 1 + 2 * class,
            Label::Inside(class) => 2 + 2 * class,
        }
    }

    /// The label with this number.
    pub fn label(index: usize) -> Label {
        match index {
            0 => Label::Outside,
            odd if odd % 2 == 1 => Label::Begin(odd / 2),
            even => Label::Inside(even / 2 - 1),
        }
    }

    /// Whether `next` may follow `before`; `None` is the start of a sequence.
    pub fn may_follow(before: Option<usize>, next: usize) -> bool {
        match Self::label(next) {
            Label::Inside(class) => {
                let begin = Self::index(Label::Begin(class));
                before.is_some_and(|label| label == begin || label == next)
            }
            _ => true,
        }
    }
}
