"""Settings for Caddy: lines to be put into a site block of the Caddyfile."""

from __future__ import annotations

from disclosure.headers import ASSET_SECONDS, PAGE_SECONDS
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
	file_server
}}
handle_errors {{
	root * "{folder}"
	rewrite * /404.html
	file_server
}}
"""
