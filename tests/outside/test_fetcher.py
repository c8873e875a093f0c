"""The fetcher goes where a person sent it, nowhere else, and comes back in time."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from whensafe.errors import BadOption, NotFound, Refused, TooLarge, Unreadable, WhensafeError
from whensafe.outside.addresses import is_public
from whensafe.outside.fetcher import Bounds, Fetcher, Policy

Answer = Callable[[str, socket.socket], None]
"""Given the request's head, writes what it likes to the connection."""


def page(body: bytes = b"<p>words</p>", status: str = "200 OK", **headers: str) -> bytes:
    named = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


@contextlib.contextmanager
def server(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[str]]]:
    """A server on loopback that keeps what it was asked. Yields its port and the requests' heads."""
    heads: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                talk = connection if tls is None else tls.wrap_socket(connection, server_side=True)
                head = b""
                while b"\r\n\r\n" not in head:
                    part = talk.recv(4096)
                    if not part:
                        break
                    head += part
                heads.append(head.decode("latin-1"))
                answer(heads[-1], talk)
                talk.close()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield listening.getsockname()[1], heads
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def sends(*answers: bytes) -> Answer:
    left = list(answers)
    return lambda _head, talk: talk.sendall(left.pop(0) if len(left) > 1 else left[0])


def loopback(address: object) -> bool:
    return str(address) in ("127.0.0.1", "::1") or is_public(ipaddress.ip_address(str(address)))


def fetcher(
    *, tls: ssl.SSLContext | None = None, names: dict[str, list[str]] | None = None, **bounds: float
) -> Fetcher:
    """One that may go to loopback, knows the names given, and has a few seconds."""
    known = {"example.org": ["127.0.0.1"], "127.0.0.1": ["127.0.0.1"], **(names or {})}
    limits = {"seconds": 5.0, "connect_seconds": 2.0, **bounds}
    context = tls if tls is not None else ssl.create_default_context()
    policy = Policy(allows=loopback, resolve=lambda host, _port: known[host], tls=lambda: context)
    return Fetcher(Bounds(**limits), policy)  # type: ignore[arg-type]


