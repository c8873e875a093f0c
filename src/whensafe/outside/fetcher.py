"""The only way out, and only to an address that a person gave (`desk.ports.Fetcher`).

The name is resolved once, every answer is checked, and the connection goes to exactly a checked address, so
that no later answer can lead it elsewhere; TLS still asks for the name. Each redirect starts over. There are
no cookies, no proxies from the environment, no credentials, and one deadline over everything but resolving.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from typing import Self
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from whensafe.desk.ports import Fetched
from whensafe.errors import BadOption, NotFound, Refused, TooLarge, Unreadable, WhensafeError
from whensafe.outside.addresses import Address, is_public

_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_TLS_PORT, _PLAIN_PORT = 443, 80
_HEADERS = {
    # No name of ours: what somebody reads, and with what, is nobody's business.
    "User-Agent": "Mozilla/5.0",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one fetch may cost: bytes (packed and unpacked alike), seconds over all, redirects."""

    size: int = 64 * 1024 * 1024
    seconds: float = 60.0
    connect_seconds: float = 10.0
    redirects: int = 5


def _resolve(host: str, port: int) -> list[str]:
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


@dataclass(frozen=True, slots=True)
class Policy:
    """Where a connection may go. Tests allow loopback here; the program never does.

    ``resolve`` gives every address of a host and port as text. ``tls`` makes the context for https.
    """

    allows: Callable[[Address], bool] = is_public
    resolve: Callable[[str, int], list[str]] = _resolve
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context


