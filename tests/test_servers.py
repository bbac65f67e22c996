"""The settings for web servers, tried with the real nginx and the real Caddy."""

from __future__ import annotations

import http.client
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from driver import Site
from remotes import free_port, need, running

from disclosure import headers, servers

pytestmark = pytest.mark.slow
BELOW = "/open/site/"


@dataclass(frozen=True)
class Served:
    """A site that a web server serves under a path."""

    site: Site
    port: int
    path: str

    def ask(self, address: str) -> tuple[int, dict[str, str], bytes]:
        talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        talk.request("GET", self.path + address, headers={"Accept-Encoding": "gzip"})
        answer = talk.getresponse()
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        talk.close()
        return found


@contextmanager
def nginx(folder: Path, output: Path, path: str) -> Iterator[int]:
    user = "user root; " if os.getuid() == 0 else ""  # else the worker may not enter the test's folders
    port = free_port()
    text = servers.settings("nginx", str(output), path)
    (folder / "nginx.conf").write_text(
        f"{user}daemon off; pid {folder}/pid; error_log stderr; worker_processes 1; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {folder}/body;"
        f" proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fcgi; uwsgi_temp_path {folder}/uwsgi;"
        f" scgi_temp_path {folder}/scgi;\nserver {{ listen 127.0.0.1:{port};\n{text}}} }}\n"
    )
    command = [need("nginx", "nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    said = subprocess.run([*command, "-t"], capture_output=True, text=True).stderr
    assert "[warn]" not in said
    with running(command, port, folder / "nginx.log"):
        yield port


@contextmanager
def caddy(folder: Path, output: Path, path: str) -> Iterator[int]:
    port = free_port()
    text = servers.settings("caddy", str(output), path)
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\nhttp://127.0.0.1:{port} {{\n{text}}}\n")
    command = [need("caddy", "caddy"), "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    own = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, port, folder / "caddy.log", env=own):
        yield port


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Served]]:
    """One site on the root of its host and below a path."""
    site = Site.copy("small", tmp_path).build()
    (site.output / ".hidden").write_text("x")
    places = []
    for path in ("/", BELOW):
        (tmp_path / f"own{len(path)}").mkdir()
        places.append((path, tmp_path / f"own{len(path)}"))
    with request.param(places[0][1], site.output, "/") as one, request.param(places[1][1], site.output, BELOW) as two:
        yield [Served(site, one, "/"), Served(site, two, BELOW)]


def test_a_server_serves_the_site(served: list[Served]) -> None:
    for one in served:
        for address in sorted(one.site.files().keys() - {".hidden"}):
            status, heads, _ = one.ask(address.removesuffix("index.html"))
            assert (status, heads["content-type"]) == (200, headers.content_type(address)), address
            assert heads["cache-control"] == headers.cache_control(address), address
            assert heads["content-security-policy"].startswith("default-src 'self';"), address
            assert heads["x-content-type-options"] == "nosniff", address
        assert one.ask("")[1]["content-encoding"] == "gzip"
        assert one.ask("data/findings.csv")[1]["content-encoding"] == "gzip"
        for missing in ("nowhere/", "data/nothing.csv", "bodies/x/feed.xml", "bodies/x/sources/x.txt"):
            status, heads, content = one.ask(missing)
            assert (status, heads["content-type"]) == (404, "text/html; charset=utf-8"), missing
            assert "content-security-policy" in heads, missing
            assert content, missing
        assert one.ask(".hidden")[0] == 404
        status, heads, _ = one.ask("bodies/jia-red-cross")
        assert status in (301, 308)
        assert heads["location"] in (f"{one.path}bodies/jia-red-cross/", "jia-red-cross/")
