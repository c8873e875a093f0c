"""Which export of ours a file is, if any, by what it says of itself; looked for so that other files cost
next to nothing.
"""

from __future__ import annotations

import re

FORMAT = "whensafe export v1"
STYLE = "WhensafeExport1"
"""The paragraph style that a Word file of ours has."""

_VTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT[ \t]*\r?\n\r?\nNOTE whensafe export v1\r?\n")
_HTML = re.compile(rb'<meta name="generator" content="whensafe export v1"\s*/?>')
_JSON = re.compile(rb'"format"\s*:\s*"whensafe export v1"')
_OHMS = re.compile(rb"<user_notes>\s*whensafe export v1[\s<]")


def family_of(data: bytes) -> str | None:
    """``json webvtt ohms html docx``, or ``None``."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{":
        return "json" if _JSON.search(data) else None
    if start == b"<":
        if _HTML.search(data[:2048]):
            return "html"
        return "ohms" if b"<record" in data[:1024] and _OHMS.search(data) else None
    if start == b"W":
        return "webvtt" if _VTT.match(data) else None
    return "docx" if data[:4] == b"PK\x03\x04" and _is_word(data) else None


def _is_word(data: bytes) -> bool:
    from whensafe.errors import WhensafeError
    from whensafe.intake import docx_package

    try:
        with docx_package.open_package(data) as package:
            if docx_package.main_part(package) is None:
                return False
            styles = docx_package.read_part(package, "word/styles.xml")
    except WhensafeError:  # the reader of Word files says what is wrong with it
        return False
    return styles is not None and STYLE.encode() in styles
