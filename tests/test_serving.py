"""The preview, seen from a real browser."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import Site
from playwright.sync_api import Page, sync_playwright
from remotes import free_port, need

pytestmark = pytest.mark.slow
BUILD = Path(__file__).parent.parent / "build.py"
REPORT = "content/shandong/jia-red-cross/2026-01-20.md"
ADDRESS = "bodies/jia-red-cross/"


class Running:
    """A preview in a process of its own."""

    def __init__(self, site: Site, port: int, program: Path = BUILD) -> None:
        self.site = site
        environment = {**os.environ, "DISCLOSURE_LANG": "en", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, str(program), "-C", str(site.root), "serve", "--port", str(port)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
        self.said: list[str] = []
        self.address = ""
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line.strip())
            if found := re.search(r"http://\S+", line):
                self.address = found[0]
                break
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line.strip())

    def answer(self, path: str, host: str = "127.0.0.1", method: str = "GET") -> int:
        port = int(self.address.rstrip("/").rpartition(":")[2])
        talk = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        talk.request(method, path, headers={"Host": host})
        status = talk.getresponse().status
        talk.close()
        return status


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=need("chromium", "chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield found
        found.close()


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    site = Site.copy("small", tmp_path)
    site.change(REPORT, "schema: 1\n", "schema: 1\nstate: draft\n")
    running = Running(site, free_port())
    yield running
    running.process.terminate()
    running.process.wait(10)


def opened(browser, preview: Running) -> Page:  # type: ignore[no-untyped-def]
    page: Page = browser.new_page(viewport={"width": 800, "height": 300})
    page.goto(preview.address + ADDRESS)
    page.wait_for_selector("article.report")
    return page


def test_the_page_follows_every_change(browser, preview: Running) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, preview)
    site = preview.site
    assert page.inner_text(".held") == "草稿：只在预览里显示"
    page.evaluate("scrollTo(0, 200)")
    site.change(REPORT, "党组高度重视", "党组很重视")
    page.wait_for_function("document.body.innerText.includes('党组很重视')")
    page.wait_for_function("scrollY === 200")

    for words in ("党组特别重视", "党组非常重视", "党组十分重视"):  # quick saves: the last one counts
        text = re.sub("党组[^。]*重视", words, (site.root / REPORT).read_text(encoding="utf-8"))
        site.write(REPORT, text)
    page.wait_for_function("document.body.innerText.includes('党组十分重视')")

    site.change(REPORT, "schema: 1", "shema: 1")
    page.wait_for_selector("disclosure-problems")
    shown = page.evaluate("document.querySelector('disclosure-problems').shadowRoot.textContent")
    assert f"{REPORT}:2: the key shema is not known; did you mean schema?" in shown
    assert "党组十分重视" in page.inner_text("body")
    page.reload()
    page.wait_for_selector("disclosure-problems")
    site.change(REPORT, "shema: 1", "schema: 1")
    page.wait_for_selector("disclosure-problems", state="detached")
    assert preview.said[-1] == "mended; no page changed"

    site.write("content/new/ding-red-cross/body.yaml", (site.root / REPORT).parent.joinpath("body.yaml").read_text())
    report = (site.root / "content/guangdong/bing-red-cross/2025-11-30.md").read_text(encoding="utf-8")
    site.write("content/new/ding-red-cross/2025-11-30.md", report)
    page.goto(preview.address + "bodies/ding-red-cross/")
    page.wait_for_selector("article.report")
    page.close()


def test_a_style_sheet_is_swapped_in_place(browser, preview: Running) -> None:  # type: ignore[no-untyped-def]
    page = opened(browser, preview)
    page.evaluate("window.same = true")
    css = (BUILD.parent / "templates/assets/site.css").read_text(encoding="utf-8")
    preview.site.write("templates/assets/site.css", css + "\nbody{outline:7px solid}\n")
    page.wait_for_function("getComputedStyle(document.body).outlineWidth === '7px'")
    assert page.evaluate("window.same") is True
    page.close()


def test_only_this_machine_is_answered(preview: Running) -> None:
    assert preview.answer("/assets/site.css", "evil.example") == 403
    assert preview.answer("/livereload", "evil.example") == 403
    assert preview.answer("/.git/config") == 404
    assert preview.answer("/%2e%2e/site.yaml") in (403, 404)
    assert preview.answer("/..%2f..%2fsite.yaml") in (403, 404)
    assert preview.answer("/forcereload") == 404
    assert preview.answer("/", method="POST") == 405


def test_a_port_in_use_is_left_for_the_next(preview: Running, tmp_path: Path) -> None:
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    other = Running(Site.copy("small", tmp_path / "other"), port)
    other.process.terminate()
    other.process.wait(10)
    assert other.said[0] == "the port is in use: taking the next"
    assert other.address != preview.address


def test_output_is_not_touched(browser, preview: Running) -> None:  # type: ignore[no-untyped-def]
    opened(browser, preview).close()
    assert not preview.site.output.exists()
    built = (preview.site.root / ".cache/preview/site" / ADDRESS / "index.html").read_text(encoding="utf-8")
    assert "livereload" not in built


def shown(page: Page) -> str:
    """What stands over the page."""
    page.wait_for_selector("disclosure-problems")
    return str(page.evaluate("document.querySelector('disclosure-problems').shadowRoot.textContent"))


def test_settings_and_templates_are_followed(browser, preview: Running) -> None:  # type: ignore[no-untyped-def]
    site = preview.site
    page = opened(browser, preview)
    site.change("site.yaml", "title: 测试站", "title: 改名站")
    page.wait_for_function("document.title.includes('改名站')")
    site.change("site.yaml", "title: 改名站", "titel: 改名站")
    assert "site.yaml:1: the key titel is not known; did you mean title?" in shown(page)
    assert "改名站" in page.title()
    site.change("site.yaml", "titel: 改名站", "title: 测试站")
    page.wait_for_function("document.title.includes('测试站') && !document.querySelector('disclosure-problems')")

    site.write("templates/body.html", "<!doctype html>\n<p>{% if %}</p>\n")  # the folder is new
    assert "templates/body.html:2: the template is wrong" in shown(page)
    site.write("templates/body.html", "<!doctype html><title>x</title><h1>own template {{ address }}</h1>\n")
    page.wait_for_function("document.body.innerText.includes('own template bodies/jia-red-cross/')")
    site.remove("templates")
    page.wait_for_selector("article.report")
    site.write("templates/assets/site.js", "document.documentElement.dataset.own = 'yes';\n")
    page.wait_for_function("document.documentElement.dataset.own === 'yes'")
    page.close()


def test_python_starts_again(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    program = tmp_path / "program"
    for name in ("disclosure", "templates"):
        shutil.copytree(BUILD.parent / name, program / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(BUILD, program / "build.py")
    preview = Running(Site.copy("small", tmp_path), free_port(), program / "build.py")
    try:
        page = opened(browser, preview)
        title = page.title()
        views = program / "disclosure/frame.py"
        sound = views.read_text(encoding="utf-8")
        views.write_text(f"{sound}\nthis is no Python\n", encoding="utf-8")
        assert f"disclosure/frame.py:{sound.count(chr(10)) + 2}: the program does not start" in shown(page)
        assert preview.answer("/") == 200
        views.write_text(sound, encoding="utf-8")
        page.wait_for_selector("disclosure-problems", state="detached")
        words = program / "disclosure/messages/zh-Hans.json"
        words.write_text(words.read_text(encoding="utf-8").replace("自查", "自己查"), encoding="utf-8")
        page.wait_for_function("document.body.innerText.includes('自己查')")
        assert page.title() == title
        assert page.url.startswith(preview.address)
        page.close()
    finally:
        preview.process.terminate()
        preview.process.wait(10)
