"""Publishing: cleared interviews in, the files of an edition out, one interview in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping
from types import MappingProxyType

from whensafe.editions import manifest as manifests
from whensafe.editions.lists import in_order, losses_of, shared_files
from whensafe.editions.manifest import FORMAT, MANIFEST, PROOF, SIGNATURE, Manifest
from whensafe.editions.phrases import phrases
from whensafe.editions.rendering import (
    Named,
    Rendering,
    Renderings,
    Unchanged,
    digest_of,
    file_of,
    files_of,
    frame_of,
    summary_of,
)
from whensafe.editions.signing import Signer, sign_manifest, signed_text
from whensafe.editions.templating import assets
from whensafe.errors import BadInput
from whensafe.nouns.edition import ClearedInterview, Edition, EditionFile, EditionRequest, Ground

Files = Generator[tuple[str, bytes], None, tuple[Edition, Renderings]]
"""Paths and bytes; in the end the edition, and what may be kept for the next one."""


def publish(
    request: EditionRequest,
    interviews: Iterable[ClearedInterview | Named | Unchanged],
    signer: Signer | None = None,
    kept: Renderings | None = None,
) -> Files:
    """Every file of the edition: what `build` gives, then signature and proof."""
    edition, renderings = yield from build(request, interviews, signer, kept)
    yield from signature(edition.manifest, signer)
    return edition, renderings


def build(
    request: EditionRequest,
    interviews: Iterable[ClearedInterview | Named | Unchanged],
    signer: Signer | None = None,
    kept: Renderings | None = None,
) -> Files:
    """Every file but the signature: interviews as they come, then what lists them, and the manifest.

    Interviews are told apart by id and may come in any order; the bytes are the same. With ``kept``, files of
    an interview that hasn't changed are not given again: they are named in ``Edition.kept`` and lie in the
    folder of the edition that ``kept`` came from. Without a signer the edition is a preview. The signer signs
    nothing here: pages and manifest only say that it will.

    Raises `BadInput` when an id comes twice or an unchanged interview isn't among those kept.
    """
    for language in request.languages:
        phrases(language)
    known = _usable(kept, request)
    told: dict[str, Rendering] = {}
    carried: list[str] = []
    for item in interviews:
        cleared: ClearedInterview | None = None
        if isinstance(item, Unchanged):
            digest, id = item.digest, _kept(item, known).id
        else:
            cleared = item.interview if isinstance(item, Named) else item
            digest, id = item.digest if isinstance(item, Named) else digest_of(cleared), cleared.id
        if id in told:
            raise BadInput("one interview comes twice", where=id)
        if digest in known:
            told[id] = known[digest]
            carried.extend(file.path for file in known[digest].files)
        elif cleared is not None:
            told[id] = yield from _render(cleared, digest, request)
    ordered = in_order(list(told.values()))
    files = [file for rendering in ordered for file in rendering.files]
    for path, data in _around(request, ordered, signer):
        files.append(file_of(path, data))
        yield path, data
    if len({file.path.lower() for file in files}) != len(files):
        raise BadInput("two files of an edition would have one name")
    manifest = _manifest(request, files, signer)
    yield MANIFEST, manifest
    edition = Edition(
        audience=request.audience,
        as_of=request.as_of,
        manifest=manifest,
        files=tuple(sorted(files, key=lambda file: file.path)),
        kept=tuple(sorted(carried)),
        withheld=_withheld(ordered),
        losses=losses_of(request, ordered),
    )
    return edition, Renderings(frame_of(request), MappingProxyType({r.digest: r for r in ordered}))


def _usable(kept: Renderings | None, request: EditionRequest) -> Mapping[str, Rendering]:
    if kept is None or kept.frame != frame_of(request):
        return {}
    return kept.by_digest


def _kept(item: Unchanged, known: Mapping[str, Rendering]) -> Rendering:
    found = known.get(item.digest)
    if found is None:
        raise BadInput("an interview said to be unchanged was never rendered for this edition")
    return found


def _render(
    interview: ClearedInterview, digest: str, request: EditionRequest
) -> Generator[tuple[str, bytes], None, Rendering]:
    files = []
    for path, data in files_of(interview, request):
        files.append(file_of(path, data))
        yield path, data
    return summary_of(interview, digest, tuple(files), request)


def _around(
    request: EditionRequest, ordered: list[Rendering], signer: Signer | None
) -> Iterable[tuple[str, bytes]]:
    signed = signer is not None
    logged = signer is not None and signer.prove is not None
    yield from assets()
    yield from shared_files(request, ordered, signed=signed, logged=logged)


def _manifest(request: EditionRequest, files: list[EditionFile], signer: Signer | None) -> bytes:
    log = None if signer is None else signer.log
    return manifests.write(
        Manifest(
            as_of=request.as_of.isoformat(),
            audience=request.audience,
            files=tuple(files),
            format=FORMAT,
            key=None if signer is None else str(signer.key),
            languages=request.languages,
            log=None if log is None else str(log),
            publisher=request.publisher,
            title=request.title,
        )
    )


def signature(manifest: bytes, signer: Signer | None) -> Iterable[tuple[str, bytes]]:
    """The signature and, where editions are logged, the proof; nothing for a preview."""
    if signer is None:
        return
    yield SIGNATURE, sign_manifest(manifest, signer)
    if signer.prove is not None:
        yield PROOF, signer.prove(signed_text(manifest).encode())


def _withheld(renderings: list[Rendering]) -> tuple[tuple[Ground, int], ...]:
    total: Counter[Ground] = Counter()
    for rendering in renderings:
        total.update(dict(rendering.withheld))
    return tuple(sorted(total.items()))
