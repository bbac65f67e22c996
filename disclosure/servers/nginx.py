"""Settings for nginx: lines to be put into a `server { … }` block."""

from __future__ import annotations

import re
from collections.abc import Mapping

from disclosure.headers import ASSET_SECONDS, FEED, ORIGINALS, OTHER, PAGE_SECONDS, TYPES
from disclosure.servers import SECURITY

_COMPRESSED = (
    "text/css",
    "text/csv",
    "text/plain",
    "text/calendar",
    "text/javascript",
    "text/markdown",
    "text/vcard",
    "application/atom+xml",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
)
"""Types that are sent compressed, beside HTML, which always is."""
_PAGE = f"public, max-age={PAGE_SECONDS}, must-revalidate"
_ASSET = f"public, max-age={ASSET_SECONDS}"


def settings(folder: str, path: str) -> str:
    """Lines for a `server` block that serve `folder` under `path`."""
    known = sorted({kind.partition(";")[0] for kind in (*TYPES.values(), FEED) if "charset" in kind} - {"text/html"})
    start = "^" + re.escape(path)
    parts = (
        _location(f"^~ {path}assets/", f"{folder}/assets/", _ASSET, TYPES),
        _location(f"~ {start}(.*feed\\.xml)$", f"{folder}/$1", _PAGE, {"xml": FEED}),
        _location(f"~ {start}((?:.*/)?sources/.*)$", f"{folder}/$1", _PAGE, ORIGINALS, "    charset off;\n"),
        _location(path, f"{folder}/", _PAGE, TYPES, "    index index.html;\n"),
    )
    return f"""# The built site for nginx: put these lines into your server block.
charset utf-8;
charset_types {" ".join(known)};
gzip on;
gzip_vary on;
gzip_min_length 1024;
gzip_types {" ".join(_COMPRESSED)};
server_tokens off;
absolute_redirect off;
error_page 404 {path}404.html;

location ~ /\\. {{
    return 404;
}}
{"".join(parts)}"""


def _location(match: str, folder: str, cache: str, types: Mapping[str, str], more: str = "") -> str:
    """A location with its types: what nginx itself knows is older than the files of this site."""
    heads = "".join(f'    add_header {name} "{value}" always;\n' for name, value in SECURITY)
    endings: dict[str, list[str]] = {}
    for ending, kind in types.items():
        endings.setdefault(kind.partition(";")[0], []).append(ending)
    lines = "".join(f"        {kind} {' '.join(found)};\n" for kind, found in sorted(endings.items()))
    return f"""location {match} {{
    alias "{folder}";
{more}    default_type {OTHER};
    types {{
{lines}    }}
    add_header Cache-Control "{cache}";
{heads}}}
"""
