"""What three published notices state, whole; their middle findings are left out of `tests/facts/`."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from disclosure.evidence import Index
from disclosure.facts import collect

FOLDER = Path(__file__).parent / "facts"
EXPECTED: dict[str, dict[str, Any]] = {
    "laiwu": {
        "title": "关于区委第七轮巡察集中整改进展情况的通报",
        "publisher": "中共济南市莱芜区红十字会党组",
        "published": "2026-01-20",
        "inspection": {
            "kind": "inspection",
            "authority": "区委",
            "round": "区委第七轮巡察",
            "team": "区委第三巡察组",
            "started": "2025-03-11",
            "ended": "2025-06-06",
            "feedback": "2025-08-06",
        },
        "contacts": {
            "phone": ["0531-76217956"],
            "email": ["lwhszh@jn.shandong.cn"],
            "address": "济南市莱芜区花园北路49号莱芜区红十字会",
        },
        "claims": {
            "findings": 26,
            "measures": 43,
            "measures_done": 41,
            "measures_ongoing": 1,
            "measures_open": 2,
            "completion_rate": Decimal("95.3"),
            "rules_improved": 8,
        },
    },
    "dongxihu": {
        "title": "关于区委第九轮巡察反馈意见整改进展情况的通报",
        "publisher": "中共武汉市东西湖区红十字会党组",
        "published": "2025-12-11",
        "inspection": {
            "kind": "inspection",
            "authority": "区委",
            "round": "区委第九轮巡察",
            "team": "区委第二巡察组",
            "started": "2025-04-16",
            "ended": "2025-06-15",
            "feedback": "2025-08-06",
        },
        "contacts": {
            "phone": ["027-83891093"],
            "address": "武汉市东西湖区径河街道径西三路33号",
            "postcode": "430040",
        },
    },
    "qingyuan": {
        "title": "关于八届市委第六轮巡察整改进展情况的通报",
        "publisher": "中共清远市红十字会党组",
        "published": "2026-01-21",
        "inspection": {
            "kind": "inspection",
            "authority": "市委",
            "round": "八届市委第六轮巡察",
            "team": "市委第四巡察组",
            "started": "2024-09-19",
            "ended": "2024-12-20",
            "feedback": "2025-03-26",
        },
        "comments": {"opens": "2026-01-21", "closes": "2026-02-28"},
        "contacts": {
            "phone": ["0763-3373731"],
            "email": ["qyhsh_zhk@gdqy.gov.cn"],
            "address": "清远市清城区连江路53号三楼",
        },
    },
}


def paragraphs(name: str) -> list[str]:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")


@pytest.mark.parametrize("name", EXPECTED)
def test_the_whole_front_matter(name: str) -> None:
    facts = collect(paragraphs(name), {})
    assert dict(facts.front) == EXPECTED[name]
    assert facts.problems == ()


@pytest.mark.parametrize(
    ("name", "title", "signature"),
    [("laiwu", (0, 1), (21, 22)), ("dongxihu", (0,), (21, 22)), ("qingyuan", (0, 1), (21, 22))],
)
def test_which_paragraphs_name_and_sign(name: str, title: tuple[int, ...], signature: tuple[int, ...]) -> None:
    facts = collect(paragraphs(name), {})
    assert (facts.title_paragraphs, facts.signature_paragraphs) == (title, signature)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_fact_is_found_again_in_the_text(name: str) -> None:
    index = Index(paragraphs(name))
    for key, value in flat(EXPECTED[name]):
        assert index.locate(key, value), key


def flat(front: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in front.items():
        if isinstance(value, dict):
            found += flat(value, f"{before}{key}.")
        elif isinstance(value, list):
            found += [(f"{before}{key}.{i}", item) for i, item in enumerate(value)]
        else:
            found.append((before + key, value))
    return found
