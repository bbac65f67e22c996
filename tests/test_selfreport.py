"""The self-check report: each requirement met or not, for this build."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from disclosure import selfreport
from disclosure.checking import Result
from disclosure.checks import RULES
from disclosure.config import Config, Publisher
from disclosure.problem import Place, Words, error, note, warning

CONFIG = Config("某站<b>", "https://a.gov.cn/", publisher=Publisher(name="某单位"))
WORDS = Words("某", "some")
NONE = Result((), (), 3, 4, 9)


def rows(config: Config, result: Result) -> dict[str, tuple[str, str]]:
    """State and facts by requirement."""
    page = html.document_fromstring(selfreport.html(config, result, "2026-02-01"))
    return {
        tr[0].text_content(): (tr[1].text_content(), tr[2].text_content())
        for tr in page.iter("tr")
        if tr[0].get("scope") == "row"
    }


def test_every_requirement_and_every_rule_has_a_state() -> None:
    found = rows(CONFIG, NONE)
    assert found["网站名称（SiteName）"] == ("符合", "某站<b>")
    assert found["主办单位"] == ("符合", "某单位")
    assert found["ICP 备案号"][0] == "不符合"
    assert {name.partition(" (")[2].rstrip(")") for name in found if name.endswith(")")} == {r.ID for r in RULES} - {
        "exceptions"
    }
    assert {state for state, _ in found.values()} == {"符合", "不符合"}


@pytest.mark.parametrize(
    ("address", "state"),
    [
        ("https://a.gov.cn/", "符合"),
        ("https://myexample.org/", "符合"),
        ("https://example.org/", "不符合"),
        ("https://www.example.com/site/", "不符合"),
        ("https://a.example/", "不符合"),
        ("http://localhost:8000/", "不符合"),
    ],
)
def test_an_example_address_is_no_domain_of_a_site(address: str, state: str) -> None:
    given, fact = rows(replace(CONFIG, base_url=address), NONE)["网站域名（SiteDomain）"]
    assert given == state
    assert fact.startswith(address) and ("示例域名" in fact) == (state == "不符合")


@pytest.mark.parametrize(
    ("make", "state", "facts"),
    [
        (error, "不符合", "错误 1，警告 0，提示 0"),
        (warning, "须人工查看", "错误 0，警告 1，提示 0"),
        (note, "符合", "错误 0，警告 0，提示 1"),
    ],
)
def test_an_error_means_not_met_and_a_warning_asks_to_look(make: object, state: str, facts: str) -> None:
    words = (WORDS,) if make is note else (WORDS, WORDS)
    problem = make(Place("output/index.html", 3), "links.broken", *words)  # type: ignore[operator]
    found = rows(CONFIG, replace(NONE, problems=(problem,)))
    name = next(key for key in found if key.endswith("(links)"))
    assert found[name] == (state, facts)
    assert all(
        facts.startswith("错误 0，警告 0")
        for key, (_, facts) in found.items()
        if key.endswith(")") and key != name and "(" in key and facts[:2] == "错误"
    )


def test_what_is_set_aside_is_counted_apart() -> None:
    problem = warning(Place("content/a/2026-01-20.md", 3), "claims.findings", WORDS, WORDS)
    found = rows(CONFIG, replace(NONE, set_aside=((problem, "a reason"),)))
    assert next(v for k, v in found.items() if k.endswith("(claims)")) == (
        "符合",
        "错误 0，警告 0，提示 0，按设置略过 1",
    )


def test_pages_that_were_not_checked_are_not_said_to_be_sound() -> None:
    found = rows(CONFIG, replace(NONE, pages=0))
    assert next(v for k, v in found.items() if k.endswith("(links)")) == ("未检查", "")


def test_it_needs_no_other_file_and_speaks_the_language_of_the_site() -> None:
    text = selfreport.html(replace(CONFIG, language="en"), NONE, "2026-02-01")
    assert "src=" not in text
    assert "href=" not in text
    assert "checked 3 bodies, 4 reports, 9 pages" in text
