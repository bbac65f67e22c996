"""Feeds, sitemap and robots.txt."""

import re
import uuid
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from disclosure import atom
from disclosure.page import Part
from disclosure.pages import feeds, sitemap
from tests.driver import Site
from tests.people import CONFIG, body, finding, report

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.copy("small", tmp_path_factory.mktemp("feeds")).build()


def pages_of(site: Site) -> set[str]:
    """Every page of the output, as its canonical address."""
    found = {p for p in site.files() if p.endswith("index.html")}
    return {"https://example.org/site/" + p.removesuffix("index.html") for p in found}


def test_feeds_are_read_back(site: Site) -> None:
    for address in [a for a in site.files() if a.endswith("feed.xml")]:
        found = feedparser.parse((site.output / address).read_bytes())
        assert not found.bozo and found.version == "atom10", address
        assert found.feed.id.startswith("urn:uuid:") and found.feed.updated and found.feed.title
        self_link = next(x.href for x in found.feed.links if x.rel == "self")
        assert self_link == f"https://example.org/site/{address}"
        days = [e.updated for e in found.entries]
        assert days == sorted(days, reverse=True) and all(e.id and e.link and e.title for e in found.entries)
        assert found.feed.updated == max(days)


def test_ids_are_one_to_one_and_stay(site: Site, tmp_path: Path) -> None:
    again = Site.copy("small", tmp_path).build()
    assert again.read("feed.xml") == site.read("feed.xml")
    ids = [e.id for e in feedparser.parse(site.read("feed.xml")).entries]
    assert len(set(ids)) == len(ids) == 4


def test_a_feed_holds_the_newest_and_hostile_words_as_words() -> None:
    reports = [report(key=f"2026-01-{day:02}", title="<b>&]]>\x0b") for day in range(28, 0, -1)]
    _, kept = feeds.MAKER.body(CONFIG, body(*reports, *[report(key=f"2025-01-{d:02}") for d in range(28, 0, -1)]))
    one = Part("jia", ("jia",), 0)
    result = feeds.MAKER.part(CONFIG, one, [kept])
    pages, _ = feeds.MAKER.site(CONFIG, [(one, result.summary)])
    found = feedparser.parse(next(p.content for p in pages if p.address == "feed.xml"))
    assert not found.bozo and len(found.entries) == feeds.MOST
    assert found.entries[0].updated == "2026-01-28T00:00:00+08:00"
    assert found.entries[0].title == "甲区红会：<b>&]]>\ufffd"


def test_a_topic_has_a_feed_that_leads_to_its_findings() -> None:
    _, kept = feeds.MAKER.body(CONFIG, body(report(finding("1", "开会少"), finding("2"), finding("3"))))
    one = Part("jia", ("jia",), 0)
    pages, _ = feeds.MAKER.site(CONFIG, [(one, feeds.MAKER.part(CONFIG, one, [kept]).summary)])
    found = feedparser.parse(next(p.content for p in pages if p.address == "compare/topics/finance/feed.xml"))
    assert [e.link for e in found.entries] == ["https://example.org/x/bodies/jia/#2026-01-20-2"]
    assert found.entries[0].title == "甲区红会：固定资产未入账（等 2 项）"


def test_two_reports_of_a_day_keep_their_order() -> None:
    keys = [(slug, key) for slug in "ba" for key in ("2026-01-20", "2026-01-20-10")]
    entries = [atom.Entry("2026-01-20", *k, "", "", "", "", "") for k in keys]
    lists = [atom.join([atom.pack(entry)]) for entry in entries]
    assert [atom.unpack(e)[1:3] for e in atom.newest([*lists, b""], 9)] == [
        ("a", "2026-01-20-10"),
        ("a", "2026-01-20"),
        ("b", "2026-01-20-10"),
        ("b", "2026-01-20"),
    ]


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True), max_size=9), st.integers(1, 6))
def test_the_newest_of_several_lists_are_the_newest_of_all(days: list[list[int]], most: int) -> None:
    found = [
        [
            atom.Entry(f"2026-01-{d:02}", f"b{n}", f"2026-01-{d:02}", "", "", "", "", "")
            for d in sorted(own, reverse=True)
        ]
        for n, own in enumerate(days)
    ]
    wanted = sorted((entry for own in found for entry in own), key=lambda e: e.slug)
    wanted.sort(key=lambda e: e.published, reverse=True)
    assert list(map(atom.unpack, atom.newest((atom.join(map(atom.pack, own)) for own in found), most))) == wanted[:most]


def test_an_entry_is_packed_whatever_its_words() -> None:
    entry = atom.Entry("2026-01-20", "a", "2026-01-20", "a/2026-01-20", "x", "甲\x1e乙", "丙\x1f", "“丁”\n")
    assert atom.unpack(atom.pack(entry)) == entry._replace(title="甲\ufffd乙", author="丙\ufffd")