class TestPage:
    def test_a_page_comes_back_with_its_final_address(self) -> None:
        with server(sends(page())) as (port, heads):
            fetched = fetcher().fetch(f"http://example.org:{port}/a%20b?q=1&r=ї#part")
        assert fetched.data == b"<p>words</p>"
        assert fetched.media_type == "text/html"
        assert fetched.url == f"http://example.org:{port}/a%20b?q=1&r=%D1%97"
        assert heads[0].startswith("GET /a%20b?q=1&r=%D1%97 HTTP/1.1\r\n")
        assert f"Host: example.org:{port}\r\n" in heads[0]

    def test_the_request_says_nothing_of_who_asks(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
        with server(sends(page(Set_Cookie="id=1; Path=/"))) as (port, heads):
            one = fetcher()
            one.fetch(f"http://example.org:{port}/")
            one.fetch(f"http://example.org:{port}/")
        asked = heads[1].lower()
        for word in ("cookie", "whensafe", "python", "urllib3", "referer", "authorization"):
            assert word not in asked

    @pytest.mark.parametrize(("status", "kind"), [("404 Not Found", NotFound), ("500 Oops", Unreadable)])
    def test_what_the_server_refuses_is_an_error(self, status: str, kind: type[WhensafeError]) -> None:
        with server(sends(page(status=status))) as (port, _), pytest.raises(kind):
            fetcher().fetch(f"http://example.org:{port}/")

    def test_a_page_packed_unasked_is_unpacked(self) -> None:
        with server(sends(page(gzip.compress(b"words " * 100), Content_Encoding="gzip"))) as (port, _):
            assert fetcher().fetch(f"http://example.org:{port}/").data == b"words " * 100

    @pytest.mark.parametrize(
        "answer",
        [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", b"\x00" * 500],
    )
    def test_a_broken_answer_is_one_error(self, answer: bytes) -> None:
        with server(sends(answer)) as (port, _), pytest.raises(Unreadable):
            fetcher().fetch(f"http://example.org:{port}/")

    def test_nobody_there_is_one_error(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        with pytest.raises(Unreadable):
            fetcher().fetch(f"http://example.org:{port}/")


class TestWhere:
    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1/", "http://localhost/", "http://0/", "http://2130706433/", "http://0x7f.1/",
            "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://127.0.0.1.:80/", "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
        ],
    )  # fmt: skip
    def test_by_itself_it_refuses_every_private_address(self, url: str) -> None:
        with pytest.raises((Refused, Unreadable)) as caught:
            Fetcher(Bounds(seconds=3)).fetch(url)
        assert isinstance(caught.value, Refused) or "resolved" in caught.value.message

    def test_the_real_rule_refuses_a_server_on_loopback(self) -> None:
        with server(sends(page())) as (port, heads):
            with pytest.raises(Refused):
                Fetcher(Bounds(seconds=3)).fetch(f"http://127.0.0.1:{port}/")
            assert heads == []

    def test_a_name_with_one_private_address_is_a_trap(self) -> None:
        one = fetcher(names={"trap.example": ["127.0.0.1", "10.0.0.1"]})
        with server(sends(page())) as (port, heads):
            with pytest.raises(Refused):
                one.fetch(f"http://trap.example:{port}/")
            assert heads == []

    def test_a_name_is_resolved_once_and_the_answer_kept(self) -> None:
        asked: list[str] = []

        def resolve(host: str, _port: int) -> list[str]:
            asked.append(host)
            return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

        with server(sends(page())) as (port, _):
            Fetcher(Bounds(seconds=5), Policy(allows=loopback, resolve=resolve)).fetch(
                f"http://rebinding.example:{port}/"
            )
        assert asked == ["rebinding.example"]

    def test_each_redirect_is_checked_anew(self) -> None:
        one = fetcher(names={"inside.example": ["192.168.0.1"]})
        inside = sends(page(status="302 Found", Location="http://inside.example/"))
        with server(inside) as (port, _), pytest.raises(Refused):
            one.fetch(f"http://example.org:{port}/")

    @pytest.mark.parametrize(
        "target", ["file:///etc/passwd", "gopher://example.org/", "http://a:b@example.org/"]
    )
    def test_a_redirect_leads_only_to_web_addresses(self, target: str) -> None:
        with server(sends(page(status="302 Found", Location=target))) as (port, _), pytest.raises(BadOption):
            fetcher().fetch(f"http://example.org:{port}/")

    def test_a_redirect_is_followed_to_a_neighbour(self) -> None:
        with server(sends(page(status="301 Moved", Location="/new"), page(b"new"))) as (port, heads):
            fetched = fetcher().fetch(f"http://example.org:{port}/old/page")
        assert fetched.data == b"new"
        assert fetched.url.endswith("/new")
        assert heads[1].startswith("GET /new ")

    def test_five_redirects_and_no_more(self) -> None:
        again = sends(page(status="302 Found", Location="/again"))
        with server(again) as (port, heads), pytest.raises(TooLarge):
            fetcher().fetch(f"http://example.org:{port}/")
        assert len(heads) == 6

    @pytest.mark.parametrize(
        "url",
        [
            "", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http:///a", "http://[::1",
            "http://example.org:99999/", "http://user@example.org/", "http://user:pass@example.org/",
            "http://exa mple.org/", "http://example.org/\r\nX: y", "http://example.org\\@10.0.0.1/",
            "javascript:alert(1)", "http://" + "a" * 9000, "http://" + "a" * 70 + ".org/", "http://.../",
        ],
    )  # fmt: skip
    def test_what_is_no_web_address_is_refused(self, url: str) -> None:
        with pytest.raises(BadOption):
            fetcher().fetch(url)


class TestBounds:
    def test_a_page_that_says_it_is_too_large_is_not_read(self) -> None:
        with server(sends(page(b"x", Content_Length="99999999999"))) as (port, _), pytest.raises(TooLarge):
            fetcher(size=1000).fetch(f"http://example.org:{port}/")

    def test_a_page_that_does_not_say_so_is_cut_off(self) -> None:
        with server(sends(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 5000)) as (port, _), pytest.raises(TooLarge):
            fetcher(size=1000).fetch(f"http://example.org:{port}/")

    def test_a_small_page_that_unpacks_to_much_is_cut_off(self) -> None:
        bomb = page(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
        with server(sends(bomb)) as (port, _), pytest.raises(TooLarge):
            fetcher(size=1_000_000).fetch(f"http://example.org:{port}/")

    @pytest.mark.parametrize(
        "begin", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"]
    )
    def test_bytes_that_drip_do_not_hold_it(self, begin: bytes) -> None:
        done = threading.Event()

        def drip(_head: str, talk: socket.socket) -> None:
            talk.sendall(begin)
            while not done.wait(0.05):
                talk.sendall(b"x")

        with server(drip) as (port, _):
            start = time.monotonic()
            with pytest.raises(TooLarge):
                fetcher(seconds=0.6).fetch(f"http://example.org:{port}/")
            assert time.monotonic() - start < 2
            done.set()

    def test_a_handshake_that_never_ends_does_not_hold_it(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            start = time.monotonic()
            with pytest.raises((TooLarge, Unreadable)):
                fetcher(seconds=0.6).fetch(f"https://example.org:{silent.getsockname()[1]}/")
            assert time.monotonic() - start < 3


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for example.org that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.org")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("example.org")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


class TestTls:
    def test_the_certificate_is_asked_for_the_name_though_the_address_is_dialled(
        self, certificate: Path
    ) -> None:
        with server(sends(page()), tls_server(certificate)) as (port, _):
            trusting = ssl.create_default_context(cafile=str(certificate))
            assert fetcher(tls=trusting).fetch(f"https://example.org:{port}/").data == b"<p>words</p>"

    def test_a_certificate_of_another_name_is_refused(self, certificate: Path) -> None:
        with server(sends(page()), tls_server(certificate)) as (port, heads):
            trusting = ssl.create_default_context(cafile=str(certificate))
            one = fetcher(tls=trusting, names={"other.example": ["127.0.0.1"]})
            with pytest.raises(Refused):
                one.fetch(f"https://other.example:{port}/")
        assert heads == []

    def test_an_unknown_certificate_is_refused(self, certificate: Path) -> None:
        with server(sends(page()), tls_server(certificate)) as (port, _), pytest.raises(Refused):
            fetcher().fetch(f"https://example.org:{port}/")

    def test_a_redirect_never_leads_from_protected_to_open(self, certificate: Path) -> None:
        down = page(status="302 Found", Location="http://example.org/")
        with server(sends(down), tls_server(certificate)) as (port, _):
            trusting = ssl.create_default_context(cafile=str(certificate))
            with pytest.raises(Refused):
                fetcher(tls=trusting).fetch(f"https://example.org:{port}/")


def tls_server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
