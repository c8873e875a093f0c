"""What is kept from one edition to the next gives the same bytes as making all of it anew."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editions.cleared import REQUEST, golden, interview, signer, turn
from tests.editions.reading import built, gather
from tests.editions.strategies import archives

from whensafe.editions import templating
from whensafe.editions.publish import publish
from whensafe.editions.rendering import Unchanged, digest_of, frame_of
from whensafe.errors import BadInput
from whensafe.nouns.edition import ClearedInterview

LATER = replace(REQUEST, as_of=datetime.date(2027, 2, 1))


def carried_over(
    old: list[ClearedInterview], new: list[ClearedInterview]
) -> tuple[dict[str, bytes], set[str]]:
    """The new edition, made on the folder of the old one; and the paths that were given anew."""
    before, _, kept = gather(publish(REQUEST, old, signer()))
    given_anew, edition, _ = gather(publish(LATER, new, signer(), kept))
    return {path: before[path] for path in edition.kept} | given_anew, set(given_anew)


@settings(max_examples=25)
@given(archives(), st.data())
def test_a_kept_edition_has_the_bytes_of_a_full_one(
    archive: list[ClearedInterview], data: st.DataObject
) -> None:
    new = data.draw(st.lists(st.sampled_from(archive), unique_by=id)) if archive else []
    new = [replace(one, title="Another") if data.draw(st.booleans()) else one for one in new]
    files, _ = carried_over(archive, new)
    assert files == built(LATER, new, signer())


def test_after_one_change_only_its_own_files_and_the_lists_are_rendered() -> None:
    changed = interview(3, turn(31, "Where were you standing?"))
    _, anew = carried_over(golden(), [*golden()[:2], changed])
    own = {path for path in anew if path.startswith("i/")}
    assert own == {"i/0000000003.en.html", "i/0000000003.json"}


def test_an_unchanged_interview_may_be_named_by_its_digest_alone() -> None:
    _, _, kept = gather(publish(REQUEST, golden()))
    stand_ins: Iterator[Unchanged] = (Unchanged(digest_of(one)) for one in golden())
    again, edition, _ = gather(publish(LATER, stand_ins, None, kept))
    full = built(LATER, golden())
    assert all(again[path] == full[path] for path in again)
    assert set(again) | set(edition.kept) == set(full)
    with pytest.raises(BadInput, match="never rendered"):
        built(LATER, [Unchanged("0" * 64)], None, kept)


def test_nothing_is_kept_across_another_frame() -> None:
    _, _, kept = gather(publish(REQUEST, golden()))
    renamed = replace(REQUEST, title="Another name")
    files, edition, _ = gather(publish(renamed, golden(), None, kept))
    assert edition.kept == ()
    assert files == built(renamed, golden())
    assert frame_of(renamed) != frame_of(REQUEST) == frame_of(LATER)


def test_every_field_of_an_interview_counts_for_its_digest() -> None:
    one = golden()[2]
    others = [
        replace(one, title="x"),
        replace(one, released=REQUEST.as_of),
        replace(one, turns=one.turns[1:]),
        replace(one, narrators=one.narrators[:2]),
    ]
    assert len({digest_of(o) for o in [one, *others]}) == 5


def test_other_templates_or_phrases_void_what_was_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    before = frame_of(REQUEST)
    monkeypatch.setattr(templating, "LANGUAGES", templating.LANGUAGES[:2])
    templating.materials.cache_clear()
    assert frame_of(REQUEST) != before
    monkeypatch.undo()
    templating.materials.cache_clear()
    assert frame_of(REQUEST) == before
