"""Overviews of many bodies: none is left out, and dates that run backwards break no picture."""

from __future__ import annotations

from pathlib import Path

from driver import Site

from disclosure.config import Config, load
from disclosure.page import Part
from disclosure.pages import regions

SMALL = Path(__file__).parent / "sites" / "small" / "site.yaml"


def _places(config: Config, entries: list[tuple[tuple[str, ...], str]]) -> dict[str, str]:
    """The rows of each page of a place, by address."""
    kept = [(region, slug, slug, "2025-01-01", (1, 0, 0, 0)) for region, slug in entries]
    pages, _ = regions.MAKER.site(config, [(Part("a", tuple(s for _, s in entries), 0), kept)])
    return {page.address: str(page.data["rows"]) for page in pages}


def test_a_place_of_many_bodies_still_lists_those_of_no_smaller_place() -> None:
    many = [(("山东省", "济南市", f"第{n}区"), f"qu-{n}") for n in range(regions.FEW + 1)]
    shown = _places(load(SMALL), [(("山东省",), "sheng"), *many, (("山东省", "青岛市"), "shi")])
    province, city = shown["compare/regions/37/index.html"], shown["compare/regions/3701/index.html"]
    assert "bodies/sheng/" in province and "bodies/qu-1/" not in province and "bodies/shi/" not in province
    assert city.count("<tr>") == len(many)  # each is the only body of its district, which has no page
    assert "bodies/shi/" in shown["compare/regions/3702/index.html"]


def test_dates_that_run_backwards_are_told_and_not_drawn(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    assert "前后颠倒" not in site.main("compare/timeline/index.html")
    front = "---\nschema: 1\ntitle: 关于整改情况的通报\npublisher: 戊区红十字会党组\npublished: 2025-03-01\n"
    dates = "inspection:\n  kind: inspection\n  ended: 2024-12-01\n  feedback: 2025-03-09\n---\n\n## 1. 账目 {#1 .finding}\n\n已清理。\n"
    folder = "content/shandong/wu-red-cross"
    site.write(
        f"{folder}/body.yaml",
        "name: 戊区红十字会\nshort_name: 戊区红会\nregion: [山东省]\nlevel: province\nkind: red-cross\n",
    )
    site.write(f"{folder}/2025-03-01.md", front + dates).build()
    main = site.main("compare/timeline/index.html")
    assert "有 1 份通报写明的日期前后颠倒" in main
    assert '<td class="n">-8</td>' in main and ">戊区红会</text>" not in main


def test_a_body_that_states_no_result_has_no_nought_of_any(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    none = '<span class="vh">未写明</span><span aria-hidden="true">—</span>'
    row = f'<td class="n">2</td><td class="n">{none}</td><td class="n">{none}</td><td class="n">{none}</td><td class="n">2</td>'
    for address in ("compare/status/index.html", "compare/regions/44/index.html", "compare/index.html"):
        assert row in site.main(address).replace("\n", ""), address
    body = site.main("bodies/bing-red-cross/index.html")
    assert f"已完成</a> <b>{none}</b>" in body and "未写明结果</a> <b>2</b>" in body
    head = site.main("compare/index.html")
    assert "未写明结果</th>" in head and "已完成<small>2/3 个写明</small>" in head
    assert "单位</th>" in site.main("compare/gaps/index.html")
