"""The built site in a real browser: nothing in the console, nothing leaves the site, axe content, keyboard, any width."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import BODY, Served, small_site
from driver import Site

pytestmark = pytest.mark.slow
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with small_site(tmp_path_factory) as made:
        yield made


@pytest.fixture(autouse=True)
def quiet(served: Served) -> Iterator[None]:
    served.trouble.clear()
    yield
    assert served.trouble == []


def _violations(served: Served, options: dict[str, object], **context: object) -> list[str]:
    found = []
    for address, page in served.visit(**context):  # type: ignore[arg-type]
        for violation in Axe().run(page, options=options).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:3]]
            found.append(f"{address}: {violation['id']}: {violation['help']} {nodes}")
    return found


def test_axe_finds_nothing_on_any_page(served: Served) -> None:
    assert _violations(served, AXE) == []


def test_contrast_is_enough_in_the_dark(served: Served) -> None:
    assert _violations(served, {"runOnly": ["color-contrast"]}, color_scheme="dark") == []


def test_no_page_scrolls_sideways_at_any_width(served: Served) -> None:
    wide = []
    for address, page in served.visit():
        for width in (320, 390, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if over > 0:
                wide.append(f"{address} at {width}: {over}px")
    assert wide == []


def test_pages_fit_when_text_is_twice_as_large(served: Served) -> None:
    for address, page in served.visit(width=640):
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address


def test_touch_targets_are_large_enough(served: Served) -> None:
    page = served.open(BODY, width=390)
    small = page.evaluate(
        """[...document.querySelectorAll('.top a, .top button, .contact dd a, .f-links a, .f-links button')]
        .filter(e => !e.hidden).map(e => [e.textContent, e.getBoundingClientRect().height]).filter(([, h]) => h < 43.9)"""
    )
    assert small == []


def test_a_body_page_is_complete_without_javascript(served: Served) -> None:
    page = served.open(BODY, java_script_enabled=False)
    text = page.inner_text("main")
    for words in (
        "制定“第一议题”学习制度",
        "召开党组会议学习12次",
        "未完成",
        "长期任务已取得阶段性成效",
        "0531-10020030",
    ):
        assert words in text
    assert page.locator(".finding").count() == 3
    assert page.locator("button:visible").count() == 0


def test_the_comparison_is_complete_without_javascript(served: Served) -> None:
    page = served.open("compare/index.html?b=jia-red-cross", java_script_enabled=False)
    assert page.locator("tbody#rows tr").count() == 3
    assert "JavaScript" in page.inner_text("main")


def test_controls_that_need_the_script_are_not_shown_without_it(served: Served) -> None:
    for address in ("index.html", "search/index.html", "compare/gaps/index.html"):
        shown = "form.search, [data-filter], th button, button[data-large]"
        still = served.open(address, java_script_enabled=False)
        assert still.locator(shown).locator("visible=true").count() == 0, address
        still.context.close()
        page = served.open(address)
        assert page.is_visible("form.search, [data-filter]"), address
        page.context.close()


def test_the_keyboard_reaches_the_text_and_every_link(served: Served) -> None:
    page = served.open(BODY)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    wanted = page.evaluate("document.querySelectorAll('main a[href], main button, main summary').length")
    seen = set()
    for _ in range(wanted + 12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("(e => [...document.querySelectorAll('*')].indexOf(e))(document.activeElement)"))
        if page.evaluate("document.activeElement.closest('footer') !== null"):
            break
    assert len(seen) > wanted * 0.9


def test_focus_is_visible(served: Served) -> None:
    page = served.open(BODY)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def _window(served: Served, day: str, opens: str | None, closes: str | None) -> tuple[str, str]:
    """State and words of a feedback window read on `day`, 23:30 in China."""
    page = served.open(BODY)
    page.clock.install(time=f"{day}T23:30:00+08:00")
    page.evaluate(
        """([opens, closes]) => {
        const box = document.querySelector('.window');
        box.innerHTML = '<p class="window-state" data-open="open {n}" data-last="last" data-soon="soon {n}" data-closed="closed" data-from="from"></p>';
        if (opens) box.dataset.opens = opens;
        if (closes) box.dataset.closes = closes;
        }""",
        [opens, closes],
    )
    page.add_script_tag(url=f"{served.base}assets/site.js")
    state = page.evaluate("document.querySelector('.window').dataset.state")
    words = page.inner_text(".window-state")
    page.context.close()
    return state, words


@pytest.mark.parametrize(
    ("day", "opens", "closes", "state", "words"),
    [
        ("2026-01-20", "2026-01-21", "2026-02-28", "soon", "soon 1"),
        ("2026-01-21", "2026-01-21", "2026-02-28", "open", "open 39"),
        ("2026-02-28", "2026-01-21", "2026-02-28", "open", "last"),
        ("2026-03-01", "2026-01-21", "2026-02-28", "closed", "closed"),
        ("2026-02-27", None, "2026-02", "open", "open 2"),
        ("2026-03-01", None, "2026-02", "closed", "closed"),
        ("2026-03-01", "2026-01-21", None, "open", "from"),
    ],
)
def test_the_feedback_window_tells_the_truth_on_any_day(
    served: Served, day: str, opens: str | None, closes: str | None, state: str, words: str
) -> None:
    assert _window(served, day, opens, closes) == (state, words)


def test_large_text_is_remembered(served: Served) -> None:
    page = served.open(BODY)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.click("button[data-large]")
    page.goto(served.base + "index.html")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before
    assert page.get_attribute("button[data-large]", "aria-pressed") == "true"


def test_a_finding_can_be_copied_and_cited(served: Served) -> None:
    page = served.open(BODY, permissions=["clipboard-read", "clipboard-write"])
    card = page.locator(".finding").first
    card.locator("[data-do=link]").click()
    page.wait_for_function("document.querySelector('.toast').textContent !== ''")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "https://example.org/site/bodies/jia-red-cross/#2026-01-20-1.1.1"
    )
    card.locator("[data-do=cite]").click()
    page.wait_for_function("navigator.clipboard.readText().then(t => t.includes('第 1.1.1 项'))")


def test_a_table_sorts_and_filters(served: Served) -> None:
    page = served.open("compare/index.html")
    heads = page.locator("th[data-sort] button")
    heads.nth(0).click()
    first = page.locator("#rows tr").first.locator("time").first.inner_text()
    heads.nth(0).click()
    last = page.locator("#rows tr").first.locator("time").first.inner_text()
    assert first < last
    page.fill("[data-filter] input", "山东")
    assert page.locator("#rows tr:visible").count() == 1


def test_a_table_sorts_by_words_and_by_figures(served: Served) -> None:
    page = served.open("compare/gaps/index.html")
    column = "[...document.querySelectorAll('#rows tr')].map(r => r.cells[%d].textContent)"
    heads = page.locator("th[data-sort] button")
    heads.nth(0).click()
    names = page.evaluate(column % 0)
    assert len(names) == 3 and names == page.evaluate("t => [...t].sort((a, b) => a.localeCompare(b, 'zh'))", names)
    page.evaluate(
        "document.querySelectorAll('#rows tr').forEach((r, i) => r.cells[1].textContent = ['12', '-140', '—'][i])"
    )
    heads.nth(1).click()
    assert page.evaluate(column % 1) == ["-140", "12", "—"]
    heads.nth(1).click()
    assert page.evaluate(column % 1) == ["12", "-140", "—"]
    figures = served.open("compare/metrics/index.html")
    figures.evaluate(
        """document.querySelectorAll("#rows tr").forEach((r, i) => {
        r.cells[2].textContent = ["116万多元", "4305人次"][i]; r.cells[2].dataset.value = [1160000, 4305][i]; })"""
    )
    figures.locator("th[data-sort] button").nth(2).click()
    assert figures.evaluate(column % 2) == ["4305人次", "116万多元"]


def test_bodies_picked_on_one_page_stay_picked(served: Served) -> None:
    page = served.open("compare/index.html", width=360)
    page.check("input[value=jia-red-cross]")
    page.goto(served.base + "index.html")
    page.goto(served.base + "compare/index.html")
    assert page.is_checked("input[value=jia-red-cross]") and "已选 1 个单位" in page.inner_text(".picks")
    page.check("input[value=yi-red-cross]")
    assert Axe().run(page, options=AXE).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.click(".picks .go")
    page.wait_for_selector(".side-by")
    assert page.locator(".side-by thead th").count() == 2
    page.click(".picks button")
    assert page.locator(".picks").inner_text() == "" and not page.is_checked("input[value=jia-red-cross]")


def test_the_table_of_contents_follows_the_reader(served: Served) -> None:
    page = served.open(BODY)
    page.evaluate("document.getElementById('2026-01-20-1.1.2').scrollIntoView()")
    page.wait_for_selector(".toc a[aria-current]")


def test_an_address_of_a_finding_opens_at_it_and_nothing_moves(served: Served) -> None:
    for width in (360, 1280):
        page = served.open(BODY + "#2026-01-20-1.1.2", width=width)
        page.wait_for_load_state("load")
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert 0 <= page.evaluate("document.querySelector('.finding:target').getBoundingClientRect().top") < 400
        page.context.close()
    page = served.open(BODY, width=360)
    moved = "new Promise(d => new PerformanceObserver(l => d(l.getEntries().map(e => e.value))).observe({type: 'layout-shift', buffered: true}))"
    found = page.evaluate(f"Promise.race([{moved}, new Promise(d => setTimeout(() => d([]), 500))])")
    assert sum(found) < 0.02
    assert not page.evaluate("document.querySelector('.toc details').open")
    page.click(".toc summary")
    assert page.is_visible(".toc details a")


def test_the_address_bar_shows_the_short_address(served: Served) -> None:
    page = served.open(BODY)
    assert page.url == served.base + "bodies/jia-red-cross/"


def test_links_work_from_a_folder_of_files(served: Served) -> None:
    page = served.browser.new_context().new_page()
    page.goto((served.site.output / "index.html").as_uri())
    page.click(".news a")
    assert page.locator(".finding").count() > 0
    page.click(".brand")
    assert page.locator(".totals").count() == 1
    page.context.close()


def test_print_has_the_contact_first_and_no_navigation(served: Served) -> None:
    page = served.open(BODY)
    page.emulate_media(media="print")
    assert not page.is_visible(".top nav")
    assert not page.is_visible(".toc")
    order = page.evaluate("[...document.querySelectorAll('.contact, .report')].map(e => e.className)")
    assert order[0] == "contact"
    assert page.is_visible(".qr svg")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")


def test_print_keeps_every_column_and_no_word_of_the_script(served: Served) -> None:
    for address in ("compare/gaps/index.html", "compare/metrics/index.html", "compare/index.html"):
        page = served.open(address, width=670)
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= 670, address
        assert page.evaluate(
            "getComputedStyle(document.querySelector('th[data-sort] button'), '::after').content === 'none'"
        )
        page.context.close()
    page = served.open(BODY)
    page.evaluate("document.querySelector('.window').dataset.state = 'soon'")
    assert page.is_visible(".window-state")
    page.emulate_media(media="print")
    assert not page.is_visible(".window-state")


def test_hostile_text_is_shown_as_text(served: Served, tmp_path: Path) -> None:
    bad = """<img src=x onerror=alert(1)>"''&</script><script>alert(2)</script>"""
    site = Site.copy("small", tmp_path)
    report = "content/shandong/jia-red-cross/2026-01-20.md"
    site.change(report, "title: 关于区委第七轮巡察集中整改进展情况的通报", f"title: {json.dumps(bad)}")
    site.change(report, "（1）“第一议题”制度执行不严。", "（1）“第一议题”" + bad.replace("<", "\\<"))
    site.change(report, "phone: [0531-10020030]", f"phone: [{json.dumps(bad)}]")
    site.change(
        "content/shandong/jia-red-cross/body.yaml", "short_name: 甲区红十字会", f"short_name: {json.dumps(bad)}"
    )
    site.build()
    dialogs: list[str] = []
    context = served.browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    for address in sorted(a for a in site.files() if a.endswith(".html")):
        page.goto((site.output / address).as_uri())
        assert page.locator("img").count() == 0, address
    assert dialogs == []
    page.goto((site.output / BODY).as_uri())
    assert bad in page.inner_text(".report h2")
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_an_address_that_moved_leads_to_the_same_finding(served: Served, tmp_path: Path, script: bool) -> None:
    site = Site.copy("small", tmp_path)
    (site.root / "content/shandong/jia-red-cross").rename(site.root / "content/shandong/new-red-cross")
    text = (site.root / "site.yaml").read_text(encoding="utf-8")
    site.write("site.yaml", f"redirects: {{bodies/jia-red-cross/: bodies/new-red-cross/}}\n{text}").build()
    context = served.browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto((site.output / "bodies/jia-red-cross/index.html").as_uri() + "#2026-01-20-1.1.2")
    page.wait_for_url("**/bodies/new-red-cross/index.html*")
    assert page.url.endswith("/bodies/new-red-cross/index.html" + ("#2026-01-20-1.1.2" if script else ""))
    context.close()


def test_bodies_stand_side_by_side_at_an_address_that_can_be_shared(served: Served) -> None:
    page = served.open("compare/index.html")
    page.check("input[value=jia-red-cross]")
    page.check("input[value=yi-red-cross]")
    page.click("form button[type=submit]")
    page.wait_for_selector(".side-by")
    assert "b=jia-red-cross&b=yi-red-cross" in page.url
    assert page.locator(".side-by thead th").count() == 2
    assert page.locator(".side-by tbody a").first.get_attribute("href", timeout=1000)
    found = [v["id"] for v in Axe().run(page, options=AXE).response["violations"]]
    assert found == []
    page.locator(".side-by tbody a").first.click()
    assert page.locator(".finding:target").count() == 1
