"""Bringing opened words back: each at its address and position, as if they had never been away.

A release file holds what K custodians' answers opened. It is compared with the commitments that were kept at
sealing, so nothing else can be put back, and nothing twice. The words then belong to the team again; every
other audience is kept from them by a restriction until the seal's condition holds and consent covers them.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from whensafe.desk import (
    duplicates,
    evidence,
    foreign,
    forgetting,
    registers,
    sealed_recordings,
    under_way,
)
from whensafe.desk.act import Deed, acting, require
from whensafe.desk.archive import Archive
from whensafe.desk.ports import Unit
from whensafe.desk.release_file import read_release
from whensafe.desk.release_groups import ReleaseGroup, evidence_context, seal_context
from whensafe.desk.seal import field_holes, note_holes, note_versions
from whensafe.errors import BadInput, NotFound, Refused
from whensafe.nouns.actor import TEAM, Actor
from whensafe.nouns.ids import Address, BlobName, InterviewId, TranscriptId
from whensafe.nouns.interview import Interview, Original
from whensafe.nouns.restriction import Restored, Restriction, RestrictionId, Scope, ScopeKind
from whensafe.nouns.sealed import Evidence, FieldHole, Seal, SealId, SealScope, SealState
from whensafe.nouns.text import HOLE
from whensafe.protection import contents, fields, holes
from whensafe.protection.contents import Brought, Contents, SetAside, Times, Told
from whensafe.sealing.requests import Opened
from whensafe.sealing.seals import Context


@dataclass(frozen=True, slots=True)
class ReleaseReceipt:
    """What came back. ``evidence_waiting`` counts evidence files that another group still closes, or that a
    further request to a group that was opened before opens; until then originals are away. ``openers`` are
    recipients of the one-time keys of requests that this ended: whoever has such a key deletes it.
    """

    interview: InterviewId
    seals: tuple[Seal, ...]
    addresses: tuple[Address, ...]
    fields: tuple[str, ...]
    originals_back: bool
    evidence_waiting: int
    openers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Work:
    """One release under way: the interview as it grows whole, and what is left for later."""

    interview: Interview
    holes: tuple[FieldHole, ...]
    addresses: list[Address] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    versions: dict[TranscriptId, TranscriptId] = field(default_factory=dict)
    done: list[Seal] = field(default_factory=list)
    rules: list[tuple[RestrictionId, Seal]] = field(default_factory=list)
    times: tuple[Times, ...] = ()


def release(
    archive: Archive, actor: Actor | None, data: bytes, *, reason: str | None = None
) -> ReleaseReceipt:
    """Put back what a release file holds, in one act.

    Raises `BadInput` for a file that is damaged, of another archive, or not what was sealed; `Refused` for
    what was released before, or where a later seal covers the place. Then nothing is changed.
    """
    require(actor, TEAM)
    archive_id, opened = read_release(data)
    with acting(archive, actor, "release", reason=reason) as deed:
        if archive_id not in {deed.unit.secrets.archive_id(), *foreign.archives(deed.unit)}:
            raise BadInput("this release file is for another archive")
        seals = _seals(deed, opened)
        peeled = _peeled(deed, opened)
        if not seals and not peeled:
            raise Refused("there is nothing in this release file that can be put back now", todo=_AGAIN)
        id = _one_interview([seal for seal, _ in seals], [one for one, _ in peeled])
        work = _Work(deed.interview(id), field_holes(deed.unit, id))
        for seal, content in reversed(seals):  # the newest first: it may cover an older one
            _bring_back(deed, work, seal, content)
        held = _opened_evidence(deed, work, peeled)
        done = tuple(_note(deed, work, seal) for seal in work.done)
        back = _restore(deed, work, held)
        _note_versions(deed, work)
        _finish(deed, work)
        ended = [under_way.end(deed, group) for group in sorted({one.context.group for one in opened})]
        waiting = sum(1 for _ in registers.every(deed.unit, Evidence, id))
    return ReleaseReceipt(
        id,
        done,
        tuple(dict.fromkeys(work.addresses)),
        tuple(work.fields),
        back and not waiting,
        waiting,
        tuple(asking.opener for asking in ended if asking is not None and asking.here),
    )


_AGAIN = "Ask the custodians again with `request`: what it opened was closed once more, or is back already."


def _seals(deed: Deed, opened: Sequence[Opened]) -> list[tuple[Seal, Contents]]:
    """The seals in the file with their contents, in the order of sealing."""
    found: dict[str, Contents] = {}
    for one in opened:
        if one.context.purpose == "evidence":
            continue
        seal = registers.find(deed.unit, Seal, one.context.seal)
        if seal is None or seal_context(evidence.origin(deed.unit, seal.group), seal) != one.context:
            raise NotFound("this archive has no such seal", where=one.context.seal[:40])
        if seal.state is not SealState.SEALED:
            raise Refused("this seal was released before", where=seal.id)
        _require_same(seal.commitment, one.content, seal.id)
        found[seal.id] = contents.read(one.content)
    order = [seal for seal in registers.every(deed.unit, Seal) if seal.id in found]
    return [(seal, found[seal.id]) for seal in order]


def _peeled(deed: Deed, opened: Sequence[Opened]) -> list[tuple[Evidence, bytes]]:
    """The evidence files in it that can lose a layer. Others were closed once more since they were opened."""
    found = []
    for one in opened:
        if one.context.purpose != "evidence":
            continue
        kept = registers.find(deed.unit, Evidence, one.context.seal)
        layers = range(1, len(kept.layers) + 1) if kept is not None else ()
        was = [n for n in layers if kept and _context(deed.unit, kept, n) == one.context]
        if kept is None or not was:
            raise NotFound("this archive has no such evidence file", where=one.context.seal[:40])
        if was == [len(kept.layers)]:
            _require_same(kept.commitment, one.content, kept.id)
            found.append((kept, one.content))
    return found


def _context(unit: Unit, kept: Evidence, layers: int) -> Context:
    was = replace(kept, layers=kept.layers[:layers])
    return evidence_context(evidence.origin(unit, was.layers[-1]), was)


def _require_same(commitment: bytes, content: bytes, where: str) -> None:
    if not hmac.compare_digest(commitment, contents.commitment(content)):
        raise BadInput("what this file would put back is not what was sealed", where=where)


def _one_interview(seals: Sequence[Seal], kept: Sequence[Evidence]) -> InterviewId:
    ids = {seal.interview for seal in seals} | {one.interview for one in kept}
    if len(ids) != 1:
        raise BadInput("a release file holds words of one interview")
    return ids.pop()


def _bring_back(deed: Deed, work: _Work, seal: Seal, content: Contents) -> None:
    """A seal's own words; its restrictions at once, so that they move when further words come back."""
    brought = _grow(deed, work, content, seal.id)
    work.fields += [key for key, _ in brought.fields]
    for scope in _scopes(work.interview, seal, brought):
        _restrict(deed, work, seal, scope)
    work.done.append(seal)


