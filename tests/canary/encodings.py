"""How words may stand in bytes: the ways in which text has turned up where nobody looked for it.

`ENCODINGS` says how a text is written, so that a test can plant it. `needles` gives what to look for, with
the parts of it that survive where a page ends in the middle or an index cuts off what a word shares with its
neighbour. `views` reads bytes as their own escapes ask, so that text escaped only in part is found too.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import html
import io
import json
import lzma
import quopri
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from html.entities import html5
from urllib.parse import quote, unquote_to_bytes

from whensafe.words import family, fold, forms_key, tokens
from whensafe.words.folding import bare

LEAST = 6
"""Needles shorter than so many bytes would be found by chance."""
_PIECE = 9
"""A needle of twice as many letters is also looked for in halves."""

_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщюяэыё"
_AS = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch iu ia e y e"
_LATIN = {**dict(zip(_CYRILLIC, _AS.split(" "), strict=True)), "ь": "", "ъ": ""}
"""Ukraine's official romanisation (Cabinet of Ministers, No. 55, 2010), within words; and Russian letters."""


def latin(text: str) -> str:
    """The text as a passport would have it."""
    return "".join(_LATIN.get(c, c) for c in text.lower())


_NAMES = {letter: name for name, letter in html5.items() if name.endswith(";")}


def _named(text: str) -> str:
    return "".join(f"&{_NAMES[c]}" if c in _NAMES else c for c in text)


def _json(text: str) -> str:
    return json.dumps(text)[1:-1]


def _zip(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", data)
    return file.getvalue()


def _raw_deflate(data: bytes) -> bytes:
    made = zlib.compressobj(wbits=-15)
    return made.compress(data) + made.flush()


def _shifted(encode: Callable[[bytes], bytes], by: int) -> Callable[[str], bytes]:
    return lambda text: encode(b"\x01" * by + text.encode())


def _index_words(text: str) -> list[str]:
    return [fold(token.text) for token in tokens(text)]


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16-le": lambda t: t.encode("utf-16-le"),
    "utf-16-be": lambda t: t.encode("utf-16-be"),
    "utf-32-le": lambda t: t.encode("utf-32-le"),
    "utf-32-be": lambda t: t.encode("utf-32-be"),
    "cp1251": lambda t: t.encode("cp1251", "replace"),
    "koi8-u": lambda t: t.encode("koi8-u", "replace"),
    "nfd": lambda t: unicodedata.normalize("NFD", t).encode(),
    "upper": lambda t: t.upper().encode(),
    "lower": lambda t: t.lower().encode(),
    "casefold": lambda t: t.casefold().encode(),
    "title": lambda t: t.title().encode(),
    "without-marks": lambda t: bare(t.casefold()).encode(),
    "index-words": lambda t: " ".join(_index_words(t)).encode(),
    "latin": lambda t: latin(t).encode(),
    "reversed": lambda t: t[::-1].encode(),
    "spaced": lambda t: " ".join(t).encode(),
    "json": lambda t: _json(t).encode(),
    "json-upper": lambda t: re.sub(r"\\u[0-9a-f]{4}", lambda m: "\\u" + m[0][2:].upper(), _json(t)).encode(),
    "python": lambda t: t.encode("unicode_escape"),
    "python-bytes": lambda t: repr(t.encode())[2:-1].encode(),
    "html-decimal": lambda t: "".join(f"&#{ord(c)};" for c in t).encode(),
    "html-hex": lambda t: "".join(f"&#x{ord(c):X};" for c in t).encode(),
    "html-named": lambda t: _named(t).encode(),
    "url": lambda t: quote(t, safe="").encode(),
    "url-utf-16": lambda t: "".join(f"%u{ord(c):04x}" for c in t).encode(),
    "quoted-printable": lambda t: quopri.encodestring(t.encode()),
    "base64-0": _shifted(base64.b64encode, 0),
    "base64-1": _shifted(base64.b64encode, 1),
    "base64-2": _shifted(base64.b64encode, 2),
    "base64-url": _shifted(base64.urlsafe_b64encode, 0),
    "base64-lines": lambda t: base64.encodebytes(b"\x01" * 50 + t.encode()),
    "base32": _shifted(base64.b32encode, 0),
    "base32-3": _shifted(base64.b32encode, 3),
    "hex": lambda t: t.encode().hex().encode(),
    "hex-upper": lambda t: t.encode().hex().upper().encode(),
    "utf-7": lambda t: t.encode("utf-7"),
    "gzip": lambda t: gzip.compress(t.encode()),
    "zlib": lambda t: zlib.compress(t.encode()),
    "zlib-best": lambda t: zlib.compress(t.encode(), 9),
    "zip": lambda t: _zip(t.encode()),
    "bzip2": lambda t: bz2.compress(t.encode()),
    "xz": lambda t: lzma.compress(t.encode()),
    "gzip-of-base64": lambda t: gzip.compress(base64.b64encode(t.encode())),
    "base64-of-utf-16": lambda t: base64.b64encode(t.encode("utf-16-le")),
}


