"""Reading a body: matches of findings that were set by hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from driver import Site

from disclosure import disk
from disclosure.loading import load_site, order

BODY = "content/shandong/jia-red-cross/body.yaml"


def _with(tmp_path: Path, lines: str) -> Site:
    site = Site.copy("small", tmp_path)
    text = (site.root / BODY).read_text(encoding="utf-8")
    return site.write(BODY, f"{text.rstrip()}\n{lines}")


def test_matches_lead_from_a_finding_to_an_earlier_one(tmp_path: Path) -> None:
    bodies, problems = load_site(_with(tmp_path, "matches:\n  2026-01-20#1.2: 2025-03-01-2#4\n").root)
    assert not problems
    assert [dict(b.matches) for b in bodies if b.slug == "jia-red-cross"] == [{"2026-01-20#1.2": "2025-03-01-2#4"}]


def test_a_match_that_names_no_finding_is_told(tmp_path: Path) -> None:
    _, problems = load_site(_with(tmp_path, "matches:\n  2026-01-20#1.2: 2025-03-01\n").root)
    assert [p.code for p in problems] == ["body.form"]


def test_a_file_is_read_whole_however_little_a_call_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"0123456789" * 9)
    read = os.read
    monkeypatch.setattr(os, "read", lambda handle, size: read(handle, min(size, 7)))
    assert disk.read_bytes(f"{tmp_path}/a") == b"0123456789" * 9


def test_bodies_stand_by_division_code_and_those_of_unknown_places_last() -> None:
    bodies = [
        (("广东省", "清远市"), "a"),
        (("山东省", "济南市", "莱芜区"), "b"),
        (("云外省", "甲市"), "c"),
        (("湖北省", "武汉市"), "d"),
        (("山东省", "济南市"), "f"),
        (("山东省", "济南市"), "e"),
        ((), "g"),
    ]
    found = sorted(bodies, key=lambda body: order(*body))
    assert [slug for _, slug in found] == ["g", "e", "f", "b", "d", "a", "c"]
