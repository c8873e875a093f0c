"""Rich Text (RTF 1.9.1) to blocks: paragraphs with bold and italic, in whatever code page each font has.

What is no paragraph (fonts, pictures, fields' instructions) is passed over; running heads, footnotes and
comments are kept aside. Doubts: ``hidden_text`` (hidden or deleted words), ``replacement_characters``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from whensafe.errors import TooLarge, Unreadable
from whensafe.intake import limits, styled
from whensafe.intake.blocks import Block, Document, Fact, Kind, lost_letters
from whensafe.nouns.text import nfc

MAX_DEPTH = 500
"""Groups in groups. Word writes fewer than twenty."""

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<text>[^\\{}\r\n]+)|(?P<end>[\r\n]+)|(?P<stray>\\)"
)
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "tab": "\t", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "line": "\n", "softline": "\n",
    "cell": "\t", "nestcell": "\t",
}  # fmt: skip
_ESCAPED = {
    "~": "\u00a0", "_": "\u2011", "-": "\u00ad", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n",
}  # fmt: skip
_STYLES = {"b": "bold", "i": "italic", "v": "hidden", "deleted": "hidden"}
_ENDS = frozenset({"par", "row", "page", "sect", "column"})
_SILENT = frozenset({
    "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "pict", "object", "themedata",
    "colorschememapping", "datastore", "latentstyles", "rsidtbl", "generator", "xmlnstbl", "fldinst",
    "nonshppict", "filetbl", "revtbl", "pntext", "bkmkstart", "bkmkend", "atnid", "atnauthor", "atndate",
    "private", "mmathPr", "author", "operator", "company", "creatim", "revtim", "printim", "doccomm",
    "keywords", "subject", "comment", "category", "manager", "hlinkbase", "listpicture", "shpinst", "sp",
    "pnseclvl", "wgrffmtfilter",
})  # fmt: skip
_ASIDE = frozenset({
    "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote",
    "annotation",
})  # fmt: skip


@dataclass(slots=True)
class _State:
    """What holds inside a group. ``to`` is where its words go: the body, aside, ``title``, nowhere."""

    to: str = "body"
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    font: int | None = None
    skip: int = 1
    fonts: bool = False


@dataclass(slots=True)
class _Page:
    """What has been read so far."""

    blocks: list[Block] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    runs: list[tuple[str, bool, bool]] = field(default_factory=list)
    beside: dict[str, list[str]] = field(default_factory=dict)
    hidden: bool = False

    def say(self, text: str, state: _State) -> None:
        """Words, to where they go."""
        if state.hidden and state.to == "body" and text.strip():
            self.hidden = True
            self.beside.setdefault("hidden", []).append(text)
        elif state.to == "body":
            self.runs.append((text, state.bold, state.italic))
        elif state.to:
            self.beside.setdefault(state.to, []).append(text)

    def end(self) -> None:
        """A paragraph of the body ends."""
        if runs := styled.runs(self.runs):
            self.blocks.append(Block(Kind.PARAGRAPH, runs))
            limits.check_blocks(len(self.blocks))
        self.runs = []

    def put_aside(self, key: str) -> None:
        """Words that are not of the body, as one text."""
        if text := self.taken(key):
            self.aside.append(text)

    def taken(self, key: str) -> str:
        """Words that are not of the body, once."""
        return nfc(" ".join("".join(self.beside.pop(key, ())).split()))


def read_rtf(data: bytes) -> Document:
    """Read a Rich Text file. `Unreadable` where it has no words to read, `TooLarge` beyond a bound."""
    limits.check_text_size(len(data) // 8)  # pictures are in it, as text
    page = _Page()
    _Reader(page).read(data)
    page.end()
    title = page.taken("title")
    for key in ("aside", "hidden"):
        page.put_aside(key)
    doubts = ["hidden_text"] if page.hidden else []
    if lost_letters(page.blocks):
        doubts.append("replacement_characters")
    return Document(
        family="rtf",
        media_type="application/rtf",
        blocks=tuple(page.blocks),
        facts=(Fact("title", title, "rtf info"),) if title else (),
        dropped=tuple(page.aside),
        doubts=tuple(doubts if page.blocks else [*doubts, "no_text"]),
    )


class _Reader:
    """The state of reading: open groups, the code pages of fonts, bytes that wait to be decoded."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._state = _State()
        self._stack: list[_State] = []
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._waiting = bytearray()
        self._skip = 0
        self._star = False
        self._high = 0

    def read(self, data: bytes) -> None:
        """All of it, up to the end of the file's one group."""
        for token in _TOKEN.finditer(data):
            kind = token.lastgroup
            if kind == "bytes":
                self._bytes(bytes.fromhex(token[0].decode().replace("\\'", "")))
            elif kind == "text":
                self._bytes(token[0])
            elif kind != "end":
                self._flush()
                if token["open"] is not None:
                    self._open()
                elif token["close"] is not None:
                    if not self._stack:
                        break
                    self._close()
                elif token["sign"] is not None:
                    self._sign(token["sign"].decode("latin-1"))
                elif token["word"] is not None:
                    number = int(token["number"]) if token["number"] is not None else None
                    self._word(token["word"].decode(), number)
        self._flush()

    def _bytes(self, found: bytes) -> None:
        """Words in a code page, without those that only repeat a Unicode letter."""
        if self._skip:
            cut = min(self._skip, len(found))
            self._skip -= cut
            found = found[cut:]
        self._waiting += found

    def _flush(self) -> None:
        if self._waiting:
            encoding = self._fonts.get(self._state.font or 0) or self._encoding
            self._page.say(self._waiting.decode(encoding, "replace"), self._state)
            self._waiting.clear()

    def _open(self) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise TooLarge("this Rich Text file is nested deeper than any document", todo="Save it anew.")
        self._stack.append(self._state)
        self._state = replace(self._state)
        self._skip, self._star = 0, False

    def _close(self) -> None:
        before = self._stack.pop()
        if self._state.to == "aside" and before.to != "aside":
            self._page.put_aside("aside")
        self._state, self._skip, self._star = before, 0, False

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._star = True
        elif sign in _ESCAPED:
            self._page.say(_ESCAPED[sign], self._state)

    def _word(self, word: str, number: int | None) -> None:
        if word == "bin" and number:
            raise Unreadable("this Rich Text file holds raw binary data", todo="Save it as Word (.docx).")
        self._goes_to(word)
        if word == "u" and number is not None:
            self._letter(number % 65536)
        elif word == "uc":
            self._state.skip = max(0, number) if number is not None else 1
        elif word in _ENDS:
            self._paragraph_ends()
        elif word in _SIGNS:
            self._page.say(_SIGNS[word], self._state)
        elif word in _STYLES:
            setattr(self._state, _STYLES[word], number != 0)
        elif word == "plain":
            self._state.bold = self._state.italic = self._state.hidden = False
        else:
            self._code(word, number)

    def _goes_to(self, word: str) -> None:
        """Some words say that their group is no part of the body."""
        if self._star or word in _SILENT or word in _ASIDE or word == "title":
            told = word == "title" and not self._star
            self._state.to = "aside" if word in _ASIDE else "title" if told else ""
            self._state.fonts = word == "fonttbl"
            self._star = False

    def _code(self, word: str, number: int | None) -> None:
        """Fonts and code pages."""
        if word == "f" and number is not None:
            self._state.font = number
        elif word == "fcharset" and self._state.fonts and self._state.font is not None:
            self._fonts[self._state.font] = _CHARSETS.get(number or 0, "")
        elif word == "ansicpg" and number:
            self._encoding = _code_page(number)

    def _letter(self, code: int) -> None:
        """A UTF-16 unit; two of them make a letter beyond the first plane."""
        self._skip = self._state.skip
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00) if self._high else 0xFFFD
        self._high = 0
        self._page.say(chr(code), self._state)

    def _paragraph_ends(self) -> None:
        if self._state.to == "body":
            self._page.end()
        else:
            self._page.say("\n", self._state)


def _code_page(number: int) -> str:
    name = {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return "cp1252"
    return name
