"""What a check found, as text, JSON and SARIF 2.1.0.

In: a `Result`. Out: text. All three hold the same problems in the same order; what the settings set aside stands in
each with its reason.
"""

from __future__ import annotations

import json
from typing import Any, Protocol
from urllib.parse import quote

from disclosure import __version__
from disclosure.checks import RULES, rule_of
from disclosure.problem import Problem, Severity

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ZH = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


class Found(Protocol):
    """The result of a check, as far as it is shown."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is left, sorted by place."""

    @property
    def set_aside(self) -> tuple[tuple[Problem, str], ...]:
        """What the settings set aside, with the reasons."""

    @property
    def bodies(self) -> int:
        """How many bodies were checked."""

    @property
    def reports(self) -> int:
        """How many reports were checked."""

    @property
    def pages(self) -> int:
        """How many pages were checked."""


def text(result: Found, language: str) -> str:
    """One line a problem, `file:line: level code: words`, then what was set aside; ends with a line end unless empty."""
    zh = language.startswith("zh")
    lines = [line(problem, language) for problem in result.problems]
    for problem, reason in result.set_aside:
        aside = f"（已按设置略过：{reason}）" if zh else f" (set aside: {reason})"
        lines.append(line(problem, language) + aside)
    return "".join(f"{line}\n" for line in lines)


def line(problem: Problem, language: str) -> str:
    """A problem as one line with its level and code."""
    zh = language.startswith("zh")
    level = _ZH[problem.severity] if zh else LEVELS[problem.severity]
    place, words = str(problem.place), problem.line(language)
    return f"{place}: {level} {problem.code}: {words[len(place) + 2 :]}"


def summary(result: Found, language: str) -> str:
    """One line that counts what was checked and found."""
    counts = [sum(p.severity is level for p in result.problems) for level in Severity]
    aside = len(result.set_aside)
    if language.startswith("zh"):
        return (
            f"检查了 {result.bodies} 个单位、{result.reports} 份通报、{result.pages} 个网页："
            f"错误 {counts[0]}，警告 {counts[1]}，提示 {counts[2]}，按设置略过 {aside}"
        )
    return (
        f"checked {result.bodies} bodies, {result.reports} reports, {result.pages} pages: "
        f"{counts[0]} errors, {counts[1]} warnings, {counts[2]} notes, {aside} set aside"
    )


def as_json(result: Found) -> str:
    """An object with `problems`, `set_aside` and the counts, both languages in each problem."""
    data = {
        "version": __version__,
        "bodies": result.bodies,
        "reports": result.reports,
        "pages": result.pages,
        "problems": [_plain(problem) for problem in result.problems],
        "set_aside": [{**_plain(problem), "reason": reason} for problem, reason in result.set_aside],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "severity": LEVELS[problem.severity],
        "rule": rule_of(problem.code).ID,
        "code": problem.code,
        "what": {"zh": problem.what.zh, "en": problem.what.en},
        "mend": {"zh": problem.mend.zh, "en": problem.mend.en},
    }


def sarif(result: Found, language: str) -> str:
    """A SARIF 2.1.0 log; problems that were set aside are results with a suppression."""
    ids = [rule.ID for rule in RULES]
    zh = language.startswith("zh")
    rules = [
        {"id": rule.ID, "name": rule.ID, "shortDescription": {"text": rule.NAME.zh if zh else rule.NAME.en}}
        for rule in RULES
    ]
    results = [_sarif_result(problem, ids, language) for problem in result.problems]
    for problem, reason in result.set_aside:
        suppression = {"kind": "external", "status": "accepted", "justification": reason}
        results.append({**_sarif_result(problem, ids, language), "suppressions": [suppression]})
    driver = {"name": "disclosure", "version": __version__, "semanticVersion": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _sarif_result(problem: Problem, ids: list[str], language: str) -> dict[str, Any]:
    rule = rule_of(problem.code).ID
    words = problem.line(language)[len(str(problem.place)) + 2 :]
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.place.file)}}
    if problem.place.line:
        location["region"] = {"startLine": problem.place.line}
    return {
        "ruleId": rule,
        "ruleIndex": ids.index(rule),
        "level": LEVELS[problem.severity],
        "message": {"text": words},
        "locations": [{"physicalLocation": location}],
        "properties": {"code": problem.code},
    }
