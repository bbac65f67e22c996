"""Settings for web servers that serve the built site: a member a server.

In: the folder with the site and the path it is served under. Out: text to be put into the server's settings.
"""

from __future__ import annotations

import importlib
from typing import Protocol

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
SECURITY = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
"""Headers of every answer."""


class Server(Protocol):
    """A member of this family: a module with this function."""

    def settings(self, folder: str, path: str) -> str:
        """Settings that serve `folder` under the URL path `path` (begins and ends with a slash)."""


SERVERS = {"nginx": "disclosure.servers.nginx", "caddy": "disclosure.servers.caddy"}
"""Module of each member."""


def settings(server: str, folder: str, path: str) -> str:
    """Settings of `server` for the site in `folder` under `path`."""
    made: str = importlib.import_module(SERVERS[server]).settings(folder, path)
    return made
