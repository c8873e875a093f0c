"""Leaks, seeded on purpose: each makes one function of the product give something away, by one channel.

    with Leaking(monkeypatch) as leaking:
        LEAKS["title tells the length"](leaking)
        …publish both sides of a pair: they must differ

What leaks is taken from where the real thing lies (`Hidden`): the words of restrictions and their number, the
sizes, digests and conditions of seals, the turns of a secret exchange, names, times, files.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from whensafe.nouns.actor import Audience
from whensafe.nouns.edition import (
    ClearedInterview,
)
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.interview import Interview, Turn
from whensafe.protection import clear
from whensafe.protection.world import World


@dataclass(frozen=True)
class Hidden:
    """What the archive knows of one interview and an audience may not."""

    interview: Interview
    world: World

    @property
    def turns(self) -> tuple[Turn, ...]:
        return tuple(t for s in self.interview.sessions for text in s.transcripts for t in text.turns)

    @property
    def words(self) -> str:
        """What restrictions of passages and turns hide."""
        said = {turn.address: turn.text for turn in self.turns}
        scopes = (rule.scope for rule in self.world.restrictions if rule.scope.address in said)
        return " ".join([*(said[s.address][s.start : s.end] for s in scopes if s.address), *self.names])

    @property
    def names(self) -> tuple[str, ...]:
        """Restricted people and words; the narrator, as the source has it."""
        listed = [spelling for person in self.world.people for spelling in person.spellings]
        listed += [word for rule in self.world.restrictions for word in rule.scope.words]
        return (*listed, *(p.name for p in self.interview.participants if p.name is not None))

    @property
    def sealed(self) -> int:
        """Bytes of ciphertext, more the more was sealed."""
        return sum(len(seal.ciphertext) for seal in self.world.seals)

    @property
    def amount(self) -> int:
        """How much is hidden: letters and bytes together."""
        return len(self.words) + self.sealed

    @property
    def digest(self) -> str:
        """A hash of what is hidden."""
        commitments = b"".join(seal.commitment for seal in self.world.seals)
        return hashlib.sha256(self.words.encode() + commitments).hexdigest()

    @property
    def number(self) -> int:
        """A number between 0 and 10^9 that what is hidden decides."""
        return int(self.digest[:8], 16) % 10**9


Change = Callable[[ClearedInterview, Hidden], ClearedInterview]


@dataclass
class Leaking:
    """The product with something wrong with it, as long as the patches stand."""

    patch: pytest.MonkeyPatch
    known: dict[InterviewId, Hidden] = field(default_factory=dict)
    """Every interview the gate was asked about."""

    def __post_init__(self) -> None:
        original = clear.clear

        def asked(actor: Any, audience: Audience, interview: Interview, world: World) -> Any:
            self.known[interview.id] = Hidden(interview, world)
            return original(actor, audience, interview, world)

        self.instead(original, asked)

    def instead(self, original: Any, other: Any) -> None:
        """Put a function in the place of another, wherever the product has it by name."""
        for name, module in list(sys.modules.items()):
            if not name.startswith("whensafe.") or module is None:
                continue
            for attribute, value in list(vars(module).items()):
                if value is original:
                    self.patch.setattr(module, attribute, other)

    def around(self, original: Any, wrap: Callable[[Any], Any]) -> None:
        """Put a function around another."""
        self.instead(original, wrap(original))

    def cleared(self, change: Change) -> None:
        """Change what is cleared, knowing what isn't."""

        def wrap(before: Any) -> Any:
            def changed(actor: Any, audience: Audience, interview: Interview, world: World) -> Any:
                found = before(actor, audience, interview, world)
                return None if found is None else change(found, Hidden(interview, world))

            return changed

        self.around(clear.clear, wrap)

    def world(self, change: Callable[[Interview, World], World]) -> None:
        """Let the gate know something else than what is so."""

        def wrap(before: Any) -> Any:
            def changed(actor: Any, audience: Audience, interview: Interview, world: World) -> Any:
                return before(actor, audience, interview, change(interview, world))

            return changed

        self.around(clear.clear, wrap)

    def of(self, id: str) -> Hidden:
        return self.known[InterviewId(id)]

    @property
    def all(self) -> list[Hidden]:
        return list(self.known.values())


Leak = Callable[[Leaking], None]
LEAKS: dict[str, Leak] = {}


def leak(name: str) -> Callable[[Leak], Leak]:
    """Enter a leak into the table."""

    def enter(made: Leak) -> Leak:
        if name in LEAKS:
            raise ValueError(name)
        LEAKS[name] = made
        return made

    return enter


def seed(name: str, change: Change) -> None:
    """Enter a leak that changes what was cleared."""
    leak(name)(lambda leaking: leaking.cleared(change))