@given(st.text())
def test_an_id_is_a_uuid_of_its_name(name: str) -> None:
    space = uuid.uuid5(uuid.NAMESPACE_URL, CONFIG.base_url)
    assert atom.identity(CONFIG, name) == f"urn:uuid:{uuid.uuid5(space, name)}"


def test_each_place_with_a_page_has_a_feed(site: Site) -> None:
    pages = {p.removesuffix("index.html") for p in site.files() if re.fullmatch(r"compare/regions/.+/index\.html", p)}
    found = {p.removesuffix("feed.xml") for p in site.files() if re.fullmatch(r"compare/regions/.+/feed\.xml", p)}
    assert pages == found and "compare/regions/37/" in found
    entries = feedparser.parse(site.read("compare/regions/42/feed.xml")).entries
    assert len(entries) == 2 and all("/yi-red-cross/" in e.link for e in entries)


def test_the_sitemap_names_every_page(site: Site) -> None:
    root = etree.fromstring((site.output / "sitemap.xml").read_bytes())
    assert root.tag == f"{SITEMAP}urlset"
    found = [loc.text for loc in root.iter(f"{SITEMAP}loc")]
    assert len(set(found)) == len(found)
    assert set(found) == pages_of(site)
    days = {u.findtext(f"{SITEMAP}lastmod") for u in root}
    assert {"2026-01-20", "2025-11-30", "2025-12-11"} <= days
    assert site.read("robots.txt").endswith("Sitemap: https://example.org/site/sitemap.xml\n")


def test_a_large_site_has_an_index_of_sitemaps() -> None:
    parts, pieces = [], {}
    for number in range(40):
        slug = f"b{number}"
        part = Part(slug, (slug,), number, pages=(f"compare/topics/finance/from-{slug}/index.html",))
        _, kept = sitemap.MAKER.body(CONFIG, body(report(finding()), slug=slug))
        result = sitemap.MAKER.part(CONFIG, part, [kept])
        parts.append((part, result.summary))
        for piece in result.pieces:
            pieces.setdefault(piece.address, []).append(piece.content)
    pages, assemblies = sitemap.MAKER.site(CONFIG, parts)
    files = {p.address: p.content for p in pages}
    files |= {a.address: a.head + a.joint.join(pieces[a.address]) + a.tail for a in assemblies}
    index = etree.fromstring(files["sitemap.xml"])
    named = [loc.text.removeprefix(CONFIG.base_url) for loc in index.iter(f"{SITEMAP}loc")]
    assert index.tag == f"{SITEMAP}sitemapindex" and set(named) == files.keys() - {"sitemap.xml", "robots.txt"}
    assert set(pieces) < set(named) and len(named) <= sitemap.FILES + 1
    addresses = [loc.text for name in named for loc in etree.fromstring(files[name]).iter(f"{SITEMAP}loc")]
    assert len(set(addresses)) == len(addresses)
    assert {f"{CONFIG.base_url}bodies/b{n}/" for n in range(40)} < set(addresses)
    assert f"{CONFIG.base_url}compare/topics/finance/from-b7/" in addresses


def test_without_a_base_url_there_is_no_sitemap(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).change("site.yaml", "base_url:", "# base_url:").build()
    assert "sitemap.xml" not in site.files()
    assert site.read("robots.txt") == "User-agent: *\nAllow: /\n"
    found = feedparser.parse(site.read("feed.xml"))
    assert not found.bozo and re.fullmatch(r"/bodies/[a-z-]+/#[0-9-]+", found.entries[0].link)


def test_the_sitemap_of_a_site_of_many_parts_names_every_page(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    folder = "content/shandong/jia-red-cross"
    text, body_file = ((site.root / folder / name).read_text("utf-8") for name in ("2026-01-20.md", "body.yaml"))
    for number in range(250):
        site.write(f"content/many/body-{number:03}/body.yaml", body_file)
        site.write(f"content/many/body-{number:03}/2026-01-20.md", re.sub(r"(?m)^source:\n(  .*\n)+", "", text))
    site.build()
    maps = [site.output / address for address in site.files() if re.fullmatch(r"sitemap.*\.xml", address)]
    named = {loc.text for path in maps for loc in etree.fromstring(path.read_bytes()).iter(f"{SITEMAP}loc")}
    pages = {a for a in site.files() if a.endswith(".html") and a != "404.html" and "noindex" not in site.read(a)}
    wanted = {"https://example.org/site/" + address.removesuffix("index.html") for address in pages}
    assert any("/from-" in address for address in wanted)
    assert wanted - named == set()
