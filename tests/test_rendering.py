"""Templates: what they show is what Jinja itself makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from disclosure.config import Config
from disclosure.page import Page
from disclosure.problem import ContentError
from disclosure.rendering import Renderer

VALUES = {
    "words": "a & b",
    "safe": Markup("<b>"),
    "number": 7,
    "none": None,
    "row": {"x": "<"},
    "rows": [{"x": '"'}, {"x": "'"}],
}
MACROS = "{% macro m(a, b='<') %}({{ a }}{{ b }}{{ caller() if caller is defined }}){% endmacro %}"


@pytest.mark.parametrize(
    "template",
    [
        "{{ words }}{{ safe }}{{ number }}{{ none }}{{ 1.5 }}{{ row.x }}{{ rows }}",
        "{{ words ~ safe }}{{ safe + words }}{{ words|e }}{{ words|safe }}{{ words|upper|replace('A', '<') }}",
        "{% for r in rows %}{{ loop.index }}{{ r.x }}{{ loop.cycle('<', safe) }}{% endfor %}",
        "{{ row.items()|list }}{{ rows[0].get('x') }}{{ rows[0].get('y', '&') }}",
        MACROS + "{{ m(words) }}{{ m(safe, b=words) }}{{ m(*[words, safe]) }}{{ m(**{'a': words}) }}",
        MACROS + "{% call m(words) %}<i>{{ words }}{% endcall %}",
        MACROS + "{% autoescape false %}{{ words }}{{ m(safe) + '&' }}{% endautoescape %}",
        MACROS + "{% autoescape number < 7 %}{{ words }}{{ m(words) }}{{ none }}{% endautoescape %}",
        MACROS + "{% set x = m(words) %}{{ x }}{{ x ~ words }}{% set y %}{{ words }}{% endset %}{{ y }}",
        "{{ dict(a='<').a }}{{ range(3)|list }}{% set n = namespace(a='<') %}{{ n.a }}",
        "{% block a %}{{ words }}{% endblock %}{{ self.a() }}",
    ],
)
def test_a_page_shows_what_jinja_shows(tmp_path: Path, template: str) -> None:
    assert _rendered(tmp_path, template) == jinja2.Environment(autoescape=True).from_string(template).render(VALUES)


@pytest.mark.parametrize(
    "template", ["{{ missing }}", "{{ row.y }}", "{{ missing() }}", "{{ words() }}", "{{ row.x.y.z }}"]
)
def test_what_is_not_there_is_an_error(tmp_path: Path, template: str) -> None:
    with pytest.raises(ContentError, match=r"templates/page.html:1: the template is wrong"):
        _rendered(tmp_path, template)


def test_bytes_are_ready_and_stand_as_they_are(tmp_path: Path) -> None:
    template = "{% if rows %}<ul>{{ rows }}</ul>{{ rows }}{% endif %}{% if none %}{{ none }}{% endif %}{{ words }}"
    values = {"rows": "<li>甲 & {{ words }}</li>".encode(), "none": b"", "words": "<"}
    assert _rendered(tmp_path, template, values) == "<ul><li>甲 & {{ words }}</li></ul><li>甲 & {{ words }}</li>&lt;"


def _rendered(root: Path, template: str, values: Mapping[str, Any] = VALUES) -> str:
    folder = root / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(template, encoding="utf-8")
    return Renderer(Config("站", ""), [folder]).render(Page("page.html", "page.html", values)).decode()
