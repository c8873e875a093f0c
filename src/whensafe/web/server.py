"""One opened archive on one address, until somebody stops it.

    with open_archive(folder, passphrase, settings) as opened:
        serve(opened, port=8020)

waitress answers (also on Windows), WhiteNoise gives the static files, Django the pages. No request's body or
answer is ever written to a temporary file, and no log line holds a word of either.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from whensafe.web import report
from whensafe.web.settings import ROOM, STATIC, ready, static_version

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from whensafe.desk.ports import Listener
    from whensafe.web.served import Served
    from whensafe.wiring import Opened

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
THREADS = 4


def serve(
    opened: Opened, host: str = "127.0.0.1", port: int = 8020, *, notice: Callable[[str], None] | None = None
) -> None:
    """Serve until interrupted. ``port`` 0 takes any free one; ``notice`` gets the address, once it listens.

    Raises `BadOption` where the address can't be listened on.
    """
    running = start(opened, host, port)
    (notice or _say)(running.url)
    try:
        running.run()
    finally:
        running.close()


class Running:
    """A server that listens already and answers while `run` runs."""

    def __init__(self, server: Any, served: Served, url: str) -> None:
        """``url`` is where a browser finds it, with a slash at the end."""
        self._server, self._served, self.url = server, served, url

    def run(self) -> None:
        """Answer until interrupted, or until another thread calls `close`."""
        try:
            self._server.run()
        except OSError:  # the sockets were closed under it: that is how another thread stops it
            return

    def close(self) -> None:
        """Stop listening, finish what is being taken in or signed, forget editions that aren't."""
        self._server.close()
        self._served.jobs.close()
        self._served.previews.close()


def start(opened: Opened, host: str = "127.0.0.1", port: int = 0) -> Running:
    """Listen; `Running.run` answers."""
    from waitress.server import create_server

    from whensafe.errors import BadOption

    served = serving(opened, hosts=LOOPBACK | {host.lower()})
    largest = served.max_bytes + ROOM
    try:
        server = create_server(
            application(served),
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            expose_tracebacks=False,
            clear_untrusted_proxy_headers=True,
            max_request_body_size=largest,
            # Above these sizes waitress would put a request or an answer into a temporary file, in clear.
            inbuf_overflow=largest + ROOM,
            outbuf_overflow=largest + ROOM,
        )
    except OSError as error:
        raise BadOption(
            "this address can't be listened on", where=f"{host}:{port}", todo="Give another --port or --host."
        ) from error
    shown = f"[{host}]" if ":" in host else host
    return Running(server, served, f"http://{shown}:{server.effective_port}/")


def serving(opened: Opened, *, hosts: frozenset[str] = LOOPBACK) -> Served:
    """What a server needs of an opened archive; sets Django up for the pages."""
    ready(opened.settings.max_bytes)
    _quiet_logs()
    from django.db import connections

    from whensafe.outside.openers import FileOpeners
    from whensafe.web.jobs import Jobs
    from whensafe.web.previews import Previews
    from whensafe.web.served import Served
    from whensafe.web.throttle import Throttle

    return Served(
        archive=opened.archive,
        enter=opened.enter,
        still=opened.may_unlock,
        members=opened.members,
        openers=FileOpeners(opened.settings.state),
        hosts=hosts,
        jobs=Jobs(after=connections.close_all),
        previews=Previews(after=connections.close_all),
        throttle=Throttle(),
        max_bytes=opened.settings.max_bytes,
        listener=_listener(opened),
    )


def _listener(opened: Opened) -> Listener | None:
    """The speech model, where the settings name one that can be used; without one there is no button."""
    from whensafe.errors import Refused
    from whensafe.wiring import listener

    try:
        return listener(opened.settings)
    except Refused:
        return None


def application(served: Served) -> WSGIApplication:
    """The WSGI application: static files under one hash of them all, everything else to the pages."""
    from django.core.handlers.wsgi import WSGIHandler
    from whitenoise import WhiteNoise

    from whensafe.web.served import KEY

    pages = WSGIHandler()

    def with_archive(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[KEY] = served
        return pages(environ, start_response)

    served_first: WSGIApplication = WhiteNoise(
        with_archive,
        root=STATIC,
        prefix=f"static/{static_version()}/",
        max_age=365 * 24 * 60 * 60,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=_static_headers,
    )
    return served_first


def _static_headers(headers: Any, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Referrer-Policy"] = "no-referrer"


def _quiet_logs() -> None:
    """Only a fault's code and place are logged; what libraries log may quote what they were handling."""
    for name in ("django", "waitress", "whensafe"):
        logger = logging.getLogger(name)
        if not any(isinstance(handler.formatter, report.WordlessFormatter) for handler in logger.handlers):
            handler = logging.StreamHandler(sys.stderr)
            handler.setFormatter(report.WordlessFormatter())
            handler.setLevel(logging.ERROR)
            logger.addHandler(handler)
        logger.propagate = False
    logging.getLogger("django.request").setLevel(logging.CRITICAL)  # our own page for faults logs them


def _say(url: str) -> None:
    sys.stderr.write(f"whensafe: {url}  (Ctrl-C stops it)\n")
