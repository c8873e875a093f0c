"""What comes in: bytes with the name they came under, read before anything is stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whensafe.desk.act import Deed
from whensafe.desk.archive import Archive
from whensafe.errors import BadInput, Unreadable
from whensafe.nouns.interview import Basis, Original, Question, SourceRef
from whensafe.nouns.reading import Reading, without_words

NAME_CHARS = 200
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as given. ``name`` is its own, not its path; ``url`` is where a person told us to fetch it."""

    name: str
    data: bytes
    url: str | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes, a mebibyte at a time."""
        for start in range(0, len(self.data), CHUNK):
            yield self.data[start : start + CHUNK]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file with what intake read in it. ``beside`` are further originals of the same words: its mail."""

    incoming: Incoming
    reading: Reading
    beside: tuple[Incoming, ...] = ()


def fetch(archive: Archive, url: str) -> Incoming:
    """A page from an address that a person gave explicitly."""
    page = archive.fetcher.fetch(url)
    tail = page.url.split("?")[0].split("#")[0].rstrip("/").rpartition("/")[2]
    return Incoming(tail or "page", page.data, page.url)


def prepare(archive: Archive, incoming: Incoming) -> Prepared:
    """Read a file in a process of its own. Nothing is stored.

    Raises `BadInput` for what no reader can take. A document that we can name but not read (a PDF under a
    password, an old Word file) gives a reading without turns and a question, so that the original is kept.
    """
    if not incoming.data:
        raise BadInput("the file is empty", where=file_name(incoming.name))
    try:
        reading = archive.reader.read(incoming.data, incoming.name)
    except Unreadable as error:
        media_type = _nameable(incoming.data)
        if media_type is None:
            raise
        reading = _unread(media_type, error)
    if incoming.url is not None and reading.source.url is None:
        reading = replace(reading, source=SourceRef(reading.source.name, incoming.url), basis=Basis.PUBLISHED)
    return Prepared(incoming, reading)


def file_name(name: str) -> str:
    """A file's name as it is kept: its last part, NFC, without control characters, of bounded length."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    clean = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    return clean[-NAME_CHARS:] or "unnamed"


def keep(deed: Deed, incoming: Incoming, media_type: str) -> Original:
    """Keep a file's bytes as received."""
    ref = deed.keep_blob(incoming.chunks())
    return Original(ref.name, ref.size, media_type, file_name(incoming.name))


_NAMEABLE = (
    (b"%PDF-", "application/pdf"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "application/x-ole-storage",
    ),  # Word 97-2003, or DOCX with a password
    (b"{\\rtf", "application/rtf"),
)


def _nameable(data: bytes) -> str | None:
    return next((media_type for magic, media_type in _NAMEABLE if data.startswith(magic)), None)


def _unread(media_type: str, error: Unreadable) -> Reading:
    question = Question(
        "unreadable",
        "The file is kept as received, but its words could not be read"
        f" ({error.message.rstrip('.')}). Can you give it in another format?",
    )
    return without_words("unread", media_type, questions=(question,))


def media_type_of(data: bytes) -> str:
    """What bytes are by their content, for what no reader reads (photos, objects); never by name."""
    import filetype  # here: it is needed for exhibits only

    guessed = filetype.guess_mime(data[:8192])
    return guessed if isinstance(guessed, str) else "application/octet-stream"
