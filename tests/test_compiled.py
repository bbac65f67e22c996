"""Templates as compiled: kept on disk, found again, and never in the place of another text."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from disclosure.compiled import Compiled


def environment(folder: Path) -> jinja2.Environment:
    """A new process, as it were: nothing in memory."""
    (folder / "pages").mkdir(exist_ok=True)
    loader = jinja2.FileSystemLoader(folder / "pages")
    return jinja2.Environment(loader=loader, bytecode_cache=Compiled(folder / "templates-1", {}), autoescape=True)


def rendered(folder: Path) -> str:
    return environment(folder).get_template("a.html").render()


def write(folder: Path, text: str) -> None:
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / "a.html").write_text(text)


def kept(folder: Path) -> list[Path]:
    return sorted((folder / "templates-1").iterdir())


def test_what_was_compiled_once_is_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "{{ 1 + 1 }}")
    assert rendered(tmp_path) == "2"

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    assert rendered(tmp_path) == "2"


def test_another_text_takes_the_place_of_the_first(tmp_path: Path) -> None:
    for text, shown in (("{{ 1 + 1 }}", "2"), ("{{ 1 + 2 }}", "3"), ("{{ 1 + 1 }}", "2")):
        write(tmp_path, text)
        assert rendered(tmp_path) == shown
        assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, cut: int) -> None:
    write(tmp_path, "{{ 1 + 1 }}")
    rendered(tmp_path)
    for path in kept(tmp_path):
        path.write_bytes(path.read_bytes()[:cut])
    assert rendered(tmp_path) == "2"


def test_names_are_found_again_by_their_text(tmp_path: Path) -> None:
    first = Compiled(tmp_path / "templates-1", {})
    assert first.references("a", "{% extends 'b.html' %}") == ("b.html",)
    assert first.references("a", "{% include x %}{% include 'c.html' %}") == (None, "c.html")
    second = Compiled(tmp_path / "templates-1", {})
    assert second.references("a", "{% include x %}{% include 'c.html' %}") == (None, "c.html")
    assert second.references("a", "{% extends 'b.html' %}") == ("b.html",)


def test_what_other_settings_left_is_removed(tmp_path: Path) -> None:
    Compiled(tmp_path / "templates-1", {}).references("a", "x")
    Compiled(tmp_path / "templates-2", {}).references("a", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["templates-2"]
