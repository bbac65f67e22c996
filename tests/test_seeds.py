"""What the check says of the three real notices, line by line."""

from __future__ import annotations

import shutil
from pathlib import Path

from disclosure.checking import check

ROOT = Path(__file__).parent.parent


def test_the_three_notices_give_these_lines_and_no_others() -> None:
    """Each of them was looked up in the notice: none is a false alarm."""
    result = check(ROOT, None, "2026-02-01", "here")
    own = [p for p in result.problems if p.place.file == "site.yaml"]
    assert [p.line() for p in own] == [
        "site.yaml: base_url is still the example, https://example.org/; put the site's own address into site.yaml"
    ]
    found = [(p.place.file.split("/")[1].split("-")[0], p.code) for p in result.problems if p not in own]
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


def test_a_changed_character_is_told(tmp_path: Path) -> None:
    for name in ("laiwu-red-cross", "dongxihu-red-cross", "qingyuan-red-cross"):
        shutil.copytree(ROOT / "content" / name, tmp_path / "content" / name)
    shutil.copy(ROOT / "site.yaml", tmp_path)
    report = tmp_path / "content/laiwu-red-cross/2026-01-20.md"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("持证培训4305人次", "持证培训4306人次"), encoding="utf-8")
    found = [p for p in check(tmp_path, None, "2026-02-01", "here").problems if p.code.startswith("law")]
    assert [(p.place.file, p.code) for p in found] == [("content/laiwu-red-cross/2026-01-20.md", "law.text")]
    assert "there “5”, here “6”" in found[0].what.en
    source = tmp_path / "content/laiwu-red-cross/sources/2026-01-20.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "持证培训4305人次" in line)
    assert found[0].mend is not None
    assert f"(place: line {number})" in found[0].mend.en
    source.write_bytes(source.read_bytes() + "又".encode())
    codes = [p.code for p in check(tmp_path, None, "2026-02-01", "here").problems if p.code.startswith("law")]
    assert codes == ["law.hash"]
