"""A plan, written for one side, with all that is nobody's business drawn for that side alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from tests.prove.drawing import AT, NOW, Draw, Known, Mention, Part, Secret, Spoken, in_pieces
from tests.prove.plans import Plan

from whensafe.nouns.condition import Free, PersonId
from whensafe.nouns.consent import ConsentEvent, ConsentId, Said, Use
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import (
    BLOB_CHARS,
    INTERVIEW_CHARS,
    BlobName,
    ExhibitId,
    InterviewId,
    MemberId,
    RecordingId,
    TranscriptId,
)
from whensafe.nouns.interview import (
    Basis,
    Exhibit,
    Interview,
    Mark,
    MarkKind,
    Original,
    Participant,
    Question,
    Recording,
    Role,
    Session,
    Silence,
    SourceRef,
    State,
    Transcript,
    TranscriptKind,
    Turn,
)
from whensafe.nouns.person import Person
from whensafe.nouns.restriction import Restored, Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.said import SaidDate
from whensafe.nouns.sealed import GroupId, Seal, SealId, SealScope
from whensafe.protection import holes
from whensafe.protection.consents import Lineage
from whensafe.protection.world import World


def write(plan: Plan, draw: Draw, side: int) -> Known | None:
    """The interview as this side has it, or ``None`` where it isn't there at all."""
    if plan.only is not None and plan.only != side:
        return None
    return Writer(plan, draw, side).known()


