"""Our WebVTT back to what it said: fields in the first note, a cue for each turn under its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from whensafe.intake import limits
from whensafe.intake.ours.known import FORMAT
from whensafe.intake.ours.taken import Hole, Taken, TakenText, TakenTurn, broken

_TIMES = re.compile(r"(\d{2,}):(\d\d):(\d\d)\.(\d{3}) --> (\d{2,}):(\d\d):(\d\d)\.(\d{3})(?:[ \t].*)?")
_VOICE = re.compile(r"<v((?:\.[^\s.>]+)+) ([^>]*)>(.*?)(?:</v>)?", re.DOTALL)
_LANG = re.compile(r"<lang ([^>]*)>(.*)</lang>", re.DOTALL)
_HOLE = re.compile(r"<c\.withheld\.([a-z_]+)>[^<]*</c>")
_TAG = re.compile(r"<[^>]*>")
_FIELD = re.compile(r"([a-z_]+): ?(.*)")
_ROLES = frozenset({"narrator", "interviewer", "interpreter", "present"})


def read_webvtt(data: bytes) -> Taken:
    """Read a file, or `Unreadable`."""
    limits.check_text_size(len(data))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise broken("it isn't UTF-8") from error
    taken = Taken("ours-webvtt", "text/vtt")
    add_text(taken, text)
    return taken


def add_text(taken: Taken, captions: str) -> None:
    """Add the text of one WebVTT file; what it says of the interview is taken from the first."""
    blocks = captions.replace("\r\n", "\n").removeprefix("WEBVTT").strip("\n").split("\n\n")
    note, *cues = [block.strip("\n") for block in blocks]
    first, *lines = note.split("\n")
    if first.strip() != f"NOTE {FORMAT}":
        raise broken("it doesn't say what it is")
    said = list(fields(lines))
    about = dict(said)
    if not taken.texts:
        taken.title, taken.standfirst = about.get("title"), about.get("standfirst")
        taken.take(said)
    language = about.get("text_language", about.get("language", "und"))
    turns = [turn for block in cues if block and (turn := _cue(block, language)) is not None]
    taken.texts.append(text_of(about, turns))


def fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """``key: value``, a line for each."""
    for line in lines:
        match = _FIELD.fullmatch(line)
        if match is not None:
            yield match[1], html.unescape(match[2])


def text_of(about: dict[str, str], turns: list[TakenTurn]) -> TakenText:
    """A text as its fields describe it."""
    session = about.get("session")
    if session is not None and not (session.isascii() and session.isdigit() and len(session) < 6):
        raise broken("a session with no number")
    return TakenText(
        about.get("kind", "verbatim"),
        about.get("text_language", about.get("language", "und")),
        None if session is None else int(session),
        about.get("session_date"),
        turns,
    )


def _cue(block: str, language: str) -> TakenTurn | None:
    if block.startswith(("NOTE", "STYLE", "REGION")) and "-->" not in block:
        return None
    lines = block.split("\n")
    times = _TIMES.fullmatch(lines[1]) if len(lines) > 2 else None
    voice = _VOICE.fullmatch("\n".join(lines[2:]))
    if times is None or voice is None:
        raise broken("a cue that isn't as it was")
    classes = voice[1].split(".")[1:]
    role = next((name for name in classes if name in _ROLES), "")
    renders = next((name for name in classes if name.startswith("translates-")), None)
    words = voice[3]
    spoken = _LANG.fullmatch(words)
    if spoken is not None:
        language, words = html.unescape(spoken[1]), spoken[2]
    start, end = _ms(*times.groups()[:4]), _ms(*times.groups()[4:])
    untimed = "no-times" in classes
    return TakenTurn(
        address=lines[0].strip(),
        role=role,
        speaker=None if "unnamed" in classes else html.unescape(voice[2]),
        language=language,
        pieces=list(_pieces(words)),
        start_ms=None if untimed else start,
        end_ms=None if untimed or "no-end" in classes else end,
        translates=None if renders is None else renders.removeprefix("translates-"),
    )


def _pieces(words: str) -> Iterator[str | Hole]:
    at = 0
    for hole in _HOLE.finditer(words):
        if hole.start() > at:
            yield _said(words[at : hole.start()])
        yield Hole(hole[1])
        at = hole.end()
    if at < len(words):
        yield _said(words[at:])


def _said(words: str) -> str:
    return html.unescape(_TAG.sub("", words))


def _ms(hours: str, minutes: str, seconds: str, rest: str) -> int:
    if len(hours) > 4:
        raise broken("a time that no recording has")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest)
