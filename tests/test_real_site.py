"""The site of the three real notices in a real browser: every page, without a word in the console."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from browsing import CHROMIUM, serving
from driver import Site

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent


def test_every_page_of_the_three_notices_opens_quietly(tmp_path: Path) -> None:
    assert CHROMIUM, "no Chromium on this machine: apt-get install chromium"
    shutil.copytree(ROOT / "content", tmp_path / "site/content")
    shutil.copy(ROOT / "site.yaml", tmp_path / "site")
    with serving(Site(tmp_path / "site").build()) as served:
        assert {f"bodies/{name}-red-cross/index.html" for name in ("laiwu", "dongxihu", "qingyuan")} <= {*served.pages}
        for address, page in served.visit():
            assert page.locator("main h1").count() == 1, address
        assert served.trouble == []
