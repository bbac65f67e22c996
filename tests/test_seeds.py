"""What the check says of the three real notices, line by line."""

from __future__ import annotations

from pathlib import Path

from disclosure.checking import check

ROOT = Path(__file__).parent.parent


def test_the_three_notices_give_these_lines_and_no_others() -> None:
    """Each of them was looked up in the notice: none is a false alarm."""
    result = check(ROOT, None, "2026-02-01", "here")
    found = [(p.place.file.split("/")[1].split("-")[0], p.code) for p in result.problems]
    assert found == [
        ("dongxihu", "results.none"),
        ("dongxihu", "window.none"),
        ("laiwu", "window.none"),
        ("laiwu", "claims.findings"),
        ("laiwu", "claims.measures"),
        ("laiwu", "claims.measures_ongoing"),
        ("laiwu", "wording.latin"),
        ("laiwu", "results.missing"),
        ("qingyuan", "results.none"),
        ("qingyuan", "names.review"),
        ("qingyuan", "sums.parts"),
        ("qingyuan", "window.year"),
    ]
    words = [p.what.en for p in result.problems]
    assert "the notice states 26 findings; its list has 25" in words
    assert "the notice states 43 measures; its list has 41" in words
    assert "the notice states 1 measures as long-term or with effects so far; its list marks 2" in words
    assert any("the parts listed (18 + 12 + 23 + 4) add to 57; the two are not reconciled" in w for w in words)
