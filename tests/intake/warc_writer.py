"""Web archives of invented pages, record by record, as the programs that capture write them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

TALK = (
    b"<!doctype html><html lang=en><head><title>Talk with Vera Lumm</title></head><body>"
    b"<h1>Talk with Vera Lumm</h1>"
    b"<p><b>Odo Karr: Where were you?</b></p><p>Vera Lumm: At the mill. We waited there.</p>"
    b"<p><b>Odo Karr: And then?</b></p><p>Vera Lumm: Then home, over the bridge.</p></body></html>"
)
URL = "https://paper.example/2023/talk"
OTHER = TALK.replace(b"Vera Lumm", b"Ada Brook").replace(b"mill", b"well").replace(b"bridge", b"hill")


def record(kind: str, block: bytes, url: str = URL, *, version: str = "1.0", **headers: str) -> bytes:
    """One record; ``headers`` with _ for -."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{abs(hash_of(block + url.encode())):032x}>",
        "WARC-Date": "2023-05-06T07:08:09Z",
        **({"WARC-Target-URI": url} if url else {}),
        **{key.replace("_", "-"): value for key, value in headers.items()},
        "Content-Length": str(len(block)),
    }
    head = f"WARC/{version}\r\n" + "".join(f"{key}: {value}\r\n" for key, value in named.items()) + "\r\n"
    return head.encode() + block + b"\r\n\r\n"


def hash_of(data: bytes) -> int:
    return int.from_bytes(data[-8:], "big") * 31 + len(data)


def http(body: bytes, *lines: str, status: int = 200, kind: str | None = "text/html; charset=utf-8") -> bytes:
    head = [f"HTTP/1.1 {status} Some", *([f"Content-Type: {kind}"] if kind else []), *lines]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def response(body: bytes = TALK, url: str = URL, *lines: str, **more: str) -> bytes:
    return record(
        "response", http(body, *lines), url, Content_Type="application/http; msgtype=response", **more
    )


def zipped_each(*records: bytes) -> bytes:
    return b"".join(gzip.compress(one, mtime=0) for one in records)


def zip_of(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return out.getvalue()


def wacz(warc: bytes, pages: list[str], **parts: bytes) -> bytes:
    lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url, "title": "x"} for url in pages)]
    return zip_of(
        {
            "archive/data.warc.gz": warc,
            "pages/pages.jsonl": "\n".join(json.dumps(line) for line in lines).encode(),
            **{name.replace("__", "/"): data for name, data in parts.items()},
        }
    )
