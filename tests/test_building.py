"""The build of a small site."""

from pathlib import Path

from tests.driver import Site


def test_a_small_site_is_built(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    assert {"index.html", "bodies/jia-red-cross/index.html"} <= set(site.files())
    assert "2026-01-20-1.1.2" in site.main("bodies/jia-red-cross/index.html")
    assert site.build().built == set()


def test_a_content_error_leaves_the_output_alone(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    before = site.files()
    lines = site.change("content/shandong/jia-red-cross/2026-01-20.md", "schema: 1", "shema: 1").problems()
    assert lines == [
        "content/shandong/jia-red-cross/2026-01-20.md:2: schema is missing; add a line `schema: …`",
        "content/shandong/jia-red-cross/2026-01-20.md:2: the key shema is not known; did you mean schema?",
    ]
    assert site.files() == before
