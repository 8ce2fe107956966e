//! Words on lines: wrapping with a hanging indent, and styles that a terminal shows.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a run of words looks on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Title,
    Speaker,
    Cue,
    Verbatim,
    Faint,
}

impl Style {
    const fn codes(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Title => "1",
            Style::Speaker => "1;36",
            Style::Cue => "35",
            Style::Verbatim => "32",
            Style::Faint => "2",
        }
    }
}

/// Writes styled words, wrapped.
pub(super) struct Flow<'o> {
    out: &'o mut String,
    width: usize,
    colour: bool,
    column: usize,
    style: Style,
}

impl<'o> Flow<'o> {
    /// A flow onto `out`; without a width nothing is wrapped.
    pub(super) fn new(out: &'o mut String, width: Option<usize>, colour: bool) -> Self {
        Self { out, width: width.unwrap_or(usize::MAX), colour, column: 0, style: Style::Plain }
    }

    /// Ends the line, where one was begun.
    pub(super) fn end_line(&mut self) {
        if self.column > 0 {
            self.set(Style::Plain);
            self.out.push('\n');
            self.column = 0;
        }
    }

    /// Whether anything was written.
    pub(super) fn any(&self) -> bool {
        !self.out.is_empty()
    }

    /// An empty line.
    pub(super) fn blank(&mut self) {
        self.end_line();
        self.out.push('\n');
    }

    /// Goes on at `column`, or on the next line where the column is taken.
    pub(super) fn tab(&mut self, column: usize) {
        if self.column >= column && column > 0 {
            self.end_line();
        }
        self.set(Style::Plain);
        self.out.extend(std::iter::repeat_n(' ', column - self.column));
        self.column = column;
    }

    /// Writes the words of `text`, broken at `indent`; a space goes before them unless the line is
    /// at its indent.
    pub(super) fn words(&mut self, text: &str, style: Style, indent: usize) {
        let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
        for word in words.filter(|word| !word.is_empty()) {
            self.word(word, style, indent);
        }
    }

    fn word(&mut self, word: &str, style: Style, indent: usize) {
        let width = word.width();
        if self.column > indent && self.column + 1 + width > self.width {
            self.end_line();
        }
        if self.column < indent {
            self.tab(indent);
        } else if self.column > indent {
            // The space between two words of one style wears it too: fewer codes.
            if style != self.style {
                self.set(Style::Plain);
            }
            self.out.push(' ');
            self.column += 1;
        }
        self.set(style);
        // What the article says must never command the terminal.
        let shown = |c: char| if c.width().is_none() { '\u{fffd}' } else { c };
        self.out.extend(word.chars().map(shown));
        self.column += width;
    }

    fn set(&mut self, style: Style) {
        if !self.colour || self.style == style {
            return;
        }
        if self.style != Style::Plain {
            self.out.push_str("\u{1b}[0m");
        }
        if style != Style::Plain {
            self.out.push_str("\u{1b}[");
            self.out.push_str(style.codes());
            self.out.push('m');
        }
        self.style = style;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flow(width: usize, colour: bool, run: impl FnOnce(&mut Flow<'_>)) -> String {
        let mut out = String::new();
        let mut flow = Flow::new(&mut out, Some(width), colour);
        run(&mut flow);
        flow.end_line();
        out
    }

    #[test]
    fn words_wrap_under_their_indent() {
        let out = flow(16, false, |flow| {
            flow.words("ha detto", Style::Cue, 2);
            flow.tab(12);
            flow.words("«uno due", Style::Verbatim, 12);
        });
        assert_eq!(out, "  ha detto  «uno\n            due\n");
    }

    #[test]
    fn a_style_ends_before_the_line_does() {
        let out = flow(7, true, |flow| {
            flow.words("uno due tre", Style::Title, 0);
            flow.words("quattro", Style::Plain, 0);
        });
        assert_eq!(out, "\u{1b}[1muno due\u{1b}[0m\n\u{1b}[1mtre\u{1b}[0m\nquattro\n");
    }

    #[test]
    fn the_article_cannot_command_the_terminal() {
        let out = flow(40, false, |flow| flow.words("a\u{1b}[2Jb \u{7}", Style::Plain, 0));
        assert_eq!(out, "a\u{fffd}[2Jb \u{fffd}\n");
    }

    #[test]
    fn a_taken_column_goes_to_the_next_line() {
        let out = flow(40, false, |flow| {
            flow.words("ha infine ribadito", Style::Cue, 2);
            flow.tab(8);
            flow.words("che", Style::Plain, 8);
        });
        assert_eq!(out, "  ha infine ribadito\n        che\n");
    }
}
