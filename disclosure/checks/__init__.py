"""Checks: what a publisher must know before publishing, one rule a file.

In: a report with its text and its original (`Subject`), a page of the output (`PageView`), or the output as a whole
(`OutputView`). Out: problems. A rule reads no file and knows no clock: `checking` gives it all it looks at.
Each rule has a page in `docs/checks/<id>.md`. The codes of its problems begin with its id: `claims.findings`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from disclosure.checks import (
    accessibility,
    addresses,
    claims,
    contacts,
    dates,
    exceptions,
    facts,
    history,
    html,
    law,
    leaks,
    links,
    measures,
    names,
    outside,
    personal,
    region,
    results,
    schema,
    sums,
    topics,
    weight,
    window,
    wording,
)
from disclosure.problem import Problem, Words
from disclosure.subjects import OutputView, PageView, Subject


class Rule(Protocol):
    """What every rule says of itself; the first lines of its page of documentation say the same."""

    ID: str
    """Stable: it stands in settings of sites and in reports of machines."""
    NAME: Words


class ReportRule(Rule, Protocol):
    """A rule about one report."""

    def find(self, subject: Subject) -> Iterable[Problem]:
        """What is wrong with the report."""


class PageRule(Rule, Protocol):
    """A rule about one page of the output."""

    def find_page(self, page: PageView) -> Iterable[Problem]:
        """What is wrong with the page."""


class OutputRule(Rule, Protocol):
    """A rule about the output as a whole."""

    def find_output(self, output: OutputView) -> Iterable[Problem]:
        """What is wrong with the output."""


REPORT_RULES: tuple[ReportRule, ...] = (
    facts,
    law,
    claims,
    sums,
    results,
    measures,
    topics,
    region,
    contacts,
    window,
    personal,
    names,
    dates,
    wording,
    history,
)
PAGE_RULES: tuple[PageRule, ...] = (html, accessibility, outside, leaks, weight)
OUTPUT_RULES: tuple[OutputRule, ...] = (links, addresses)
RULES: tuple[Rule, ...] = (schema, *REPORT_RULES, *PAGE_RULES, *OUTPUT_RULES, exceptions)
"""Every rule. What `schema` and `exceptions` say is found where settings and content are read."""


def rule_of(code: str) -> Rule:
    """The rule to which a problem's code belongs; `schema` for everything found while reading."""
    family = code.partition(".")[0]
    return next((rule for rule in RULES if family == rule.ID), schema)
