"""The site on a phone: what must be in view there, and what says that more stands to the right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import BODY, Served, small_site
from driver import Site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with small_site(tmp_path_factory) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(served: Served) -> Iterator[None]:
    served.trouble.clear()
    yield
    assert served.trouble == []


def test_a_chart_wider_than_the_screen_says_so_and_scrolls_by_keyboard(served: Served) -> None:
    page = served.open("compare/timeline/index.html", width=390)
    chart = page.locator(".wide-pic").first
    assert chart.evaluate("e => e.scrollWidth > e.clientWidth") and page.locator(".swipe").first.is_visible()
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.wide-pic').scrollLeft > 0")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.locator(".swipe").first.is_visible()


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_what_a_notice_states_and_what_is_counted_are_in_view_on_a_phone(
    served: Served, tmp_path: Path, language: str
) -> None:
    site = Site.copy("small", tmp_path)
    settings = site.root / "site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\nlanguage: {language}\n", encoding="utf-8")
    site.build()
    context = served.browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto((site.output / BODY).as_uri())
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.querySelectorAll('.claims tbody tr').length") > 0
        assert page.evaluate(
            "[...document.querySelectorAll('.claims')].every(e => e.parentNode.scrollWidth <= e.parentNode.clientWidth)"
        )
    lines = """[...document.querySelectorAll('.claims thead .n')].map(e => {
        const words = document.createRange(); words.selectNodeContents(e); return words.getClientRects().length; })"""
    assert page.evaluate(lines) == [1, 1]
    context.close()


def test_a_figure_stands_whole_beside_its_label_on_a_phone(served: Served) -> None:
    page = served.open("compare/metrics/index.html", width=390)
    cut = """[...document.querySelectorAll('td[data-value] a')]
        .filter(a => a.getBoundingClientRect().right > a.closest('.scroll').getBoundingClientRect().right)"""
    assert page.locator("td[data-value] a").count() > 0
    assert page.evaluate(f"{cut}.length") == 0


_TOLD = """[...document.querySelectorAll('.swipe + .scroll')].map(e =>
    [e.scrollWidth > e.clientWidth, e.previousElementSibling.checkVisibility()])"""


def test_a_table_that_goes_on_to_the_right_says_so_on_a_phone(served: Served) -> None:
    for address in (
        "compare/gaps/",
        "compare/timeline/",
        "compare/metrics/",
        "compare/?b=jia-red-cross&b=yi-red-cross",
    ):
        page = served.open(address, width=390)
        if "?" in address:
            page.wait_for_selector(".side-by")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        told = page.evaluate(_TOLD)
        assert told and all(wide == said for wide, said in told) and told[0] == [True, True], address
        page.context.close()
    page = served.open("compare/gaps/index.html", width=390)
    page.evaluate(
        "document.querySelectorAll('.sortable tr').forEach(r => [...r.cells].slice(2).forEach(c => c.remove()))"
    )
    page.set_viewport_size({"width": 391, "height": 800})
    page.wait_for_function("document.querySelector('.swipe').hidden")
    still = served.open("compare/gaps/index.html", width=390, java_script_enabled=False)
    assert still.is_visible(".swipe")


def test_every_entry_of_the_menu_is_in_view_on_a_phone(served: Served) -> None:
    page = served.open("index.html", width=320)
    assert page.evaluate(
        "[...document.querySelectorAll('.top nav a')].every(a => a.getBoundingClientRect().right <= innerWidth)"
    )


def test_a_table_that_is_wider_than_a_wide_screen_says_so_too(served: Served) -> None:
    for address in ("compare/", "compare/timeline/"):
        page = served.open(address)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        told = page.evaluate(_TOLD)
        assert told and all(wide == said for wide, said in told), address
        page.context.close()
    assert served.open("compare/", java_script_enabled=False).is_visible(".swipe")
