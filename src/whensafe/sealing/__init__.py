"""Seal and open bytes for a quorum. Knows no testimony: bytes in, bytes or a typed refusal out.

    age        whole files: `seal` for hybrid recipients, `open_file` for what we or others wrote
    header     the text part of an age file, read strictly and within bounds
    stanzas    how a file key is wrapped: hybrid (read, written), X25519 and scrypt (read)
    stream     the payload: 64 KiB chunks, each authenticated, nothing released before the last one is
    armor      the ASCII form
    bech32     keys as text
    padding    how lengths are hidden
    words      secrets as words on paper, and k-of-n shares (SLIP-39)
    places     where text sealed before upload will belong
    files      the signed files people hand to each other
    custodians who holds shares: seeds, cards, fingerprints
    groups     what opens together: one fresh key, split and forgotten
    seals      bytes bound to their place, readable by a quorum only
    requests   request, answer, opening

Format: https://age-encryption.org/v1. Every primitive is PyCA `cryptography`'s; the words are SLIP-39's
reference implementation's. What mathematics enforces is exactly this: fewer than K custodians cannot open.
"""
