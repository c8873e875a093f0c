"""What is taken over from an earlier edition is what would have been rendered anew, or nothing."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.editions.cleared import REQUEST, golden, signer
from tests.editions.reading import built, gather
from tests.editions.strategies import archives

from whensafe.editions import manifest as manifests
from whensafe.editions.carried import carried, rows_of
from whensafe.editions.difference import difference
from whensafe.editions.publish import publish
from whensafe.editions.rendering import Renderings, Unchanged, frame_of
from whensafe.nouns.edition import ClearedInterview, EditionRequest

LATER = replace(REQUEST, as_of=datetime.date(2027, 1, 1))


def again(
    files: dict[str, bytes], archive: list[ClearedInterview], request: EditionRequest
) -> tuple[Renderings, list[ClearedInterview | Unchanged]]:
    listed = {file.path: file for file in manifests.read(files["manifest.json"]).files}
    kept, items, rows = Renderings(frame_of(request), {}), [], rows_of(files.get, listed, request)
    for one in archive:
        found = carried(files.get, listed, one.id, f"of {one.id}", one.released, request, rows)
        if found is not None:
            kept.by_digest[found.digest] = found  # type: ignore[index]
        items.append(one if found is None else Unchanged(found.digest))
    return kept, items


@settings(max_examples=60)
@given(archives())
def test_an_edition_from_carried_files_has_the_bytes_of_one_from_cleared_words(
    archive: list[ClearedInterview],
) -> None:
    earlier = built(REQUEST, archive, signer())
    kept, items = again(earlier, archive, LATER)
    assert all(isinstance(item, Unchanged) for item in items)
    files, edition, _ = gather(publish(LATER, items, signer(), kept))
    files |= {path: earlier[path] for path in edition.kept}
    anew, expected, _ = gather(publish(LATER, archive, signer()))
    assert files == anew
    assert (edition.withheld, edition.losses) == (expected.withheld, expected.losses)


@pytest.mark.parametrize("path", ["i/0000000001.json", "i/0000000001.uk.html", "i/0123456789ab.png"])
def test_a_file_that_was_changed_or_lost_is_never_carried(path: str) -> None:
    files = built(REQUEST, golden())
    listed = {file.path: file for file in manifests.read(files["manifest.json"]).files}
    for damaged in ({**files, path: files[path][:-1] + b"?"}, {**files, path: b""}):
        assert carried(damaged.get, listed, golden()[0].id, "d", None, REQUEST) is None
        assert carried(damaged.get, listed, golden()[1].id, "d", None, REQUEST) is not None
    del files[path]
    assert carried(files.get, listed, golden()[0].id, "d", None, REQUEST) is None


def test_a_difference_in_short_names_what_came_and_went() -> None:
    old, new = built(REQUEST, golden()[:2]), built(REQUEST, golden()[1:])
    found = difference(old.get, new.get, whole=False)
    assert found.interviews_added == (golden()[2].id,)
    assert found.interviews_gone == (golden()[0].id,)
    assert found.turns == ()


@settings(max_examples=60)
@given(archives())
def test_lines_of_the_contents_are_read_back_as_they_were_made(archive: list[ClearedInterview]) -> None:
    files = built(REQUEST, archive, signer())
    listed = {file.path: file for file in manifests.read(files["manifest.json"]).files}
    rows = rows_of(files.get, listed, REQUEST)
    made = gather(publish(REQUEST, archive, signer()))[2].by_digest.values()
    assert rows == {rendering.id: dict(rendering.rows) for rendering in made}
    pages = {path for path in files if path.endswith("/index.html")}
    assert rows_of({**files, **dict.fromkeys(pages, b"")}.get, listed, REQUEST) == {}
