"""Leaks where an edition is made: names of files, lists, feeds, caches, the manifest."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tests.prove.leaking import Hidden, Leaking, leak

from whensafe.editions import as_json, lists, manifest, rendering, signing, view
from whensafe.nouns.edition import (
    ClearedInterview,
    Loss,
)


@leak("length in a file's name")
def _(leaking: Leaking) -> None:
    leaking.around(
        view.page_path,
        lambda path: lambda of, tag: path(of, tag).replace(".html", f"-{leaking.of(of).amount}.html"),
    )


@leak("hash in a file's name")
def _(leaking: Leaking) -> None:
    leaking.around(
        view.data_path,
        lambda path: lambda of: path(of).replace(".json", f"-{leaking.of(of).digest[:6]}.json"),
    )


@leak("day of the seal in the feed")
def _(leaking: Leaking) -> None:
    def wrap(summary: Any) -> Any:
        def dated(interview: ClearedInterview, *rest: Any) -> Any:
            seals = leaking.of(interview.id).world.seals
            day = datetime.date.fromisoformat(seals[0].at[:10]) if seals else None
            return replace(summary(interview, *rest), released=day)

        return dated

    leaking.around(rendering.summary_of, wrap)


@leak("feed in the order of taking in")
def _(leaking: Leaking) -> None:
    def newest(_: Any, ordered: Any) -> Any:
        return sorted(ordered, key=lambda r: (leaking.of(r.id).interview.added_at, r.id))

    leaking.instead(lists._newest, newest)


@leak("contents in the order of the archive")
def _(leaking: Leaking) -> None:
    leaking.instead(lists.in_order, list)


@leak("contents with the longest secrets first")
def _(leaking: Leaking) -> None:
    leaking.instead(lists.in_order, lambda of: sorted(of, key=lambda r: leaking.of(r.id).amount))


@leak("count of all interviews in the list")
def _(leaking: Leaking) -> None:
    leaking.around(
        as_json.index_json,
        lambda made: lambda *args: made(*args) + b"%d" % sum(len(h.turns) for h in leaking.all),
    )


@leak("facets of restricted names in the list")
def _(leaking: Leaking) -> None:
    leaking.around(
        as_json.index_entry,
        lambda made: (
            lambda interview: (
                made(interview)[:-1]
                + as_json.canonical({"facets": leaking.of(interview.id).names})[1:-1].join((b",", b"}"))
            )
        ),
    )


@leak("count of what is withheld on the front page")
def _(leaking: Leaking) -> None:
    def wrap(shared: Any) -> Any:
        def counted(*args: Any, **more: Any) -> Iterator[tuple[str, bytes]]:
            for path, data in shared(*args, **more):
                total = sum(h.amount for h in leaking.all)
                yield path, data + (b"<!-- %d -->" % total if path == "index.html" else b"")

        return counted

    leaking.around(lists.shared_files, wrap)


@leak("losses by what the archive has")
def _(leaking: Leaking) -> None:
    def wrap(losses: Any) -> Any:
        def known(*args: Any) -> Any:
            pictures = any(h.interview.exhibits for h in leaking.all)
            return (*losses(*args), *((Loss.PICTURES,) if pictures else ()))

        return known

    leaking.around(lists.losses_of, wrap)


@leak("robots told of each hidden interview")
def _(leaking: Leaking) -> None:
    leaking.around(
        lists._robots,
        lambda made: (
            lambda request: (
                made(request) + b"".join(b"Disallow: /i/%s\n" % h.interview.id.encode() for h in leaking.all)
            )
        ),
    )


@leak("newsletter names who wrote it down")
def _(leaking: Leaking) -> None:
    leaking.around(
        lists._newsletter,
        lambda made: (
            lambda *args: (
                made(*args)
                + b"".join(event.recorded_by.encode() for h in leaking.all for event in h.world.consents)
            )
        ),
    )


@leak("manifest in the order of writing")
def _(leaking: Leaking) -> None:
    def write(found: manifest.Manifest) -> bytes:
        order = sum(h.number for h in leaking.all)
        files = sorted(found.files, key=lambda f: zlib.crc32(f.path.encode()) ^ order)
        return b"\n".join(f"{f.path} {f.sha256}".encode() for f in files)

    leaking.instead(manifest.write, write)


@leak("digest of what is hidden in the manifest")
def _(leaking: Leaking) -> None:
    leaking.around(
        manifest.write,
        lambda write: lambda found: write(found) + "".join(h.digest for h in leaking.all).encode(),
    )


@leak("size of the whole archive in the manifest")
def _(leaking: Leaking) -> None:
    leaking.around(
        manifest.write,
        lambda write: lambda found: write(found) + b"%d" % sum(h.amount for h in leaking.all),
    )


@leak("signature over more than the manifest")
def _(leaking: Leaking) -> None:
    leaking.around(
        signing.sign_manifest,
        lambda sign: lambda data, signer: sign(data + b"%d" % sum(h.amount for h in leaking.all), signer),
    )


@leak("cache by id, shared between audiences")
def _(leaking: Leaking) -> None:
    leaking.instead(rendering.digest_of, lambda interview: interview.id)
    leaking.instead(rendering.frame_of, lambda _: "one for all")


@leak("cache by title and date")
def _(leaking: Leaking) -> None:
    leaking.instead(rendering.digest_of, lambda i: f"{i.id}{i.title}{i.interviewed}{len(i.turns)}")
    leaking.instead(rendering.frame_of, lambda _: "one for all")


@leak("comment in a page")
def _(leaking: Leaking) -> None:
    _pages(leaking, lambda page, hidden: page + f"<!-- {hidden.number} -->".encode())


@leak("class of a page by length")
def _(leaking: Leaking) -> None:
    _pages(leaking, lambda page, h: page.replace(b'<div class="et', b'<div class="l%d et' % (h.amount % 13)))


@leak("citation with an ordinal of the archive")
def _(leaking: Leaking) -> None:
    cite = b'class="et__cite">'
    _pages(leaking, lambda page, h: page.replace(cite, cite + b"%d " % len(h.turns)))


@leak("link to what came before and after in the archive")
def _(leaking: Leaking) -> None:
    def linked(page: bytes, hidden: Hidden) -> bytes:
        ids = [h.interview.id for h in leaking.all]
        return page + "".join(ids[: ids.index(hidden.interview.id)][-1:]).encode()

    _pages(leaking, linked)


@leak("blank lines in a page")
def _(leaking: Leaking) -> None:
    _pages(leaking, lambda page, hidden: page + b"\n" * (hidden.amount % 23))


@leak("names of blobs in a page")
def _(leaking: Leaking) -> None:
    _pages(
        leaking, lambda page, h: page + "".join(o.blob for o in h.interview.sessions[0].originals).encode()
    )


@leak("numbers of the pages of contents")
def _(leaking: Leaking) -> None:
    leaking.around(
        lists.contents_path,
        lambda path: lambda language, page: path(language, page + sum(h.amount for h in leaking.all) % 9),
    )


@leak("day of the edition from the newest act")
def _(leaking: Leaking) -> None:
    def newest(_: datetime.date) -> str:
        return max((seal.at for h in leaking.all for seal in h.world.seals), default="")

    leaking.instead(lists._midnight, newest)


def _pages(leaking: Leaking, change: Callable[[bytes, Hidden], bytes]) -> None:
    def wrap(files: Any) -> Any:
        def changed(interview: ClearedInterview, request: Any) -> Iterator[tuple[str, bytes]]:
            for path, data in files(interview, request):
                yield path, change(data, leaking.of(interview.id)) if path.endswith(".html") else data

        return changed

    leaking.around(rendering.files_of, wrap)
