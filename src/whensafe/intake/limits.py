"""The bounds on what is read, each with its reason. Meeting one raises `TooLarge`, never half a reading.

They are generous to the longest real thing known (a week of court in one file, a life in one transcript) and
small beside what a hostile file can ask for. The bounded process in `outside` holds where these fail.
"""

from __future__ import annotations

from whensafe.errors import TooLarge

MAX_DOCUMENT_BYTES = 200 * 1024 * 1024
"""A document with its pictures. More is a recording, and those are not read here."""

MAX_TEXT_BYTES = 32 * 1024 * 1024
"""Bytes of text in one file. A 24-hour interview is about 1.5 MB; the longest trial days are under 1 MB."""

MAX_BLOCKS = 400_000
"""Paragraphs, table rows or cues. A cue a second for four days."""

MAX_PDF_PAGES = 5_000
"""Pages are read one at a time, so this bounds time, not memory."""

MAX_ZIP_MEMBERS = 10_000
"""A Word file has about twenty and one for each picture."""

MAX_ZIP_MEMBER_BYTES = 64 * 1024 * 1024
"""One unpacked XML part. The text of a 2,000-page Word file unpacks to about 40 MB."""

MAX_ZIP_TOTAL_BYTES = 512 * 1024 * 1024
"""All parts unpacked. Pictures hardly shrink, so an honest file stays near its packed size."""

MAX_ZIP_RATIO = 200
"""Unpacked to packed, for parts above a megabyte. Word's own XML reaches about 30; a bomb starts at 1,000."""

MAX_MEMBERS = 5_000
"""Documents in one zip or web archive. More come as a folder."""

MAX_UNPACKED_BYTES = 384 * 1024 * 1024
"""All documents of one zip, web archive or mail together. They are held in memory, never in a file."""

MAX_WARC_BYTES = 4 * 1024 * 1024 * 1024
"""A web archive unpacked, pictures and scripts with it: these are passed over, and this bounds the time."""

MAX_PAGE_BYTES = 32 * 1024 * 1024
"""One page of a web archive, with its headers."""

ENCODING_SAMPLE_BYTES = 64 * 1024
"""How much of a file of unknown encoding is weighed."""


def check_text_size(size: int) -> None:
    """Refuse a text of more bytes (or characters) than `MAX_TEXT_BYTES`."""
    if size > MAX_TEXT_BYTES:
        raise TooLarge(
            f"this text has {size / 1e6:.0f} MB, more than {MAX_TEXT_BYTES // 1_000_000} MB",
            todo="Add the transcript itself, or split it into sessions.",
        )


def check_blocks(count: int) -> None:
    """Refuse a document of more than `MAX_BLOCKS` blocks."""
    if count > MAX_BLOCKS:
        raise TooLarge(
            f"this document has more than {MAX_BLOCKS:,} paragraphs", todo="Split it into sessions."
        )
