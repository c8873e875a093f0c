"""Consent, restrictions and editions for tests of what audiences are told. Everybody is invented."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.desk.conftest import Desk

from whensafe.desk.act import acting
from whensafe.desk.publish import Draft, Wanted, draft
from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution, ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.restriction import Restriction, RestrictionId, Scope, ScopeKind
from whensafe.outside.edition_folder import EditionFolder, replacing

PUBLIC = Audience("public")
PRESS = Audience("partner:riverside press")
BAKER = """# The bakery by the river
Ada (interviewer): Where did you work?
Petro (narrator): In the bakery by the river. My brother Danylo carried the flour.
Ada (interviewer): And then?
Petro (narrator): Then the bridge was gone.
"""
WEAVER = """# The loom
lang: uk
Ada (interviewer): Де ви були?
Maria (narrator): Удома, за верстатом. Я ткала рушник.
"""
_serial = itertools.count(1)


def say(
    desk: Desk,
    id: InterviewId,
    said: Said = Said.AGREED,
    audience: Audience = PUBLIC,
    attribution: Attribution = Attribution.PSEUDONYM,
) -> None:
    """One consent event to publishing, about the interview as it now stands."""
    now = desk.show(id)
    event = ConsentEvent(
        Use.PUBLISH,
        "narrator",
        audience,
        said,
        attribution,
        id=ConsentId(f"c{next(_serial):011}"),
        interview=id,
        at=desk.archive.now(),
        recorded_by=desk.actor.member,
        versions=tuple(t.id for s in now.sessions for t in s.current),
    )
    with acting(desk.archive, desk.actor, "consent") as deed:
        deed.note(event)


def restrict(
    desk: Desk,
    id: InterviewId,
    n: int,
    words: str,
    *,
    until: str | None = None,
    hidden_from: tuple[Audience, ...] = (),
) -> Restriction:
    """Hide words of turn ``n`` of the first transcript."""
    first = desk.show(id).transcript
    assert first is not None
    turn = first.turns[n - 1]
    start = turn.text.index(words)
    scope = Scope(ScopeKind.PASSAGE, id, turn.address, start, start + len(words))
    made = Restriction(
        RestrictionId(f"r{next(_serial):011}"),
        id,
        scope,
        Ground.DANGER_TO_OTHERS,
        desk.archive.now(),
        hidden_from,
        until,
    )
    with acting(desk.archive, desk.actor, "restrict") as deed:
        deed.note(made)
    return made


def lift(desk: Desk, restriction: Restriction) -> None:
    """End a restriction."""
    with acting(desk.archive, desk.actor, "lift") as deed:
        deed.note(replace(restriction, ended_at=desk.archive.now()))


@dataclass(frozen=True)
class Done:
    """An edition that stands."""

    draft: Draft
    record: PublishedEdition
    files: dict[str, bytes]


def publish(desk: Desk, out: Path, audience: Audience = PUBLIC, **more: Any) -> Done:
    """Publish into ``out``; ``as_of``, ``since``, ``beside`` as the desk takes them."""
    asked = {name: more.pop(name) for name in ("as_of", "title", "base_address") if name in more}
    with replacing(out) as making:
        made = draft(desk.archive, desk.actor, Wanted(audience, **asked), making, **more)
        record = made.publish("read and weighed")
    return Done(made, record, everything(out))


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = EditionFolder(folder)
    return {path: found.read(path) or b"" for path in found.paths()}


def day(text: str) -> datetime.date:
    """A day."""
    return datetime.date.fromisoformat(text)
