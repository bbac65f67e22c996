"""What a line at the edge of a page may be: a running head, or the notice's own words that happen to stand there again.

In: a line. Out: whether its words may be a running head. A result, a label or a numbered problem is none, however
often it stands at the same place: a form with a page for each problem repeats them all.
"""

from __future__ import annotations

import re

from disclosure import numbering, resultplaces, statuses
from disclosure.text import ends_sentence

_SENTENCE = re.compile(r"[，。；]|^[\u3400-\u9fff]{2,10}[：:]")
"""Marks inside a sentence, or a label in words before its value."""


def may_be_head(line: str) -> bool:
    """Whether `line`, which stands on several pages alike, may be a running head."""
    own = numbering.read(line) or numbering.is_known(line) or ends_sentence(line) or _SENTENCE.search(line)
    return not (own or resultplaces.ends_result(line) or statuses.is_plain(line, statuses.table(None)))
