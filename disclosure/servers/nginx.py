"""Settings for nginx: lines to be put into a `server { … }` block."""

from __future__ import annotations

from disclosure.headers import ASSET_SECONDS, PAGE_SECONDS
from disclosure.servers import SECURITY


def settings(folder: str, path: str) -> str:
    """Lines for a `server` block that serve `folder` under `path`."""
    heads = "".join(f'    add_header {name} "{value}" always;\n' for name, value in SECURITY)
    return f"""# The built site for nginx: put these lines into your server block.
charset utf-8;
charset_types text/html text/css text/plain text/csv text/vcard text/calendar text/javascript application/javascript application/json application/xml application/atom+xml;
gzip on;
gzip_vary on;
gzip_min_length 1024;
gzip_types text/css text/plain text/csv text/javascript application/javascript application/json application/xml application/atom+xml image/svg+xml;
server_tokens off;
absolute_redirect off;
error_page 404 {path}404.html;

location ~ /\\. {{
    return 404;
}}
location ^~ {path}assets/ {{
    alias "{folder}/assets/";
    add_header Cache-Control "public, max-age={ASSET_SECONDS}";
{heads}}}
location {path} {{
    alias "{folder}/";
    index index.html;
    add_header Cache-Control "public, max-age={PAGE_SECONDS}, must-revalidate" always;
{heads}}}
"""
