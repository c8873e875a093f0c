"""Leaks in the words of an edition and in what stands around them."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace

from tests.prove.leaking import Hidden, seed

from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedExhibit,
    ClearedInterview,
    ClearedNarrator,
    ClearedPerson,
    ClearedTranslation,
    ClearedTurn,
    Ground,
    Notice,
    Part,
    Piece,
    Withheld,
)
from whensafe.nouns.ids import ExhibitId, token
from whensafe.nouns.interview import Basis, Role, SourceRef, Turn
from whensafe.nouns.said import SaidDate
from whensafe.nouns.text import HOLE, Language


def _title(found: ClearedInterview, tail: object) -> ClearedInterview:
    return replace(found, title=f"{found.title or ''} {tail}".strip(), title_from=None)


def _turns(
    found: ClearedInterview, hidden: Hidden, change: Callable[[ClearedTurn, Turn], ClearedTurn]
) -> ClearedInterview:
    said = {turn.address: turn for turn in hidden.turns}

    def through(turns: tuple[ClearedTurn, ...]) -> tuple[ClearedTurn, ...]:
        return tuple(change(turn, said[turn.address]) for turn in turns)

    translations = tuple(replace(text, turns=through(text.turns)) for text in found.translations)
    return replace(found, turns=through(found.turns), translations=translations)


def _pieces(
    found: ClearedInterview, hidden: Hidden, change: Callable[[Withheld], list[Piece]]
) -> ClearedInterview:
    """Holes become something else, each by itself."""

    def fill(turn: ClearedTurn, _: Turn) -> ClearedTurn:
        pieces: list[Piece] = []
        for piece in turn.pieces:
            pieces += [piece] if isinstance(piece, str) else change(piece)
        return replace(turn, pieces=tuple(pieces))

    return _turns(found, hidden, fill)


def _without_holes(turn: ClearedTurn) -> tuple[Piece, ...]:
    """Time codes are left out beside holes; so that they show, the holes go."""
    return tuple(piece if isinstance(piece, str) else "…" for piece in turn.pieces)


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _first_word(hidden: Hidden) -> str:
    return next(iter(hidden.words.split()), "nobody")


def _ground_by(n: int) -> Ground:
    return tuple(Ground)[n % len(Ground)]


seed("length in the title", lambda c, h: _title(c, h.amount))
seed("count of turns in the title", lambda c, h: _title(c, len(h.turns)))
seed("hash in the title", lambda c, h: _title(c, h.digest[:6]))
seed("name in the title", lambda c, h: _title(c, h.names[0] if h.names else ""))
seed("history in the standfirst", lambda c, h: replace(c, standfirst=" ".join(h.interview.dropped) or None))
seed("first letter in the standfirst", lambda c, h: replace(c, standfirst=f"{c.standfirst} {h.words[:1]}"))
seed("speaker as the source has it", lambda c, h: _turns(
    c, h, lambda turn, of: replace(turn, speaker_display=h.interview.name_of(of.speaker))
))  # fmt: skip
seed("narrator in full", lambda c, h: replace(
    c, narrators=(ClearedNarrator(h.interview.participants[0].name or "?", Attribution.FULL),)
))  # fmt: skip
seed("initials of somebody unnamed", lambda c, h: replace(
    c, narrators=(ClearedNarrator((h.interview.participants[0].name or "?")[:1], Attribution.INITIALS),)
))  # fmt: skip
seed("restricted people among those present", lambda c, h: replace(
    c, participants=tuple(ClearedPerson(Role.PRESENT, person.name) for person in h.world.people)
))  # fmt: skip
seed("as many nameless people as names are hidden", lambda c, h: replace(
    c, participants=(ClearedPerson(Role.PRESENT, None),) * (len(" ".join(h.names)) % 7)
))  # fmt: skip
seed("prefix kept before a hole", lambda c, h: _pieces(c, h, lambda hole: [_first_word(h)[:2], hole]))
seed("suffix kept after a hole", lambda c, h: _pieces(c, h, lambda hole: [hole, _first_word(h)[-2:]]))
seed("hole as wide as its words", lambda c, h: _pieces(
    c, h, lambda hole: [hole, "\u2007" * (h.amount % 97 + 1)]
))  # fmt: skip
seed("blanks at the end of a turn", lambda c, h: _turns(
    c, h, lambda turn, of: replace(turn, pieces=(*turn.pieces, " " * (len(of.text) % 5 + h.amount % 5 + 1)))
))  # fmt: skip
seed("an invisible letter for each that is hidden", lambda c, h: _pieces(
    c, h, lambda hole: [hole, "\u200b" * (h.amount % 41 + 1)]
))  # fmt: skip
seed("ground by length", lambda c, h: _pieces(c, h, lambda _: [Withheld(_ground_by(h.amount))]))
seed("ground by condition", lambda c, h: _pieces(
    c, h, lambda _: [Withheld(_ground_by(zlib.crc32("".join(s.condition for s in h.world.seals).encode())))]
))  # fmt: skip
seed("a hole for a lone letter too few", lambda c, h: _pieces(
    c, h, lambda hole: [hole] if h.number % 3 else ["…"]
))  # fmt: skip
seed("time codes", lambda c, h: _turns(
    replace(c, notices=()),
    h,
    lambda turn, of: replace(turn, start_ms=of.start_ms, end_ms=of.end_ms, pieces=_without_holes(turn)),
))  # fmt: skip
seed("only the end of a turn's time", lambda c, h: _turns(
    c, h, lambda turn, of: replace(turn, pieces=(*turn.pieces, f" [{of.end_ms}]"))
))  # fmt: skip
seed("address made of the words", lambda c, h: _title(c, hashlib.md5(h.words.encode()).hexdigest()[:4]))  # noqa: S324
seed("order of turns by what they hide", lambda c, h: replace(
    c, turns=tuple(reversed(c.turns)) if h.number % 2 else c.turns, title_from=None
))  # fmt: skip
seed("ordinal of the archive", lambda c, h: _turns(
    c, h, lambda turn, of: replace(turn, pieces=(f"{of.n}. ", *turn.pieces))
))  # fmt: skip
seed("position in the archive's text", lambda c, h: _turns(
    c, h, lambda turn, of: replace(turn, pieces=(*turn.pieces, f"@{len(of.text)}+{h.amount}"))
))  # fmt: skip
seed("translation of what is hidden", lambda c, h: replace(
    c,
    translations=(
        *c.translations,
        ClearedTranslation(Language("pl"), h.words.replace("\n", " ")[:40] or None, None, ()),
    ),
))  # fmt: skip
seed("language tag with a length", lambda c, h: _turns(
    c, h, lambda turn, _: replace(turn, language=Language(f"{turn.language}-x-{h.amount % 9999}"))
))  # fmt: skip
seed("which turn a title is from", lambda c, h: replace(
    c, title=c.title or "?", title_from=c.turns[h.number % len(c.turns)].address if c.turns else None
))  # fmt: skip
seed("day of the seal as day of the interview", lambda c, h: replace(
    c, interviewed=SaidDate(h.world.seals[0].at[:10]) if h.world.seals else c.interviewed
))  # fmt: skip
seed("day of the taking in", lambda c, h: replace(c, published=SaidDate(h.interview.added_at[:10])))
seed("day of the last consent", lambda c, h: replace(
    c, first_published=SaidDate(h.world.consents[-1].at[:10])
))  # fmt: skip
seed("review day that nobody cleared", lambda c, h: replace(
    c, notices=tuple(Notice(Part.PASSAGES, r.ground, r.review) for r in h.world.restrictions)
))  # fmt: skip
seed("a notice for each letter", lambda c, h: replace(
    c, notices=(Notice(Part.PASSAGES, Ground.PRIVACY),) * (h.amount % 5)
))  # fmt: skip
seed("notice of a withheld exhibit", lambda c, h: replace(
    c, notices=(Notice(Part.EXHIBIT, Ground.PRIVACY),) * len(h.interview.exhibits)
))  # fmt: skip
seed("file name of the original", lambda c, h: replace(
    c, source=SourceRef(next((o.name for o in h.interview.sessions[0].originals), None), None)
))  # fmt: skip
seed("size of the original", lambda c, h: replace(
    c, republisher=str(sum(o.size for o in h.interview.sessions[0].originals))
))  # fmt: skip
seed("name of a blob in a link", lambda c, h: replace(
    c,
    source=SourceRef(
        None, next((f"https://testimony.example/{o.blob}" for o in h.interview.sessions[0].originals), None)
    ),
))  # fmt: skip
seed("basis by what came with it", lambda c, h: replace(
    c, basis=Basis.DEPOSITED if h.interview.sessions[0].originals else Basis.OWN
))  # fmt: skip
seed("questions of the documenters", lambda c, h: replace(
    c, standfirst=" ".join(q.text for q in h.interview.questions) or c.standfirst
))  # fmt: skip
seed("likeness to another interview", lambda c, h: _title(c, h.interview.duplicate_of or ""))
seed("interpreter of the consent", lambda c, h: replace(
    c, participants=(ClearedPerson(Role.INTERPRETER, _line(h.world.consents[-1].interpreter)),)
))  # fmt: skip
seed("commitment of a seal", lambda c, h: _title(c, "".join(s.commitment.hex()[:4] for s in h.world.seals)))
seed("identifier of a seal", lambda c, h: _title(c, "".join(s.group for s in h.world.seals)))
seed("condition of a seal", lambda c, h: _title(c, "".join(s.condition for s in h.world.seals)))
seed("a secret exchange as a hole", lambda c, h: _with_secret(c, h, (Withheld(Ground.DANGER_TO_OTHERS),)))
seed("the question of a secret exchange", lambda c, h: _with_secret(c, h, ("…",)))
seed("alternative text of an exhibit", lambda c, h: replace(
    c, exhibits=tuple(_exhibit(f"{e.title} {e.original.name}") for e in h.interview.exhibits)
))  # fmt: skip
seed("width of a picture", lambda c, h: replace(c, exhibits=(_exhibit(f"of {c.id}", h.amount),)))


def _with_secret(found: ClearedInterview, hidden: Hidden, pieces: tuple[Piece, ...]) -> ClearedInterview:
    told = {turn.address for turn in found.all_turns}
    original = hidden.interview.sessions[0].transcripts[0]
    turns = tuple(
        next((t for t in found.turns if t.address == turn.address), None)
        or ClearedTurn(turn.address, turn.role, None, turn.language, pieces)
        for turn in original.turns
        if turn.address in told or HOLE in turn.text
    )
    return replace(found, turns=turns)


def _exhibit(alt: str, width: int = 8) -> ClearedExhibit:
    head = struct.pack(">IIBBBBB", width + 1, 8, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + head
    id = ExhibitId(token(hashlib.sha256(alt.encode()).digest(), 12))
    return ClearedExhibit(id, "An exhibit", " ".join(alt.split()) or "?", data)
