"""Where things stand in the output, as data files and feeds name them.

In: the settings and an address below the site's root. Out: an absolute address where the owner set a base URL, else one
from the root of the host (`/bodies/jia/`), for a file that is carried away has no page to be relative to.
"""

from __future__ import annotations

from disclosure.config import Config


def url(config: Config, address: str, anchor: str = "") -> str:
    """The address of a page or file for people and programs elsewhere; a folder's page without `index.html`."""
    way = (config.base_url or "/") + address.removesuffix("index.html")
    return f"{way}#{anchor}" if anchor else way


def body_url(config: Config, slug: str, anchor: str = "") -> str:
    """The page of a body, or a place on it."""
    return url(config, f"bodies/{slug}/", anchor)


def body_file(slug: str, name: str) -> str:
    """Address below the root of a file that belongs to a body: `bodies/jia/feed.xml`."""
    return f"bodies/{slug}/{name}"
