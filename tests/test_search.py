"""Search: whatever stands in a finding is found by one to four of its characters, and by more."""

from __future__ import annotations

import functools
import http.server
import json
import random
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

from disclosure import lookup
from disclosure.page import Part
from disclosure.pages import data, search
from disclosure.report import Body
from tests.driver import Site
from tests.people import CONFIG, body, finding, report
from tests.searching import Lookup, keys_of

ODD = (
    finding("1", "“第一议题”制度执行不严", "整改情况：\n一是学习１２次（2025年3月）。\n二是配备AED②台，Ｃｏｄｅ ß㎏。"),
    finding("2", "𠮷字与𬉼字", "ｶﾞ e\u0301 か\u3099 各 単 豈 ΣΑΣ İ 123-45 a.b@c.cn"),
    finding("3", "。", "——！"),
)


def write(folder: Path, bodies: list[Body], parts: list[list[int]]) -> Lookup:
    """The index of `bodies`, cut into `parts`, and their own files."""
    files: dict[str, bytes] = {}
    summaries = []

    def put(pages: Any) -> None:
        files.update((p.address, p.content) for p in pages if not p.template)

    for number, members in enumerate(parts):
        chosen = [bodies[n] for n in members]
        part = Part(chosen[0].slug, tuple(b.slug for b in chosen), number, alone=len(parts) == 1)
        kept = []
        for one in chosen:
            put(data.MAKER.body(CONFIG, one)[0])
            kept.append(search.MAKER.body(CONFIG, one)[1])
        result = search.MAKER.part(CONFIG, part, kept)
        put(result.pages)
        for piece in result.pieces:
            files[piece.address] = files.get(piece.address, b"") + piece.content
        summaries.append((part, result.summary))
    put(search.MAKER.site(CONFIG, summaries)[0])
    for address, content in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Lookup(folder, lookup.FILES_OF_ONE_PART if len(parts) == 1 else lookup.FILES)


def substrings(text: str, most: int = 4) -> set[str]:
    """Every piece of `text` of one to `most` characters that is not only white space."""
    found = {text[i : i + n] for n in range(1, most + 1) for i in range(len(text) - n + 1)}
    return {piece for piece in found if piece.strip()}


def test_every_piece_of_every_finding_is_found(tmp_path: Path) -> None:
    bodies = [body(report(*ODD), slug="a"), body(report(finding("1", "固定资产")), slug="b"), body(slug="c")]
    for name, parts in (("one", [[0, 1, 2]]), ("two", [[1, 2], [0]])):
        found = write(tmp_path / name, bodies, parts)
        for one in ODD:
            for piece in sorted(substrings(one.title) | substrings(one.text)):
                assert ("a", f"2026-01-20-{one.id}") in found.search(piece), (name, piece)
        assert found.search("固定资") == {("b", "2026-01-20-1")}
        assert found.search("没有的词") == set()


def test_every_piece_of_the_small_site_is_found(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    found = Lookup(site.output, lookup.FILES_OF_ONE_PART)
    for path in sorted(site.output.glob("bodies/*/body.json")):
        one = json.loads(path.read_bytes())
        for entry in (f for r in one["reports"] for f in r["findings"]):
            for piece in sorted(substrings(entry["title"], 3) | substrings(entry["text"], 3)):
                assert (one["body"], entry["anchor"]) in found.search(piece), piece


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_folding_is_by_character(text: str) -> None:
    assert lookup.fold(text) == "".join(map(lookup.fold, text))


def test_whole_texts_fold_as_their_characters() -> None:
    for numbers in (range(0x5000), range(0x9F00, 0xA700), range(0xF900, 0x10500), range(0x1F000, 0x20100)):
        text = "".join(map(chr, numbers))
        assert lookup.fold(text) == "".join(map(lookup._fold_character, text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=3), min_size=1, max_size=70), st.integers(0, 2**32))
def test_what_is_kept_is_what_is_looked_up(bodies: list[list[str]], seed: int) -> None:
    kept = [lookup.units(lookup.fold("".join(texts))) for texts in bodies]
    shares = lookup.part_files("p", kept, 7)
    assert shares == lookup.part_files("p", [bytes(k) for k in kept], 7)
    choose = random.Random(seed)
    place = choose.randrange(len(bodies))
    whole = lookup.fold("".join(bodies[place]))
    if whole:
        start = choose.randrange(len(whole))
        for key in keys_of(whole[start : start + 4]):
            found = _Shares(shares)._bodies(key)
            assert ("p", place) in set(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.integers(1, 20))
def test_the_keys_of_a_part_are_those_of_its_bodies(few: list[str], times: int) -> None:
    kept = [lookup.units(lookup.fold(text)) for text in few * times]
    wanted: dict[int, int] = {}
    for place, text in enumerate(kept):
        for key in lookup._keys_of_one(text):
            wanted[key] = wanted.get(key, 0) | 1 << place
    assert dict(zip(*lookup._bits(kept), strict=True)) == wanted


class _Shares(Lookup):
    """A lookup in shares held in memory."""

    def __init__(self, shares: dict[int, bytes]) -> None:
        self.files = 7
        self.shares = shares
        self.output = self  # type: ignore[assignment]

    def __truediv__(self, address: str) -> _Share:
        return _Share(self.shares.get(int(address.removesuffix(".bin").rsplit("/")[-1]), b""))


