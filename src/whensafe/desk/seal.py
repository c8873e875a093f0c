"""Sealing what is stored: first what it would cover is shown, then one transaction does it.

    plan   choose the words → closure, other interviews, copies and editions that hold them; nothing changes
    seal   holes in the interview, its words in a seal, whatever else holds them in evidence files

Afterwards nobody here can read them: the archive keeps ciphertexts, and its custodians hold the key's shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from whensafe.desk import duplicates, evidence, foreign, forgetting, intakes, registers, sealed_recordings
from whensafe.desk.act import Deed, acting, require, seen_by
from whensafe.desk.archive import Archive
from whensafe.desk.backup import since
from whensafe.desk.custodians import ROSTER, Roster
from whensafe.desk.ports import Unit
from whensafe.desk.release_groups import ReleaseGroup, seal_context
from whensafe.desk.repeated import in_others
from whensafe.errors import BadOption, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.consent import ConsentEvent
from whensafe.nouns.edition import Ground
from whensafe.nouns.ids import InterviewId, TranscriptId
from whensafe.nouns.interview import Basis, Interview, State
from whensafe.nouns.person import Person
from whensafe.nouns.published import PublishedEdition
from whensafe.nouns.receipt import BackupMade
from whensafe.nouns.restriction import Restriction, ScopeKind, Version
from whensafe.nouns.sealed import FieldHole, FieldHoles, GroupId, Seal, SealId, SealScope
from whensafe.protection import conditions, contents, holes
from whensafe.protection.closure import Closure, Item, What, close, sought
from whensafe.protection.contents import Applied
from whensafe.protection.same_words import SameWords
from whensafe.sealing import groups
from whensafe.sealing.seals import seal_text


@dataclass(frozen=True, slots=True)
class Plan:
    """What sealing would cover, and what it can't reach. ``warnings`` (stable codes) ask for a reason."""

    interview: InterviewId
    closure: Closure
    look: tuple[Item, ...]
    backups: tuple[BackupMade, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SealReceipt:
    """What was sealed. ``erased`` is ``False`` while a reader keeps the old words in the log: ask `is_erased`
    again when nobody else has the archive open.
    """

    seal: SealId
    group: GroupId
    scope: SealScope
    closure: tuple[Item, ...]
    backups_still_holding: tuple[BackupMade, ...]
    erased: bool


def plan(
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    what: What,
    *,
    secret: bool = False,
    until: str | None = None,
) -> Plan:
    """What `seal` would do, for showing. Raises what `seal` would raise, as far as it can be known before."""
    require(actor, TEAM)
    with archive.store.read() as unit:
        if until is not None:
            require_condition(unit, until)
        interview = _sealable(seen_by(actor, TEAM, unit, id))
        _roster(unit)
        closure = close(interview, what, secret=secret)
        closure = sealed_recordings.shown(closure, sealed_recordings.plan(unit, interview, closure))
        same = SameWords(sought(interview, closure))
        look = (
            *closure.look,
            *in_others(unit, id, sought(interview, closure), same),
            *_in_records(unit, id, same),
            *(
                Item("edition", id=e.id)
                for e in registers.every(unit, PublishedEdition)
                if id in dict(e.told)
            ),
        )
        return Plan(id, closure, look, since(unit, interview.added_at), _warnings(interview))


def seal(  # noqa: PLR0913 - each is a question that only a person answers
    archive: Archive,
    actor: Actor | None,
    id: InterviewId,
    what: What,
    *,
    until: str,
    ground: Ground = Ground.DANGER_TO_OTHERS,
    secret: bool = False,
    reason: str | None = None,
    shown: Plan | None = None,
) -> SealReceipt:
    """Seal it until a condition holds. ``shown`` is the plan a person agreed to: another one is refused.

    Raises `BadOption` for a condition that can't be read, or a reason or condition that repeats the words;
    `NotFound` for people who aren't in the register; `Refused` where there are no custodians, where the
    interview is a draft, or where a plan has warnings and no ``reason`` is given.
    """
    with acting(archive, actor, "seal", reason=reason) as deed:
        interview = _sealable(deed.interview(id))
        closure = close(interview, what, secret=secret)
        fates = sealed_recordings.plan(deed.unit, interview, closure)
        closure = sealed_recordings.shown(closure, fates)
        _require_agreed(interview, closure, shown, reason)
        same = SameWords(sought(interview, closure))
        condition = require_condition(deed.unit, until)
        if any(same.spans(text) for text in (reason or "", condition)):
            raise BadOption("a reason or condition must not repeat what is sealed: it would be kept in clear")
        group = group_of(deed, id, condition)
        sealed = _seal(deed, interview, closure, group, ground)
        known: Keys = set()
        _move_restrictions(deed, sealed.applied, same, known)
        _forget_told(deed, id, known)
        known |= intakes.forget(deed, id) | foreign.forget(deed, id)
        _set_aside(deed, interview, sealed, group, fates, known)
        receipt = SealReceipt(
            sealed.seal.id,
            sealed.seal.group,
            closure.scope,
            closure.goes,
            since(deed.unit, interview.added_at),
            erased=False,
        )
    return replace(receipt, erased=archive.store.is_erased())


@dataclass(frozen=True, slots=True)
class _Sealed:
    seal: Seal
    applied: Applied


Keys = set[tuple[str, str]]
"""Records, by kind and id, that said something of the words before this act."""


def _sealable(interview: Interview) -> Interview:
    if interview.state is not State.KEPT:
        raise Refused("a draft isn't sealed", where=interview.id, todo="Keep it first, then seal.")
    return interview


def _warnings(interview: Interview) -> tuple[str, ...]:
    return ("published_elsewhere",) if interview.basis is Basis.PUBLISHED else ()


def _require_agreed(interview: Interview, closure: Closure, shown: Plan | None, reason: str | None) -> None:
    if shown is not None and shown.closure != closure:
        raise Refused(
            "the interview has changed since this was shown", where=interview.id, todo="Look again."
        )
    if _warnings(interview) and not reason:
        raise Refused(
            "this was published elsewhere: sealing it here takes it from nobody who has it",
            where=interview.id,
            todo="To seal it all the same, say so with --yes --reason TEXT.",
        )


def _roster(unit: Unit) -> Roster:
    roster = registers.find(unit, Roster, ROSTER)
    if roster is None:
        raise Refused(
            "nobody could open a seal: this archive has no custodians",
            todo="Each makes a card with `custodian new`; adopt them with `custodians set`.",
        )
    return roster


def require_condition(unit: Unit, written: str) -> str:
    """The condition in its one written form; everybody it depends on is in the register."""
    condition = conditions.parse(written)
    for person in sorted(conditions.people(condition)):
        if registers.find(unit, Person, person) is None:
            raise NotFound("no such person in the register", where=person, todo="Add them: `person add`.")
    return conditions.write(condition)


def group_of(deed: Deed, interview: InterviewId, condition: str) -> ReleaseGroup:
    """The group of this condition while nobody opened it and its custodians are today's; else a new one.

    Evidence files that were there before are then closed for it, too: they hold its words.
    """
    roster = _roster(deed.unit)
    today = (roster.threshold, {card.verify for card in roster.cards})
    for group in registers.every(deed.unit, ReleaseGroup, interview):
        holders = (group.group.threshold, {share.verify for share in group.group.shares})
        own = group.archive is None  # a seal is bound to the archive that made its group
        if own and group.condition == condition and group.opened_at is None and holders == today:
            return group
    id = deed.mint.record()
    made = groups.make(id, roster.cards, roster.threshold, deed.archive.randomness.bytes)
    group = ReleaseGroup(id, interview, condition, made, deed.at)
    deed.note(group)
    return group


def _seal(deed: Deed, interview: Interview, closure: Closure, group: ReleaseGroup, ground: Ground) -> _Sealed:
    id = SealId(deed.mint.record())
    applied = contents.apply(
        interview, field_holes(deed.unit, interview.id), closure, id, deed.mint.transcript
    )
    content = contents.spell(applied.contents, deed.archive.randomness.bytes(contents.SALT))
    seal = Seal(
        id=id,
        interview=interview.id,
        group=GroupId(group.id),
        scope=closure.scope,
        secret=closure.secret,
        ground=ground,
        condition=group.condition,
        commitment=contents.commitment(content),
        ciphertext=b"",
        addresses=tuple(piece.address for piece in closure.pieces),
        sealed_from=tuple(old for _, old in applied.renamed),
        at=deed.at,
        ledger=deed.unit.ledger.size(),
    )
    context = seal_context(deed.unit.secrets.archive_id(), seal)
    closed = seal_text(content, context, group.group.sealed_for(), deed.archive.randomness.bytes)
    seal = replace(seal, ciphertext=closed)
    deed.note(seal)
    note_versions(deed, interview.id, applied.renamed, id)
    note_holes(deed, interview.id, applied.holes)
    return _Sealed(seal, applied)


def note_versions(
    deed: Deed, interview: InterviewId, renamed: Sequence[tuple[TranscriptId, TranscriptId]], by: SealId
) -> None:
    """Which transcript was made from which, so that consent follows."""
    for new, old in renamed:
        deed.note(Version(new, interview, old, by))


def note_holes(deed: Deed, interview: InterviewId, now: Sequence[FieldHole]) -> None:
    """Whose the holes in title and other fields are now."""
    if now:
        deed.note(FieldHoles(interview, interview, tuple(now)))
    elif registers.find(deed.unit, FieldHoles, interview) is not None:
        deed.strike(FieldHoles, interview)


def field_holes(unit: Unit, interview: InterviewId) -> tuple[FieldHole, ...]:
    """Whose the holes in title and other fields are."""
    kept = registers.find(unit, FieldHoles, interview)
    return () if kept is None else kept.holes


def _move_restrictions(deed: Deed, applied: Applied, same: SameWords, known: Keys) -> None:
    """Positions of restrictions move with the holes; one that repeats the sealed words goes.

    (A restriction that repeats words of its own interview was made by a release: the next one makes it anew.)
    """
    moved = dict(applied.moved)
    for rule in list(registers.every(deed.unit, Restriction, applied.interview.id)):
        scope = rule.scope
        if rule.restored is not None and any(same.spans(words) for words in scope.words):
            deed.strike(Restriction, rule.id)
            known.add((registers.KINDS[Restriction], rule.id))
        elif scope.kind is ScopeKind.PASSAGE and scope.address in moved:
            spans = moved[scope.address]
            start = None if scope.start is None else holes.after(spans, scope.start)
            end = None if scope.end is None else holes.after(spans, scope.end, end=True)
            if (start, end) != (scope.start, scope.end):
                deed.note(replace(rule, scope=replace(scope, start=start, end=end)))
                known.add((registers.KINDS[Restriction], rule.id))


def _forget_told(deed: Deed, interview: InterviewId, known: Keys) -> None:
    """Published editions are noted with keyed digests of what they told: that of this interview goes."""
    for edition in list(registers.every(deed.unit, PublishedEdition)):
        if dict(edition.told).get(interview):
            told = tuple((id, "" if id == interview else digest) for id, digest in edition.told)
            deed.note(replace(edition, told=told))
            known.add((registers.KINDS[PublishedEdition], edition.id))


def _set_aside(
    deed: Deed,
    before: Interview,
    sealed: _Sealed,
    group: ReleaseGroup,
    fates: tuple[sealed_recordings.Fate, ...],
    gone: Keys,
) -> None:
    """What held all words leaves the archive's tables, files and ledger, and is closed for every group."""
    unit, applied = deed.unit, sealed.applied
    told = forgetting.told(unit, before, gone)
    forgetting.require_unchanged(unit, before, told)
    size = unit.ledger.size()
    evidence.close_for(deed, sealed.seal, group)
    after, recordings = sealed_recordings.close(deed, applied.interview, fates)
    content = evidence.gather(deed, before.id, applied.set_aside, told.openings, recordings=recordings)
    evidence.keep(deed, before.id, content, list(evidence.closing(unit, before.id)), ledger=size)
    if applied.renderings.stretches:
        rendered = contents.spell(applied.renderings, deed.archive.randomness.bytes(contents.SALT))
        turns = tuple(stretch.address for stretch in applied.renderings.stretches)
        evidence.keep(deed, before.id, rendered, [group], turns=turns)
    for file in evidence.files_of(applied.set_aside):
        unit.blobs.remove(file.blob)
    deed.put(after)
    unit.interviews.forget_prints(before.id)
    known = duplicates.digests(deed, after)
    duplicates.remember(deed, after, duplicates.prints_of(unit.secrets, after, known))
    forgetting.forget(deed, after, told)


def _in_records(unit: Unit, interview: InterviewId, same: SameWords) -> Iterator[Item]:
    """What people wrote beside the interview and that repeats the words: a person decides."""
    for type_ in (ConsentEvent, Restriction):
        kind = registers.KINDS[type_]
        for record in unit.records.of(kind, interview):
            if same.spans(record.body.decode("utf-8", "replace")):
                yield Item(kind, id=record.id)
