"""Publishing: what may be told becomes an edition, a person signs it, the ledger says so.

    with replacing(out) as making:                       # `outside.edition_folder`
        made = draft(archive, actor, Wanted(audience), making)
        show(made.report)                                # nothing stands yet
        made.publish(reason)                             # logged, signed, and then it stands in OUT

Interviews are cleared one at a time. Publishing draws no randomness and reads no clock but the archive's: the
same archive at the same moment gives the same bytes, whether all of it is rendered or only what changed.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whensafe.desk import editions_log, registers
from whensafe.desk.act import acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.desk.ports import Secrets, Unit
from whensafe.desk.publish_work import Making, Progress, Shelf, Work, is_edition, newest
from whensafe.editions import manifest as manifests
from whensafe.editions.difference import Difference, difference
from whensafe.editions.manifest import MANIFEST
from whensafe.editions.pointing import POINTING
from whensafe.editions.publish import Files, build, signature
from whensafe.editions.risks import Declared, Risk, RiskCode, edition_risks
from whensafe.editions.signing import Signer, signed_text
from whensafe.editions.told import ToldEdition
from whensafe.errors import BadOption, Busy, Refused
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.consent import ConsentEvent, Said
from whensafe.nouns.edition import Edition, EditionRequest, Ground, Loss, Notice, Part
from whensafe.nouns.ids import InterviewId
from whensafe.nouns.person import Person
from whensafe.nouns.published import Front, PublishedEdition
from whensafe.nouns.text import Language
from whensafe.protection.consents import Lineage, telling

DEFAULT = Front("Testimonies", "A testimony archive", (Language("en"), Language("uk")))
"""What an edition is called until somebody says otherwise; then what it was called last."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom, as of which day (default: now), and what to change of the last edition's `Front`."""

    audience: Audience
    as_of: datetime.date | None = None
    title: str | None = None
    publisher: str | None = None
    languages: tuple[Language, ...] = ()
    base_address: str | None = None
    search_engines: bool | None = None

    def front(self, last: PublishedEdition | None) -> Front:
        """What was asked, else what it was last time, else the default."""
        was = DEFAULT if last is None or last.front is None else last.front
        return Front(
            self.title or was.title,
            self.publisher or was.publisher,
            self.languages or was.languages,
            self.base_address or was.base_address,
            was.search_engines if self.search_engines is None else self.search_engines,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What a person sees before signing. ``difference`` is that from the last edition, if it was at hand.

    ``told`` counts interviews, ``anew`` those that are not as they were in the last edition, ``key`` is the
    publisher's key line, to be handed on by another way.
    """

    audience: Audience
    as_of: datetime.date
    files: int
    told: int
    anew: int
    withheld: tuple[tuple[Ground, int], ...]
    losses: tuple[Loss, ...]
    risks: tuple[Risk, ...]
    difference: Difference | None
    key: str

    @property
    def counts(self) -> tuple[tuple[RiskCode, int], ...]:
        """How many risks of each kind."""
        return tuple(sorted(Counter(risk.code for risk in self.risks).items()))


@dataclass(frozen=True, slots=True)
class Draft:
    """An edition that is written and doesn't stand yet."""

    report: Report
    _archive: Archive
    _actor: Actor
    _making: Making
    _signer: Signer | None
    _edition: Edition
    _record: PublishedEdition

    @property
    def as_logged(self) -> PublishedEdition:
        """What the archive will keep of it; nothing is kept yet, and ``at`` is still empty."""
        return self._record

    def publish(self, reason: str) -> PublishedEdition:
        """Sign it, log it with the reason, and let it stand. `Busy` if the archive changed meanwhile."""
        if self._signer is None:
            raise Refused("a preview is not published")
        record = self._record
        with acting(self._archive, self._actor, "publish", reason=reason) as deed:
            if deed.unit.ledger.size() != record.ledger:
                raise Busy("the archive was changed while this edition was made", todo="Publish it again.")
            proof = editions_log.proof(deed.unit, record.audience, record.leaf)
            for path, data in signature(
                self._edition.manifest, replace(self._signer, prove=lambda _leaf: proof)
            ):
                self._making.put(path, data)
            record = replace(record, at=deed.at)
            deed.note(record)
            deed.about.extend((record.id, *self._codes()))
        self._making.stands(private=record.audience != "public")
        return record

    def preview(self) -> None:
        """Let it stand unsigned, for the team's eyes; the ledger says that somebody looked."""
        if self._signer is not None:
            raise Refused("only a preview stands unsigned")
        with acting(self._archive, self._actor, "preview") as deed:
            deed.about.extend(self._codes())
        self._making.stands(private=True)

    def _codes(self) -> list[str]:
        return [f"{code}:{count}" for code, count in self.report.counts]


def draft(  # noqa: PLR0913 - what a person says on one line
    archive: Archive,
    actor: Actor | None,
    wanted: Wanted,
    making: Making,
    *,
    since: Shelf | None = None,
    beside: Sequence[Shelf] = (),
    preview: bool = False,
    progress: Progress = lambda _what, _done: None,
) -> Draft:
    """Write the edition into ``making`` and say what it would give away. Nothing stands, nothing is logged.

    ``since`` is the last edition for this audience where it doesn't lie in OUT; ``beside`` are editions for
    other audiences. Raises `Refused` for an OUT that holds another audience's edition.
    """
    allowed = require(actor)
    audience, now = wanted.audience, archive.clock.now()
    if audience == TEAM:
        raise BadOption("no edition is made for the team: it reads the archive", where="--audience")
    as_of, judged = judged_at(wanted.as_of, now)
    with archive.store.read() as unit:
        known = list(editions_log.editions(unit, audience))
        last = newest(known)
        signer = None if preview else _signer(unit.secrets, audience)
        _refuse_other(making.earlier, audience, signer)
        front = wanted.front(last)
        request = _request(audience, as_of, front, withdrawn(unit, audience, known))
        work = Work(
            unit,
            Clearing(unit, allowed, audience, judged),
            request,
            known,
            making,
            [ToldEdition.opened(shelf.read) for shelf in beside],
            progress,
        )
        edition = _written(build(request, work.interviews(), signer, work.kept), making)
        before = since or (making.earlier if is_edition(making.earlier, last) else None)
        changes = None if before is None else difference(before.read, making.read, whole=False)
        found = [*edition_risks(_declared(unit, work.told), changes), *work.risks]
        if last is not None and not is_edition(before, last):
            found.append(Risk(RiskCode.NOT_COMPARED))
        if judged > now:
            found.append(Risk(RiskCode.AHEAD))
        key, ledger = str(editions_log.key_of(unit.secrets)), unit.ledger.size()
    leaf = signed_text(edition.manifest)
    report = Report(
        audience=audience,
        as_of=as_of,
        files=len(edition.files),
        told=len(work.told),
        anew=len(work.told) - work.unchanged,
        withheld=edition.withheld,
        losses=edition.losses,
        risks=tuple(found),
        difference=changes,
        key=key,
    )
    record = PublishedEdition(
        id=editions_log.edition_id(leaf),
        audience=audience,
        as_of=as_of.isoformat(),
        at="",
        leaf=leaf,
        manifest_sha256=hashlib.sha256(edition.manifest).hexdigest(),
        told=tuple(sorted(work.told.items())),
        opened=tuple(sorted(work.opened)),
        judged=judged.isoformat(),
        ledger=ledger,
        frame=work.frame,
        front=front,
        spotted=_spotted(work.risks),
        pointing=_pointing(work.risks),
    )
    return Draft(report, archive, allowed, making, signer, edition, record)


def judged_at(as_of: datetime.date | None, now: datetime.datetime) -> tuple[datetime.date, datetime.datetime]:
    """The day an edition states, and the moment its conditions are judged at: now, or the end of another day
    in UTC. So today's edition doesn't open what opens tonight.
    """
    today = now.astimezone(datetime.UTC).date()
    if as_of is None or as_of == today:
        return today, now
    return as_of, datetime.datetime.combine(as_of, datetime.time(23, 59, 59), datetime.UTC)


def withdrawn(unit: Unit, audience: Audience, known: Sequence[PublishedEdition]) -> bool:
    """Was anything told to this audience whose narrator has since withdrawn it?"""
    told = {id for edition in known for id, _ in edition.told}
    events: dict[InterviewId, list[ConsentEvent]] = defaultdict(list)
    for event in registers.every(unit, ConsentEvent):
        if event.interview in told:
            events[event.interview].append(event)
    said = (telling(one, audience, None, Lineage({})) for one in events.values())
    return any(standing.reasons == (Said.WITHDRAWN.value,) for standing in said)


def _request(audience: Audience, as_of: datetime.date, front: Front, gone: bool) -> EditionRequest:
    """A notice of withdrawal names nothing: what went can be found by those who have the earlier edition,
    and is not pointed out to anybody else.
    """
    notices = (Notice(Part.WITHDRAWN, Ground.NARRATORS_WISH),) if gone else ()
    return EditionRequest(
        audience=audience,
        as_of=as_of,
        title=front.title,
        publisher=front.publisher,
        languages=front.languages,
        base_address=front.base_address,
        notices=notices,
        losses=(Loss.EXHIBITS,),
        search_engines=front.search_engines,
    )


def _signer(secrets: Secrets, audience: Audience) -> Signer:
    def later(_leaf: bytes) -> bytes:
        raise Refused("an edition is logged when it is published")

    return Signer(editions_log.key_of(secrets), secrets.sign, editions_log.log_of(secrets, audience), later)


def _refuse_other(earlier: Shelf | None, audience: Audience, signer: Signer | None) -> None:
    """An edition replaces one for the same audience by the same publisher, a preview only a preview."""
    data = None if earlier is None else earlier.read(MANIFEST)
    if data is None:
        return
    found = manifests.read(data)
    if found.audience != audience:
        raise Refused("an edition for another audience stands here", todo="Name another folder.")
    if found.key is not None and signer is None:
        raise Refused("a published edition stands here", todo="Name another folder for the preview.")
    if found.key is not None and signer is not None and found.key != str(signer.key):
        raise Refused("an edition by another publisher stands here", todo="Name another folder.")


def _written(files: Files, making: Making) -> Edition:
    while True:
        try:
            path, data = next(files)
        except StopIteration as end:
            edition: Edition = end.value[0]
            return edition
        making.put(path, data)


def _declared(unit: Unit, told: Mapping[InterviewId, str]) -> list[Declared]:
    """Details of narrators who are told, one entry a person however often they are."""
    found = []
    for person in registers.every(unit, Person):
        interviews = sorted(set(person.narrator_of) & set(told))
        if interviews and person.details:
            found.append(Declared(interviews[0], person.details))
    return found


def _spotted(risks: Sequence[Risk]) -> tuple[tuple[InterviewId, str | None, int, int], ...]:
    return tuple(
        (InterviewId(risk.interview), risk.address, *risk.span)
        for risk in risks
        if risk.code is RiskCode.RESTRICTED_NAME and risk.interview is not None and risk.span is not None
    )


def _pointing(risks: Sequence[Risk]) -> tuple[tuple[str, InterviewId, str, int, int], ...]:
    return tuple(
        (risk.code.value, InterviewId(risk.interview), risk.address, *risk.span)
        for risk in risks
        if risk.code in POINTING and risk.interview and risk.address and risk.span
    )