def _grow(deed: Deed, work: _Work, content: Contents, seal: SealId | None) -> Brought:
    brought = contents.restore(work.interview, work.holes, content, seal, deed.mint.transcript)
    _move_restrictions(deed, work.interview.id, brought.told)
    for new, old in brought.renamed:
        work.versions[new] = work.versions.pop(old, old)
    work.interview, work.holes = brought.interview, brought.holes
    work.times = (*work.times, *brought.late)
    work.addresses += [told.address for told in brought.told]
    return brought


def _restrict(deed: Deed, work: _Work, seal: Seal, scope: Scope) -> None:
    id, size = RestrictionId(deed.mint.record()), deed.unit.ledger.size()
    deed.note(Restriction(id, seal.interview, scope, seal.ground, deed.at, until=seal.condition, ledger=size))
    work.rules.append((id, seal))


def _move_restrictions(deed: Deed, interview: InterviewId, told: Sequence[Told]) -> None:
    by_address = {one.address: one for one in told}
    for rule in list(registers.every(deed.unit, Restriction, interview)):
        scope = rule.scope
        place = by_address.get(scope.address) if scope.address is not None else None
        if place is None or scope.kind is not ScopeKind.PASSAGE:
            continue
        start, end = (
            None if at is None else holes.restored(place.holes, place.spans, at)
            for at in (scope.start, scope.end)
        )
        if (start, end) != (scope.start, scope.end):
            deed.note(replace(rule, scope=replace(scope, start=start, end=end)))


def _note(deed: Deed, work: _Work, seal: Seal) -> Seal:
    """The seal as released, its group as opened; turns that another seal closes still are marked as its."""
    group = registers.find(deed.unit, ReleaseGroup, seal.group)
    if group is not None and group.opened_at is None:
        deed.note(replace(group, opened_at=deed.at))
    now = _versions_with(work.interview, seal.addresses)
    done = replace(seal, state=SealState.RELEASED, ciphertext=b"", released_as=now, released_at=deed.at)
    deed.note(done)
    others = [s for s in registers.every(deed.unit, Seal, seal.interview) if s.state is SealState.SEALED]
    for address in set(seal.addresses):
        by = next((other.id for other in reversed(others) if address in other.addresses), None)
        if by is not None:
            work.interview = contents.relabelled(work.interview, address, seal.id, by)
    return done


