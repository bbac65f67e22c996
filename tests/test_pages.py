"""The pages of the small site: their <main> as golden files, and the rules that hold for every page.

`DISCLOSURE_GOLDEN=write pytest tests/test_pages.py` writes the expected files anew.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import html5lib
import pytest
from driver import Site
from lxml import html

from disclosure.catalogue import LANGUAGES, catalogue

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "sites" / "small-expected"
WRITE = os.environ.get("DISCLOSURE_GOLDEN") == "write"
SHOWN = (
    "404.html",
    "bodies/jia-red-cross/index.html",
    "bodies/yi-red-cross/index.html",
    "compare/index.html",
    "compare/regions/index.html",
    "compare/regions/37/index.html",
    "compare/status/open/index.html",
    "compare/timeline/index.html",
    "compare/topics/index.html",
    "compare/topics/other/index.html",
    "contacts/index.html",
    "index.html",
)
"""Pages whose <main> is compared: one of each kind."""
OWN = ("bodies/", "compare/", "contacts/index.html", "methodology/", "index.html", "404.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site.copy("small", tmp_path_factory.mktemp("pages")).build()


def _own(site: Site) -> list[str]:
    return sorted(
        a for a in site.files() if a.endswith(".html") and a.startswith(OWN) and not a.startswith("compare/metrics/")
    )


def _main(text: str) -> str:
    found = re.search(r"<main.*?</main>", text, re.S)
    assert found
    return re.sub(r"\n\s*\n+", "\n", found[0]) + "\n"


def test_the_text_of_every_page_is_as_expected(site: Site) -> None:
    wanted = {p.relative_to(GOLDEN).as_posix() for p in GOLDEN.rglob("*.html")} if GOLDEN.is_dir() else set()
    given = {address: _main((site.output / address).read_text(encoding="utf-8")) for address in SHOWN}
    if WRITE:
        for address in wanted - set(given):
            (GOLDEN / address).unlink()
        for address, text in given.items():
            (GOLDEN / address).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / address).write_text(text, encoding="utf-8")
        return
    assert set(given) == wanted
    for address, text in given.items():
        assert text == (GOLDEN / address).read_text(encoding="utf-8"), f"{address} is not as expected"


def test_nothing_of_a_report_is_lost_on_its_page(site: Site) -> None:
    """Every paragraph, item and heading of the Markdown stands on the page, in order."""
    for file in (site.root / "content").rglob("20*.md"):
        page = (site.output / "bodies" / file.parent.name / "index.html").read_text(encoding="utf-8")
        article = html.fromstring(page).get_element_by_id(file.stem)
        for derived in article.xpath(".//*[@class='f-meta' or @class='f-foot']"):
            derived.getparent().remove(derived)
        shown = re.sub(r"\s", "", article.xpath(".//div[@class='text']")[0].text_content())
        at = 0
        for line in file.read_text(encoding="utf-8").split("---\n", 2)[2].splitlines():
            words = re.sub(r"\s*\{[^}]*\}$|^#+ |^\d+\. |^- |\\", "", line)
            words = re.sub(r"\s", "", words)
            if words and not re.search(r"[|*]|\]\(", words):
                place = shown.find(words, at)
                assert place >= 0, f"{file.name}: {words}"
                at = place + len(words)


def test_every_link_inside_the_site_leads_somewhere(site: Site) -> None:
    files = set(site.files())
    ids = {}
    for address in files:
        if address.endswith(".html"):
            ids[address] = set(html.fromstring((site.output / address).read_bytes()).xpath("//@id"))
    dead = []
    for address in _own(site):
        for href in html.fromstring((site.output / address).read_bytes()).xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", href):
                continue
            way, _, anchor = href.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(address), way)) if way else address
            if target not in files or (anchor and target.endswith(".html") and anchor not in ids[target]):
                dead.append(f"{address} -> {href}")
    assert dead == []


def test_every_page_has_one_heading_a_language_and_no_id_twice(site: Site) -> None:
    for address in _own(site):
        page = html.fromstring((site.output / address).read_bytes())
        assert len(page.xpath("//h1")) == 1, address
        assert page.get("lang") == "zh-Hans"
        found = page.xpath("//@id")
        assert len(found) == len(set(found)), address
        assert not page.xpath("//@style | //style | //script[not(@src) and not(@type='application/ld+json')]"), address


def test_a_strict_parser_of_html5_has_nothing_to_mend(site: Site) -> None:
    parser = html5lib.HTMLParser(strict=True)
    for address in (a for a in site.files() if a.endswith(".html")):
        try:
            parser.parse(site.read(address))
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{address}: {error} at {parser.errors[-1][0]}")


def test_meta_tags_of_an_article(site: Site) -> None:
    page = html.fromstring((site.output / "bodies/jia-red-cross/index.html").read_bytes())
    metas = dict(zip(page.xpath("//meta/@name"), page.xpath("//meta[@name]/@content"), strict=True))
    assert metas["ArticleTitle"] == "关于区委第七轮巡察集中整改进展情况的通报"
    assert metas["PubDate"] == "2026-01-20"
    assert metas["ContentSource"] == "中共甲区红十字会党组"
    assert metas["SiteDomain"] == "example.org"
    assert "SiteIDCode" not in metas
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/site/bodies/jia-red-cross/"]
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert (data["@type"], data["datePublished"]) == ("Report", "2026-01-20")


def test_a_government_site_carries_its_code_and_only_then(site: Site, tmp_path: Path) -> None:
    publisher = "publisher: {kind: KIND, name: 某机关, site_code: '3701160001'}\n"
    for kind, shown in (("government", True), ("ngo", False)):
        other = Site.copy("small", tmp_path / kind)
        settings = (other.root / "site.yaml").read_text(encoding="utf-8")
        other.write("site.yaml", settings + publisher.replace("KIND", kind)).build()
        text = (other.output / "index.html").read_text(encoding="utf-8")
        assert ("SiteIDCode" in text) is shown
        assert ("3701160001" in text) is shown


def test_without_a_base_url_nothing_absolute_is_written(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    site.change("site.yaml", "base_url: https://example.org/site/\n", "").build()
    text = (site.output / "bodies/jia-red-cross/index.html").read_text(encoding="utf-8")
    assert "canonical" not in text
    assert "og:url" not in text
    assert "qr" not in html.fromstring(text).xpath("//figure/@class")


def test_the_english_shell_keeps_the_notice_and_says_so(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    settings = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.write("site.yaml", settings + "language: en\n").build()
    page = html.fromstring((site.output / "bodies/jia-red-cross/index.html").read_bytes())
    assert page.get("lang") == "en"
    assert page.xpath("//div[@class='text']/@lang") == ["zh-Hans"]
    assert "Not completed" in page.text_content()
    assert "20 January 2026" in page.text_content()
    assert "The notices are in Chinese" in page.text_content()


def test_the_catalogues_have_the_same_keys_and_values() -> None:
    first, second = (catalogue(language).words for language in LANGUAGES)
    assert set(first) == set(second)
    for key in first:
        assert set(re.findall(r"\{\w+\}", first[key])) == set(re.findall(r"\{\w+\}", second[key])), key


def test_every_key_that_a_template_names_has_words() -> None:
    words = catalogue(LANGUAGES[0]).words
    for file in (ROOT / "templates").rglob("*.html"):
        for key in re.findall(r"""\bt\(["']([\w.-]+)["']\s*[,)]""", file.read_text(encoding="utf-8")):
            assert key in words, f"{file.name}: {key}"
