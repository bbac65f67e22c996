"""From a save to the reloaded page, seen from a real browser: median and worst of N saves (milliseconds).

Run: python benchmarks/preview.py SITE [N]   (a copy of SITE is changed, not SITE itself; needs Chromium)
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

BUILD = Path(__file__).resolve().parent.parent / "build.py"


def main(site: Path, count: int) -> None:
    """Measure `count` saves of the first report of `site`."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "site"
        shutil.copytree(site, root, ignore=shutil.ignore_patterns("output", ".*", "node_modules", "tests"))
        report = min(root.glob("content/**/????-??-??.md"))
        command = [sys.executable, str(BUILD), "-C", str(root), "serve", "--port", "8700"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert server.stderr  # noqa: S101  (it is a pipe)
        address = next(line for line in server.stderr if "http://" in line).split()[-1]
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"{address}bodies/{report.parent.name}/")
        page.wait_for_selector("article.report", timeout=120_000)
        text, times = report.read_text(encoding="utf-8"), []
        for number in range(count):
            time.sleep(0.5)
            mark = f"第{number}次保存"
            saved = time.time() * 1000
            report.write_text(f"{text}\n{mark}\n", encoding="utf-8")
            page.wait_for_function(f"document.readyState === 'complete' && document.body.innerText.includes('{mark}')")
            seen = page.evaluate(
                "performance.timeOrigin + performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
            )
            times.append(seen - saved)
        browser.close()
        server.terminate()
    print(f"{count} saves: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10)
