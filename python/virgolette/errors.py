"""What can go wrong: one family of exceptions, each saying how to mend it."""

from __future__ import annotations

__all__ = [
    "DocumentError",
    "GazetteerError",
    "IoError",
    "ModelError",
    "RuleError",
    "SettingError",
    "TextError",
    "TextTooLongError",
    "VirgoletteError",
]


class VirgoletteError(Exception):
    """The base of every error of this package.

    `path` and `line` say where, where it is about a file; `mend` says what to do.
    """

    path: str | None = None
    line: int | None = None
    mend: str | None = None


class RuleError(VirgoletteError, ValueError):
    """A rule file (cues, roles, marks, patterns) with an unknown key, a duplicate, a wrong value."""


class GazetteerError(VirgoletteError, ValueError):
    """A gazetteer file or entry that cannot be read."""


class ModelError(VirgoletteError):
    """A model file that is corrupt, truncated, or of another version or language."""


class SettingError(VirgoletteError, ValueError):
    """A setting that makes no sense, such as a date that is no day of the calendar."""


class DocumentError(VirgoletteError, ValueError):
    """A JSON document of another schema, or of another text."""


class TextError(VirgoletteError, ValueError):
    """A str that is no Unicode text."""


class TextTooLongError(TextError):
    """A text over 4 GiB."""


class IoError(VirgoletteError, OSError):
    """A file that cannot be read or written."""
