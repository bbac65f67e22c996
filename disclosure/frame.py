"""What every page carries besides its content: title, navigation, meta tags, structured data.

In: the settings and what one page says of itself. Out: the `page` mapping that `base.html` is given.
The three groups of meta tags follow the guideline on government websites (site, column, article). A date of
publication comes from the front matter alone, to the day: a minute that nobody stated is not made up. Only a
government site may carry a site code. Nothing absolute is written where the owner set no base URL.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from disclosure.catalogue import catalogue
from disclosure.config import Config
from disclosure.markup import esc, escaped
from disclosure.memo import remembering

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
    return {
        "title": title,
        "section": section,
        "canonical": canonical,
        "tags": _tags(config, section, title, description or config.description, article, canonical),
        "jsonld": structured_data(structured) if structured else "",
        "alternates": tuple(alternates),
    }


def absolute(config: Config, address: str) -> str:
    """The canonical address of a page, folders without `index.html`; empty without a base URL."""
    return config.base_url + address.removesuffix("index.html") if config.base_url else ""


def _tags(
    config: Config, section: str, title: str, description: str, article: Article | None, canonical: str
) -> Markup:
    """The meta tags of a page, one a line; a tag without a content is left out.

    Made here and not by a template: every page has twenty, and half of them are those of its column.
    """
    column = _columns(config, None)[section]
    title, description, canonical = escaped((title, description, canonical))
    tags = [
        _meta("description", description),
        column.site,
        _meta("ColumnDescription", description),
        column.column,
        *(_article_tags(article, description, canonical) if article else ()),
        '<meta property="og:type" content="article">' if article else '<meta property="og:type" content="website">',
        _property("og:title", title),
        _property("og:description", description),
        column.graph,
        _property("og:url", canonical),
        _property("article:published_time", esc(article.published)) if article else "",
    ]
    return Markup("\n".join(filter(None, tags)))  # noqa: S704 - the names are our own, the contents are escaped


def _article_tags(article: Article, description: str, canonical: str) -> Sequence[str]:
    """The meta tags of an article; `description` and `canonical` are escaped."""
    title, published, source, keywords = escaped(
        (article.title, article.published, article.source, ",".join(article.keywords))
    )
    return (
        _meta("ArticleTitle", title),
        _meta("PubDate", published),
        _meta("ContentSource", source),
        _meta("Keywords", keywords),
        _meta("Author", source),
        _meta("Description", description),
        _meta("Url", canonical),
    )


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">' if content else ""


def _property(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">' if content else ""


class _Column(NamedTuple):
    """Meta tags that all pages of a column have in common."""

    site: str
    column: str
    graph: str


class _Columns(dict[str, _Column]):
    """The columns of a site by the section of their pages."""

    def __init__(self, config: Config, _: None) -> None:
        super().__init__()
        self._config = config

    def __missing__(self, section: str) -> _Column:
        config = self._config
        say, who = catalogue(config.language), config.publisher
        names = {
            "SiteName": config.title,
            "SiteDomain": urlsplit(config.base_url).netloc if config.base_url else "",
            "SiteIDCode": who.site_code or "" if who.kind == "government" else "",
            "ColumnName": say(f"nav.{section}") if say.has(f"nav.{section}") else config.title,
        }
        column = {"ColumnKeywords": say("keywords"), "ColumnType": _COLUMN_TYPES.get(section, "")}
        graph = {"og:site_name": config.title, "og:locale": "zh_CN" if config.language != "en" else "en_US"}
        self[section] = _Column(_lines(_meta, names), _lines(_meta, column), _lines(_property, graph))
        return self[section]


def _lines(tag: Callable[[str, str], str], contents: Mapping[str, str]) -> str:
    return "\n".join(filter(None, (tag(name, esc(content)) for name, content in contents.items())))


_columns = remembering(_Columns, 8)
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def structured_data(data: Mapping[str, Any]) -> Markup:
    """`data` as JSON-LD that cannot end its script element."""
    text = _JSON.encode({"@context": "https://schema.org", **data})
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))  # noqa: S704
