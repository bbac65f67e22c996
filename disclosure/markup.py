"""HTML written by the program itself: escaped values, links, lists of cells.

In: text and trusted HTML (`Markup`). Out: `Markup`. Rows of comparing tables are made here and not by Jinja,
because a site has hundreds of thousands of them.
A row is shown on pages at different depths, so its links begin with `ROOT`, a character that no escaped text
can hold; `at` puts the page's own way to the root there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup

ROOT = "\0"
"""Stands for the way to the site's root in HTML that is not yet on a page."""
_SPECIAL = re.compile("[&<>\"'\0]")


def esc(text: object) -> str:
    """`text` as HTML text or attribute value; trusted HTML stays as it is."""
    if isinstance(text, Markup):
        return str(text)
    text = str(text)
    if not _SPECIAL.search(text):
        return text
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&#34;").replace("'", "&#39;").replace(ROOT, "\ufffd")


def escaped(texts: Sequence[str]) -> Sequence[str]:
    """Each of the plain `texts` as `esc` gives it; looked at together, since hardly any needs a change."""
    together = "".join(texts)
    return [esc(text) for text in texts] if any(map(together.__contains__, "&<>\"'\0")) else texts


def at(html: str, root: str) -> Markup:
    """`html` with its links beginning with `root` (empty or `../../`)."""
    return Markup(html.replace(ROOT, root))  # noqa: S704 - made by this program, values escaped by esc


def join(pieces: Iterable[bytes], root: str) -> bytes:
    """Ready pieces one after the other, for a page that is `root` away from the site's root; `rendering` puts them there."""
    return b"".join(pieces).replace(ROOT.encode(), root.encode())


def link(href: str, text: object, attributes: str = "") -> str:
    """A link; `href` and `text` are escaped."""
    return f'<a href="{_href(href)}"{attributes}>{esc(text)}</a>'


def _href(href: str) -> str:
    """An address of our own may begin with `ROOT`; the rest is escaped."""
    return ROOT + esc(href[1:]) if href.startswith(ROOT) else esc(href)


def body_href(slug: str, anchor: str = "") -> str:
    """Way from the root to a body's page, or to a place on it."""
    return f"{ROOT}bodies/{slug}/index.html" + (f"#{anchor}" if anchor else "")
