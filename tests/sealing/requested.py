"""A request as an archive writes it, for some seals of a group."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from whensafe.sealing import groups
from whensafe.sealing.requests import AskedSeal, Request, write_request
from whensafe.sealing.stanzas import HybridIdentity


def requested(
    group: groups.Group, seals: tuple[AskedSeal, ...], opener: HybridIdentity, archive: Ed25519PrivateKey
) -> bytes:
    request = Request(
        archive="arch1",
        asked_at="2026-11-22T12:00:00Z",
        condition="free(p:7k2m) and narrator_agrees",
        condition_met=True,
        consent="asked again on 20 November 2026, agreed",
        evidence="met at the station by two of us",
        for_whom="public",
        group=group,
        opener=str(opener.recipient()),
        reason="the comrade is free",
        seals=seals,
        verify=archive.public_key().public_bytes_raw(),
    )
    return write_request(request, archive.sign)