class _Share:
    def __init__(self, data: bytes) -> None:
        self.data = data

    def exists(self) -> bool:
        return True

    def read_bytes(self) -> bytes:
        return self.data


def test_a_change_touches_the_shares_of_its_keys_alone() -> None:
    before = [lookup.units(lookup.fold(t)) for t in ("固定资产未入账", "会员发展失序")]
    after = [before[0], lookup.units(lookup.fold("会员发展无序"))]
    old, new = (lookup.part_files("p", kept, lookup.FILES) for kept in (before, after))
    changed = {n for n in old.keys() | new.keys() if old.get(n) != new.get(n)}
    assert len(changed) <= 6


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Tab, str, Site]]:
    site = Site.copy("small", tmp_path_factory.mktemp("search")).build()
    handler = functools.partial(_Quiet, directory=str(site.output))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("console", lambda m: page.problems.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: page.problems.append(str(e)))
        page.problems = []  # type: ignore[attr-defined]
        yield page, f"http://127.0.0.1:{server.server_port}/search/", site
        browser.close()
    server.shutdown()


def ask(tab: Tab, address: str, query: str) -> list[str]:
    """Search for `query` by typing; the addresses of the hits, also of those that are folded away."""
    if tab.url.split("?")[0] != address:
        tab.goto(address)
    tab.fill("#q", query)
    tab.press("#q", "Enter")
    tab.wait_for_function(
        "t => { const s = document.getElementById('found'); return s.textContent && s.textContent !== t; }",
        arg="正在查找…",
    )
    tab.evaluate("document.querySelectorAll('#results details').forEach(d => { d.open = true; })")
    tab.wait_for_function("[...document.querySelectorAll('#results details ul')].every(u => u.firstChild)")
    return [a.get_attribute("href") or "" for a in tab.query_selector_all("#results .row-title a")]


@pytest.mark.slow
def test_a_browser_finds_the_pieces(tab: tuple[Tab, str, Site]) -> None:
    page, address, site = tab
    twin = Lookup(site.output, lookup.FILES_OF_ONE_PART)
    pieces = set()
    for path in site.output.glob("bodies/*/body.json"):
        for one in (f for r in json.loads(path.read_bytes())["reports"] for f in r["findings"]):
            pieces |= substrings(one["title"]) | substrings(one["text"])
    for piece in random.Random(7).sample(sorted(pieces), 120):
        wanted = {f"../bodies/{slug}/index.html#{anchor}" for slug, anchor in twin.search(piece)}
        assert wanted <= set(ask(page, address, piece)), piece
    assert page.problems == []  # type: ignore[attr-defined]


@pytest.mark.slow
def test_hits_open_at_the_finding_with_the_words_marked(tab: tuple[Tab, str, Site]) -> None:
    page, address, _ = tab
    hits = ask(page, address, "第 一议题")
    assert "../bodies/jia-red-cross/index.html#2026-01-20-1.1.1" in hits
    assert "第一议题" in [m.inner_text() for m in page.query_selector_all("#results mark")]
    assert page.url.endswith("?q=%E7%AC%AC+%E4%B8%80%E8%AE%AE%E9%A2%98")
    page.click("#results .row-title a")
    page.wait_for_url("**/bodies/**#*")
    page.go_back()
    page.wait_for_selector("#results .row-title a")
    assert page.input_value("#q") == "第 一议题"


@pytest.mark.slow
def test_there_is_never_a_silent_zero(tab: tuple[Tab, str, Site]) -> None:
    page, address, _ = tab
    assert ask(page, address, "囧囧") == []
    assert "全部 3 个单位" in page.inner_text("#found") and "囧囧" in page.inner_text("#found")
    assert ask(page, address, "第一议题制度执行不良")
    assert "没有与“第一议题制度执行不良”完全一致的文字" in page.inner_text("#found")
    ask(page, address, "“囧囧”")
    assert "没有找到「“囧囧”」" in page.inner_text("#found")
    assert page.is_visible("text=其他查找方式")


@pytest.mark.slow
def test_hostile_queries_are_words(tab: tuple[Tab, str, Site]) -> None:
    page, address, _ = tab
    for query in ("<img src=x onerror=alert(1)>", "\\ud800", "{q}{total}", "a" * 3000, "。", "\u200b", "𠮷"):
        ask(page, address, query)
    assert page.query_selector("#results img, #found img") is None
    assert page.problems == []  # type: ignore[attr-defined]


@pytest.mark.slow
def test_from_a_folder_it_says_why_it_does_not_work(tab: tuple[Tab, str, Site]) -> None:
    page, _, site = tab
    page.goto(f"file://{site.output}/search/index.html?q=议题")
    page.wait_for_function("document.getElementById('found').textContent")
    assert "直接打开文件夹" in page.inner_text("#found")
    page.goto(f"file://{site.output}/search/index.html")
    page.wait_for_function("document.getElementById('found').textContent")
    assert "直接打开文件夹" in page.inner_text("#found") and page.problems == []  # type: ignore[attr-defined]
