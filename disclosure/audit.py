"""What a report states about itself, set beside what its own text gives when it is counted.

In: a report. Out: notes, each with what is stated, what was counted, and where. Facts in neutral words, never
a verdict: the two figures may count different things, and then a reader should know both.
A note is made only where the difference cannot come from the way of counting: a total of finished items is
compared only where every item states a result, and is taken with or without the long-term ones. A finding that goes on or
is open does not say which of its several measures are.
Traded away: comparing across units. Findings, measures and rules are never added to one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from disclosure import sums
from disclosure.problem import Words
from disclosure.report import Claims, Finding, Report, Section
from disclosure.text import quoted


@dataclass(frozen=True, slots=True)
class Note:
    """One place where a report's statements and its text give different figures, or where a result is missing."""

    code: str
    """Stable id of the kind of note: `claims.findings`, `sums.parts`, `results.missing`, …"""
    words: Words
    """The whole note as a sentence without a full stop."""
    stated: str = ""
    """The figure as stated; empty where nothing is stated."""
    counted: str = ""
    """The figure as counted; empty where there is nothing to count."""
    anchor: str = ""
    """Address on the body page, without `#`; empty where the whole report is meant."""
    line: int = 0
    """Line of the section's heading in the report's file; 0 where the front matter is meant."""
    quote: str = ""
    """The words of the report that the note is about; empty where it is about the whole."""
    key: str = ""
    """Dotted key of the front matter that states the figure (`claims.findings`); empty for a sentence."""


def notes(report: Report) -> tuple[Note, ...]:
    """Every note about `report`: totals first, then sentences, then missing results, in the order of the text."""
    return (*claims(report), *sentences(report), *results(report))


def claims(report: Report) -> tuple[Note, ...]:
    """Notes about the totals in `report.claims`; most reports state none."""
    if report.claims == _NONE:
        return ()
    findings = report.findings
    return (
        *_totals(report.claims, findings),
        *_by_result(report.claims, findings),
        *_aspects(report.claims, findings),
        *_inside(report.claims),
    )


_NONE = Claims()
_UNITS = {"findings": Words("问题", "findings"), "measures": Words("整改措施", "measures")}
_RESULTS = {
    "done": Words("已完成", "as completed"),
    "ongoing": Words("取得阶段性成效或长期坚持", "as long-term or with effects so far"),
    "open": Words("未完成", "as not completed"),
}


def _note(key: str, stated: object, counted: object, zh: str, en: str) -> Note:
    return Note(f"claims.{key}", Words(zh, en), str(stated), str(counted), key=f"claims.{key}")


def _totals(claimed: Claims, findings: Sequence[Finding]) -> Iterator[Note]:
    found = {"findings": len(findings), "measures": sum(len(f.measures) for f in findings)}
    for unit, counted in found.items():
        stated = getattr(claimed, unit)
        if stated is None or stated == counted:
            continue
        name = _UNITS[unit]
        yield _note(
            unit,
            stated,
            counted,
            f"通报写明{name.zh} {stated} 项，正文列出 {counted} 项",
            f"the notice states {stated} {name.en}; its list has {counted}",
        )


def _by_result(claimed: Claims, findings: Sequence[Finding]) -> Iterator[Note]:
    by_unit = {"findings": [f.status for f in findings], "measures": _of_measures(findings)}
    for unit, statuses in by_unit.items():
        complete = bool(statuses) and "unstated" not in statuses
        counts = {status: statuses.count(status) for status in _RESULTS}
        for status, words in _RESULTS.items():
            stated, counted = getattr(claimed, f"{unit}_{status}"), counts[status]
            if stated is None or stated == counted:
                continue
            if status == "done" and stated == counted + counts["ongoing"]:
                continue
            if counted < stated and not complete:
                continue
            name = _UNITS[unit]
            yield _note(
                f"{unit}_{status}",
                stated,
                counted,
                f"通报写明{words.zh}的{name.zh} {stated} 项，正文标明的为 {counted} 项",
                f"the notice states {stated} {name.en} {words.en}; its list marks {counted}",
            )


def measures_by_result(report: Report) -> dict[str, int]:
    """Measures by result, by key of the claims: where the list marks a result for each, or more than the report states."""
    statuses = _of_measures(report.findings)
    counts = {f"measures_{result}": statuses.count(result) for result in _RESULTS}
    if statuses and "unstated" not in statuses:
        return counts
    stated = {key: getattr(report.claims, key) for key in counts}
    return {key: count for key, count in counts.items() if count > (count if stated[key] is None else stated[key])}


def _of_measures(findings: Sequence[Finding]) -> list[str]:
    """The result of every measure: its own, or that of its finding where this speaks of each of its measures."""
    return [
        measure.status or (finding.status if finding.status == "done" or len(finding.measures) == 1 else "unstated")
        for finding in findings
        for measure in finding.measures
    ]


