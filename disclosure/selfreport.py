"""The self-check report for the office that supervises a site: one page, each requirement met or not for this build.

In: the settings and the result of a check. Out: an HTML file that needs no other. What settings decide stands first, then
every rule of the check with what it found in content and output; what the settings set aside is counted apart.
A requirement is not met where its rule found an error. A warning asks a person to look and is no verdict; notes are facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure.catalogue import Catalogue, catalogue
from disclosure.checks import OUTPUT_RULES, PAGE_RULES, REPORT_RULES, RULES, rule_of
from disclosure.config import Config
from disclosure.markup import esc
from disclosure.pages.selfcheck import foot_rows, meta_rows
from disclosure.problem import Problem, Severity
from disclosure.reporting import Found, summary

Row = tuple[str, str, str]
"""A requirement, its state in words, and the facts."""
_STYLE = (
    "body{font:16px/1.7 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}"
    "td:nth-child(2),th:nth-child(2){white-space:nowrap}"
    "th,td{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "th[scope=row]{font-weight:400;width:50%}"
)


def html(config: Config, result: Found, day: str) -> str:
    """The report about the check `result` of `day` (ISO), in the language of the site."""
    say = catalogue(config.language)
    settings = [
        (group, list(rows)) for group, rows in (("meta", meta_rows(config, say)), ("foot", foot_rows(config, say)))
    ]
    groups = [(say(f"selfcheck.{name}"), [(r["name"], r["words"], r["fact"]) for r in rows]) for name, rows in settings]
    checked = {"content": (RULES[0], *REPORT_RULES), "pages": (*PAGE_RULES, *OUTPUT_RULES)}
    groups += [
        (say(f"selfcheck.{name}"), list(_rules(result, [rule.ID for rule in rules], say, name == "pages")))
        for name, rules in checked.items()
    ]
    title = f"{config.title}{say('colon')}{say('selfcheck')}"
    head = f'<!doctype html>\n<html lang="{say.language}">\n<head><meta charset="utf-8"><title>{esc(title)}</title>'
    return (
        f"{head}<style>{_STYLE}</style></head>\n<body>\n<h1>{esc(title)}</h1>\n"
        f"<p>{say('selfcheck.day', date=say.date(day))}{esc(summary(result, config.language))}</p>\n"
        + "".join(_table(name, rows, say) for name, rows in groups)
        + "</body>\n</html>\n"
    )


def _rules(result: Found, ids: Sequence[str], say: Catalogue, needs_pages: bool) -> Iterator[Row]:
    """A row for each rule of `ids`; rules about pages say so where no page was checked."""
    english = say.language == "en"
    names = {rule.ID: rule.NAME.en if english else rule.NAME.zh for rule in RULES}
    found = _count(result.problems)
    aside = _count([problem for problem, _ in result.set_aside])
    for id_ in ids:
        errors, warnings, notes = (found[id_, level] for level in Severity)
        state = "not" if errors else "look" if warnings else "met"
        if needs_pages and not result.pages:
            state = "unseen"
        facts = say("selfcheck.found", errors=errors, warnings=warnings, notes=notes)
        if set_aside := sum(aside[id_, level] for level in Severity):
            facts += say("comma") + say("selfcheck.aside", n=set_aside)
        yield f"{names[id_]} ({id_})", say(f"selfcheck.is-{state}"), "" if state == "unseen" else facts


def _count(problems: Sequence[Problem]) -> Counter[tuple[str, Severity]]:
    return Counter((rule_of(problem.code).ID, problem.severity) for problem in problems)


def _table(name: str, rows: Sequence[Row], say: Catalogue) -> str:
    head = "".join(f'<th scope="col">{say(f"selfcheck.{key}")}</th>' for key in ("requirement", "state", "facts"))
    lines = "".join(
        f'<tr><th scope="row">{esc(what)}</th><td>{esc(state)}</td><td>{esc(facts)}</td></tr>\n'
        for what, state, facts in rows
    )
    return f"<h2>{esc(name)}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n"
