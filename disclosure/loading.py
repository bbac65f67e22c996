"""The content folder as bodies and reports, with everything that is wrong in it.

In: a site's folder. Out: bodies in the one order in which they stand everywhere, each with its reports, newest first, and every
problem at once. One body is read alone (`load_body`), so that a change of one costs one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from disclosure import fields, frontmatter, schema, yamltext
from disclosure.disk import read_bytes
from disclosure.document import Repair
from disclosure.folders import SOURCES, BodyFolder, find_bodies
from disclosure.oswords import reason
from disclosure.places import paths, place_order
from disclosure.problem import Place, Problem, Words, error, has_errors
from disclosure.report import Body, Claims, Comments, Contacts, Inspection, Report, Source
from disclosure.sections import parse_sections

_NO_CONTACTS, _NO_COMMENTS, _NO_CLAIMS = Contacts(), Comments(), Claims()
REPORT_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([2-9]|[1-9]\d))?\.md")
Reader = Callable[[str], bytes]
"""Gives the bytes of a file by its path relative to the site's folder; raises OSError."""


def reader_of(root: Path) -> Reader:
    """Reads files of the site at `root`."""

    return lambda path: read_bytes(f"{root}/{path}")


def read_region(folder: BodyFolder, read: Reader) -> tuple[str, ...]:
    """The region of a body, as far as its body.yaml can be used; empty otherwise."""
    try:
        text, _ = frontmatter.decode(read(f"{folder.path}/body.yaml"), "")
    except OSError:
        return ()
    if text is None:
        return ()
    values = yamltext.parse(text, "")[0].data
    region = values.get("region") if isinstance(values, dict) else None
    return tuple(region) if isinstance(region, list) and all(isinstance(r, str) for r in region) else ()


def load_body(folder: BodyFolder, read: Reader) -> tuple[Body | None, list[Problem]]:
    """Read one body with its reports; None where there are errors in it."""
    file = f"{folder.path}/body.yaml"
    values, problems = _load_values(file, read)
    reports = []
    for name in folder.reports:
        report, wrong = load_report(folder, name, read)
        problems += wrong
        if report:
            reports.append(report)
    problems += _check_anchors(reports)
    problems += _check_originals(reports)
    if has_errors(problems):
        return None, problems
    reports.sort(key=_newest, reverse=True)
    body = Body(
        slug=folder.slug,
        name=values["name"],
        short_name=values.get("short_name", values["name"]),
        region=values["region"],
        level=values["level"],
        kind=values["kind"],
        folder=folder.path,
        contacts=Contacts(**values["contacts"]) if "contacts" in values else _NO_CONTACTS,
        reports=tuple(reports),
        matches=values.get("matches", {}),
    )
    return body, problems


def _load_values(file: str, read: Reader) -> tuple[dict[str, Any], list[Problem]]:
    data, problems = _read(file, read)
    text, wrong = (None, []) if data is None else frontmatter.decode(data, file)
    problems += wrong
    if text is None:
        return {}, problems
    parsed, problems = yamltext.parse(text, file)
    return ({}, problems) if problems else fields.read(parsed, file, "body", schema.BODY)


def _read(file: str, read: Reader) -> tuple[bytes | None, list[Problem]]:
    try:
        return read(file), []
    except OSError as exc:
        why = reason(exc)
        what = Words(f"无法读取：{why.zh}", f"it cannot be read: {why.en}")
        mend = Words("检查这个文件和它的权限", "look at the file and its permissions")
        return None, [error(Place(file), "file.read", what, mend)]


def _check_anchors(reports: Sequence[Report]) -> list[Problem]:
    """All reports of a body stand on one page: no two headings may have one address."""
    anchors = [section.anchor for report in reports for section in report.sections]
    if len(set(anchors)) == len(anchors):
        return []
    seen: dict[str, Place] = {}
    problems = []
    for report in reports:
        for section in report.sections:
            place = Place(report.file, section.line)
            if (first := seen.setdefault(section.anchor, place)) != place:
                what = Words(
                    f"网址 #{section.anchor} 与 {first} 相同",
                    f"the address #{section.anchor} is already that of {first}",
                )
                mend = Words("给这个问题换一个编号", "give this finding another id")
                problems.append(error(place, "body.anchor", what, mend))
    return problems


def _check_originals(reports: Sequence[Report]) -> list[Problem]:
    """Every original has an address of its own: no two reports may name one file."""
    seen: dict[str, str] = {}
    problems = []
    for report in sorted(reports, key=_newest):
        first = seen.setdefault(report.source.file, report.key) if report.source else report.key
        if report.source and first != report.key:
            file = report.source.file
            what = Words(f"原件 {file} 已属于 {first}.md", f"the original {file} is already that of {first}.md")
            mend = Words(
                "同一份通报就删去其中一份；不是就各放各的原件",
                "delete one of the two where they are one notice, else give each its own original",
            )
            problems.append(error(Place(report.file), "report.original", what, mend))
    return problems


def _newest(report: Report) -> tuple[str, int]:
    return report.published, int(report.key[11:] or 1)


def load_report(folder: BodyFolder, name: str, read: Reader) -> tuple[Report | None, list[Problem]]:
    """Read the report `name` of a body; None where it has errors."""
    file = f"{folder.path}/{name}"
    data, problems = _read(file, read)
    if data is None:
        return None, problems
    return parse_report(data, file, frozenset(f"{SOURCES}/{n}" for n in folder.sources))