def aspects(findings: Sequence[Finding]) -> int | None:
    """Headings right below the sections that hold the findings; None where a finding stands below none."""
    if not findings or any(len(f.path) < 2 for f in findings):
        return None
    return len({f.path[:2] for f in findings})


def _aspects(claimed: Claims, findings: Sequence[Finding]) -> Iterator[Note]:
    stated, counted = claimed.aspects, aspects(findings)
    if stated is not None and counted is not None and counted != stated:
        yield _note(
            "aspects",
            stated,
            counted,
            f"通报写明 {stated} 个方面，正文列出 {counted} 个",
            f"the notice states {stated} aspects; its list has {counted}",
        )


def _inside(stated: Claims) -> Iterator[Note]:
    """Claims set beside claims: parts of a total, and the rate of completion."""
    rates = []
    for unit, name in _UNITS.items():
        total, done, ongoing, still = (getattr(stated, unit + end) for end in ("", "_done", "_ongoing", "_open"))
        if not total or done is None:
            continue
        if stated.completion_rate is not None:
            rates += [Decimal(100 * part) / total for part in (done, done + (ongoing or 0), done - (ongoing or 0))]
        parts = {done + (still or 0), done + (still or 0) + (ongoing or 0)}
        if still is not None and total not in parts:
            listed = " + ".join(str(n) for n in (done, ongoing, still) if n is not None)
            yield Note(
                f"claims.{unit}_parts",
                Words(
                    f"通报写明{name.zh}共 {total} 项，各类结果为 {listed} 项，两者不一致",
                    f"the notice states {total} {name.en} in all and {listed} by result; the two are not reconciled",
                ),
                str(total),
                listed,
                key=f"claims.{unit}",
            )
    rate = stated.completion_rate
    if rate is not None and rates and not any(sums.is_rate(rate, exact) for exact in rates):
        counted = "、".join(dict.fromkeys(f"{sums.shown(r)}%" for r in rates))
        yield _note(
            "completion_rate",
            f"{rate}%",
            counted,
            f"通报写明完成率 {rate}%，按其写明的项数计算为 {counted}，两者不一致",
            f"the notice states a completion rate of {rate}%; its own totals give "
            f"{counted.replace('、', ' or ')}; the two are not reconciled",
        )


def sentences(report: Report) -> tuple[Note, ...]:
    """Notes about figures inside a sentence: parts and their whole, counts and their share."""
    found: list[Note] = []
    for section in [section for section in report.sections if sums.may_hold(section.text)]:
        for line in filter(sums.may_hold, section.text.splitlines()):
            found += _sentence_notes(line, section)
    return tuple(found)


def _sentence_notes(line: str, section: Section) -> Iterator[Note]:
    for whole in sums.parts(line):
        parts = " + ".join(str(p) for p in whole.parts)
        yield Note(
            "sums.parts",
            Words(
                f"句中写明共 {whole.stated} {whole.unit}，所列各部分合计 {whole.counted} {whole.unit}，两者不一致",
                f"a sentence states {whole.stated}{whole.unit} in all; the parts listed ({parts}) add to "
                f"{whole.counted}; the two are not reconciled",
            ),
            f"{whole.stated}{whole.unit}",
            f"{whole.counted}{whole.unit}",
            section.anchor,
            section.line,
            whole.quote,
        )
    for share in sums.shares(line):
        yield Note(
            "sums.share",
            Words(
                f"句中写明 {share.part} {share.unit}占 {share.stated}%，按句中的总数计算为 {share.counted}%，两者不一致",
                f"a sentence states that {share.part}{share.unit} are {share.stated}%; its own total gives "
                f"{share.counted}%; the two are not reconciled",
            ),
            f"{share.stated}%",
            f"{share.counted}%",
            section.anchor,
            section.line,
            share.quote,
        )


def results(report: Report) -> tuple[Note, ...]:
    """A note for each finding without a stated result where others have one; one note where none has."""
    findings = report.findings
    if "unstated" not in [f.status for f in findings]:
        return ()
    silent = [s for s in report.sections if (f := s.finding) and f.status == "unstated" and not has_result(f)]
    if findings and len(silent) == len(findings):
        words = Words(
            f"通报列出 {len(findings)} 个问题，均未写明整改结果",
            f"the notice lists {len(findings)} findings and states a result for none of them",
        )
        return (Note("results.none", words, counted="0"),)
    return tuple(
        Note(
            "results.missing",
            Words(
                f"{quoted(s.finding.title)}未写明整改结果，同一通报的其他问题写明了",
                f"no result is stated for the finding {quoted(s.finding.title)}; other findings of the notice state one",
            ),
            anchor=s.anchor,
            line=s.line,
        )
        for s in silent
        if s.finding
    )


def has_result(finding: Finding) -> bool:
    """Whether a result is stated for the finding or for each of its measures."""
    if finding.status != "unstated" or finding.status_text:
        return True
    return bool(finding.measures) and all(m.status for m in finding.measures)
