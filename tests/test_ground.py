"""Problems and field tables: exact words, the nearest key, every problem at once."""

import re
from pathlib import Path

import pytest

from disclosure import disk
from disclosure.config import parse_config
from disclosure.problem import Place, Words, warning
from disclosure.text import join


def test_a_problem_is_one_line_in_both_languages() -> None:
    problem = warning(Place("a\nb.md", 3), "x.y", Words("甲", "one"), Words("乙", "two"))
    assert problem.line("en") == "a\\nb.md:3: one; two"
    assert problem.line("zh") == "a\\nb.md:3: 甲；乙"


def test_settings_report_every_problem_with_its_line() -> None:
    _, problems = parse_config("titel: x\nbase_url: ftp://x\nlanguage: fr\n", "site.yaml")
    lines = [p.line() for p in sorted(problems)]
    assert lines == [
        "site.yaml:1: title is missing; add a line `title: …`",
        "site.yaml:1: the key titel is not known; did you mean title?",
        "site.yaml:2: base_url has the wrong form: ftp://x; it must be an http(s) address that ends with /",
        "site.yaml:3: language cannot be fr; use one of zh-Hans (Chinese), en (English)",
    ]


def test_settings_that_contradict_themselves() -> None:
    text = """title: 甲
statuses:
  done: [已完成, 已办理]
  open: [正在办,
    已办理]
redirects:
  a/: b/
  b/: a/
  c/: c/
  d/: a/
  e/: f/
"""
    _, problems = parse_config(text, "site.yaml")
    assert [p.line() for p in problems] == [
        "site.yaml:5: 已办理 stands under both done and open; leave it under one of them",
        "site.yaml:7: the redirect of a/ leads back to it; say where it moved to, or delete it",
        "site.yaml:8: the redirect of b/ leads back to it; say where it moved to, or delete it",
        "site.yaml:9: the redirect of c/ leads back to it; say where it moved to, or delete it",
    ]


def test_a_redirect_leads_from_an_address_of_the_site() -> None:
    text = """title: 甲
redirects:
  /bodies/a/: bodies/b/
  bodies/c/: /bodies/b/
  bodies/../d/: bodies/b/
  bodies/e/#2026-01-20-1.1: bodies/b/#2026-01-20-1.1
  f.html: https://example.org/f?x=1
"""
    _, problems = parse_config(text, "site.yaml")
    mend = "write it as it follows the site's own, with no / before it, such as bodies/old-name/"
    assert [p.line() for p in problems] == [
        f"site.yaml:3: /bodies/a/ is no address of the site; {mend}",
        f"site.yaml:4: /bodies/b/ is no address of the site; {mend}",
        f"site.yaml:5: bodies/../d/ is no address of the site; {mend}",
    ]


def test_a_full_width_colon_is_named_on_its_own_line() -> None:
    _, problems = parse_config("title：甲\nlanguage: en\n", "site.yaml")
    assert [p.place.line for p in problems] == [1]


def test_scalars_stay_text() -> None:
    config, problems = parse_config("title: no\npublisher: {phone: 010020, name: 12:30}\n", "site.yaml")
    assert not problems
    assert (config.title, config.publisher.phone, config.publisher.name) == ("no", "010020", "12:30")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=re.escape(f"'{tmp_path}'")):
        disk.read_bytes(str(tmp_path))


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("电子邮箱：q", "sdag@example.gov.cn", "电子邮箱：qsdag@example.gov.cn"),
        ("邮箱qsdag@example.", "gov.cn。", "邮箱qsdag@example.gov.cn。"),
        ("E-mail", "qsdag@example.gov.cn", "E-mail qsdag@example.gov.cn"),
        ("网址：www.exam", "ple.gov.cn", "网址：www.example.gov.cn"),
        ("网址：https://a.cn/b", "c/d.html", "网址：https://a.cn/bc/d.html"),
        ("网址：www.example.cn", "2026年", "网址：www.example.cn 2026年"),
        ("新增AED", "training", "新增AED training"),
        ("资金54", "48元", "资金5448元"),
    ],
)
def test_a_broken_line_put_together_adds_no_space_to_a_number_or_an_address(
    first: str, second: str, whole: str
) -> None:
    assert join(first, second) == whole
