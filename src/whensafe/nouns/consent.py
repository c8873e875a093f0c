"""Consent: an append-only series of events, per use and per audience, never a yes-or-no on an interview.

Five uses are five separate questions (record, archive, share, publish, machine); none implies another and
none is answered by default. Audiences are grants, not a ladder. Fields and their sources: OHA, OHS, WITNESS,
ISO/IEC TS 27560 (see ``docs/decisions/0003-consent.md``).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NewType

from whensafe.nouns.actor import Audience
from whensafe.nouns.ids import InterviewId, MemberId, TranscriptId
from whensafe.nouns.text import Language

ConsentId = NewType("ConsentId", str)


class Use(enum.StrEnum):
    """What is agreed to. ``machine`` means models; built-in rules, search and linking don't need it."""

    RECORD = "record"
    ARCHIVE = "archive"
    SHARE = "share"
    PUBLISH = "publish"
    MACHINE = "machine"


class Said(enum.StrEnum):
    """What the person said to it. All but ``agreed`` close alike; the record keeps them apart. ``ask_again``:
    they were asked and want time, so an earlier yes no longer stands until they have answered.
    """

    AGREED = "agreed"
    REFUSED = "refused"
    ASK_AGAIN = "ask_again"
    WITHDRAWN = "withdrawn"


class Attribution(enum.StrEnum):
    """How the narrator is named to that audience, if at all."""

    FULL = "full"
    FIRST = "first"
    INITIALS = "initials"
    PSEUDONYM = "pseudonym"
    NONE = "none"


class Form(enum.StrEnum):
    """How it was given. Oral consent has a time code in the recording, or says that there is none."""

    WRITTEN = "written"
    ORAL = "oral"
    OTHER = "other"


class WithdrawalReach(enum.StrEnum):
    """What the narrator was told a withdrawal reaches."""

    FUTURE_EDITIONS = "future_editions"
    TAKEDOWN = "takedown"
    DEPOSIT_COPIES = "deposit_copies"


class DeathClause(enum.StrEnum):
    """What stands when the narrator can no longer be asked: nothing opens, or the consent given stands."""

    STAYS_CLOSED = "stays_closed"
    CONSENT_STANDS = "consent_stands"
    NAMED_PERSON_DECIDES = "named_person_decides"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody said to one use, and how it was asked.

    ``audience`` is ``None`` for uses that have none (record, archive, machine). ``by`` is who spoke:
    ``narrator``, or a guardian or next of kin with ``basis``. ``language`` is the one in which it was
    explained: only transcripts in it are covered. ``scope`` names a seal or restriction where the narrator
    was asked about that one alone. ``evidence`` names a document or passage, required where a published
    source is concerned. ``recording_ms`` is where on the recording an oral consent is.
    """

    use: Use
    by: str
    audience: Audience | None = None
    said: Said = Said.AGREED
    attribution: Attribution = Attribution.NONE
    language: Language | None = None
    interpreter: str | None = None
    form: Form = Form.WRITTEN
    recording_ms: int | None = None
    limits_told: tuple[str, ...] = ()
    withdrawal_reach: tuple[WithdrawalReach, ...] = ()
    death_clause: DeathClause = DeathClause.STAYS_CLOSED
    decides_then: str | None = None
    basis: str | None = None
    evidence: str | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent(Given):
    """One act of agreeing, refusing, putting off or withdrawing. Events are appended and never changed.

    ``versions`` are the transcripts that were explained, all of the interview's unless said; consent to one
    covers what was made from it only by sealing or restricting, and nothing else. ``at`` is RFC 3339 in UTC;
    order is the order of the ledger, which had ``ledger`` entries before.
    """

    id: ConsentId
    interview: InterviewId
    at: str
    recorded_by: MemberId
    versions: tuple[TranscriptId, ...] = ()
    ledger: int = 0
