"""Leaks where the gate decides, and where a seal is made."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.prove.leaking import Hidden, Leaking, leak

from whensafe.errors import BadInput
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import (
    ClearedInterview,
    Ground,
    Notice,
    Part,
)
from whensafe.nouns.interview import Basis, Interview, SourceRef
from whensafe.protection import clear, conditions, consents, holes, pseudonyms
from whensafe.protection.world import World


def rules(name: str, change: Callable[[Interview, World], World]) -> None:
    """Enter a leak by which the gate doesn't know something."""
    leak(name)(lambda leaking: leaking.world(change))


def _without(world: World, *kinds: str) -> World:
    return replace(world, restrictions=tuple(r for r in world.restrictions if r.scope.kind not in kinds))


rules("restricted people forgotten", lambda _, w: _without(w, "person"))
rules("restricted words forgotten", lambda _, w: _without(w, "words"))
rules("restricted passages forgotten", lambda _, w: _without(w, "passage"))
rules("restricted turns forgotten", lambda _, w: _without(w, "turn"))
rules("restricted interviews forgotten", lambda _, w: _without(w, "interview"))
rules("only the first spelling known", lambda _, w: replace(
    w, people=tuple(replace(person, also=()) for person in w.people)
))  # fmt: skip
rules("only the other spellings known", lambda _, w: replace(
    w, people=tuple(replace(person, name=person.spellings[-1]) for person in w.people)
))  # fmt: skip
rules("pseudonym made of the name", lambda _, w: replace(
    w, pseudonyms={**w.pseudonyms, **{p.id: f"N-{zlib.crc32(p.name.encode()) % 1000}" for p in w.people}}
))  # fmt: skip
rules("pseudonyms in the order of names", lambda _, w: replace(
    w,
    pseudonyms={
        **w.pseudonyms,
        **{p.id: f"N-{n + len(p.name)}" for n, p in enumerate(sorted(w.people, key=lambda p: p.name))},
    },
))  # fmt: skip
rules("narrator's pseudonym made of the name", lambda i, w: replace(
    w, pseudonyms={**w.pseudonyms, f"{i.id}/{i.participants[0].id}": f"N-{len(i.participants[0].name or '')}"}
))  # fmt: skip
rules("secret seals taken for others", lambda _, w: replace(
    w, seals=tuple(replace(seal, secret=False) for seal in w.seals)
))  # fmt: skip
rules("attribution as if none was chosen", lambda _, w: replace(
    w, consents=tuple(replace(event, attribution=Attribution.FULL) for event in w.consents)
))  # fmt: skip
rules("withdrawals not heard", lambda _, w: replace(
    w, consents=tuple(event for event in w.consents if event.said == "agreed")
))  # fmt: skip
rules("consent to the hole taken for consent to the words", lambda _, w: replace(
    w, restrictions=tuple(r for r in w.restrictions if r.restored is None)
))  # fmt: skip
rules("rules that name an audience taken for the others' alone", lambda _, w: replace(
    w, restrictions=tuple(r for r in w.restrictions if not r.hidden_from)
))  # fmt: skip


@leak("a narrator who is restricted is named as they chose")
def _(leaking: Leaking) -> None:
    leaking.instead(pseudonyms._restricted, lambda _, person, *__: (False, person))


@leak("conditions hold when nothing was confirmed")
def _(leaking: Leaking) -> None:
    leaking.instead(conditions.holds, lambda *_, **__: True)


@leak("consent to one text taken for consent to another")
def _(leaking: Leaking) -> None:
    leaking.patch.setattr(consents.Lineage, "covers", lambda *_: True)


@leak("a seal leaves the first letter")
def _(leaking: Leaking) -> None:
    def wrap(cut: Any) -> Any:
        def left(text: str, marks: Any, spans: Any, seal: Any) -> Any:
            return cut(text, marks, tuple((min(a + 1, b), b) for a, b in spans), seal)

        return left

    leaking.around(holes.cut, wrap)


@leak("a seal counts in units of UTF-16")
def _(leaking: Leaking) -> None:
    def wrap(cut: Any) -> Any:
        def left(text: str, marks: Any, spans: Any, seal: Any) -> Any:
            found = []
            for start, end in spans:
                more = sum(ord(c) > 0xFFFF for c in text[start:end])
                found.append((start, max(start, end - more)))
            return cut(text, marks, tuple(found), seal)

        return left

    leaking.around(holes.cut, wrap)


@leak("a seal ends at a line break")
def _(leaking: Leaking) -> None:
    def wrap(cut: Any) -> Any:
        def left(text: str, marks: Any, spans: Any, seal: Any) -> Any:
            ends = ((start, text.find("\n", start, end)) for start, end in spans)
            short = tuple((a, b if b > a else e) for (a, b), (_, e) in zip(ends, spans, strict=True))
            return cut(text, marks, short, seal)

        return left

    leaking.around(holes.cut, wrap)


@leak("an error that quotes what it refuses")
def _(leaking: Leaking) -> None:
    def refuse(found: ClearedInterview, hidden: Hidden) -> ClearedInterview:
        if hidden.words.strip():
            raise BadInput(f"can't be cleared: {hidden.words[:20]}", where=hidden.interview.id)
        return found

    leaking.cleared(refuse)


@leak("an unconsented interview as an empty one")
def _(leaking: Leaking) -> None:
    def wrap(before: Any) -> Any:
        def shown(actor: Any, audience: Audience, interview: Interview, world: World) -> Any:
            found = before(actor, audience, interview, world)
            if found is not None:
                return found
            return ClearedInterview(
                interview.id, None, None, interview.language, None, None, None, SourceRef(None, None), None,
                Basis.OWN, (), (), (), notices=(Notice(Part.INTERVIEW, Ground.NARRATORS_WISH),),
            )  # fmt: skip

        return shown

    leaking.around(clear.clear, wrap)
