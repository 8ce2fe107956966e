"""What settings that are lists have in common: each list as its path, or as its lines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from typing_extensions import Self


class Lists(list[tuple[str | None, str | None]]):
    """Lists that were read: of each its path, or its lines."""

    @classmethod
    def read(cls, given: Any, add: Callable[[Any, Self], None]) -> Self:
        """What `add` makes of `given`; what was read is returned as it is."""
        if isinstance(given, cls):
            return given
        found = cls()
        if given is not None:
            add(given, found)
        return found


def is_path(given: Any, endings: str | tuple[str, ...]) -> bool:
    """Whether `given` is a path, or a name of a file that ends so."""
    if isinstance(given, os.PathLike):
        return True
    return isinstance(given, str) and given.lower().endswith(endings)
