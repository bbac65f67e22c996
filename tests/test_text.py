"""Quotation marks and title marks around the words of others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import Site

from disclosure.text import quoted, titled


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("账目不清", "“账目不清”"),
        ("关于“账目不清”的问题", "「关于“账目不清”的问题」"),
        ("“账目", "「“账目」"),
        ("‘账目’", "“‘账目’”"),
        ("", "“”"),
    ],
)
def test_quotes_do_not_stand_in_quotes_of_their_own_kind(text: str, shown: str) -> None:
    assert quoted(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("关于整改的通报", "《关于整改的通报》"),
        ("关于修订《章程》的通报", "《关于修订〈章程〉的通报》"),
        ("关于《关于〈章程〉的解释》的通报", "《关于〈关于《章程》的解释〉的通报》"),
    ],
)
def test_a_title_in_a_title_has_the_other_marks(text: str, shown: str) -> None:
    assert titled(text) == shown


def test_pages_quote_what_holds_quotes_itself(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    site.change("site.yaml", "name: 第一议题", "name: 落实“第一议题”")
    front = (
        "---\nschema: 1\ntitle: 关于落实《条例》整改情况的通报\npublisher: 戊区红十字会党组\npublished: 2025-03-01\n"
        "inspection:\n  kind: inspection\ncomments:\n  stated: 自“公布之日”起\n---\n\n"
    )
    findings = (
        '## 1. 关于“账目不清”的问题 {#1 .finding topics="first-topic"}\n\n已清理。\n\n'
        "## 2. 车辆 {#2 .finding status=done}\n\n整改结果：已完成\n"
    )
    folder = "content/shandong/wu-red-cross"
    site.write(f"{folder}/body.yaml", "name: 戊区红十字会\nregion: [山东省]\nlevel: province\nkind: red-cross\n")
    site.write(f"{folder}/2025-03-01.md", front + findings).build()
    body = site.main("bodies/wu-red-cross/index.html")
    assert "「关于“账目不清”的问题」未写明整改结果" in body
    assert "《关于落实〈条例〉整改情况的通报》" in body
    assert "「自“公布之日”起」" in body and "「自“公布之日”起」" in site.main("contacts/index.html")
    assert "各单位属于「落实“第一议题”」的问题" in site.main("compare/topics/first-topic/index.html")
    written = "".join(site.read(a) for a in site.files() if a.endswith(".html"))
    assert not re.search("“[^”<>\\n]*“|《[^》<>\\n]*《", re.sub("<[^>]*>", "", written))
