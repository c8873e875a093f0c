"""Request, answer, opening: how a quorum opens what nobody can open alone.

The archive writes a signed *request* that says what, under which condition, on which evidence, for whom, and
carries the group with every seal in it, since K answers open them all. Each custodian writes an *answer* on a
machine of their own: one share, sealed for the opener, signed. The opener puts K answers together.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec

from whensafe.errors import BadAnswer, BadInput
from whensafe.sealing import files, groups
from whensafe.sealing.custodians import Custodian, Key
from whensafe.sealing.groups import Group, HeldShare, Share, Token
from whensafe.sealing.seals import Context, open_sealed
from whensafe.sealing.stanzas import HybridIdentity, HybridRecipient

KIND = "whensafe-request-1"
ANSWER_KIND = "whensafe-answer-1"
DRILL_PREFIX = "drill:"
"""How the id of a group begins that was made for a drill. It lies inside each share, and no other id has a
colon: so no share of anything that was ever sealed passes for a drill's.
"""
_Words = Annotated[str, msgspec.Meta(max_length=4000)]


class AskedSeal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One seal of the group: where it belongs, and its ciphertext."""

    ciphertext: bytes
    context: Context


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an archive asks its custodians. Everything they need to decide is in it, in words.

    ``condition`` in its written form and ``condition_met`` as the archive judges it: custodians decide.
    ``opener`` is ``age1pq1…``: whom the answers are sealed for. ``verify`` is the archive's key.
    """

    archive: Token
    asked_at: str
    condition: _Words
    condition_met: bool
    consent: _Words
    evidence: _Words
    for_whom: _Words
    group: Group
    opener: str
    reason: _Words
    seals: tuple[AskedSeal, ...]
    verify: Key

    @property
    def is_drill(self) -> bool:
        """Does it ask for shares that were made for a drill, and open nothing else?"""
        return self.group.id.startswith(DRILL_PREFIX)


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One custodian's share, sealed for the opener. ``request`` is the SHA-256 of the request's bytes."""

    request: Key
    sealed: bytes
    verify: Key


@dataclass(frozen=True, slots=True)
class Opened:
    """One seal, opened: for the opener's eyes and for bringing back."""

    context: Context
    content: bytes


def write_request(request: Request, sign: Callable[[bytes], bytes]) -> bytes:
    """The request as a file, signed by the archive."""
    return files.write(KIND, request, sign)


def read_request(data: bytes, *, archive_key: bytes | None) -> Request:
    """A request, signed by the archive a custodian knows (``archive_key``), or `BadInput`.

    With ``None`` only its own key is checked: whoever calls must show that key's fingerprint and ask.
    """
    request, signed_by = files.read(KIND, Request, data)
    if archive_key is not None and not hmac.compare_digest(archive_key, request.verify):
        raise BadInput("this request is from another archive than the one you hold the card of")
    if not signed_by(request.verify):
        raise BadInput("this request was changed after it was signed")
    if any(seal.context.group != request.group.id for seal in request.seals):
        raise BadInput("this request lists a seal of another group")
    return request


def answer(
    data: bytes, custodian: Custodian, random: Callable[[int], bytes], *, archive_key: bytes | None
) -> bytes:
    """Answer a request with this custodian's share, as a file, or `BadInput` if it isn't theirs."""
    request = read_request(data, archive_key=archive_key)
    identity = custodian.identity()
    mine = str(identity.recipient())
    held = next((share for share in request.group.shares if share.recipient == mine), None)
    if held is None:
        raise BadInput("this request holds no share of yours", todo="Check the words, or tell the archive.")
    share = groups.open_share(held.sealed, identity)
    _require_true(share, held, request.group)
    sealed = share.seal_for(HybridRecipient.parse(request.opener), random)
    body = Answer(hashlib.sha256(data).digest(), sealed, held.verify)
    return files.write(ANSWER_KIND, body, custodian.sign)


def open_request(data: bytes, answers: Sequence[bytes], opener: HybridIdentity) -> tuple[Opened, ...]:
    """Put answers together and open every seal of the group.

    Raises `BadAnswer`, naming the sender, for an answer that is forged, for another request, or from nobody
    on the roster; `BadInput` when too few are left. An honest answer is never blamed for another's.
    """
    request = read_request(data, archive_key=None)
    shares: dict[bytes, Share] = {}
    for one in answers:
        held, share = _share_of(one, data, request.group, opener)
        shares[held.verify] = share
    identity = groups.join(request.group, list(shares.values()))
    return tuple(Opened(s.context, open_sealed(s.ciphertext, s.context, identity)) for s in request.seals)


def judge(
    data: bytes, answers: Sequence[bytes], opener: HybridIdentity
) -> tuple[tuple[bytes, ...], tuple[BadAnswer, ...]]:
    """Sort answers into the true ones and what is wrong with the others."""
    request = read_request(data, archive_key=None)
    good, bad = [], []
    for one in answers:
        try:
            _share_of(one, data, request.group, opener)
        except BadAnswer as wrong:
            bad.append(wrong)
        else:
            good.append(one)
    return tuple(good), tuple(bad)


def _share_of(data: bytes, request: bytes, group: Group, opener: HybridIdentity) -> tuple[HeldShare, Share]:
    try:
        body, signed_by = files.read(ANSWER_KIND, Answer, data)
    except BadInput:
        raise BadAnswer("this is not an answer, or it is damaged") from None
    held = next((share for share in group.shares if share.verify == body.verify), None)
    if held is None or not signed_by(body.verify):
        raise BadAnswer("this answer is signed by nobody among the custodians")
    if not hmac.compare_digest(body.request, hashlib.sha256(request).digest()):
        raise BadAnswer("this answers another request", where=held.name)
    try:
        share = groups.open_share(body.sealed, opener)
        _require_true(share, held, group)
    except BadInput:
        raise BadAnswer(
            "this answer holds a forged share, and its sender signed it", where=held.name
        ) from None
    return held, share


def _require_true(share: Share, held: HeldShare, group: Group) -> None:
    if share.group != group.id or not hmac.compare_digest(share.commitment(), held.commitment):
        raise BadInput("this share is not the one that was handed out")


def sender(data: bytes) -> bytes:
    """The Ed25519 key that an answer says it is signed by: to be asked of answers that `judge` found true."""
    body, _ = files.read(ANSWER_KIND, Answer, data)
    return body.verify
