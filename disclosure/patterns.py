"""Patterns that are compiled when they are first used.

In: the source of a pattern. Out: what `re.compile` gives, to all who use its methods. The program has some two hundred
patterns, and a build of one report that compiled them all would spend a tenth of its time on those that it never uses.
Not for `re.sub(pattern, …)` and its like, which want a compiled pattern itself.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def later(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern `source`; what is wrong with it is raised when it is first used (re.error)."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


class _Later:
    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """A method or value of the pattern, which from now on stands here itself: the next use costs no more than any."""
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found