class Writer:
    """Writes a plan for one side. ``draw`` gives what is nobody's business: times, files, digests, marks."""

    def __init__(self, plan: Plan, draw: Draw, side: int) -> None:
        self.plan = plan
        self.draw = draw
        self.side = side
        self.seals: dict[str, Seal] = {}
        self.restrictions: list[Restriction] = []

    def known(self) -> Known:
        plan, draw = self.plan, self.draw
        turns = self._turns(plan.spoken)
        translated = self._turns(plan.translated)
        transcripts = [Transcript(plan.transcript, plan.language, TranscriptKind.VERBATIM, turns)]
        if translated:
            language = translated[0].language
            transcripts.append(
                Transcript(
                    plan.translation, language, TranscriptKind.TRANSLATION, translated, plan.transcript
                )
            )
        self._everywhere()
        interview = Interview(
            id=plan.id,
            state=State.DRAFT if plan.fate == "draft" else State.KEPT,
            title=draw.hidden().replace("\n", " ") if plan.whole else self._text(plan.title),
            standfirst=draw.hidden() if plan.whole else self._text(plan.standfirst),
            section=(),
            language=plan.language,
            published=None,
            first_published=None,
            interviewed=plan.interviewed,
            source=SourceRef(None, None),
            republisher=None,
            basis=Basis.OWN,
            participants=(
                Participant(plan.narrator, plan.names[self.side], Role.NARRATOR),
                Participant(plan.asks, None, Role.INTERVIEWER),
            ),
            sessions=(
                Session(
                    plan.session,
                    1,
                    plan.interviewed,
                    self._files(),
                    tuple(transcripts),
                    self._recordings(turns),
                ),
            ),
            exhibits=self._exhibits(),
            dropped=tuple(draw.hidden() for _ in range(draw.randrange(3))),
            questions=tuple(
                Question("speaker", draw.hidden(), draw.randrange(9), (draw.hidden(),))
                for _ in range(draw.randrange(2))
            ),
            added_at=f"2026-02-{draw.randint(1, 28):02}T{draw.randint(0, 23):02}:00:00Z",
            duplicate_of=InterviewId(draw.token(INTERVIEW_CHARS)) if draw.chance(0.2) else None,
        )
        return Known(interview, self._world())

    def _recordings(self, turns: Sequence[Turn]) -> tuple[Recording, ...]:
        """Sound that no audience hears: as long as what was said, silent wherever a seal has left it so."""
        draw = self.draw
        silent = tuple(
            Silence(turn.address, turn.start_ms or 0, turn.end_ms or 0) for turn in turns if draw.chance(0.3)
        )
        length = max((turn.end_ms or 0 for turn in turns), default=0) if draw.chance(0.8) else None
        return tuple(
            Recording(RecordingId(draw.token()), file, length, silent)
            for file in self._files()[: draw.randrange(3)]
        )

    def _turns(self, spoken: Sequence[Spoken]) -> tuple[Turn, ...]:
        there = [turn for turn in spoken if turn.only in (None, self.side)]
        at = self.draw.randint(0, 9000)
        found = []
        for n, turn in enumerate(there, 1):
            end = at + self.draw.randint(400, 90_000)
            found.append(replace(self._turn(turn), n=n, start_ms=at, end_ms=end))
            at = end + self.draw.randint(0, 2000)
        return tuple(found)

    def _turn(self, spoken: Spoken) -> Turn:
        text, spans = self._spelled(spoken.parts)
        marks = tuple(Mark(MarkKind.LABEL, at, self.draw.hidden(1)) for at in (0,) * self.draw.randrange(2))
        sealed = [(secret, span) for secret, span in spans if secret.by == "sealed"]
        cut = tuple(span for _, span in sealed)
        for secret, span in reversed(sealed):
            seal = self._seal(secret, spoken)
            opened, _ = holes.cut(text, marks, (span,), seal)
            text, marks = opened.text, opened.marks
        for secret, (start, end) in spans:
            if secret.by != "sealed":
                place = (holes.after(cut, start), holes.after(cut, end, end=True))
                self._restrict(secret, spoken, place)
        return Turn(
            0,
            spoken.address,
            spoken.role,
            spoken.speaker,
            spoken.language,
            text,
            marks=marks,
            translates=spoken.translates,
        )

    def _spelled(self, parts: Sequence[Part]) -> tuple[str, list[tuple[Secret, tuple[int, int]]]]:
        text, spans = "", []
        for part in parts:
            if isinstance(part, Secret):
                spans.append((part, (len(text), len(text) + len(part.words[self.side]))))
                text += part.words[self.side]
            elif isinstance(part, Mention):
                text += self._mentioned(part)
            else:
                text += part
        return text, spans

    def _text(self, parts: Sequence[Part] | None) -> str | None:
        return None if parts is None else self._spelled(parts)[0].replace("\n", " ")

    def _mentioned(self, mention: Mention) -> str:
        if mention.of == "narrator":
            return self.plan.names[self.side]
        hiding = self.plan.hiding
        spelled = (hiding.people.get(mention.of) or hiding.words[mention.of])[self.side]
        name = spelled[mention.spelling % len(spelled)]
        return name if mention.pieces is None else in_pieces(name, mention.pieces)

    def _seal(self, secret: Secret, spoken: Spoken) -> SealId:
        id = SealId(secret.id)
        words = secret.words[self.side].encode()
        known = self.seals.get(id)
        self.seals[id] = Seal(
            id=id,
            interview=self.plan.id,
            group=GroupId(self.draw.token()),
            scope=self._scope(spoken),
            secret=spoken.secret is not None,
            ground=self.plan.ground[id],
            condition=f"free(p:{self.draw.token(8)})",
            commitment=hashlib.sha256(words).digest(),
            ciphertext=hashlib.shake_256(words).digest(256 + len(words)),
            addresses=(*(known.addresses if known else ()), spoken.address),
            sealed_from=(self.plan.before,),
            at=f"2026-03-{self.draw.randint(1, 28):02}T09:00:00Z",
        )
        return id

    def _scope(self, spoken: Spoken) -> SealScope:
        if self.plan.fate == "secret":
            return SealScope.INTERVIEW
        return SealScope.PASSAGE if spoken.secret is None else SealScope.EXCHANGE

    def _restrict(self, secret: Secret, spoken: Spoken, place: tuple[int, int]) -> None:
        scopes = {
            "turn": Scope(ScopeKind.TURN, self.plan.id, spoken.address),
            "passage": Scope(ScopeKind.PASSAGE, self.plan.id, spoken.address, *place),
            "restored": Scope(ScopeKind.PASSAGE, self.plan.id, spoken.address, *place),
        }
        if secret.by not in scopes:
            return  # what renders a hidden turn must go with it, unasked
        restored = None
        until = self.draw.choice((None, f"after({self.draw.randint(2040, 2090)})"))
        if secret.by == "restored":
            # Put back by a release since: the condition holds, and the narrator agreed only to the hole.
            until = "after(2020)"
            released = TranscriptId(self.draw.token())
            restored = Restored(SealId(self.draw.token()), (TranscriptId(self.draw.token()),), (released,))
        self.restrictions.append(
            self._restriction(secret.id, scopes[secret.by], self.plan.ground[secret.id], until, restored)
        )

    def _restriction(
        self,
        id: str,
        scope: Scope,
        ground: Ground,
        until: str | None = None,
        restored: Restored | None = None,
    ) -> Restriction:
        draw = self.draw
        return Restriction(
            id=RestrictionId(id),
            interview=scope.interview,
            scope=scope,
            ground=ground,
            at=f"2026-04-{draw.randint(1, 28):02}T09:00:00Z",
            hidden_from=draw.choice(((), (self.plan.audience,))),
            until=until,
            review=SaidDate(str(draw.randint(2030, 2060))),
            restored=restored,
        )

    def _everywhere(self) -> None:
        plan = self.plan
        if plan.fate == "restricted":
            scope = Scope(ScopeKind.INTERVIEW, plan.id)
            self.restrictions.append(self._restriction(plan.id, scope, plan.other_ground))
        for id in plan.hiding.people:
            scope = Scope(ScopeKind.PERSON, person=PersonId(id))
            self.restrictions.append(self._restriction(f"rule{id}", scope, plan.other_ground))
        for id, words in plan.hiding.words.items():
            scope = Scope(ScopeKind.WORDS, words=words[self.side])
            self.restrictions.append(self._restriction(f"rule{id}", scope, plan.other_ground))

    def _world(self) -> World:
        plan, draw = self.plan, self.draw
        people = []
        for id, spelled in plan.hiding.people.items():
            name, *also = spelled[self.side]
            details = ((draw.hidden(1), draw.hidden(1)),)
            people.append(Person(PersonId(id), name, tuple(also), AT, details))
        codes = {id: f"N-{700 + n}" for n, id in enumerate(plan.hiding.people)}
        return World(
            consents=self._consents(),
            restrictions=tuple(self.restrictions),
            seals=tuple(self.seals.values()),
            people=tuple(people),
            pseudonyms={**codes, f"{plan.id}/{plan.narrator}": plan.code},
            facts=frozenset({Free(PersonId(f"p:{draw.token(8)}"))}),
            lineage=Lineage({plan.transcript: plan.before}),
            now=NOW,
        )

    def _consents(self) -> tuple[ConsentEvent, ...]:
        plan = self.plan
        shown = (plan.transcript, plan.translation)
        series: dict[str, list[tuple[Said, tuple[TranscriptId, ...]]]] = {
            "unasked": [],
            "refused": [(Said.REFUSED, shown)],
            "withdrawn": [(Said.AGREED, shown), (Said.WITHDRAWN, shown)],
            "older": [(Said.AGREED, (TranscriptId("zzzzzzzzzzzz"),))],
        }
        return tuple(
            self._consent(said, versions) for said, versions in series.get(plan.fate, [(Said.AGREED, shown)])
        )

    def _consent(self, said: Said, versions: tuple[TranscriptId, ...]) -> ConsentEvent:
        draw = self.draw
        return ConsentEvent(
            id=ConsentId(draw.token()),
            interview=self.plan.id,
            at=f"2026-05-{draw.randint(1, 28):02}T09:00:00Z",
            said=said,
            use=Use.PUBLISH,
            audience=self.plan.audience,
            by="narrator",
            recorded_by=MemberId(draw.token()),
            attribution=self.plan.attribution,
            versions=versions,
            interpreter=draw.hidden(2),
            evidence=draw.hidden(3),
            recording_ms=draw.randrange(10**7),
        )

    def _files(self) -> tuple[Original, ...]:
        draw = self.draw
        return tuple(
            Original(BlobName(draw.token(BLOB_CHARS)), draw.randrange(10**6), "text/plain", draw.hidden(2))
            for _ in range(draw.randrange(3))
        )

    def _exhibits(self) -> tuple[Exhibit, ...]:
        draw = self.draw
        return tuple(Exhibit(ExhibitId(draw.token()), file, draw.hidden(2), ()) for file in self._files())
