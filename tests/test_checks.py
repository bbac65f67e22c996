"""Every rule: a case in which it must speak, one in which it must not, and a page that explains it.

A case stands in `tests/checks/<id>/` as `fires*` or `quiet*`: a report (`.md`), a page (`.html`), an output folder,
or settings (`.yaml`). A line that a problem must name ends with its code: `# ! code` in YAML, `<!-- ! code -->`
elsewhere; the marks are cut off before the rule looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from disclosure import config, reviews, scan, scanning
from disclosure.checks import OUTPUT_RULES, PAGE_RULES, REPORT_RULES, RULES, exceptions, leaks, rule_of, schema
from disclosure.day import Day
from disclosure.lasting import published
from disclosure.loading import parse_report
from disclosure.problem import Problem
from disclosure.report import Body
from disclosure.subjects import OutputView, PageView, Subject

HERE = Path(__file__).parent / "checks"
DOCS = Path(__file__).parent.parent / "docs" / "checks"
TODAY = "2026-02-01"
MARK = re.compile(r"[ ]*(?:# ! ([a-z._ -]+)|<!-- ! ([a-z._ -]+) -->)$", re.MULTILINE)
CASES = sorted(
    path
    for folder in HERE.iterdir()
    if folder.is_dir()
    for path in folder.iterdir()
    if path.name.startswith(("fires", "quiet")) and path.suffix in ("", ".md", ".html", ".yaml")
)


def marked(text: str) -> tuple[str, set[tuple[int, str]]]:
    """The text without its marks, and the marks."""
    found = set()
    for number, line in enumerate(text.split("\n"), 1):
        for match in MARK.finditer(line):
            found |= {(number, code) for code in (match[1] or match[2]).split()}
    return MARK.sub("", text), found


def told(problems: Iterable[Problem]) -> set[tuple[int, str]]:
    return {(p.place.line, p.code) for p in problems}


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_case(case: Path) -> None:
    found, expected = run(case)
    assert found == expected
    assert bool(expected) == case.name.startswith("fires")


def run(case: Path) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    if case.is_dir():
        return run_output(case)
    text, expected = marked(case.read_text(encoding="utf-8"))
    rule = case.parent.name
    if case.suffix == ".html":
        view = PageView(
            "bodies/jia/index.html",
            "output/x.html",
            scan.read(text.encode()),
            3_000,
            0,
            "example.org",
            ("2026-03-01-",),
        )
        return told(p for r in PAGE_RULES if rule == r.ID for p in r.find_page(view)), expected
    if case.suffix == ".yaml":
        settings, problems = config.parse_config(text, "site.yaml")
        assert not problems
        known = [r.ID for r in RULES]
        waivers = settings.checks.exceptions
        used = [w for w in waivers if w.reason == "used"]
        return told(exceptions.find_exceptions("site.yaml", waivers, used, known, {"jia", "jia/2026-01-20"})), expected
    report, problems = parse_report(text.encode(), "content/jia/2026-01-20.md")
    if rule == schema.ID:
        return told(problems), expected
    assert report, [p.line() for p in problems]
    body = Body(
        "jia", "甲", "甲", ("山东省", "济南市", "莱芜区"), "district", "red-cross", "content/jia", reports=(report,)
    )
    if (matches := case.with_suffix(".matches")).is_file():
        lines, marks = marked(matches.read_text(encoding="utf-8"))
        expected |= {(0, code) for _, code in marks}
        pairs = dict(line.split(" ") for line in lines.split("\n") if line)
        body = Body(**{f: getattr(body, f) for f in Body.__slots__ if f != "matches"}, matches=pairs)
    if (named := case.with_suffix(".body")).is_file():
        lines, marks = marked(named.read_text(encoding="utf-8"))
        expected |= {(0, code) for _, code in marks}
        region, level = lines.split()
        given = {f: getattr(body, f) for f in Body.__slots__} | {"region": tuple(region.split("/")), "level": level}
        body = Body(**given)
    settings = config.load(HERE / "site.yaml")
    decided, _ = reviews.read((HERE / "reviews.yaml").read_text(encoding="utf-8"))
    original = case.with_suffix(".source")
    subject = Subject(
        settings,
        body,
        report,
        text.encode(),
        Day(TODAY),
        tuple(r for r in decided if r.report.startswith(f"{case.stem}/")),
        original.read_bytes() if original.is_file() else None,
        lambda: (
            (*original.with_suffix(".pair").read_text(encoding="utf-8").split("\n")[:2], "line 3")  # type: ignore[return-value]
            if original.with_suffix(".pair").is_file()
            else None
        ),
    )
    return told(p for r in REPORT_RULES if rule == r.ID for p in r.find(subject)), expected


def run_output(case: Path) -> tuple[set[tuple[int, str]], set[tuple[int, str]]]:
    """An output folder with its `addresses.txt` and `redirects.txt` beside its pages."""
    pages = {p.relative_to(case / "output").as_posix(): p for p in sorted((case / "output").rglob("*.html"))}
    expected: set[tuple[int, str]] = set()
    for path in pages.values():
        expected |= marked(path.read_text(encoding="utf-8"))[1]
    lines = published(case)
    for number, line in enumerate(lines, 1):
        expected |= {(number, code) for _, code in marked(line)[1]}
    done = scanning.check_pages(
        scanning.PagesJob(
            str(case / "output"), "output", tuple((page, b"") for page in pages), "https://e.org/x/", 9**9, {}
        )
    )
    redirects = case / "redirects.txt"
    view = OutputView(
        "output",
        frozenset(pages) | {"data/a.csv"},
        {found.page: frozenset(found.ids.split("\n")) for found in done},
        {(w[0], w[1]): (found.page, w[2]) for found in reversed(done) for w in found.wanted},
        tuple(marked(line)[0] for line in lines),
        dict(line.split(" ") for line in redirects.read_text().split("\n") if line) if redirects.is_file() else {},
        lambda page, offset: scanning.line_of(pages[page], offset),
    )
    return told(p for r in OUTPUT_RULES if case.parent.name == r.ID for p in r.find_output(view)), expected


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.ID)
def test_a_rule_has_cases_and_a_page(rule: object) -> None:
    id_, name = rule.ID, rule.NAME  # type: ignore[attr-defined]
    names = [case.name for case in CASES if case.parent.name == id_]
    assert any(n.startswith("fires") for n in names) and any(n.startswith("quiet") for n in names), names
    page = (DOCS / f"{id_}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# `{id_}`: {name.zh} · {name.en}\n")


def test_every_code_of_the_cases_is_explained() -> None:
    for case in CASES:
        files = [case] if case.is_file() else [p for p in case.rglob("*") if p.suffix in (".html", ".txt")]
        for file in files:
            if file.suffix in (".md", ".html", ".yaml", ".txt"):
                for _, code in marked(file.read_text(encoding="utf-8"))[1]:
                    page = (DOCS / f"{rule_of(code).ID}.md").read_text(encoding="utf-8")
                    assert f"`{code}`" in page, code


def test_no_page_explains_a_rule_that_is_gone() -> None:
    assert {p.stem for p in DOCS.glob("*.md")} == {rule.ID for rule in RULES}


TRACES = (
    *("{{", "{%", "%}", "{#1.2 .finding", "Undefined", "Traceback (most recent", "<disclosure.", "&lt;disclosure."),
    *("file:///", "localhost:80/", "127.0.0.1/", "0.0.0.0:8000/", "TODO:", "FIXME：", "XXX:", "/home/a", "/Users/a"),
    *("/root/a", "C:\\\\Users\\\\"),
)


@pytest.mark.parametrize("trace", TRACES)
def test_every_trace_has_its_hint(trace: str) -> None:
    view = PageView("a.html", "output/a.html", scan.read(f"<p>{trace}</p>".encode()), 1000, 0, "", ())
    assert [p.code for p in leaks.find_page(view)] == ["leaks.trace"]
