r"""Bytes to text: what the file says of its encoding where that holds, else a guess that says it is one.

Order: byte order mark, UTF-16 by its shape, strict UTF-8, the declared charset, UTF-8 with a few bad bytes,
and last a weighed guess among the encodings that testimonies really come in. Line ends become ``\n``; nothing
else is changed and nothing is dropped: a byte that is no letter becomes U+FFFD and a doubt.

Doubts: ``encoding_guessed`` and ``replacement_characters`` (U+FFFD or U+FFFC stands in the text).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from whensafe.errors import Unreadable
from whensafe.intake import limits

GUESSED = "encoding_guessed"
REPLACED = "replacement_characters"

_MARKS = (  # the longer first: a UTF-32 mark begins with a UTF-16 one
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WEIGHED = (
    "cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp1256", "iso8859_6",
    "cp1252", "cp1250", "iso8859_2", "mac_roman",
)  # fmt: skip
# What a file may declare. A list of its own, because Python's codecs also know base64, zlib and rot13.
_DECLARABLE = frozenset({
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "ascii", "iso8859-1", "cp1252", "cp1250", "cp1251",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8-r", "koi8-u", "cp866", "cp1125",
    "iso8859-2", "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9",
    "iso8859-10", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-16", "mac-cyrillic", "mac-roman",
    "gb18030", "gbk", "gb2312", "big5", "shift_jis", "euc_jp", "euc_kr",
})  # fmt: skip
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # not tab, line ends, form feed, escape
_LETTER_PAIRS = re.compile("[\xc0-\xf4][\x80-\xbf]{1,3}")
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¹³±¶¿¯¼½¾][^\W\d_]|[^\W\d_][¹³±¶¼¾]\b")
# A capital after a small letter, and letters of the south that a wrong reading strews in.
_ODD_CYRILLIC = re.compile("[а-яєіїґё][А-ЯЄІЇҐЁ]|[ЂЃѓЉЊЌЋЏђљњќћџЈјЅѕ\ufffd]")
_LINE_END = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""Text with ``\n`` line ends, not yet NFC; the encoding it was read by; the doubts."""

    text: str
    encoding: str
    doubts: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text. ``declared`` is a charset label from the file or its carrier.

    Raises `Unreadable` for what is no text, `TooLarge` above `limits.MAX_TEXT_BYTES`.
    """
    limits.check_text_size(len(data))
    marked = _by_mark(data) or _by_shape(data)
    if marked is not None:
        encoding, body, doubts = marked
        return _finish(body.decode(encoding, errors="replace"), encoding, doubts)
    if looks_binary(data):
        raise Unreadable("this is not text", todo="It can be kept with an interview as an exhibit.")
    for encoding in ("utf-8", *_declared(declared)):
        try:
            return _finish(data.decode(encoding), encoding, ())
        except UnicodeDecodeError:
            continue
    if _is_damaged_utf8(data):
        return _finish(data.decode("utf-8", errors="replace"), "utf-8", ())
    encoding = _guess(data)
    return _finish(data.decode(encoding, errors="replace"), encoding, (GUESSED,))


def looks_binary(data: bytes) -> bool:
    """More than one byte in fifty of the head is a control character that no text has."""
    head = data[: limits.ENCODING_SAMPLE_BYTES]
    return len(_CONTROLS.findall(head)) * 50 > len(head)


def wide_encoding(data: bytes) -> str | None:
    """The UTF-16 or UTF-32 encoding these bytes have, by mark or by shape, else ``None``."""
    found = _by_mark(data) or _by_shape(data)
    return found[0] if found is not None and found[0] != "utf-8" else None


def _by_mark(data: bytes) -> tuple[str, bytes, tuple[str, ...]] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :], ()
    return None


def _by_shape(data: bytes) -> tuple[str, bytes, tuple[str, ...]] | None:
    """UTF-16 without a mark: every other byte is the number of a small alphabet's block."""
    head = data[: limits.ENCODING_SAMPLE_BYTES]
    if len(head) < 8 or len(data) % 2 == 1 or b"\0" not in head:
        return None
    blocks = (0x00, 0x01, 0x04, 0x05, 0x06, 0x20)
    shares = [sum(map(half.count, blocks)) / len(half) for half in (head[0::2], head[1::2])]
    first, second = shares
    if second > 0.95 and first < 0.7:
        return "utf-16-le", data, (GUESSED,)
    if first > 0.95 and second < 0.7:
        return "utf-16-be", data, (GUESSED,)
    return None


def _declared(label: str | None) -> tuple[str, ...]:
    """A declared label as a codec, if it is one that text comes in. Web pages mean cp1252 by Latin-1."""
    if label is None:
        return ()
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except (LookupError, ValueError):  # ValueError: a label with a NUL in it
        return ()
    if name not in _DECLARABLE:
        return ()
    return ("cp1252", "iso8859-1") if name in ("ascii", "iso8859-1") else (name,)


def _is_damaged_utf8(data: bytes) -> bool:
    """UTF-8 with a few bad bytes (a cut end, a pasted line): ten good letters to each bad one."""
    view = data.decode("latin-1")
    good = len(_LETTER_PAIRS.findall(view))
    return good >= 10 and data.decode("utf-8", errors="replace").count("\ufffd") * 10 <= good


def _guess(data: bytes) -> str:
    sample = _sample(data)
    best = from_bytes(sample, cp_isolation=list(_WEIGHED)).best()
    name = "cp1252" if best is None else best.encoding
    if name == "cp866" and re.search(rb"[\xf6-\xf9]", sample):
        return "cp1125"  # the same but for the four letters that Ukrainian needs
    if name in ("cp1251", "mac_cyrillic"):  # the same small letters, other capitals
        return min(("cp1251", "mac_cyrillic"), key=lambda one: _odd_cyrillic(sample, one))
    if name in ("cp1250", "cp1252", "iso8859_2"):
        return _western_or_central(sample)
    return name


def _odd_cyrillic(sample: bytes, encoding: str) -> int:
    return len(_ODD_CYRILLIC.findall(sample.decode(encoding, errors="replace")))


def _western_or_central(sample: bytes) -> str:
    """Western European unless it puts signs (³ ¹ ±) inside words, where Polish has its letters."""
    western = sample.decode("cp1252", errors="replace")
    if not _SIGN_IN_WORD.search(western):
        return "cp1252"
    if re.search(r"[^\W\d_]½|½[^\W\d_]", western) and not re.search(rb"[\x80-\x9f]", sample):
        return "iso8859-15"  # œ
    central = from_bytes(sample, cp_isolation=["cp1250", "iso8859_2"]).best()
    return "cp1250" if central is None else central.encoding


def _sample(data: bytes) -> bytes:
    """A bounded stretch around the first bytes above ASCII: there the evidence is."""
    first = re.search(rb"[\x80-\xff]", data)
    start = 0 if first is None else max(0, first.start() - 1024)
    return data[start : start + limits.ENCODING_SAMPLE_BYTES]


def _finish(text: str, encoding: str, doubts: tuple[str, ...]) -> Decoded:
    text = _LINE_END.sub("\n", text).replace("\0", "\ufffd").removeprefix("\ufeff")
    if "\ufffd" in text or "\ufffc" in text:
        doubts = (*doubts, REPLACED)
    return Decoded(text, encoding, doubts)
