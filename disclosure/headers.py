"""What a web server says of a file: its type and how long it may be kept.

In: an address. Out: header values. The object stores and the examples for web servers use the same table.
"""

from __future__ import annotations

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "vcf": "text/vcard; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json; charset=utf-8",
}
OTHER = "application/octet-stream"
ORIGINALS = {**TYPES, **dict.fromkeys(("txt", "html", "htm", "md"), "text/plain"), "csv": "text/csv"}
"""Originals are sent as they are: their encoding is not known, so none is claimed, and none is shown as a page."""
FEED = "application/atom+xml; charset=utf-8"
ASSET_SECONDS, PAGE_SECONDS = 3600, 60


def content_type(address: str) -> str:
    """The media type of a file."""
    if address.endswith("feed.xml"):
        return FEED
    types = ORIGINALS if "/sources/" in f"/{address}" else TYPES
    return types.get(address.rpartition(".")[2].lower(), OTHER)


def cache_control(address: str) -> str:
    """How long a file may be used without asking: style sheets and scripts an hour, everything else a minute."""
    if address.startswith("assets/"):
        return f"public, max-age={ASSET_SECONDS}"
    return f"public, max-age={PAGE_SECONDS}, must-revalidate"
