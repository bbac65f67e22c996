"""The JSON files are written as text at once: they say what plain data would, in its very form."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import tables
from disclosure.document import Repair
from disclosure.jsonfiles import JOINT, json_files
from disclosure.listing import listings
from disclosure.report import STATUSES, Body, Claims, Comments, Contacts, Inspection, Measure, Report, Section, Source
from tests.people import CONFIG, body, finding, report
from tests.plaindata import body_plain, finding_plain, report_plain

TEXT = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('"\\\n\r\t\0\x1f\x7f\u2028=+，,')), max_size=8)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
STATED = st.none() | TEXT
NUMBERS = st.none() | st.integers(0, 10**12)
DECIMALS = st.none() | st.decimals(0, 10**9, allow_nan=False, places=2)
CONTACTS = st.builds(Contacts, TEXTS, TEXTS, TEXTS, STATED, STATED, STATED, STATED)
CLAIMS = st.builds(
    Claims, findings=NUMBERS, completion_rate=DECIMALS, funds_recovered=DECIMALS, people_held_accountable=NUMBERS
)
REPAIRS = st.lists(st.builds(Repair, TEXT, TEXT, TEXT, TEXT), max_size=2).map(tuple)
FINDINGS = st.builds(
    finding,
    TEXT,
    TEXT,
    TEXT,
    label=TEXT,
    status=st.sampled_from(STATUSES),
    status_text=TEXT,
    path=TEXTS,
    measures=st.lists(st.builds(Measure, TEXT), max_size=2).map(tuple),
    topics=st.lists(st.sampled_from(("finance", "other")), max_size=2).map(tuple),
)
REPORTS = st.builds(
    report,
    FINDINGS,
    FINDINGS,
    title=TEXT,
    publisher=TEXT,
    inspection=st.builds(Inspection, TEXT, STATED, STATED, STATED, STATED, STATED, STATED),
    contacts=CONTACTS,
    comments=st.builds(Comments, STATED, STATED, STATED),
    claims=CLAIMS,
    source=st.none() | st.builds(Source, TEXT, TEXT, TEXT, REPAIRS),
)
CONFIGS = st.sampled_from((CONFIG, replace(CONFIG, base_url="")))
BODIES = st.builds(
    body,
    REPORTS,
    REPORTS,
    name=TEXT,
    short_name=TEXT,
    region=TEXTS,
    level=TEXT,
    kind=TEXT,
    contacts=CONTACTS,
)


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def findings_of(one: Body) -> list[tuple[Report, Section]]:
    return [(r, section) for r in one.reports for section in r.sections if section.finding]


@settings(max_examples=100, deadline=None)
@given(CONFIGS, BODIES)
def test_the_json_files_say_what_plain_data_would(config: Any, one: Body) -> None:
    found = json_files(config, one, listings(config, one))
    assert found.body.decode() == dumps(body_plain(config, one)) + "\n"
    plain = [finding_plain(config, one, r, s.finding, s.anchor) for r, s in findings_of(one) if s.finding]
    assert found.findings.decode() == JOINT.join(map(dumps, plain))
    assert found.reports.decode() == JOINT.join(dumps(report_plain(config, one, r)) for r in one.reports)


def test_a_body_without_reports_is_whole() -> None:
    found = json_files(CONFIG, body(), [])
    assert json.loads(found.body) == body_plain(CONFIG, body())
    assert found.findings == found.reports == b""


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_cells_looked_at_together_are_those_looked_at_one_by_one(one: Body) -> None:
    rows = list(csv.reader(io.StringIO(tables.findings_rows(one, listings(CONFIG, one)).decode(), newline="")))
    found = [(row[3], *row[4:6], row[7], int(row[9])) for row in rows]
    guard = tables.guard
    assert found == [
        (r.key, guard(f.id), guard(f.title), guard(f.status_text), len(f.measures))
        for r, s in findings_of(one)
        if (f := s.finding)
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | TEXT | st.integers(), min_size=1, max_size=5))
def test_a_row_is_its_cells(cells: list[object]) -> None:
    assert tables.joined(cells) == ",".join(tables.joined([cell]) for cell in cells)
