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
        "content/shandong/jia-red-cross/2026-01-20.md:2: schema is missing; add a line `schema: 1`",
        "content/shandong/jia-red-cross/2026-01-20.md:2: the key shema is not known; did you mean schema?",
    ]
    assert site.files() == before


def test_a_change_of_one_body_touches_its_page_alone(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path).build()
    site.change("content/shandong/jia-red-cross/2026-01-20.md", "党组高度重视。", "党组很重视。").build()
    assert site.built_pages == {"bodies/jia-red-cross/index.html"}
    assert "党组很重视" in site.main("bodies/jia-red-cross/index.html")
    assert site.build().built == set()
    fresh = Site(site.root)
    fresh.output = tmp_path / "fresh"
    assert fresh.build().files() == site.files()


def test_a_template_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    site = Site.copy("small", tmp_path)
    site.write("templates/body.html", "<!doctype html>\n<p>{{ 1 + address }}</p>\n")
    assert len(site.problems()) == 1
    assert site.problems()[0].startswith("templates/body.html:2: the template is wrong: TypeError: ")