def parse_report(data: bytes, file: str, sources: Collection[str] | None = None) -> tuple[Report | None, list[Problem]]:
    """Read the bytes of the report `file`; its original must be among `sources` (None: not looked at)."""
    name = file.rsplit("/", 1)[-1]
    problems = _check_name(name, file)
    parts, wrong = frontmatter.split(data, file)
    problems += wrong
    if parts is None:
        return None, problems
    parsed, wrong = yamltext.parse(parts.yaml, file, parts.yaml_line)
    values: dict[str, Any] = {}
    if not wrong:
        values, wrong = fields.read(parsed, file, "report", schema.REPORT)
        wrong += _check_values(values, name, file, parsed, sources)
    key = name.removesuffix(".md")
    sections, more = parse_sections(parts.markdown, key, file, parts.markdown_line, parts.data)
    problems += wrong + more
    if has_errors(problems):
        return None, problems
    return _report(values, key, file, sections), problems


def _report(values: dict[str, Any], key: str, file: str, sections: Any) -> Report:
    source = values.get("source")
    if source:
        repairs = tuple(
            Repair(r["kind"], r["place"], r["before"], r.get("after", "")) for r in source.get("repairs", ())
        )
        source = Source(source["file"], source["sha256"], source["media_type"], repairs)
    return Report(
        key=key,
        file=file,
        title=values["title"],
        publisher=values["publisher"],
        published=values["published"],
        inspection=Inspection(**values["inspection"]),
        sections=sections,
        contacts=Contacts(**values["contacts"]) if "contacts" in values else _NO_CONTACTS,
        comments=Comments(**values["comments"]) if "comments" in values else _NO_COMMENTS,
        claims=Claims(**values["claims"]) if "claims" in values else _NO_CLAIMS,
        source=source,
        state=values.get("state", "published"),
    )


def _check_name(name: str, file: str) -> list[Problem]:
    if REPORT_NAME.fullmatch(name):
        return []
    what = Words(f"文件名 {name} 不是公布日期", f"the file's name {name} is not its publication date")
    mend = Words(
        "改名为 YYYY-MM-DD.md；同一天的第二份为 YYYY-MM-DD-2.md",
        "name it YYYY-MM-DD.md, or YYYY-MM-DD-2.md for a second one of that day",
    )
    return [error(Place(file), "report.name", what, mend)]


def _check_values(
    values: dict[str, Any], name: str, file: str, parsed: yamltext.Parsed, sources: Collection[str] | None
) -> list[Problem]:
    problems = []
    published = values.get("published")
    if published and REPORT_NAME.fullmatch(name) and not name.startswith(published):
        place = Place(file, parsed.line(("published",)))
        what = Words(
            f"published 是 {published}，文件名却是 {name}", f"published is {published}, but the file is named {name}"
        )
        mend = Words("改成同一个日期", "make both the same date")
        problems.append(error(place, "report.name", what, mend))
    source = values.get("source", {}).get("file")
    if source and sources is not None and source not in sources:
        place = Place(file, parsed.line(("source", "file")))
        what = Words(f"没有原件 {source}", f"the original {source} is not there")
        mend = Words("放回原件，或改正文件名", "put the original back, or correct its name")
        problems.append(error(place, "report.source", what, mend))
    return problems


def load_site(root: Path) -> tuple[list[Body], list[Problem]]:
    """Every body of the site at `root`, in order, and every problem; bodies with errors are left out."""
    folders, problems = find_bodies(root)
    bodies = []
    for folder in folders:
        body, wrong = load_body(folder, reader_of(root))
        problems += wrong
        if body:
            bodies.append(body)
    return sorted(bodies, key=lambda body: order(body.region, body.slug)), sorted(problems)


def order(region: Sequence[str], slug: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The key of the one order in which bodies stand everywhere: by division codes, as the pages of places say."""
    return tuple([place_order(path) for path in paths(region)]), slug


def check_topics(body: Body, known: Sequence[str]) -> list[Problem]:
    """Topics set by hand that the settings do not know."""
    if {t for report in body.reports for finding in report.findings for t in finding.topics} <= {*known}:
        return []
    problems = []
    for report in body.reports:
        for finding in report.findings:
            for topic in finding.topics:
                if topic not in known:
                    near = fields.nearest(topic, known)
                    what = Words(f"无法识别的主题 {topic}", f"the topic {topic} is not known")
                    mend = Words(
                        "在 site.yaml 的 topics 里加上它，或改正", "add it to topics in site.yaml, or correct it"
                    )
                    if near:
                        mend = Words(f"是否想写 {near}？", f"did you mean {near}?")
                    problems.append(error(Place(report.file, finding.line), "report.topic", what, mend))
    return problems


def shown(body: Body, today: str | None, preview: bool = False) -> Body:
    """The body with the reports that may be seen on `today`, and the keys of those that were withdrawn.

    Drafts and reports of a later day are left out; a `preview` shows them, with their state.
    """
    kept = []
    for report in body.reports:
        later = today is not None and report.published > today
        if report.state == "published" and not later:
            kept.append(report)
        elif preview and report.state != "withdrawn":
            kept.append(replace(report, state="planned") if report.state == "published" else report)
    withdrawn = tuple(r.key for r in body.reports if r.state == "withdrawn")
    same = len(kept) == len(body.reports) and not preview
    return body if same else replace(body, reports=tuple(kept), withdrawn=withdrawn)


def next_day(bodies: Iterable[Body], today: str) -> str | None:
    """The first day after `today` on which another report may be seen."""
    days: Sequence[str] = [
        r.published for b in bodies for r in b.reports if r.state == "published" and r.published > today
    ]
    return min(days, default=None)
