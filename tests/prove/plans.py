"""One interview, drawn once, to be written once for each side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.prove.drawing import (
    AR,
    EN,
    NARRATORS,
    UK,
    Draw,
    Hiding,
    Mention,
    Part,
    Secret,
    Spoken,
)

from whensafe.nouns.actor import Audience
from whensafe.nouns.consent import Attribution
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import (
    ADDRESS_CHARS,
    INTERVIEW_CHARS,
    Address,
    InterviewId,
    ParticipantId,
    SessionId,
    TranscriptId,
)
from whensafe.nouns.interview import (
    Role,
)
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import SealId


class Plan:
    """One interview, drawn once, written once for each side."""

    def __init__(self, draw: Draw, hiding: Hiding, audience: Audience) -> None:
        self.hiding = hiding
        self.audience = audience
        self.id = InterviewId(draw.token(INTERVIEW_CHARS))
        self.fate = draw.choices(
            ("told", "unasked", "refused", "withdrawn", "older", "restricted", "draft", "secret"),
            weights=(14, 1, 1, 1, 1, 1, 1, 1),
        )[0]
        self.only = (
            draw.randrange(2) if self.fate in ("secret", "unasked", "draft") and draw.chance(0.5) else None
        )
        self.language = draw.choice((UK, UK, EN, AR))
        self.attribution = draw.choice(tuple(Attribution))
        self.narrator = ParticipantId(draw.token())
        self.asks = ParticipantId(draw.token())
        self.transcript = TranscriptId(draw.token())
        self.translation = TranscriptId(draw.token())
        self.before = TranscriptId(draw.token())
        self.session = SessionId(draw.token())
        self.names = self._names(draw)
        self.code = f"{draw.choice('ABCDEF')}-{draw.randint(100, 999)}"
        self.secrets: list[Secret] = []
        self.restricted_turns: list[Address] = []
        self.secret_seals: list[SealId] = []
        self.spoken = self._turns(draw)
        if self.fate == "secret":
            self._seal_whole(draw)
        self.translated = self._translations(draw) if draw.chance(0.35) else []
        self.title = self._line(draw) if draw.chance(0.7) else None
        self.standfirst = self._line(draw) if draw.chance(0.4) else None
        self.interviewed = (
            SaidDate(draw.choice(("2024", "2025-03", "2025-03-14"))) if draw.chance(0.7) else None
        )
        self.ground = {s.id: draw.choice(tuple(Ground)) for s in self.secrets}
        self.other_ground = draw.choice(tuple(Ground))
        self.rest = tuple(draw.randrange(1 << 30) for _ in range(2))

    @property
    def whole(self) -> bool:
        """Is nothing of it told, so that all of it may differ?"""
        return self.fate != "told"

    def hidden_words(self, side: int) -> Iterator[str]:
        """Words of this side that may be told nowhere (single letters and marks prove nothing)."""
        for secret in self.secrets:
            yield from (word for word in secret.words[side].split() if len(word) > 3 and word.isalpha())

    def _names(self, draw: Draw) -> tuple[str, str]:
        """The narrator's name; sometimes they are called like somebody restricted, or by restricted words."""
        if self.hiding.people and draw.chance(0.15):
            one, other = draw.choice(list(self.hiding.people.values()))
            return one[0], other[0]
        if self.hiding.words and draw.chance(0.15):
            one, other = draw.choice(list(self.hiding.words.values()))
            return f"Мотря {one[0]}", f"Мотря {other[0]}"
        if self.attribution in (Attribution.PSEUDONYM, Attribution.NONE):
            one, other = draw.sample(NARRATORS, 2)
            return one, other
        return "Олена Криницька", "Олена Криницька"

    def _turns(self, draw: Draw) -> list[Spoken]:
        turns: list[Spoken] = []
        for n in range(draw.choice((1, 1, 2, 3))):
            if n and draw.chance(0.12):
                turns += self._secret_exchange(draw)
            turns += self._exchange(draw)
        if draw.chance(0.12):
            turns += self._secret_exchange(draw)
        return turns

    def _seal_whole(self, draw: Draw) -> None:
        """Sealed from the first turn to the last, and nobody is to know that it is there."""
        seal = SealId(draw.token())
        for n, turn in enumerate(self.spoken):
            self.spoken[n] = replace(turn, parts=[self._secret(draw, "sealed", seal)], secret=seal)

    def _exchange(self, draw: Draw) -> list[Spoken]:
        return [
            self._turn(draw, Role.INTERVIEWER, self._parts(draw, 0.1)),
            self._turn(draw, Role.NARRATOR, self._parts(draw, 0.6)),
        ]

    def _secret_exchange(self, draw: Draw) -> list[Spoken]:
        """A question and answer whose existence is secret; there on one side, or on both with other words."""
        seal = SealId(draw.token())
        self.secret_seals.append(seal)
        only = draw.choice((0, 1, None))
        found = []
        for role in (Role.INTERVIEWER, Role.NARRATOR):
            turn = self._turn(draw, role, [self._secret(draw, "sealed", seal)])
            found.append(replace(turn, only=only, secret=seal))
        return found

    def _turn(self, draw: Draw, role: Role, parts: list[Part]) -> Spoken:
        speaker = self.narrator if role is Role.NARRATOR else self.asks
        turn = Spoken(Address(draw.token(ADDRESS_CHARS)), role, self.language, parts, speaker)
        if draw.chance(0.06) and not any(isinstance(p, Secret) and p.by == "sealed" for p in parts):
            turn.parts = [self._secret(draw, "turn", turn.address)]
            self.restricted_turns.append(turn.address)
        return turn

    def _parts(self, draw: Draw, of: float) -> list[Part]:
        parts: list[Part] = [draw.said(self.language)]
        for _ in range(3):
            if not draw.chance(of):
                break
            parts += [draw.choice((" ", " ", ", ", " («")), self._hide(draw), draw.choice((" ", ". ", ", "))]
            parts.append(draw.said(self.language))
        if draw.chance(0.1):
            parts = [self._secret(draw, draw.choice(("sealed", "passage")), draw.token())]
        return parts

    def _hide(self, draw: Draw) -> Part:
        kinds = ["sealed", "sealed", "passage", "passage", "restored", "narrator"]
        kinds += ["person"] * 3 if self.hiding.people else []
        kinds += ["words"] * 2 if self.hiding.words else []
        kind = draw.choice(kinds)
        if kind == "narrator":
            return Mention("narrator", 0)
        if kind == "person":
            pieces = draw.randrange(24) if draw.chance(0.2) else None
            return Mention(draw.choice(list(self.hiding.people)), draw.randrange(3), pieces)
        if kind == "words":
            return Mention(draw.choice(list(self.hiding.words)), 0)
        return self._secret(draw, kind, draw.token())

    def _secret(self, draw: Draw, by: str, id: str) -> Secret:
        secret = Secret(by, id, draw.both(draw.hidden))
        self.secrets.append(secret)
        return secret

    def _line(self, draw: Draw) -> list[Part]:
        parts: list[Part] = [draw.said(self.language)]
        if draw.chance(0.3):
            mention = self._hide(draw)
            if isinstance(mention, Mention):
                parts += [" ", mention]
        return parts

    def _translations(self, draw: Draw) -> list[Spoken]:
        """In another language: where a turn hides something, whatever renders it may give it away."""
        language = EN if self.language != EN else UK
        found = []
        for turn in self.spoken:
            parts: list[Part] = [draw.said(language)]
            secret = next((p for p in turn.parts if isinstance(p, Secret)), None)
            if secret is not None:
                by = {"sealed": "sealed", "restored": "rendered", "passage": "rendered", "turn": "rendered"}
                parts = [self._secret(draw, by[secret.by], secret.id)]
            elif any(isinstance(p, Mention) for p in turn.parts):
                for mention in (p for p in turn.parts if isinstance(p, Mention)):
                    parts += [", ", mention]
            address = Address(draw.token(ADDRESS_CHARS))
            found.append(
                replace(turn, address=address, language=language, parts=parts, translates=turn.address)
            )
        return found