class Fetcher:
    """Fetches one page at a time within its bounds."""

    def __init__(self, bounds: Bounds | None = None, policy: Policy | None = None) -> None:
        """Connect to nothing yet."""
        self._bounds = bounds if bounds is not None else Bounds()
        self._policy = policy if policy is not None else Policy()

    def fetch(self, url: str) -> Fetched:
        """Fetch a page.

        Raises `BadOption` for what is no web address, `Refused` for one on a private network, `TooLarge` over
        a bound, `NotFound` and `Unreadable` for what the server says or doesn't.
        """
        deadline = time.monotonic() + self._bounds.seconds
        here = _checked(url)
        for _ in range(self._bounds.redirects + 1):
            page = self._get(here, deadline)
            if isinstance(page, Fetched):
                return page
            here = _redirected(here, page)
        raise TooLarge(f"this address redirects more than {self._bounds.redirects} times", where=_shown(here))

    def _get(self, url: SplitResult, deadline: float) -> Fetched | str:
        """The page, or where it redirects to."""
        last: WhensafeError = Unreadable(
            "this name has no address", where=_shown(url), todo="Check the address."
        )
        for address in self._addresses(url)[:3]:
            connection = self._connection(url, address, deadline)
            with _Deadline(connection, deadline) as clock:
                try:
                    connection.connect()
                    clock.watch(connection.sock)
                    page = self._exchange(connection, url)
                    if not clock.passed:  # a shut socket looks like the end of a page
                        return page
                    raise TimeoutError
                except (HTTPError, HTTPException, OSError, ValueError, zlib.error) as error:
                    last = self._failed(url, error, late=clock.passed)
                    if clock.passed or isinstance(error, ssl.SSLError):
                        break
        raise last

    def _addresses(self, url: SplitResult) -> list[str]:
        """Every address of the name, if all are allowed: a name with one private address is a trap."""
        host = str(url.hostname)
        try:
            found = list(dict.fromkeys(self._policy.resolve(host, _port(url))))
        except (OSError, UnicodeError) as error:
            raise Unreadable(
                "this name can't be resolved", where=_shown(url), todo="Check the address."
            ) from error
        for address in found:
            if not self._allows(address):
                raise Refused(
                    "this address leads into a private network and is not fetched",
                    where=_shown(url),
                    todo="Save the page and add the file.",
                )
        return found

    def _allows(self, address: str) -> bool:
        try:
            return self._policy.allows(ipaddress.ip_address(address))
        except ValueError:
            return False

    def _connection(self, url: SplitResult, address: str, deadline: float) -> HTTPConnection:
        """A connection to the checked address and no other; the name is for TLS only."""
        timeout = max(0.1, min(self._bounds.connect_seconds, deadline - time.monotonic()))
        if url.scheme == "http":
            return HTTPConnection(address, _port(url), timeout=timeout)
        host = str(url.hostname)
        return HTTPSConnection(
            address,
            _port(url),
            timeout=timeout,
            ssl_context=self._policy.tls(),
            server_hostname=host,
        )

    def _exchange(self, connection: HTTPConnection, url: SplitResult) -> Fetched | str:
        path = urlunsplit(("", "", url.path or "/", url.query, ""))
        headers = {**_HEADERS, "Host": url.netloc}
        connection.request("GET", path, headers=headers, preload_content=False, decode_content=False)
        response = connection.getresponse()
        if response.status in _REDIRECTS and response.headers.get("Location"):
            return str(response.headers["Location"])
        if response.status != 200:
            kind = NotFound if response.status in _GONE else Unreadable
            raise kind(f"the server answers {response.status}", where=_shown(url))
        media_type = (response.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        return Fetched(urlunsplit(url), self._body(response, url), media_type[:100])

    def _body(self, response: HTTPResponse, url: SplitResult) -> bytes:
        stated = response.headers.get("Content-Length") or "0"
        if stated.isdecimal() and int(stated) > self._bounds.size:
            raise self._too_large(url)
        body = bytearray()
        for part in _unpacked(response, self._bounds.size):
            body += part
            if len(body) > self._bounds.size:
                raise self._too_large(url)
        return bytes(body)

    def _too_large(self, url: SplitResult) -> TooLarge:
        return TooLarge(f"this page has more than {self._bounds.size // 1_000_000} MB", where=_shown(url))

    def _failed(self, url: SplitResult, error: Exception, *, late: bool) -> WhensafeError:
        if late:
            return TooLarge(
                f"this page takes longer than {self._bounds.seconds:g} seconds", where=_shown(url)
            )
        if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
            return Refused("the server can't show that it is the one it should be", where=_shown(url))
        return Unreadable(
            f"the server doesn't answer as a web server does ({type(error).__name__})", where=_shown(url)
        )


class _Deadline:
    """Shuts the connection's socket when the time is over, however slowly bytes drip in."""

    def __init__(self, connection: HTTPConnection, deadline: float) -> None:
        self.passed = False
        self._connection = connection
        self._sock: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._shut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._connection.close()

    def watch(self, sock: socket.socket | None) -> None:
        """Keep the socket: the connection forgets it once the answer has begun."""
        self._sock = sock

    def _shut(self) -> None:
        self.passed = True
        sock = self._sock or self._connection.sock
        if sock is not None:
            with contextlib.suppress(OSError):  # the plain method: TLS's own would wait for an answer
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _unpacked(response: HTTPResponse, most: int) -> Iterator[bytes]:
    """The body as it comes, unpacked if it was packed unasked, at most one byte over ``most`` at a time."""
    packing = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing in ("identity", ""):
        while part := response.read1(_CHUNK):
            yield part
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable("the server packs its page in a way that was not asked for")
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: gzip or zlib, by their heads
    while part := response.read1(_CHUNK):
        yield unpack.decompress(part, most + 1)
    if not unpack.eof:
        raise Unreadable("the page ends before its end")


def _checked(url: str) -> SplitResult:
    """An address with a scheme of ours and a host, in ASCII; or `BadOption`."""
    if re.search(r"[\x00-\x20\x7f\\]", url) or len(url) > 8192:
        raise BadOption("this is not a web address", todo="Copy it from the browser's address bar.")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadOption(
            "this is not a web address", todo="Copy it from the browser's address bar."
        ) from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadOption("only http and https addresses are fetched", todo="Save the page and add the file.")
    if parts.username is not None or parts.password is not None:
        raise BadOption("a web address with a name or password in it is not fetched", todo="Leave them out.")
    plain = host if ":" in host else _ascii_host(host)
    named = f"[{plain}]" if ":" in plain else plain
    netloc = named if port is None else f"{named}:{port}"
    return SplitResult(parts.scheme, netloc, _ascii(parts.path), _ascii(parts.query), "")


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise BadOption(
            "this is not a web address", todo="Copy it from the browser's address bar."
        ) from error


def _ascii(text: str) -> str:
    """Letters beyond ASCII as browsers send them."""
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
        for letter in text
    )


def _redirected(here: SplitResult, location: str) -> SplitResult:
    """Where a redirect leads, checked like a typed address; never from https down to http."""
    there = _checked(urljoin(urlunsplit(here), location.strip()))
    if here.scheme == "https" and there.scheme == "http":
        raise Refused("this address redirects from a protected page to an open one", where=_shown(here))
    return there


def _port(url: SplitResult) -> int:
    return url.port if url.port is not None else _TLS_PORT if url.scheme == "https" else _PLAIN_PORT


def _shown(url: SplitResult) -> str:
    """Host and path for an error message: queries hold tokens."""
    return f"{url.netloc}{url.path}"[:200]
