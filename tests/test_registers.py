"""Key figures, rules, changes, gaps, self-check and moved addresses as pages and files."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from driver import Site

from disclosure.checking import check

FRONT = "---\nschema: 1\ntitle: 关于整改情况的通报\npublisher: 甲区红十字会党组\npublished: {day}\n{kind}\n---\n\n"
KIND = "inspection:\n  kind: inspection\n  round: 区委第六轮巡察\n"
JIA = "content/shandong/jia-red-cross"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site.copy("small", tmp_path)
    text = (site.root / "site.yaml").read_text(encoding="utf-8")
    kinds = "metrics:\n  trained: {name: 培训, units: [人次], terms: [培训]}\nredirects:\n  bodies/old/: bodies/jia-red-cross/\n"
    site.write("site.yaml", f"{text}\n{kinds}")
    old = "### 1. 培训不足 {#1 .finding status=open}\n\n正在整改。\n\n### 2. 车辆 {#2 .finding}\n\n做了。\n"
    new = (
        "### 1. 培训不足 {#1 .finding status=done}\n\n2025年培训1200多人次，救助3人次。修订《甲区管理办法》，学习《章程》。\n\n"
        "### 3. 账目 {#3 .finding}\n\n做了。\n"
    )
    for day, body in (("2024-05-01", old), ("2024-11-01", new)):
        site.write(f"{JIA}/{day}.md", FRONT.format(day=day, kind=KIND) + body)
    return site.build()


def table(site: Site, address: str) -> list[list[str]]:
    """The cells of the rows of a page, as words."""
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", site.main(address), re.S)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.split(r"</t[hd]>", row)[:-1]] for row in rows]


def lines(site: Site, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.read(address).removeprefix("\ufeff"))))


def test_figures_stand_on_a_page_and_in_a_file(site: Site) -> None:
    rows = table(site, "compare/metrics/index.html")
    assert ["培训", "1200多人次 约数", "2025年"] in [row[1:4] for row in rows]
    (line,) = (x for x in lines(site, "data/metrics.csv") if x["kind"] == "trained")
    assert (line["value"], line["unit"], line["about"], line["period"]) == ("1200", "人次", "true", "2025年")
    assert line["url"].endswith("/bodies/jia-red-cross/#2024-11-01-1")


def test_only_figures_of_one_kind_stand_side_by_side(site: Site) -> None:
    assert [row[2] for row in table(site, "compare/metrics/trained/index.html")] == ["1200多人次 约数"]
    assert "1/3 个写明" in site.main("compare/metrics/index.html")


def test_rules_name_verb_and_date(site: Site) -> None:
    assert ["《甲区管理办法》", "修订", "2024-11-01"] in [row[1:4] for row in table(site, "compare/rules/index.html")]
    assert [(x["title"], x["kind"]) for x in lines(site, "data/rules.csv") if x["report"] == "2024-11-01"] == [
        ("甲区管理办法", "revised")
    ]


def test_changes_say_what_moved(site: Site) -> None:
    rows = [row[1:] for row in table(site, "compare/changes/index.html")]
    assert rows == [
        ["2024-11-01", "结果有变", "培训不足", "未完成2024-05-01", "已完成2024-11-01"],
        ["2024-11-01", "新列出", "账目", "没有列出—", "未写明结果2024-11-01"],
        ["2024-11-01", "不再列出", "车辆", "未写明结果2024-05-01", "没有列出—"],
    ]


def test_the_page_of_a_body_shows_the_way_of_a_finding(site: Site) -> None:
    main = site.main("bodies/jia-red-cross/index.html")
    ways = re.findall(r'<ol class="way">(.*?)</ol>', main, re.S)
    assert ways and all("未完成" in way and "已完成" in way and "2024-05-01" in way for way in ways)


def test_gaps_say_how_many_state_a_fact(site: Site) -> None:
    main = site.main("compare/gaps/index.html")
    assert "1/3 个写明" in main and len(table(site, "compare/gaps/index.html")) == 3


def test_the_self_check_states_each_requirement(site: Site) -> None:
    rows = {row[0]: row[1].split()[0] for row in table(site, "self-check/index.html")}
    assert rows["网站名称（SiteName）"] == "符合"
    assert rows["ICP 备案号"] == "不符合"
    assert rows["站内链接和位置全部有效"] == "发布前由检查命令核对"


def test_an_address_that_moved_leads_on(site: Site) -> None:
    assert 'content="0; url=../../bodies/jia-red-cross/index.html"' in site.read("bodies/old/index.html")
    site.write("addresses.txt", "bodies/old/\n")
    families = ("addresses", "links", "html", "accessibility", "leaks", "outside")
    assert [
        p.line() for p in check(site.root, site.output, "2026-02-01", "here").problems if p.code.startswith(families)
    ] == []