@cache
def needles(text: str) -> dict[bytes, str]:
    """What to look for, each with the name of its encoding; halves of it are marked ``…``."""
    found: dict[bytes, str] = {}
    for name, written in _texts(text):
        for part, mark in _parts(written):
            _add(found, name + mark, part.encode("utf-8", "surrogatepass"))
            if name in ("utf-8", "index-words"):
                _of_bytes(found, part, mark)
    return found


def _texts(text: str) -> Iterator[tuple[str, str]]:
    yield "utf-8", text
    for name in ("nfd", "upper", "lower", "casefold", "title", "without-marks", "index-words", "latin"):
        yield name, ENCODINGS[name](text).decode()
    yield "reversed", text[::-1]
    yield "spaced", " ".join(text)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    yield text, ""
    half = len(text) // 2
    if half >= _PIECE:
        yield text[:half], "…"
        yield text[half:], "…"


def _of_bytes(found: dict[bytes, str], text: str, mark: str) -> None:
    data = text.encode()
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        _add(found, name + mark, text.encode(name))
    for name in ("cp1251", "koi8-u", "utf-7"):
        try:
            _add(found, name + mark, text.encode(name).strip(b"+-"))
        except UnicodeEncodeError:
            continue
    _add(found, "hex" + mark, data.hex().encode())
    _add(found, "hex-upper" + mark, data.hex().upper().encode())
    _add(found, "spaced-hex" + mark, data.hex(" ").encode())
    for source, of in ((data, ""), (text.encode("utf-16-le"), "-of-utf-16")):
        for shift in range(3):
            for name, encode in (("base64", base64.b64encode), ("base64-url", base64.urlsafe_b64encode)):
                _add(found, f"{name}-{shift}{of}{mark}", _inside(encode, source, shift, 3, 4))
    for shift in range(5):
        inside = _inside(base64.b32encode, data, shift, 5, 8)
        _add(found, f"base32-{shift}{mark}", inside)
        _add(found, f"base32-lower-{shift}{mark}", inside.lower())


def _inside(encode: Callable[[bytes], bytes], data: bytes, shift: int, group: int, letters: int) -> bytes:
    """The letters that depend on ``data`` alone when it stands ``shift`` bytes into a group."""
    whole = encode(b"\0" * shift + data)
    first = letters if shift else 0
    last = len(whole) if (shift + len(data)) % group == 0 else len(whole) - letters
    return whole[first:last]


def _add(found: dict[bytes, str], name: str, needle: bytes) -> None:
    if len(needle) >= LEAST:
        found.setdefault(needle, name)


@cache
def terms(text: str) -> dict[str, str]:
    """What an index keeps of a text's longer words: folded, without marks, stems, families (any language)."""
    found: dict[str, str] = {}
    for word in _index_words(text):
        if len(word) < LEAST:
            continue
        found.update({word: "index-word", bare(word): "index-word", latin(word): "index-latin"})
        for language in ("uk", "ru", "pl", "en", "ar", "und"):
            found.update(dict.fromkeys(forms_key(word, language), "index-form"))
            found[family(word, language)] = "index-family"
    return found


def trigrams(text: str) -> list[frozenset[str]]:
    """For each longer word, what an index of three letters keeps of it."""
    words = [word for word in _index_words(text) if len(word) >= LEAST]
    return [frozenset(word[n : n + 3] for n in range(len(word) - 2)) for word in words]


_JSON = re.compile(rb"(?:\\u[0-9a-fA-F]{4})+")
_PERCENT_U = re.compile(rb"(?:%u[0-9a-fA-F]{4})+")
_BACKSLASH_X = re.compile(rb"\\x([0-9a-fA-F]{2})")
_ENTITY = re.compile(rb"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8});")
_PERCENT = re.compile(rb"%[0-9a-fA-F]{2}")
_QUOTED = re.compile(rb"(?:=[0-9A-F]{2}){2}|=\r?\n")
_FOLDED_LINE = re.compile(rb"(?<=[A-Za-z0-9+/_=]{16})\r?\n[ \t]*(?=[A-Za-z0-9+/_=]{4})")
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{24,}={0,2}")
_MOST_UNPACKED = 64 << 20


