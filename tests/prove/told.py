"""Everything an audience is told of an archive, as bytes by place: the fast path, in this process.

    told(archive, Audience("public"))     # {"i/7k2m….uk.html": b"…", "uk/feed.atom": b"…", …}
    answered(archive, audience, "вода")   # {"show 7k2m…": b"…", "list": b"…", "search": b"…"}

Clearing and rendering are the product's own; keys, day and name of the edition are fixed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from tests.prove.drawing import NOW, Archive, Known

from whensafe.desk import as_told, search_told
from whensafe.desk.ports import Query
from whensafe.desk.show_json import as_json
from whensafe.editions import exports, publish
from whensafe.editions.exports import matter
from whensafe.editions.rendering import Renderings
from whensafe.editions.signing import Signer
from whensafe.errors import Refused, WhensafeError
from whensafe.ledger.notes import Verifier
from whensafe.nouns.actor import Actor, Audience
from whensafe.nouns.edition import ClearedInterview, EditionRequest
from whensafe.nouns.export import Format, Matter
from whensafe.nouns.ids import MemberId
from whensafe.nouns.interview import Original
from whensafe.nouns.text import Language
from whensafe.protection import clear

ACTOR = Actor(MemberId("member000000"), "documenter")
KEY = Verifier("edition.example/lantern", bytes(range(32)))


def _sign(message: bytes) -> bytes:
    return hashlib.sha512(b"the archive's key" + message).digest()


SIGNER = Signer(KEY, _sign)


def request(audience: Audience) -> EditionRequest:
    return EditionRequest(
        audience=audience,
        as_of=NOW.date(),
        title="Lantern Testimonies",
        publisher="Lantern Archive",
        languages=(Language("uk"),),
        base_address="https://testimony.example/",
    )


def cleared(archive: Archive, audience: Audience) -> Iterator[ClearedInterview]:
    """What the gate lets through, in the order of the archive."""
    for known in archive.known:
        found = clear.clear(ACTOR, audience, known.interview, known.world)
        if found is not None:
            yield found


def answered(archive: Archive, audience: Audience, asked: str) -> dict[str, bytes]:
    """What ``show``, ``list`` and ``search`` with ``--as`` would answer, from the same cleared words."""
    try:
        found = list(cleared(archive, audience))
    except WhensafeError as error:
        return {"standard error": str(error).encode()}
    answers = {f"show {one.id}": as_json(as_told.interview(one), _no_file) for one in found}
    lines = sorted((asdict(as_told.line(one)) for one in found), key=str)
    hits = search_told.search(found, Query(asked))
    return {
        **{name: json.dumps(answer).encode() for name, answer in answers.items()},
        "list": json.dumps(lines).encode(),
        "search": json.dumps([hits.total, *map(asdict, hits.hits)]).encode(),
    }


def exported(archive: Archive, audience: Audience) -> dict[str, bytes]:
    """What ``export --as`` would write of each interview in every format, and what it would say."""
    found: dict[str, bytes] = {}
    try:
        for one in cleared(archive, audience):
            for format in Format:
                found |= _export(matter.matter_of(audience, one, ()), format)
    except WhensafeError as error:
        return {"standard error": str(error).encode()}
    return found


def _export(of: Matter, format: Format) -> dict[str, bytes]:
    name = f"export {of.interview.id} {format}"
    try:
        made = exports.export(of, format)
    except Refused as error:
        return {name: str(error).encode()}
    files = {f"{name}{n}{file.tail}": file.data for n, file in enumerate(made.files)}
    return files | {name: json.dumps([*files, *made.losses]).encode()}


def _no_file(file: Original) -> str:
    raise AssertionError(f"an audience is shown a file: {file.media_type}")


@dataclass(frozen=True)
class Earlier:
    """An edition made before, and what was kept of its making."""

    files: dict[str, bytes]
    kept: Renderings


def told(archive: Archive, audience: Audience, earlier: Earlier | None = None) -> dict[str, bytes]:
    """The files of an edition, those carried over from an earlier one among them; a refusal is told, too."""
    try:
        return _made(request(audience), archive, audience, earlier).files
    except WhensafeError as error:
        return {"standard error": str(error).encode()}


def everything_for(archive: Archive, audience: Audience, whom: Audience) -> Earlier | None:
    """An edition of all there is, as if nothing were hidden: a cache in which much must not be used."""
    opened = (Known(of.interview, replace(of.world, restrictions=(), seals=())) for of in archive.known)
    try:
        return _made(request(whom), Archive(tuple(opened), ()), audience, None)
    except WhensafeError:
        return None


def _made(of: EditionRequest, archive: Archive, audience: Audience, earlier: Earlier | None) -> Earlier:
    kept = None if earlier is None else earlier.kept
    making = publish.publish(of, cleared(archive, audience), SIGNER, kept)
    files = {}
    while True:
        try:
            path, data = next(making)
        except StopIteration as end:
            edition, renderings = end.value
            break
        files[path] = data
    if earlier is not None:
        files.update((path, earlier.files[path]) for path in edition.kept)
    return Earlier(files, renderings)
