"""The settings for web servers, tried with the real nginx."""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import Site
from remotes import free_port, need, running

from disclosure import servers

pytestmark = pytest.mark.slow


@pytest.fixture(params=["/", "/open/site/"])
def nginx(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[int, str]]:
    site = Site.copy("small", tmp_path).build()
    user = "user root; " if os.getuid() == 0 else ""  # else the worker may not enter the test's folders
    port = free_port()
    (site.output / ".hidden").write_text("x")
    text = servers.settings("nginx", str(site.output), request.param)
    (tmp_path / "nginx.conf").write_text(
        f"{user}daemon off; pid {tmp_path}/pid; error_log stderr; worker_processes 1; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {tmp_path}/body;"
        f" proxy_temp_path {tmp_path}/proxy; fastcgi_temp_path {tmp_path}/fcgi; uwsgi_temp_path {tmp_path}/uwsgi;"
        f" scgi_temp_path {tmp_path}/scgi;\nserver {{ listen 127.0.0.1:{port};\n{text}}} }}\n"
    )
    command = [need("nginx", "nginx"), "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    with running(command, port, tmp_path / "nginx.log"):
        yield port, request.param


def ask(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    talk.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = talk.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    talk.close()
    return found


def test_nginx_serves_the_site(nginx: tuple[int, str]) -> None:
    port, path = nginx
    for address in ("", "bodies/jia-red-cross/"):
        status, heads, _ = ask(port, path + address)
        assert status == 200
        assert heads["content-type"] == "text/html; charset=utf-8"
        assert heads["content-encoding"] == "gzip"
        assert heads["content-security-policy"].startswith("default-src 'self';")
        assert heads["x-content-type-options"] == "nosniff"
        assert heads["cache-control"] == "public, max-age=60, must-revalidate"
    status, heads, _ = ask(port, path + "assets/site.css")
    assert (status, heads["cache-control"], heads["content-type"]) == (
        200,
        "public, max-age=3600",
        "text/css; charset=utf-8",
    )
    status, heads, content = ask(port, path + "nowhere/")
    assert status == 404
    assert "content-security-policy" in heads
    assert content
    assert ask(port, path + ".hidden")[0] == 404
    assert ask(port, path + "bodies/jia-red-cross")[1]["location"] == path + "bodies/jia-red-cross/"
