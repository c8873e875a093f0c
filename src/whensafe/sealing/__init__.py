"""Seal and open bytes for a quorum. Knows no testimony: bytes in, bytes or a typed refusal out.

    age        whole files: `seal` for hybrid recipients, `open_file` for what we or others wrote
    header     the text part of an age file, read strictly and within bounds
    stanzas    how a file key is wrapped: hybrid (read, written), X25519 and scrypt (read)
    stream     the payload: 64 KiB chunks, each authenticated, nothing released before the last one is
    armor      the ASCII form
    bech32     keys as text

Format: https://age-encryption.org/v1. Every primitive is PyCA `cryptography`'s.
"""
