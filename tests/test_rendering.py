"""Templates: what they show is what Jinja itself makes of them."""

from __future__ import annotations

import json
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
from tests.driver import Site

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


@pytest.mark.parametrize(
    "template", ["{{ rows|length }}", "{{ rows[:2] }}", "{{ rows|upper }}", '{% if "b" in rows %}y{% endif %}']
)
def test_a_site_s_own_template_may_do_anything_with_ready_html(tmp_path: Path, template: str) -> None:
    plain = jinja2.Environment(autoescape=True).from_string(template).render(rows=Markup("<b>"))
    assert _rendered(tmp_path, template, {"rows": b"<b>"}) == plain


@pytest.mark.parametrize("title", ["\0rows\0", "<\0rows>"])
def test_no_setting_takes_the_place_of_ready_html(tmp_path: Path, title: str) -> None:
    """The title stands on every list, and YAML can write any character."""
    site = Site.copy("small", tmp_path)
    shown = site.change("site.yaml", "title: ", f"title: {json.dumps(title)} #").build().read("bodies/index.html")
    assert shown.count('class="tile"') == shown.partition("<main")[2].count('class="tile"') > 0


def test_a_call_that_ends_a_loop_is_an_error_of_the_template(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"templates/page.html: the template is wrong"):
        _rendered(tmp_path, "{{ [].__iter__().__next__() }}")


def _rendered(root: Path, template: str, values: Mapping[str, Any] = VALUES) -> str:
    folder = root / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(template, encoding="utf-8")
    return Renderer(Config("站", ""), [folder]).render(Page("page.html", "page.html", values)).decode()
