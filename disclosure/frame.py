"""What every page carries besides its content: title, navigation, meta tags, structured data.

In: the settings and what one page says of itself. Out: the `page` mapping that `base.html` is given.
The three groups of meta tags follow the guideline on government websites (site, column, article). A date of
publication comes from the front matter alone, to the day: a minute that nobody stated is not made up. Only a
government site may carry a site code. Nothing absolute is written where the owner set no base URL.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.markup import escaped

NAV = (
    ("home", "index.html"),
    ("compare", "compare/index.html"),
    ("topics", "compare/topics/index.html"),
    ("regions", "compare/regions/index.html"),
    ("timeline", "compare/timeline/index.html"),
    ("contacts", "contacts/index.html"),
    ("data", "data/index.html"),
    ("search", "search/index.html"),
)
"""The main navigation: message key and address. Members of `pages/` that others own add theirs here."""
SEARCH = "search/index.html"
"""Address of the search page."""
FOOT = (
    ("methodology", "methodology/index.html"),
    ("selfcheck", "self-check/index.html"),
    ("data", "data/index.html"),
    ("feed", "feed.xml"),
)
"""The links at the foot of each page."""
PLACES = frozenset(address for _, address in NAV)
"""Addresses that the main navigation leads to."""
_COLUMN_TYPES = {"home": "首页", "contacts": "咨询投诉", "data": "数据发布"}
"""Values of the guideline's open list; a column with no value of its own has none."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an article's meta tags need."""

    title: str
    published: str
    source: str
    keywords: Sequence[str] = ()


def page(
    config: Config,
    address: str,
    title: str,
    *,
    section: str,
    description: str = "",
    article: Article | None = None,
    structured: Mapping[str, Any] | None = None,
    alternates: Sequence[tuple[str, str, str]] = (),
) -> dict[str, Any]:
    """The `page` mapping of the page at `address`, which belongs to the column `section` of `NAV`.

    `alternates` are (address below the root, media type, title) of feeds and data of the page.
    """
    canonical = absolute(config, address)
    description = description or config.description
    metas = _metas(config, section, description, article, canonical)
    og = _open_graph(config, title, description, article, canonical)
    return {
        "title": title,
        "section": section,
        "canonical": canonical,
        "tags": _tags(metas + og),
        "jsonld": structured_data(structured) if structured else "",
        "alternates": tuple(alternates),
    }


def absolute(config: Config, address: str) -> str:
    """The canonical address of a page, folders without `index.html`; empty without a base URL."""
    return config.base_url + address.removesuffix("index.html") if config.base_url else ""


def _metas(
    config: Config, section: str, description: str, article: Article | None, canonical: str
) -> list[tuple[str, str]]:
    say = catalogue(config.language)
    column = say(f"nav.{section}") if say.has(f"nav.{section}") else config.title
    who = config.publisher
    metas = [
        ("description", description),
        ("SiteName", config.title),
        ("SiteDomain", urlsplit(config.base_url).netloc if config.base_url else ""),
        ("SiteIDCode", who.site_code or "" if who.kind == "government" else ""),
        ("ColumnName", column),
        ("ColumnDescription", description),
        ("ColumnKeywords", say("keywords")),
        ("ColumnType", _COLUMN_TYPES.get(section, "")),
    ]
    if article:
        metas += [
            ("ArticleTitle", article.title),
            ("PubDate", article.published),
            ("ContentSource", article.source),
            ("Keywords", ",".join(article.keywords)),
            ("Author", article.source),
            ("Description", description),
            ("Url", canonical),
        ]
    return metas


def _open_graph(
    config: Config, title: str, description: str, article: Article | None, canonical: str
) -> list[tuple[str, str]]:
    return [
        ("og:type", "article" if article else "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", config.title),
        ("og:locale", "zh_CN" if config.language != "en" else "en_US"),
        ("og:url", canonical),
        ("article:published_time", article.published if article else ""),
    ]


def _tags(found: Sequence[tuple[str, str]]) -> Markup:
    """Meta tags, one a line; `found` are their names and contents, an empty content leaves its tag out.

    Made here and not by a template: every page has twenty.
    """
    contents = escaped([content for _, content in found])
    return Markup(  # noqa: S704 - the names are our own, the contents are escaped
        "\n".join(
            f'<meta {"property" if ":" in name else "name"}="{name}" content="{content}">'
            for (name, _), content in zip(found, contents, strict=True)
            if content
        )
    )


def structured_data(data: Mapping[str, Any]) -> Markup:
    """`data` as JSON-LD that cannot end its script element."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704