def views(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What lies around escapes, as each kind of them asks to be read; what is packed, unpacked."""
    for name, escape, read in _ESCAPES:
        around = _around(escape, data)
        if around:
            yield f"{name}:", read(around)
    packed = b"\n".join(_base64_runs(data))
    if packed:
        yield "base64:", packed
    yield from _unpacked(data)


def _around(escape: re.Pattern[bytes], data: bytes) -> bytes:
    """The stretches of data that hold escapes, with what stands near them."""
    spans: list[list[int]] = []
    for match in escape.finditer(data):
        start, end = max(0, match.start() - _NEAR), match.end() + _NEAR
        if spans and start <= spans[-1][1]:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return b"\n".join(data[start:end] for start, end in spans)


def _entities(data: bytes) -> bytes:
    return html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "surrogatepass")


def _units(escaped: re.Pattern[bytes], data: bytes) -> bytes:
    """With runs of escaped UTF-16 units as their letters; halves of a pair come together again."""

    def letters(run: re.Match[bytes]) -> bytes:
        units = re.sub(rb"[\\%]u", b"", run[0])
        text = bytes.fromhex(units.decode()).decode("utf-16-be", "surrogatepass")
        return text.encode("utf-8", "surrogatepass")

    return escaped.sub(letters, data)


def _base64_runs(data: bytes) -> Iterator[bytes]:
    """What runs of base 64 hold, where that isn't plain text already (needles find that)."""
    for match in _BASE64.finditer(data):
        run = match[0].rstrip(b"=")
        yield base64.b64decode(run[: len(run) // 4 * 4])


def _unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    for name, magic, unpack in _PACKED:
        for match in re.finditer(magic, data):
            plain = unpack(data, match.start())
            if plain:
                yield f"{name}:", plain


def _inflated(wbits: int) -> Callable[[bytes, int], bytes]:
    def unpack(data: bytes, at: int) -> bytes:
        return _as_far_as_it_goes(zlib.decompressobj(wbits), data, at)

    return unpack


def _as_far_as_it_goes(machine: object, data: bytes, at: int) -> bytes:
    """What a stream gives before its end or its first fault."""
    plain = b""
    for start in range(at, len(data), 4096):
        try:
            plain += machine.decompress(data[start : start + 4096])  # type: ignore[attr-defined]
        except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
            break
        if getattr(machine, "eof", False) or len(plain) > _MOST_UNPACKED:
            break
    return plain


def _zipped(data: bytes, at: int) -> bytes:
    """One entry of a zip, by its local header, whether or not the directory at the end is there."""
    head = data[at : at + 30]
    if len(head) < 30:
        return b""
    start = at + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    method = int.from_bytes(head[8:10], "little")
    return _as_far_as_it_goes(zlib.decompressobj(-15), data, start) if method == 8 else b""


_NEAR = 256
"""How far from an escape a canary may end, in bytes."""
_ESCAPES: tuple[tuple[str, re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    ("html", _ENTITY, _entities),
    ("url", _PERCENT, unquote_to_bytes),
    ("url-u", _PERCENT_U, lambda data: _units(_PERCENT_U, data)),
    ("json", _JSON, lambda data: _units(_JSON, data)),
    ("bytes", _BACKSLASH_X, lambda data: _BACKSLASH_X.sub(lambda m: bytes.fromhex(m[1].decode()), data)),
    ("quoted", _QUOTED, quopri.decodestring),
    ("unfolded", _FOLDED_LINE, lambda data: re.sub(rb"\r?\n[ \t]*", b"", data)),
)
_PACKED: tuple[tuple[str, bytes, Callable[[bytes, int], bytes]], ...] = (
    ("gzip", rb"\x1f\x8b\x08", _inflated(31)),
    ("zlib", rb"\x78[\x01\x5e\x9c\xda]", _inflated(15)),
    ("zip", rb"PK\x03\x04", _zipped),
    ("bzip2", rb"BZh[1-9]1AY", lambda d, at: _as_far_as_it_goes(bz2.BZ2Decompressor(), d, at)),
    ("xz", rb"\xfd7zXZ\x00", lambda d, at: _as_far_as_it_goes(lzma.LZMADecompressor(), d, at)),
)
