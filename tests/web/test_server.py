"""The server itself: static files for good, one address or a clear refusal."""

from __future__ import annotations

import io
import socket
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import House

from whensafe.errors import BadOption
from whensafe.web import server
from whensafe.web.settings import STATIC, static_version


def ask(app: Any, path: str) -> tuple[str, dict[str, str], bytes]:
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _exc: Any = None) -> Any:
        said.update(status=status, headers=dict(headers))

    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": "x", "SERVER_PORT": "1",
        "HTTP_HOST": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "SCRIPT_NAME": "",
    }  # fmt: skip
    answer = app(environ, start)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return said["status"], said["headers"], body


def test_every_static_file_is_there_for_good_and_nothing_beside_them(house: House) -> None:
    app = server.application(house.served)
    prefix = f"/static/{static_version()}/"
    for path in (p for p in STATIC.rglob("*") if p.is_file()):
        status, headers, body = ask(app, prefix + path.relative_to(STATIC).as_posix())
        assert status.startswith("200")
        assert body == path.read_bytes()
        assert "immutable" in headers["Cache-Control"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in headers
    for path in ("../server.py", "%2e%2e/server.py", "templates/frame.html"):
        assert not ask(app, prefix + path)[0].startswith("200")


def test_a_page_asks_only_for_what_is_there(house: House) -> None:
    import re

    app = server.application(house.served)
    page = ask(app, "/sign-in")[2].decode()
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    styles = [ask(app, path)[2].decode() for path in asked if path.endswith(".css")]
    fonts = [
        f"/static/{static_version()}/{font}"
        for css in styles
        for font in re.findall(r'url\("([^"]+)"\)', css)
    ]
    assert len(fonts) > 10
    assert all(ask(app, path)[0].startswith("200") for path in [*asked, *fonts])


def test_every_font_and_script_has_its_licence_beside_it() -> None:
    families = {p.name.split("-")[0] for p in (STATIC / "fonts").glob("*.woff2")}
    licences = {p.name.split("-")[1] for p in (STATIC / "fonts").glob("LICENSE-*.txt")}
    assert {family for family in families if not any(one.startswith(family[:4]) for one in licences)} == set()
    assert "Zero-Clause BSD" in (STATIC / "vendor/htmx-LICENSE.txt").read_text(encoding="utf-8")


class Opened:
    """What `server.start` needs of an opened archive."""

    def __init__(self, house: House) -> None:
        from whensafe.settings import Settings

        self.archive, self.settings = house.archive, Settings(archive=Path())
        self.enter, self.may_unlock = house.served.enter, house.served.still
        self.members = house.served.members


def test_it_says_where_it_is_answers_and_stops(house: House) -> None:
    running = server.start(Opened(house), port=0)  # type: ignore[arg-type]
    thread = threading.Thread(target=running.run)
    thread.start()
    try:
        with urllib.request.urlopen(running.url + "sign-in", timeout=10) as answer:  # noqa: S310
            assert answer.status == 200
            assert "Server" not in answer.headers
            assert b"Sign in" in answer.read()
    finally:
        running.close()
        thread.join(20)
    assert not thread.is_alive()


def test_a_taken_port_is_one_clear_refusal(house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadOption, match="can't be listened on"):
            server.start(Opened(house), port=taken.getsockname()[1])  # type: ignore[arg-type]
