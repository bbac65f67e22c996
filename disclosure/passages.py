"""What stands under the findings of a report as one plain text: searched at once, not finding by finding.

In: a report. Out: the text, and where each finding stands in it. A pattern that cannot match the end of a line finds in
the whole what it would find in each text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from disclosure.chinese import plain_lines
from disclosure.memo import remembering
from disclosure.report import Finding, Report

_ENDS = re.compile(r"([。！？；;\n]+)")
_BETWEEN = "\n\0\n"
"""Stands between two texts; a text that holds it itself is rare, and then each is made plain alone."""


def replaced(text: str, signs: str, sign: str) -> str:
    """`text` with `sign` for each of `signs`, all at their places: then one search finds the next of them all."""
    for each in signs:
        text = text.replace(each, sign)
    return text


class Passages:
    """The texts of findings, each on lines of its own."""

    __slots__ = ("_sentences", "_starts", "findings", "longest", "text", "texts")

    def __init__(self, findings: Sequence[tuple[Finding, str]], texts: Sequence[str]) -> None:
        self.findings = findings
        """Each with its address on the body's page."""
        self.texts = texts
        """As they are in the report."""
        self.longest = max(map(len, texts), default=0)
        """Characters of the longest of them."""
        self.text = plain_lines(_BETWEEN.join(texts))
        """All in plain form."""
        lines = self.text.split(_BETWEEN)
        if len(lines) != len(texts):
            lines = [plain_lines(text) for text in texts]
            self.text = _BETWEEN.join(lines)
        self._starts = [0, *accumulate([len(text) + len(_BETWEEN) for text in lines])]
        self._sentences = replaced(self.text, "。！？；;", "\n")

    def sentence(self, place: int) -> tuple[int, int, str]:
        """Where the sentence around `place` begins and ends in the text, and the sentence, without white space."""
        text, sentences = self.text, self._sentences
        start = sentences.rfind("\n", 0, place) + 1
        end = sentences.find("\n", place)
        if end < 0:
            end = len(text)
        if text[start] == " ":
            start += 1
        if text[end - 1] == " ":
            end -= 1
        return start, end, text[start:end]

    def finding(self, place: int) -> tuple[Finding, str]:
        """The finding whose text stands at `place`, with its address."""
        return self.findings[bisect_right(self._starts, place) - 1]


def of_report(report: Report, longest: int = 0) -> Passages:
    """What stands under the findings of `report`; of a sentence of more than `longest` characters, only so many."""
    whole = _whole(report, None)
    if not longest or whole.longest <= longest:
        return whole
    return Passages(whole.findings, [_cut(text, longest) for text in whole.texts])


def _made(report: Report, _: None) -> Passages:
    findings = [(section.finding, section.anchor) for section in report.sections if section.finding]
    return Passages(findings, [finding.text for finding, _ in findings])


def _cut(text: str, longest: int) -> str:
    return "".join([piece[:longest] for piece in _ENDS.split(text)])


_whole = remembering(_made, 16)
