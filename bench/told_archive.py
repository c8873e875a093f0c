"""An archive to publish from: what the desk would have left there, written in a few transactions.

Words are drawn from an invented language that looks like Ukrainian (`bench.big_archive`), as frequent as
words are. The world is as an archive's may be: one in twenty has no consent, half are told under their full
name, the others by a first name or a code; one in five has a restricted passage, one in ten a sealed one, one
in twenty a translation; sixty people and ten other names are restricted everywhere, and a name of these
stands in one answer of ten. One narrator in five is in the register of people. Every draw is by the
interview's number, so any one can be made anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from bench import big_archive
from whensafe.desk.act import Deed, acting
from whensafe.desk.archive import Archive
from whensafe.nouns.actor import Actor, Audience
from whensafe.nouns.condition import PersonId
from whensafe.nouns.consent import Attribution, ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import Address, InterviewId, MemberId, ParticipantId, SessionId, TranscriptId
from whensafe.nouns.interview import (
    Basis,
    Interview,
    Mark,
    MarkKind,
    Participant,
    Role,
    Session,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.person import Person, Pseudonym
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import GroupId, Seal, SealId, SealScope
from whensafe.nouns.text import HOLE, Language

TURNS = 100
AT_ONCE = 250
PASSPHRASE = "bench"  # noqa: S105 - of an archive that is thrown away
PUBLIC = Audience("public")
UK, EN = Language("uk"), Language("en")
AT = "2026-03-01T12:00:00Z"
RESTRICTED, ELSEWHERE = 60, 10
"""People, and other names, that no edition tells."""
_ASKED, _SAID = 10, 45
"""Words of a question and of an answer at most; half as many on average."""
_GIVEN = ("Олена", "Іван", "Марія", "Петро", "Ганна", "Степан", "Ольга", "Тарас")
_HOW = (Attribution.FULL, Attribution.FULL, Attribution.FIRST, Attribution.PSEUDONYM)


@lru_cache(maxsize=1)
def _stream() -> tuple[str, ...]:
    return big_archive.corpus(1).stream


@lru_cache(maxsize=1)
def _family_names() -> tuple[str, ...]:
    """Names that are none of the words: restricted people's first, then other names, then narrators'."""
    dice = random.Random(11)  # noqa: S311
    found: dict[str, None] = {}
    while len(found) < RESTRICTED + ELSEWHERE + 2000:
        stem = "".join(dice.choice("БВГДЖЗКЛМНПРСТХЧШ".lower()) + dice.choice("аоуеи") for _ in range(2))
        found[(stem + dice.choice("бвгджзклмнпрст") + dice.choice(("енко", "чук", "ський"))).title()] = None
    return tuple(found)


def people() -> Iterator[Person]:
    """Those who are restricted; narrators who are in the register come with their interview."""
    for n, family in enumerate(_family_names()[:RESTRICTED]):
        spellings = (f"{_GIVEN[n % 8]} {family}", family.upper())
        yield Person(PersonId(f"p:{n:08x}"), spellings[0], spellings[1:], AT)


def rules() -> Iterator[Restriction]:
    """What hides everywhere."""
    for n in range(RESTRICTED):
        scope = Scope(ScopeKind.PERSON, person=PersonId(f"p:{n:08x}"))
        yield Restriction(RestrictionId(f"e{n:011x}"), None, scope, Ground.DANGER_TO_OTHERS, AT)
    for n, word in enumerate(_family_names()[RESTRICTED : RESTRICTED + ELSEWHERE]):
        scope = Scope(ScopeKind.WORDS, words=(f"{n}-та {word}", word))
        yield Restriction(RestrictionId(f"w{n:011x}"), None, scope, Ground.DANGER_TO_OTHERS, AT)


def _words(dice: random.Random, most: int) -> list[str]:
    size = dice.randint(2, most)
    start = dice.randrange(len(_stream()) - size)
    return list(_stream()[start : start + size])


def _sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."


def _narrator(n: int) -> str:
    return f"{_GIVEN[n % 8]} {_family_names()[RESTRICTED + ELSEWHERE + n % 2000]}"


def _turns(n: int, dice: random.Random) -> Iterator[Turn]:
    for k in range(TURNS):
        asked = k % 2 == 0
        words = _words(dice, _ASKED if asked else _SAID)
        marks: tuple[Mark, ...] = ()
        if not asked and dice.random() < 0.1:
            known = _family_names()[dice.randrange(RESTRICTED + ELSEWHERE)]
            words.insert(dice.randrange(len(words)), known + dice.choice(("", "а", "у")))
        text = _sentence(words)
        if n % 10 == 3 and k == 51:
            text, marks = f"{text} {HOLE}", (Mark(MarkKind.SEAL, len(text) + 1, f"s{n:011x}"),)
        yield Turn(
            k + 1,
            Address(f"{n * TURNS + k:014x}"),
            Role.INTERVIEWER if asked else Role.NARRATOR,
            None if asked else ParticipantId(f"{n:012x}"),
            UK,
            text,
            marks=marks,
        )


def interview(n: int, title: str | None = None) -> Interview:
    """The ``n``-th interview."""
    dice = random.Random(n)  # noqa: S311
    turns = tuple(_turns(n, dice))
    texts = [Transcript(TranscriptId(f"{n:012x}"), UK, TranscriptKind.VERBATIM, turns)]
    if n % 20 == 6:
        rendered = tuple(
            Turn(
                turn.n,
                Address(f"{1 << 40 | n * TURNS + turn.n:014x}"),
                turn.role,
                turn.speaker,
                EN,
                _sentence(_words(dice, _SAID)),
                translates=turn.address,
            )
            for turn in turns
        )
        words = TranscriptId(f"t{n:011x}")
        texts.append(Transcript(words, EN, TranscriptKind.TRANSLATION, rendered, texts[0].id))
    date = SaidDate(f"2025-{n % 12 + 1:02}")
    return Interview(
        id=InterviewId(f"{n:010x}"),
        state=State.KEPT,
        title=title or _sentence(_words(dice, 6)),
        standfirst=_sentence(_words(dice, 20)),
        section=(),
        language=UK,
        published=None,
        first_published=None,
        interviewed=date,
        source=SourceRef(None, None),
        republisher=None,
        basis=Basis.OWN,
        participants=(Participant(ParticipantId(f"{n:012x}"), _narrator(n), Role.NARRATOR),),
        sessions=(Session(SessionId(f"{n:012x}"), 1, date, (), tuple(texts)),),
        exhibits=(),
        dropped=(),
        questions=(),
        added_at=AT,
    )


def _consent(n: int, ledger: int) -> ConsentEvent:
    return ConsentEvent(
        id=ConsentId(f"{n:012x}"),
        interview=InterviewId(f"{n:010x}"),
        at=AT,
        said=Said.AGREED,
        use=Use.PUBLISH,
        audience=PUBLIC,
        by="narrator",
        recorded_by=MemberId("member000000"),
        attribution=_HOW[n % 4],
        versions=(TranscriptId(f"{n:012x}"), TranscriptId(f"t{n:011x}")),
        ledger=ledger,
    )


def _seal(n: int) -> Seal:
    return Seal(
        id=SealId(f"s{n:011x}"),
        interview=InterviewId(f"{n:010x}"),
        group=GroupId(f"g{n:011x}"),
        scope=SealScope.PASSAGE,
        secret=False,
        ground=Ground.DANGER_TO_OTHERS,
        condition="free(p:00000001)",
        commitment=random.Random(n).randbytes(32),  # noqa: S311
        ciphertext=random.Random(n).randbytes(1700),  # noqa: S311
        addresses=(Address(f"{n * TURNS + 51:014x}"),),
        sealed_from=(),
        at=AT,
    )


def put(deed: Deed, n: int) -> None:
    """The ``n``-th interview with what was said about it."""
    one = interview(n)
    deed.put(one)
    deed.note(Pseudonym(f"{one.id}/{one.participants[0].id}", f"N-{n:04X}"))
    if n % 20 != 19:
        deed.note(_consent(n, deed.unit.ledger.size()))
    if n % 10 == 3:
        deed.note(_seal(n))
    if n % 5 == 2:
        turn = one.sessions[0].transcripts[0].turns[33]
        scope = Scope(ScopeKind.PASSAGE, one.id, turn.address, 0, len(turn.text) // 2)
        deed.note(Restriction(RestrictionId(f"r{n:011x}"), one.id, scope, Ground.NARRATORS_WISH, AT))
    if n % 5 == 4:
        details = (("region", f"r{n % 40}"), ("unit", f"u{n % 300}"))
        deed.note(Person(PersonId(f"p:n{n:07x}"), _narrator(n), (), AT, details, (one.id,)))


def made(folder: Path, count: int) -> None:
    """An archive of so many interviews in ``folder``."""
    from whensafe.wiring import configure_django

    configure_django()
    from whensafe.store.key_slots import Cost
    from whensafe.store.opening import create_store

    create_store(folder / "archive", PASSPHRASE, "documenter", cost=Cost(64, 1, 1))
    with opened(folder) as (archive, actor):
        with acting(archive, actor, "bench") as deed:
            for n, person in enumerate(people()):
                deed.note(person)
                deed.note(Pseudonym(person.id, f"P-{n:04X}"))
            for rule in rules():
                deed.note(rule)
        for first in range(0, count, AT_ONCE):
            with acting(archive, actor, "bench") as deed:
                for n in range(first, min(count, first + AT_ONCE)):
                    put(deed, n)


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Archive, Actor]]:
    """The archive in ``folder``, unlocked."""
    from whensafe.settings import Settings
    from whensafe.wiring import open_archive

    settings = Settings(folder / "archive", now=AT, state=folder / "state")
    with open_archive(folder / "archive", PASSPHRASE, settings) as found:
        yield found.archive, found.actor