def _note_versions(deed: Deed, work: _Work) -> None:
    """Each new restriction with the versions it is about: who agreed to those agreed to its words."""
    for id, seal in work.rules:
        rule = registers.find(deed.unit, Restriction, id)
        if rule is not None:
            now = _versions_with(work.interview, seal.addresses)
            deed.note(replace(rule, restored=Restored(seal.id, seal.sealed_from, now)))
    if work.versions:
        by = work.rules[-1][1].id if work.rules else work.done[-1].id
        note_versions(deed, work.interview.id, list(work.versions.items()), by)


def _versions_with(interview: Interview, addresses: Sequence[Address]) -> tuple[TranscriptId, ...]:
    touched = set(addresses)
    return tuple(
        t.id
        for session in interview.sessions
        for t in session.current
        if any(turn.address in touched for turn in t.turns)
    )


def _scopes(interview: Interview, seal: Seal, brought: Brought) -> list[Scope]:
    if seal.scope is SealScope.INTERVIEW:
        return [Scope(ScopeKind.INTERVIEW, interview.id)]
    found = []
    for told in brought.told:
        if told.whole:
            found.append(Scope(ScopeKind.TURN, interview.id, told.address))
        else:
            found += [
                Scope(ScopeKind.PASSAGE, interview.id, told.address, start, end)
                for start, end in told.spans
                if start < end
            ]
    said = dict(fields.texts(interview))
    words = [
        part.strip()
        for key, spans in brought.fields
        for start, end in spans
        for part in said[key][start:end].split(HOLE)
        if part.strip()
    ]
    if words:
        found.append(Scope(ScopeKind.WORDS, interview.id, words=tuple(dict.fromkeys(words))))
    return found


def _opened_evidence(
    deed: Deed, work: _Work, peeled: Sequence[tuple[Evidence, bytes]]
) -> list[tuple[Evidence, bytes]]:
    """Take off layers. Turns whose last layer is gone come back at once; what else came free is given."""
    free = []
    for kept, content in reversed(peeled):
        if evidence.peel(deed, kept, content) is not None:
            continue
        if not kept.turns:
            free.append((kept, content))
            continue
        brought = _grow(deed, work, contents.read(content), None)
        for seal in list(registers.every(deed.unit, Seal, kept.interview)):
            for told in brought.told:
                if told.address in seal.addresses:
                    _restrict(deed, work, seal, Scope(ScopeKind.TURN, kept.interview, told.address))
    return free


def _restore(deed: Deed, work: _Work, free: Sequence[tuple[Evidence, bytes]]) -> bool:
    """Files, first readings, what the ledger said, times. Did anything come back?"""
    for _, content in free:
        held, files = evidence.read(content)
        work.interview = contents.with_set_aside(work.interview, _kept(deed, held.set_aside, files))
        work.interview = sealed_recordings.recall(deed, work.interview, held.recordings)
        work.times = (*work.times, *held.times)
        forgetting.recall(deed, held.openings)
    if free:  # what the ledger says of the interview again is not in the files that are left
        for kept in list(registers.every(deed.unit, Evidence, work.interview.id)):
            deed.note(replace(kept, ledger=0))
    return bool(free)


def _kept(deed: Deed, aside: SetAside, files: Mapping[BlobName, bytes]) -> SetAside:
    """What was set aside, its files stored again."""

    def again(file: Original) -> Original:
        return replace(file, blob=deed.keep_blob(iter((files[file.blob],))).name)

    return replace(
        aside,
        originals=tuple((id, tuple(again(file) for file in of)) for id, of in aside.originals),
        exhibits=tuple(replace(exhibit, original=again(exhibit.original)) for exhibit in aside.exhibits),
    )


def _finish(deed: Deed, work: _Work) -> None:
    """Write the interview with its new versions, its prints and what has to wait for its other groups."""
    unit, id = deed.unit, work.interview.id
    groups = list(evidence.closing(unit, id))
    interview, late = contents.with_times(work.interview, work.times, wait=bool(groups))
    note_holes(deed, id, work.holes)
    deed.put(interview)
    unit.interviews.forget_prints(id)
    known = duplicates.digests(deed, interview)
    duplicates.remember(deed, interview, duplicates.prints_of(unit.secrets, interview, known))
    deed.about.extend(seal.id for seal in work.done)
    if late:
        content = evidence.gather(deed, id, SetAside((), ()), times=late)
        evidence.keep(deed, id, content, groups)
