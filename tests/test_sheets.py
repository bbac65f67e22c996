"""Long lists stand on numbered pages: none is heavy, every row is reached once, without JavaScript."""

from __future__ import annotations

import os
import re

import pytest
from driver import Site

from disclosure.catalogue import catalogue
from disclosure.page import Part
from disclosure.sheets import LIMIT, Sheet, first, own, sheets

FRONT = (
    "---\nschema: 1\ntitle: 关于整改情况的通报\npublisher: 戊区红十字会党组\npublished: 2025-03-01\n"
    "inspection:\n  kind: inspection\n---\n\n## 一、整改情况\n\n"
)
MANY = 700
LISTS = ("compare/status/done/", "compare/topics/other/", "compare/metrics/", "compare/rules/")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = Site.copy("small", tmp_path_factory.mktemp("sheets"))
    findings = "".join(
        f"### {n}. 第{n}次财务报销的账目不清问题 {{#{n} .finding status=done}}\n\n追回{n}.5万元，制定《财务办法之{n}》。整改结果：已完成\n\n"
        for n in range(1, MANY + 1)
    )
    folder = "content/shandong/wu-red-cross"
    site.write(f"{folder}/body.yaml", "name: 戊区红十字会\nregion: [山东省]\nlevel: province\nkind: red-cross\n")
    return site.write(f"{folder}/2025-03-01.md", FRONT + findings).build()


def walk(site: Site, folder: str) -> list[str]:
    """Addresses of a list's pages, found by following the link to the next one."""
    found = [f"{folder}index.html"]
    while following := re.search(r'<a rel="next" href="([^"]+)"', site.read(found[-1])):
        found.append(os.path.normpath(os.path.join(os.path.dirname(found[-1]), following[1])))
    return found


@pytest.mark.parametrize("folder", LISTS)
def test_a_long_list_is_cut_and_every_row_stands_once(site: Site, folder: str) -> None:
    pages = walk(site, folder)
    assert len(pages) > 1
    anchors = [a for p in pages for a in set(re.findall(r"wu-red-cross/index\.html#2025-03-01-(\d+)", site.main(p)))]
    assert len(set(anchors)) == len(anchors) == MANY
    for number, address in enumerate(pages, 1):
        text = site.read(address)
        assert len(text.encode()) < 200_000
        assert f"第 {number} 页，共 {len(pages)} 页" in site.main(address)
        assert f'<link rel="canonical" href="https://example.org/site/{address.removesuffix("index.html")}">' in text
        assert f"<loc>https://example.org/site/{address.removesuffix('index.html')}</loc>" in site.read("sitemap.xml")
        assert ('rel="prev"' in text) == (number > 1)
    titles = [re.search(r"<title>(.*?)</title>", site.read(p))[1] for p in pages]  # type: ignore[index]
    assert len(set(titles)) == len(titles)


def test_a_short_list_has_one_page_without_a_pager(site: Site) -> None:
    assert 'class="sheets"' not in site.read("compare/status/open/index.html")


def test_a_sheet_is_full_or_holds_one_heavy_row() -> None:
    rows = [b"x" * n for n in (LIMIT - 1, 1, 1, LIMIT + 5, LIMIT, 2)]
    cut = sheets("a/", Part("jia", ("jia",), 0), rows)
    assert [len(s.rows) for s in cut] == [2, 1, 1, 1, 1]
    assert [r for s in cut for r in s.rows] == rows
    assert [s.address for s in cut[:2]] == ["a/from-jia/index.html", "a/from-jia/page-2/index.html"]
    assert sheets("a/", Part("jia", ("jia",), 0), []) == []


def test_an_only_part_gives_its_first_sheet_to_the_main_page() -> None:
    part = Part("jia", ("jia",), 0, alone=True)
    cut = sheets("a/", part, [b"x" * LIMIT] * 3)
    assert [s.address for s in own(cut, part)] == ["a/page-2/index.html", "a/page-3/index.html"]
    assert first(cut, part) == cut[0] and cut[0].address == "a/index.html"


def test_a_pager_names_the_ends_and_the_neighbours() -> None:
    pager = Sheet("a/", (), 9, 20).pager(catalogue("zh-Hans"))
    assert pager and [(x["n"], x["gap"]) for x in pager["links"]] == [
        (1, False), (7, True), (8, False), (9, False), (10, False), (11, False), (20, True),
    ]  # fmt: skip
    assert (pager["before"], pager["after"]) == ("a/page-8/index.html", "a/page-10/index.html")
    assert Sheet("a/").pager(catalogue("zh-Hans")) is None
