"""Settings for Caddy: lines to be put into a site block of the Caddyfile."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.headers import ASSET_SECONDS, FEED, ORIGINALS, OTHER, PAGE_SECONDS, TYPES
from disclosure.servers import SECURITY


def settings(folder: str, path: str) -> str:
    """Lines for a site block that serve `folder` under `path`."""
    heads = "".join(f'\t\t{name} "{value}"\n' for name, value in SECURITY)
    return f"""# The built site for Caddy: put these lines into your site block.
encode zstd gzip
handle_path {path}* {{
	root * "{folder}"
	@hidden path */.*
	error @hidden 404
	@assets path /assets/*
	@pages not path /assets/*
	header {{
{heads}	}}
	header @assets Cache-Control "public, max-age={ASSET_SECONDS}"
	header @pages Cache-Control "public, max-age={PAGE_SECONDS}, must-revalidate"
	map {{path}} {{type}} {{
{"".join(_types())}		default "{OTHER}"
	}}
	header Content-Type {{type}}
	file_server
}}
handle_errors {{
	root * "{folder}"
	rewrite * /404.html
	header Content-Type "text/html; charset=utf-8"
	file_server
}}
"""


def _types() -> Iterator[str]:
    """The type of each address; the first line that fits counts."""
    yield f'\t\t~feed\\.xml$ "{FEED}"\n'
    yield f'\t\t~/$ "{TYPES["html"]}"\n'
    for ending, kind in ORIGINALS.items():
        yield f'\t\t~/sources/.*\\.{ending}$ "{kind}"\n'
    for ending, kind in TYPES.items():
        yield f'\t\t~\\.{ending}$ "{kind}"\n'
