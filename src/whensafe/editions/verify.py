"""Checking an edition with nothing but its files, and the publisher's key if one has it. Pure.

What it shows: these are the files that the key's holder signed, all of them and no others, and the log of
editions held them. What it doesn't show: whose key it is, unless the key was got by another way, and what
happened.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from whensafe.editions import manifest as manifests
from whensafe.editions.manifest import APART, MANIFEST, PROOF, SIGNATURE, Manifest
from whensafe.editions.signing import check_proof, signed_text
from whensafe.errors import Damaged, WhensafeError
from whensafe.ledger.notes import Verifier, open_note, verifier
from whensafe.nouns.edition import EditionFile
from whensafe.nouns.receipt import Problem

Read = Callable[[str], bytes | None]
"""A file of the edition by path, or ``None`` where there is none."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was found. ``signer`` is the key line that holds, ``pinned`` whether the caller named it.

    Unpinned, anybody could have made the edition: show ``fingerprint`` and say so. ``logged`` is the size of
    the log that held it, ``None`` where the edition claims no log.
    """

    problems: tuple[Problem, ...]
    audience: str | None
    as_of: str | None
    files: int
    signer: str | None
    fingerprint: str | None
    pinned: bool
    logged: int | None

    @property
    def ok(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


def verify(read: Read, paths: Iterable[str], key: Verifier | None = None) -> VerifyReport:
    """Check signature, manifest, every file and the proof. ``paths`` are all files that are there.

    One file is in memory at a time. Never raises for what an edition holds: each fault is a `Problem`.
    """
    problems: list[Problem] = []
    data = read(MANIFEST)
    found = _manifest(data, problems)
    if data is None or found is None:
        return VerifyReport(tuple(problems), None, None, 0, None, None, pinned=False, logged=None)
    signer = _signature(read(SIGNATURE), data, found, key, problems)
    logged = _proof(read(PROOF), data, found, problems)
    problems.extend(_files(read, found, set(paths)))
    return VerifyReport(
        problems=tuple(problems),
        audience=found.audience,
        as_of=found.as_of,
        files=len(found.files),
        signer=None if signer is None else str(signer),
        fingerprint=None if signer is None else fingerprint(signer),
        pinned=signer is not None and signer == key,
        logged=logged,
    )


def fingerprint(key: Verifier) -> str:
    """A key in a form for reading aloud: SHA-256 of its line, in groups of four."""
    digest = hashlib.sha256(str(key).encode()).hexdigest()[:32]
    return " ".join(digest[n : n + 4] for n in range(0, 32, 4))


def _manifest(data: bytes | None, problems: list[Problem]) -> Manifest | None:
    if data is None:
        problems.append(Problem("no_manifest", MANIFEST, "there is no manifest: this is not an edition"))
        return None
    try:
        return manifests.read(data)
    except WhensafeError as error:
        problems.append(Problem("manifest_unreadable", MANIFEST, error.message))
        return None


def _signature(
    note: bytes | None, data: bytes, found: Manifest, key: Verifier | None, problems: list[Problem]
) -> Verifier | None:
    """The key whose signature holds over this manifest."""
    if note is None or found.key is None:
        problems.append(Problem("unsigned", SIGNATURE, "the edition is not signed: a preview, or cut short"))
        return None
    try:
        embedded = verifier(found.key)
        if key is not None and embedded != key:
            problems.append(Problem("another_key", SIGNATURE, "signed with another key than the one given"))
            return None
        if open_note(note, embedded).text != signed_text(data):
            raise Damaged("the signature is over another manifest")
    except WhensafeError as error:
        problems.append(Problem("signature_fails", SIGNATURE, error.message))
        return None
    return embedded


def _proof(proof: bytes | None, data: bytes, found: Manifest, problems: list[Problem]) -> int | None:
    """The size of the log under whose checkpoint this edition was."""
    if found.log is None:
        if proof is not None:
            problems.append(Problem("surplus", PROOF, "a proof although the edition names no log"))
        return None
    if proof is None:
        problems.append(Problem("no_proof", PROOF, "the edition names a log, and its proof is missing"))
        return None
    try:
        return check_proof(proof, signed_text(data).encode(), verifier(found.log)).head.size
    except WhensafeError as error:
        problems.append(Problem("proof_fails", PROOF, error.message))
        return None


def _files(read: Read, found: Manifest, there: set[str]) -> list[Problem]:
    listed = {file.path for file in found.files}
    problems = [p for file in found.files if (p := _file(read, file)) is not None]
    surplus = sorted(there - listed - APART)
    return [*problems, *(Problem("surplus", path, "not in the manifest") for path in surplus)]


def _file(read: Read, file: EditionFile) -> Problem | None:
    data = read(file.path)
    if data is None:
        return Problem("missing", file.path, "in the manifest, but not there")
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        return Problem("changed", file.path, "not the bytes that were signed")
    return None
